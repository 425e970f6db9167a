-- What the checks found about a figure, a row each: how grave it is stands in a column of its own, so that no word that somebody
-- sent can hold a figure. Superseded like figures: the flags of a row of core.indicator have its key and its runs.
CREATE TABLE IF NOT EXISTS core.indicator_flag (
	set text COLLATE "C" NOT NULL,
	indicator text COLLATE "C" NOT NULL,
	agency text COLLATE "C" NOT NULL,
	period text COLLATE "C" NOT NULL,
	ordinal integer NOT NULL,                -- the order in which they are told, from 1
	"check" text COLLATE "C" NOT NULL,
	severity text COLLATE "C" NOT NULL CHECK (severity IN ('info', 'flag', 'gate')),
	words text COLLATE "C" NOT NULL,
	proof text COLLATE "C" NOT NULL DEFAULT '',
	run_from bigint NOT NULL,
	run_to bigint
);
CREATE UNIQUE INDEX IF NOT EXISTS indicator_flag_now ON core.indicator_flag (set, indicator, agency, period, ordinal) WHERE run_to IS NULL;
CREATE INDEX IF NOT EXISTS indicator_flag_key ON core.indicator_flag (indicator, agency, period, set, run_from);
-- few, and looked for beside every figure: its own, and those that it may quote
CREATE INDEX IF NOT EXISTS indicator_flag_gate ON core.indicator_flag (indicator, agency, period, set, run_from) WHERE severity = 'gate';
CREATE INDEX IF NOT EXISTS indicator_flag_beside ON core.indicator_flag (agency, left(period, 4)) WHERE severity = 'gate';

COMMENT ON TABLE core.indicator_flag IS 'Cảnh báo của từng chỉ số: quy tắc nào, mức nào, lời, căn cứ; run_to rỗng là đang hiện hành';
COMMENT ON COLUMN core.indicator_flag.severity IS 'info: để biết; flag: cảnh báo; gate: tạm giữ số liệu cho đến khi có người duyệt';
COMMENT ON COLUMN core.indicator_flag.proof IS 'Căn cứ: dẫn các con số, không đưa ra share khi bên cạnh có số đang tạm giữ';
COMMENT ON COLUMN core.indicator.flags IS 'Cảnh báo như người đọc thấy; chỉ để hiện, không tìm trong đó: mức nằm ở core.indicator_flag';

-- The words of a flag without what they quote in parentheses, which may stand in each other: what is told while a held figure lies
-- beside. Where they do not close, all from the first one on is left out.
CREATE OR REPLACE FUNCTION core.bare_words(words text) RETURNS text LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
	SELECT CASE WHEN bare ~ '[()]' THEN rtrim(split_part(words, '(', 1)) ELSE bare END
	FROM (SELECT regexp_replace(regexp_replace(regexp_replace(words, ' *\([^()]*\)', '', 'g'), ' *\([^()]*\)', '', 'g'),
		' *\([^()]*\)', '', 'g') AS bare) b
$$;

DO $$
BEGIN
	IF EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname = 'chiso_approver') THEN
		GRANT SELECT ON core.indicator_flag TO chiso_approver;
	END IF;
END
$$;
