-- A period is closed (chốt kỳ): behind its day, or a person's decision, what stands of a set in it stays as it is. What is computed
-- otherwise afterwards is kept beside it (core.late_figure) and waits for a person: restate (the figure becomes another, with a note) or
-- carry over (it stays, and the difference is known). Rows of the two ledgers are added and never changed.
CREATE TABLE audit.closing (
	closing_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	decision text COLLATE "C" NOT NULL CHECK (decision IN ('close', 'reopen')),
	set text COLLATE "C" NOT NULL,
	period text COLLATE "C" NOT NULL,
	by_name text NOT NULL DEFAULT '' CHECK (length(by_name) <= 200), -- '': by the day of closings.csv
	position text NOT NULL DEFAULT '' CHECK (length(position) <= 200),
	note text NOT NULL DEFAULT '' CHECK (length(note) <= 2000),
	at timestamptz NOT NULL,                 -- the clock the run was given
	run_id bigint NOT NULL,
	recorded_at timestamptz NOT NULL DEFAULT clock_timestamp(),
	login text NOT NULL DEFAULT session_user,
	CHECK (decision = 'close' OR btrim(by_name) <> '' AND btrim(note) <> '')
);
CREATE INDEX closing_key ON audit.closing (set, period, closing_id DESC);
COMMENT ON TABLE audit.closing IS 'Sổ chốt kỳ: mỗi lần chốt, mở lại một bộ chỉ số của một kỳ là một dòng; chỉ thêm, không sửa, không xóa; tên trống: chốt theo ngày trong danh mục';
COMMENT ON COLUMN audit.closing.by_name IS 'Họ tên người quyết định, đang thi hành công vụ; không đưa ra share, không ghi vào nhật ký';

CREATE TABLE audit.late_decision (
	late_decision_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	decision text COLLATE "C" NOT NULL CHECK (decision IN ('restate', 'carry')),
	set text COLLATE "C" NOT NULL,
	indicator text COLLATE "C" NOT NULL,
	agency text COLLATE "C" NOT NULL,
	period text COLLATE "C" NOT NULL,
	change text COLLATE "C" NOT NULL,        -- as in core.late_figure: what was looked at
	figure jsonb,
	by_name text NOT NULL CHECK (btrim(by_name) <> '' AND length(by_name) <= 200),
	position text NOT NULL DEFAULT '' CHECK (length(position) <= 200),
	note text NOT NULL CHECK (btrim(note) <> '' AND length(note) <= 2000),
	at timestamptz NOT NULL,
	run_id bigint NOT NULL,
	recorded_at timestamptz NOT NULL DEFAULT clock_timestamp(),
	login text NOT NULL DEFAULT session_user
);
CREATE INDEX late_decision_key ON audit.late_decision (set, indicator, agency, period, late_decision_id DESC);
COMMENT ON TABLE audit.late_decision IS 'Sổ quyết định về số liệu đến sau khi chốt kỳ: restate điều chỉnh số đã công bố, carry giữ nguyên; chỉ thêm, không sửa, không xóa';
COMMENT ON COLUMN audit.late_decision.by_name IS 'Họ tên người quyết định, đang thi hành công vụ; không đưa ra share, không ghi vào nhật ký';

CREATE TABLE core.late_figure (
	set text COLLATE "C" NOT NULL,
	indicator text COLLATE "C" NOT NULL,
	agency text COLLATE "C" NOT NULL,
	period text COLLATE "C" NOT NULL,
	change text COLLATE "C" NOT NULL CHECK (change IN ('new', 'changed', 'closed')),
	old text,                                -- what stands, what was computed: as shown
	new text,
	columns text COLLATE "C" NOT NULL,       -- those that differ
	figure jsonb,                            -- the row of core.indicator that it would be; NULL: none would stand
	flag_rows text[],
	run_id bigint NOT NULL,                  -- which computed it first
	carried boolean NOT NULL DEFAULT false,  -- a person has seen this very difference and left it
	PRIMARY KEY (set, indicator, agency, period)
);
COMMENT ON TABLE core.late_figure IS 'Số tính lại sau khi kỳ đã chốt, khác số đã công bố: chờ quyết định; không cho người đọc';

