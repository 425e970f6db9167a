-- Every dossier indicator of core.indicator that stands, against the oracle's quotients: rows that differ, to the last digit.
SET client_min_messages = warning;
DROP TABLE IF EXISTS oracle.formula, oracle.quotient, oracle.shown;
CREATE TABLE oracle.formula (indicator text, above text[], below text[]);
INSERT INTO oracle.formula VALUES
	('hs.tiep-nhan', '{received}', NULL), ('hs.truc-tiep', '{received_channel_1}', NULL),
	('hs.truc-tuyen', '{received_channel_2}', NULL), ('hs.buu-chinh', '{received_channel_3}', NULL),
	('hs.khong-ro-kenh', '{received_channel_absent}', NULL),
	('hs.ty-le-truc-tuyen', '{received_channel_2}', '{received_channel_1,received_channel_2,received_channel_3}'),
	('hs.giai-quyet', '{resolved}', NULL), ('hs.dung-han', '{on_time}', NULL), ('hs.qua-han', '{overdue}', NULL),
	('hs.thieu-hen-tra', '{resolved_no_due}', NULL), ('hs.ty-le-dung-han', '{on_time}', '{on_time,overdue}'),
	('hs.so-hoa', '{digitised}', NULL), ('hs.ty-le-so-hoa', '{digitised}', '{received}'),
	('hs.co-phi', '{with_fee}', NULL), ('hs.thanh-toan-truc-tuyen', '{paid_online}', NULL),
	('hs.ty-le-thanh-toan-truc-tuyen', '{paid_online}', '{with_fee}'),
	('hs.tong-phi', '{fee_sum}', NULL), ('hs.tong-phi-truc-tuyen', '{fee_sum_online}', NULL),
	('hs.ty-le-gia-tri-truc-tuyen', '{fee_sum_online}', '{fee_sum}'),
	('hs.ty-le-khong-thoi-gian', '{zero_duration}', '{resolved}'),
	('hs.ty-le-dung-han-loai-dang-ngo', '{on_time_sure}', '{on_time_sure,overdue_sure}'),
	('hs.khong-thoi-gian', '{zero_duration}', NULL), ('hs.dang-ngo', '{suspicious_end}', NULL),
	('hs.ma-khac', '{foreign_id}', NULL),
	('6.8', '{list_full}', '{list_eligible}'), ('6.9', '{list_prefilled}', '{list_online}'),
	('6.10', '{list_personalised}', '{list_online}'),
	('6.11', '{services_partial_online,services_full_online}', '{services_partial,services_full}'),
	('6.12', '{resolved_online_partial,resolved_online_full}', '{resolved}');

-- The oracle's quotient; below is 1 for a plain figure, and 100 makes a per cent of the others. It has a value when every figure
-- it is made of was told and below is not 0; else the product must have none either: missing is never 0, and 0 is never missing.
CREATE TABLE oracle.quotient AS
WITH made AS (
	SELECT f.indicator, f.below IS NULL AS is_plain, w.agency, w.period,
		sum(t.value) FILTER (WHERE t.figure = ANY (f.above)) AS above,
		sum(t.value) FILTER (WHERE t.figure = ANY (f.below)) AS below,
		count(DISTINCT t.figure) = (SELECT count(DISTINCT x) FROM unnest(f.above || f.below) x) AS is_told
	FROM oracle.formula f
	JOIN (SELECT DISTINCT agency, period FROM oracle.told) w ON f.indicator LIKE 'hs.%' OR w.agency = 'H34'
		-- the DTI is the province's alone
	LEFT JOIN oracle.told t ON (t.agency, t.period) = (w.agency, w.period) AND t.figure = ANY (f.above || f.below)
	GROUP BY f.indicator, f.above, f.below, w.agency, w.period
)
SELECT indicator, agency, period,
	CASE WHEN is_told THEN above * CASE WHEN is_plain THEN 1 ELSE 100 END END AS above,
	CASE WHEN NOT is_told THEN NULL WHEN is_plain THEN 1 ELSE nullif(below, 0) END AS below
FROM made;

-- The product's value is a decimal or n/d: two products are compared, nothing is divided. What it shows is rounded half-up,
-- once, on integers: div(2*n*10^k + d, 2*d).
CREATE TABLE oracle.shown AS
SELECT i.indicator, i.agency, i.period, i.value, i.shown,
	split_part(i.value, '/', 1)::numeric AS n,
	coalesce(nullif(split_part(i.value, '/', 2), ''), '1')::numeric AS d
FROM core.indicator i
WHERE i.run_to IS NULL AND i.indicator IN (SELECT indicator FROM oracle.formula);

SELECT coalesce(q.indicator, s.indicator) AS indicator, coalesce(q.agency, s.agency) AS agency,
	coalesce(q.period, s.period) AS period, coalesce(s.value, 'missing') AS product, s.shown,
	coalesce(q.above || '/' || q.below, 'missing') AS oracle, div(2 * q.above * 100 + q.below, 2 * q.below) / 100.0 AS rounded
FROM (SELECT * FROM oracle.quotient WHERE period IN (SELECT DISTINCT period FROM oracle.shown)) q
FULL JOIN oracle.shown s ON (s.indicator, s.agency, s.period) = (q.indicator, q.agency, q.period)
WHERE CASE
	WHEN s.value IS NULL OR q.above IS NULL OR q.below IS NULL
		THEN NOT (s.value IS NULL AND (q.above IS NULL OR q.below IS NULL))
	ELSE s.n * q.below <> q.above * s.d
		OR (position(',' IN s.shown) > 0
			AND replace(s.shown, ',', '.')::numeric <> div(2 * q.above * 100 + q.below, 2 * q.below) / 100.0)
	END
ORDER BY 1, 2, 3;
