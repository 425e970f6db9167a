-- What was removed of one person's records, at whose decision: a row for each feed and one for the raw files. Who it was stands nowhere,
-- not as a pseudonym either: what was removed is proved by asking again (scripts/person --find). Rows are added and never changed.
CREATE TABLE IF NOT EXISTS audit.erasure (
	erasure_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	run_id bigint NOT NULL,                  -- audit.run, kind erase
	what text COLLATE "C" NOT NULL CHECK (what IN ('records', 'raw')),
	feed text COLLATE "C" NOT NULL DEFAULT '', -- of records
	n_records bigint NOT NULL DEFAULT 0,     -- that stood
	n_versions bigint NOT NULL DEFAULT 0,    -- rows of core.KIND_version, those that stood among them
	n_rejects bigint NOT NULL DEFAULT 0,     -- whose key was removed
	n_keys bigint NOT NULL DEFAULT 0,        -- sets of keys of core.measure in which another word stands for the person
	periods text COLLATE "C" NOT NULL DEFAULT '', -- computed anew
	files text COLLATE "C" NOT NULL DEFAULT '', -- of raw: hashes of the files that were removed
	files_left text COLLATE "C" NOT NULL DEFAULT '', -- and of those that stay until their day
	by_name text NOT NULL CHECK (btrim(by_name) <> '' AND length(by_name) <= 200),
	reason text NOT NULL CHECK (btrim(reason) <> '' AND length(reason) <= 2000),
	at timestamptz NOT NULL,                 -- the clock the run was given
	recorded_at timestamptz NOT NULL DEFAULT clock_timestamp(),
	login text NOT NULL DEFAULT session_user
);

CREATE OR REPLACE FUNCTION audit.erasure_stands() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
	RAISE EXCEPTION 'audit.erasure is append-only: found %, expected INSERT', TG_OP USING ERRCODE = 'insufficient_privilege';
END
$$;
DROP TRIGGER IF EXISTS erasure_stands ON audit.erasure;
CREATE TRIGGER erasure_stands BEFORE UPDATE OR DELETE OR TRUNCATE ON audit.erasure
	FOR EACH STATEMENT EXECUTE FUNCTION audit.erasure_stands();
REVOKE UPDATE, DELETE, TRUNCATE ON audit.erasure FROM CURRENT_USER;

-- What a load has no more: its counts say what was received, and its stream is the rest.
ALTER TABLE audit.load ADD COLUMN IF NOT EXISTS n_erased bigint NOT NULL DEFAULT 0;

COMMENT ON TABLE audit.erasure IS
	'Sổ xóa dữ liệu cá nhân theo yêu cầu: ai quyết định, khi nào, vì sao, bao nhiêu bản ghi; không ghi người đó là ai; chỉ thêm, không sửa, không xóa';
COMMENT ON COLUMN audit.erasure.reason IS 'Lý do hoặc số văn bản; không ghi dữ liệu cá nhân';
COMMENT ON COLUMN audit.erasure.by_name IS 'Họ tên người quyết định, đang thi hành công vụ; không đưa ra share, không ghi vào nhật ký';
COMMENT ON COLUMN audit.load.n_erased IS 'Số bản ghi của lần nạp đã bị xóa theo yêu cầu của công dân (audit.erasure)';
