-- What a named person put in the place of a refused value. The sender's bytes stay as they are: whoever reads the file again
-- reads its record with these, the latest of a field first. No row is ever changed.
CREATE TABLE IF NOT EXISTS audit.repair (
	repair_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	file_hash text COLLATE "C" NOT NULL,
	feed text COLLATE "C" NOT NULL,
	record bigint NOT NULL,
	line bigint NOT NULL,                    -- the record must stand there, or it is not the one that was meant
	field text COLLATE "C" NOT NULL,
	value text,                              -- NULL: the field is empty
	row_id text COLLATE "C" NOT NULL,        -- of the reject that it mends, see night/rejects-open.sql
	code text COLLATE "C" NOT NULL,          -- why that was refused
	of_load bigint NOT NULL,                 -- in which load
	by text NOT NULL,
	at timestamptz NOT NULL,
	run_id bigint NOT NULL
);
CREATE INDEX IF NOT EXISTS repair_file ON audit.repair (file_hash, feed);

COMMENT ON TABLE audit.repair IS 'Giá trị do một người có tên sửa thay cho giá trị bị từ chối; tệp gốc của đơn vị gửi giữ nguyên';

-- The load that this one stands for with repaired values, and the last repair that it was read with.
ALTER TABLE audit.load ADD COLUMN IF NOT EXISTS repairs bigint;
ALTER TABLE audit.load ADD COLUMN IF NOT EXISTS last_repair bigint NOT NULL DEFAULT 0;

COMMENT ON COLUMN audit.load.repairs IS 'Lần nạp gốc mà lần nạp này thay thế với các giá trị đã sửa; rỗng: không có giá trị nào được sửa';
COMMENT ON COLUMN audit.load.last_repair IS 'Số của lần sửa mới nhất đã áp dụng khi đọc tệp; 0: chưa có';

-- The key of the record that was refused, where it could be read: its clean cells with U+001F between them, '' where not. A later
-- record of the same key mends it.
ALTER TABLE audit.reject ADD COLUMN IF NOT EXISTS key text COLLATE "C" NOT NULL DEFAULT '';

COMMENT ON COLUMN audit.reject.key IS 'Khóa của bản ghi bị từ chối, nếu đọc được';

DO $$
BEGIN
	IF EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname = 'chiso_loader') THEN
		GRANT SELECT, INSERT ON audit.repair TO chiso_loader;
	END IF;
END
$$;