-- Which are closed: the last word of each counts. The series by the agencies of today goes with its set.
CREATE VIEW core.closed AS
SELECT c.set, c.period, c.at, c.run_id, c.by_name <> '' AS is_decided
FROM (SELECT DISTINCT ON (set, period) * FROM audit.closing ORDER BY set, period, closing_id DESC) c WHERE c.decision = 'close';
COMMENT ON VIEW core.closed IS 'Bộ chỉ số và kỳ đang chốt';

CREATE FUNCTION audit.ledger_stands() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
	RAISE EXCEPTION '%.% is append-only: found %, expected INSERT', TG_TABLE_SCHEMA, TG_TABLE_NAME, TG_OP USING ERRCODE = 'insufficient_privilege';
END
$$;
CREATE TRIGGER closing_stands BEFORE UPDATE OR DELETE OR TRUNCATE ON audit.closing FOR EACH STATEMENT EXECUTE FUNCTION audit.ledger_stands();
CREATE TRIGGER late_decision_stands BEFORE UPDATE OR DELETE OR TRUNCATE ON audit.late_decision FOR EACH STATEMENT EXECUTE FUNCTION audit.ledger_stands();
REVOKE UPDATE, DELETE, TRUNCATE ON audit.closing, audit.late_decision FROM CURRENT_USER;

-- A decision with a name is of a login that approves, as in 991-rights.sql; the catalogue's day is anybody's who loads.
CREATE FUNCTION audit.named_by() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
	IF NEW.by_name <> '' AND NOT EXISTS (SELECT FROM pg_roles r WHERE r.rolname = 'chiso_approver' AND pg_has_role(session_user, r.oid, 'MEMBER'))
		AND NOT pg_has_role(session_user, (SELECT c.relowner FROM pg_class c WHERE c.oid = TG_RELID), 'MEMBER') THEN
		RAISE EXCEPTION '%.%: found a decision by %, expected a login of the role chiso_approver', TG_TABLE_SCHEMA, TG_TABLE_NAME, session_user
			USING ERRCODE = 'insufficient_privilege';
	END IF;
	RETURN NEW;
END
$$;
CREATE TRIGGER closing_by BEFORE INSERT ON audit.closing FOR EACH ROW EXECUTE FUNCTION audit.named_by();
CREATE TRIGGER late_decision_by BEFORE INSERT ON audit.late_decision FOR EACH ROW EXECUTE FUNCTION audit.named_by();

-- What was computed late becomes the figure, or is carried over. Called by whoever decides; the ledger's own trigger asks who that is.
CREATE FUNCTION core.decide_late(of_decision text, of_set text, of_indicator text, of_agency text, of_period text, of_by text, of_position text,
	of_note text, of_at timestamptz, of_run bigint) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
	late core.late_figure;
BEGIN
	SELECT * INTO late FROM core.late_figure l WHERE (l.set, l.indicator, l.agency, l.period) = (of_set, of_indicator, of_agency, of_period) FOR UPDATE;
	IF NOT FOUND THEN
		RAISE EXCEPTION 'found no late figure % % % %', of_set, of_indicator, of_agency, of_period USING ERRCODE = 'no_data_found';
	END IF;
	INSERT INTO audit.late_decision (decision, set, indicator, agency, period, change, figure, by_name, position, note, at, run_id)
	VALUES (of_decision, late.set, late.indicator, late.agency, late.period, late.change, late.figure, of_by, of_position, of_note, of_at, of_run);
	-- what becomes the figure is what was listed
	IF late.figure IS NOT NULL AND coalesce(late.figure ->> 'shown', late.figure ->> 'value', late.figure ->> 'reason') IS DISTINCT FROM late.new THEN
		RAISE EXCEPTION 'core.late_figure: % % % %: found another figure than the one that is listed', of_set, of_indicator, of_agency, of_period
			USING ERRCODE = 'data_corrupted';
	END IF;
	IF of_decision = 'carry' THEN
		UPDATE core.late_figure l SET carried = true WHERE (l.set, l.indicator, l.agency, l.period) = (late.set, late.indicator, late.agency, late.period);
		RETURN;
	END IF;
	UPDATE core.indicator i SET run_to = of_run WHERE (i.set, i.indicator, i.agency, i.period) = (late.set, late.indicator, late.agency, late.period) AND i.run_to IS NULL;
	UPDATE core.indicator_flag f SET run_to = of_run WHERE (f.set, f.indicator, f.agency, f.period) = (late.set, late.indicator, late.agency, late.period) AND f.run_to IS NULL;
	IF late.figure IS NOT NULL THEN
		INSERT INTO core.indicator SELECT r.* FROM jsonb_populate_record(NULL::core.indicator, late.figure || jsonb_build_object('set', late.set,
			'indicator', late.indicator, 'agency', late.agency, 'period', late.period, 'run_from', of_run, 'run_to', NULL)) r;
		INSERT INTO core.indicator_flag (set, indicator, agency, period, ordinal, "check", severity, words, proof, run_from)
		SELECT late.set, late.indicator, late.agency, late.period, n, late.flag_rows[4 * n - 3], late.flag_rows[4 * n - 2], late.flag_rows[4 * n - 1],
			late.flag_rows[4 * n], of_run
		FROM generate_series(1, cardinality(late.flag_rows) / 4) n;
	END IF;
	DELETE FROM core.late_figure l WHERE (l.set, l.indicator, l.agency, l.period) = (late.set, late.indicator, late.agency, late.period);
