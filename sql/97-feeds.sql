-- What an operator asks of the feeds, and what was refused and waits to be mended: laid down by whoever publishes, from the catalogue of
-- that day and the ledger, so that a role that reads share alone has them (share/60-nguon-du-lieu.sql).
CREATE TABLE IF NOT EXISTS core.feed_due (
	feed text COLLATE "C" PRIMARY KEY,
	name text NOT NULL,
	systems text COLLATE "C" NOT NULL,       -- of the register, their numbers with blanks between; '' none
	cadence text COLLATE "C" NOT NULL,       -- of a system's feed without one the system's; '' nobody knows when
	due text COLLATE "C" NOT NULL,
	raw_days integer,                        -- how long its files are kept; NULL: for ever
	last_seen timestamptz,                   -- accepted; NULL: never
	late_from date,                          -- the first day on which it is late; NULL: never
	state text COLLATE "C" NOT NULL          -- reader_words.csv, feed_state
);
COMMENT ON TABLE core.feed_due IS 'Các nguồn dữ liệu theo danh mục của đêm gần nhất: lần nhận cuối, từ ngày nào thì bị coi là chậm';

-- Codes, names of fields and counts, and never a value.
CREATE TABLE IF NOT EXISTS core.reject_open (
	agency text COLLATE "C" NOT NULL,        -- whose list it is in: a body, or unknown
	agency_name text NOT NULL,
	feed text COLLATE "C" NOT NULL,
	field text COLLATE "C" NOT NULL,
	field_name text NOT NULL,
	code text COLLATE "C" NOT NULL,
	what_vi text NOT NULL,
	what_en text NOT NULL,
	do_vi text NOT NULL,
	do_en text NOT NULL,
	rows bigint NOT NULL,
	files bigint NOT NULL,
	since timestamptz NOT NULL,
	PRIMARY KEY (agency, feed, field, code, do_vi)
);
COMMENT ON TABLE core.reject_open IS 'Bản ghi bị từ chối còn chờ sửa, gộp theo cơ quan, nguồn, trường và lý do; không chứa giá trị nào';

-- What waits for a person after a night and is no figure, feed or refused record, as its summary tells it: the last night's.
CREATE TABLE IF NOT EXISTS audit.finding (
	run_id bigint NOT NULL,
	place text NOT NULL,
	words text NOT NULL
);
COMMENT ON TABLE audit.finding IS 'Việc chờ người xử lý sau đêm gần nhất, như bản tin đêm đã nêu; không có số tạm giữ';

DO $$
DECLARE
	role text;
BEGIN
	FOREACH role IN ARRAY ARRAY['chiso_explainer', 'chiso_approver'] LOOP
		IF EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname = role) THEN
			EXECUTE pg_catalog.format('GRANT SELECT ON core.feed_due, core.reject_open, audit.finding TO %I', role);
		END IF;
	END LOOP;
	IF EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname = 'chiso_loader') THEN
		GRANT SELECT, INSERT, DELETE ON audit.finding TO chiso_loader;
	END IF;
END
$$;
