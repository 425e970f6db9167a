-- Figures: valid for a period, recorded by a run; superseded, never updated. run_to NULL is what holds now.
CREATE TABLE core.measure (
	measure text COLLATE "C" NOT NULL,
	item text COLLATE "C" NOT NULL DEFAULT '',
	agency text COLLATE "C" NOT NULL DEFAULT '',
	period text COLLATE "C" NOT NULL DEFAULT '',
	kind text COLLATE "C" NOT NULL,
	unit text COLLATE "C",
	value numeric,
	keys text COLLATE "C",
	text text COLLATE "C",
	digits integer,
	numerator numeric,
	denominator numeric,
	parts text COLLATE "C",
	flags text COLLATE "C",
	"order" text COLLATE "C",
	feed text COLLATE "C" NOT NULL,
	run_from bigint NOT NULL,
	run_to bigint
);
CREATE UNIQUE INDEX measure_now ON core.measure (measure, item, agency, period) WHERE run_to IS NULL;
CREATE INDEX measure_scope ON core.measure (feed, period) WHERE run_to IS NULL;

-- value is exact: a decimal or n/d, as text; shown is rounded once.
CREATE TABLE core.indicator (
	set text COLLATE "C" NOT NULL,
	indicator text COLLATE "C" NOT NULL,
	agency text COLLATE "C" NOT NULL DEFAULT '',
	period text COLLATE "C" NOT NULL,
	basis text COLLATE "C",
	numerator text COLLATE "C",
	denominator text COLLATE "C",
	value text COLLATE "C",
	shown text COLLATE "C",
	unit text COLLATE "C",
	score text COLLATE "C",
	score_max text COLLATE "C",
	target text COLLATE "C",
	status text COLLATE "C",
	national_target text COLLATE "C",
	national_status text COLLATE "C",
	flags text COLLATE "C",
	reason text COLLATE "C",
	rules text COLLATE "C",
	run_from bigint NOT NULL,
	run_to bigint
);
CREATE UNIQUE INDEX indicator_now ON core.indicator (set, indicator, agency, period) WHERE run_to IS NULL;

COMMENT ON TABLE core.measure IS 'Đại lượng đo: tổng, tập khóa, giá trị cuối kỳ, số liệu báo cáo';
COMMENT ON TABLE core.indicator IS 'Chỉ số đã tính; run_to rỗng là giá trị hiện hành';
