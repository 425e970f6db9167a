-- What the pages of the index, of agencies and of places are made of, beside the figures; laid down by each night of the
-- catalogue (night/scoring.sql, night/labels.sql).
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

-- Of an agency: province, district, commune, central, group, enterprise …
ALTER TABLE core.label ADD COLUMN IF NOT EXISTS level text COLLATE "C";

-- A page asks for all that one agency has, or all of a set and period.
CREATE INDEX IF NOT EXISTS indicator_published_agency ON core.indicator_published (agency, set, period) WHERE run_to IS NULL;
CREATE INDEX IF NOT EXISTS indicator_published_period ON core.indicator_published (set, period) WHERE run_to IS NULL;

COMMENT ON TABLE core.scoring IS 'Cách chấm điểm từng chỉ số, lấy từ danh mục mỗi đêm';
COMMENT ON COLUMN core.label.level IS 'Cấp của cơ quan';
