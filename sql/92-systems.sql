-- The systems that the province is connected to, as the catalogue has them on the day of the last night, and how each was reported
-- last: what is not as planned is told by the summary.
CREATE TABLE IF NOT EXISTS core.system (
	system integer PRIMARY KEY, -- the number in the document
	name text NOT NULL,
	status text COLLATE "C" NOT NULL, -- connected, not_connected
	kind text NOT NULL,
	description text NOT NULL,
	sample text NOT NULL,
	golden text NOT NULL,
	measures text NOT NULL,
	used_by text NOT NULL,
	owner text NOT NULL, -- on the day of the last night
	contact text NOT NULL,
	owner_before text, -- NULL: it was always the same
	owner_until date,
	owner_id text COLLATE "C" NOT NULL,
	owner_before_id text COLLATE "C",
	monitoring text NOT NULL,
	monitoring_id text COLLATE "C",
	expected text, -- NULL: the document says nothing
	expected_on date,
	feeds text COLLATE "C", -- with blanks between
	cadence text COLLATE "C" NOT NULL,
	due text COLLATE "C" NOT NULL,
	grace_days integer,
	usual_min bigint,
	usual_max bigint,
	reported boolean, -- whether the last report says connected; NULL: it was not reported
	reported_since date,
	reported_name text,
	reported_owner text COLLATE "C",
	reported_monitoring text COLLATE "C",
	reported_expected_on date
);

COMMENT ON TABLE core.system IS 'Hệ thống của trung ương kết nối đến tỉnh, lấy từ danh mục mỗi đêm, và trạng thái theo báo cáo gần nhất';