END
$$;
COMMENT ON FUNCTION core.decide_late(text, text, text, text, text, text, text, text, timestamptz, bigint) IS 'Quyết định về một số đến sau khi chốt: restate hoặc carry';

-- Whoever writes figures: one of a closed set and period ends with a decision to restate it, or because nothing but its due days moved,
-- and begins in no other way. The end is looked at when the transaction has its new row.
CREATE FUNCTION core.closed_ends() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
	IF EXISTS (SELECT FROM core.closed c WHERE c.set = split_part(NEW.set, '@', 1) AND c.period = NEW.period)
		AND NOT EXISTS (SELECT FROM core.indicator n WHERE (n.set, n.indicator, n.agency, n.period, n.run_from) = (NEW.set, NEW.indicator, NEW.agency, NEW.period, NEW.run_to)
			AND to_jsonb(n) - core.moving() = to_jsonb(NEW) - core.moving())
		AND NOT EXISTS (SELECT FROM audit.late_decision d WHERE d.decision = 'restate' AND d.run_id = NEW.run_to
			AND (d.set, d.indicator, d.agency, d.period) = (NEW.set, NEW.indicator, NEW.agency, NEW.period)) THEN
		RAISE EXCEPTION '% % % % is closed: found another figure in its place, expected a decision (core.decide_late)', NEW.set, NEW.indicator, NEW.agency, NEW.period
			USING ERRCODE = 'insufficient_privilege';
	END IF;
	RETURN NULL;
END
$$;
CREATE FUNCTION core.closed_begins() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
	strange record;
BEGIN
	SELECT n.* INTO strange FROM began n JOIN core.closed c ON c.set = split_part(n.set, '@', 1) AND c.period = n.period
	WHERE NOT EXISTS (SELECT FROM core.indicator o WHERE (o.set, o.indicator, o.agency, o.period, o.run_to) = (n.set, n.indicator, n.agency, n.period, n.run_from)
			AND to_jsonb(o) - core.moving() = to_jsonb(n) - core.moving())
		AND NOT EXISTS (SELECT FROM audit.late_decision d WHERE d.decision = 'restate' AND d.run_id = n.run_from
			AND (d.set, d.indicator, d.agency, d.period) = (n.set, n.indicator, n.agency, n.period)) LIMIT 1;
	IF FOUND THEN
		RAISE EXCEPTION '% % % % is closed: found a new figure, expected a decision (core.decide_late)', strange.set, strange.indicator, strange.agency, strange.period
			USING ERRCODE = 'insufficient_privilege';
	END IF;
	RETURN NULL;
END
$$;
-- What the calendar alone moves, and what says when.
CREATE FUNCTION core.moving() RETURNS text[] LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
	SELECT ARRAY['run_from', 'run_to', 'due', 'national_due', 'due_status', 'national_due_status']
$$;
CREATE CONSTRAINT TRIGGER closed_ends AFTER UPDATE OF run_to ON core.indicator DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
	EXECUTE FUNCTION core.closed_ends();
CREATE TRIGGER closed_begins AFTER INSERT ON core.indicator REFERENCING NEW TABLE AS began FOR EACH STATEMENT EXECUTE FUNCTION core.closed_begins();
