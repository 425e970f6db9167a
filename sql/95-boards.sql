-- What the pages of the index, of agencies and of places are made of, beside the figures; laid down by each night of the catalogue and the
-- ledger (night/boards.sql).
-- How each indicator is scored, on the day of the last night.
CREATE TABLE IF NOT EXISTS core.scoring (
	indicator text COLLATE "C" PRIMARY KEY,
	parent text COLLATE "C" NOT NULL, -- the component that it is a part of
	root text COLLATE "C" NOT NULL,   -- the pillar: the last of its parents
	method text COLLATE "C" NOT NULL,
	formula text COLLATE "C" NOT NULL, -- of the score, in the formula language
	max_points numeric,
	sums text COLLATE "C" NOT NULL -- the component whose parts' scores it adds up
);

-- What was refused and is not mended, by whose it is ('' when that is not known), source, field and reason.
CREATE TABLE IF NOT EXISTS core.refused (
	agency text COLLATE "C" NOT NULL,
	feed text COLLATE "C" NOT NULL,
	field text COLLATE "C" NOT NULL,
	code text COLLATE "C" NOT NULL,
	severity text COLLATE "C" NOT NULL, -- field, record, file
	n bigint NOT NULL,
	since date NOT NULL, -- the day on which the first of them came
	feed_title text NOT NULL,
	field_title text NOT NULL,
	message_vi text NOT NULL,
	message_en text NOT NULL,
	do_vi text NOT NULL, -- what whoever sent it is to do
	do_en text NOT NULL,
	PRIMARY KEY (agency, feed, field, code, severity)
);

-- Of an agency: province, district, commune, central, group, enterprise …
ALTER TABLE core.label ADD COLUMN IF NOT EXISTS level text COLLATE "C";

-- A page of one agency asks for all that it has.
CREATE INDEX IF NOT EXISTS indicator_published_agency ON core.indicator_published (agency, set, period) WHERE run_to IS NULL;

COMMENT ON TABLE core.scoring IS 'Cách chấm điểm từng chỉ số, lấy từ danh mục mỗi đêm';
COMMENT ON TABLE core.refused IS 'Số bản ghi, trường, tệp bị từ chối mà chưa sửa, theo cơ quan, nguồn, trường và lý do; tính lại mỗi đêm';
COMMENT ON COLUMN core.label.level IS 'Cấp của cơ quan';
