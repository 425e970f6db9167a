-- Whose record was refused, where that is known: the agency's id (never a person), '' where it is not.
ALTER TABLE audit.reject ADD COLUMN IF NOT EXISTS agency text COLLATE "C" NOT NULL DEFAULT '';

COMMENT ON COLUMN audit.reject.agency IS 'Mã cơ quan của bản ghi bị từ chối, nếu biết';
