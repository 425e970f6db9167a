-- Which pseudonym keys this warehouse was filled with, by fingerprint: the key itself is nowhere in the database.
CREATE TABLE audit.pseudonym_key (
	key_id text COLLATE "C" PRIMARY KEY,
	fingerprint text COLLATE "C" NOT NULL CHECK (fingerprint ~ '^[0-9a-f]{32}$'), -- HMAC-SHA-256 of a fixed text, 16 bytes of it
	first_seen timestamptz NOT NULL,         -- the clock the run was given
	run_id bigint,                           -- audit.run; NULL: by hand
	retired_at timestamptz                   -- NULL: the one that pseudonyms are made with
);
CREATE UNIQUE INDEX pseudonym_key_current ON audit.pseudonym_key ((retired_at IS NULL)) WHERE retired_at IS NULL;

COMMENT ON TABLE audit.pseudonym_key IS
	'Khóa bí danh mà kho dữ liệu đã dùng, nhận biết bằng dấu vân tay; khóa không nằm trong cơ sở dữ liệu; khóa khác dưới cùng một tên bị từ chối';

DO $$
BEGIN
	IF EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname = 'chiso_loader') THEN
		GRANT SELECT, INSERT, UPDATE ON audit.pseudonym_key TO chiso_loader;
	END IF;
END
$$;
