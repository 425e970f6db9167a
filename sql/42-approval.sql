-- Who approved what: a row is a decision of a named person about one figure, exactly as it stood. Rows are added and never
-- changed; a revocation is a row too. The name is that of an official in office: it stays here, out of share and of logs.
CREATE TABLE IF NOT EXISTS audit.approval (
	approval_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	decision text COLLATE "C" NOT NULL CHECK (decision IN ('approve', 'revoke')),
	set text COLLATE "C" NOT NULL,
	indicator text COLLATE "C" NOT NULL,
	agency text COLLATE "C" NOT NULL,
	period text COLLATE "C" NOT NULL,
	numerator text COLLATE "C",              -- from here to flags: the figure that was looked at, as in core.indicator
	denominator text COLLATE "C",
	value text COLLATE "C",
	unit text COLLATE "C",
	score text COLLATE "C",
	target text COLLATE "C",
	reason text COLLATE "C",
	flags text COLLATE "C",
	by_name text NOT NULL CHECK (btrim(by_name) <> '' AND length(by_name) <= 200),
	position text NOT NULL DEFAULT '' CHECK (length(position) <= 200),
	note text NOT NULL DEFAULT '' CHECK (length(note) <= 2000),
	at timestamptz NOT NULL,                 -- the clock the run was given
	run_id bigint NOT NULL,                  -- audit.run, kind approve
	recorded_at timestamptz NOT NULL DEFAULT clock_timestamp(),
	login text NOT NULL DEFAULT session_user, -- of the database, whoever the person says to be
	-- what a rule holds, and what is taken back, needs a reason in words
	CHECK (btrim(note) <> '' OR (decision = 'approve' AND coalesce(flags, '') !~ '(^|; )gate '))
);
CREATE INDEX IF NOT EXISTS approval_key ON audit.approval (set, indicator, agency, period, approval_id DESC);

CREATE OR REPLACE FUNCTION audit.approval_stands() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
	RAISE EXCEPTION 'audit.approval is append-only: found %, expected INSERT (a revocation is a row too)', TG_OP
		USING ERRCODE = 'insufficient_privilege';
END
$$;
DROP TRIGGER IF EXISTS approval_stands ON audit.approval;
CREATE TRIGGER approval_stands BEFORE UPDATE OR DELETE OR TRUNCATE ON audit.approval
	FOR EACH STATEMENT EXECUTE FUNCTION audit.approval_stands();
REVOKE UPDATE, DELETE, TRUNCATE ON audit.approval FROM CURRENT_USER;

COMMENT ON TABLE audit.approval IS
	'Sổ duyệt số liệu: mỗi dòng là một quyết định của một người có tên về đúng một con số; chỉ thêm, không sửa, không xóa; rút lại cũng là một dòng';
COMMENT ON COLUMN audit.approval.decision IS 'approve: duyệt; revoke: rút lại';
COMMENT ON COLUMN audit.approval.value IS
	'Giá trị đã duyệt; số liệu hay cảnh báo khác đi thì việc duyệt không còn hiệu lực với số mới';
COMMENT ON COLUMN audit.approval.by_name IS 'Họ tên người duyệt, đang thi hành công vụ; không đưa ra share, không ghi vào nhật ký';
COMMENT ON COLUMN audit.approval.position IS 'Chức vụ, đơn vị';
COMMENT ON COLUMN audit.approval.note IS 'Lý do hoặc số văn bản; bắt buộc với số tạm giữ và khi rút lại';

-- Who may approve is a role of its own: it reads figures and adds decisions. The loader reads them; nobody changes them.
DO $$
DECLARE
	may_create boolean;
BEGIN
	SELECT rolsuper OR rolcreaterole INTO may_create FROM pg_catalog.pg_roles WHERE rolname = current_user;
	IF NOT may_create THEN
		RAISE NOTICE 'no CREATEROLE: one role for all';
		RETURN;
	END IF;
	IF NOT EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname = 'chiso_approver') THEN
		CREATE ROLE chiso_approver NOLOGIN;
	END IF;
	GRANT USAGE ON SCHEMA core, audit, share TO chiso_approver;
	GRANT SELECT ON core.indicator, core.label, audit.run, audit.approval TO chiso_approver;
	GRANT INSERT (decision, set, indicator, agency, period, numerator, denominator, value, unit, score, target, reason, flags,
		by_name, position, note, at, run_id) ON audit.approval TO chiso_approver;
	GRANT INSERT (kind, started, ended, now, status, options) ON audit.run TO chiso_approver;
	GRANT SELECT ON ALL TABLES IN SCHEMA share TO chiso_approver;
	ALTER DEFAULT PRIVILEGES IN SCHEMA share GRANT SELECT ON TABLES TO chiso_approver;
	GRANT SELECT ON audit.approval TO chiso_loader;
END
$$;
