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

-- The oracle's quotient; below is 1 for a plain figure, and 100 makes a per cent of the others.
CREATE TABLE oracle.quotient AS
SELECT f.indicator, r.agency, r.period,
	coalesce(sum(r.value) FILTER (WHERE r.figure = ANY (f.above)), 0)
		* CASE WHEN f.below IS NULL THEN 1 ELSE 100 END AS above,
	CASE WHEN f.below IS NULL THEN 1 ELSE coalesce(sum(r.value) FILTER (WHERE r.figure = ANY (f.below)), 0) END AS below
FROM oracle.formula f CROSS JOIN oracle.rolled r
WHERE f.indicator LIKE 'hs.%' OR r.agency = 'H34'      -- the DTI is the province's alone
GROUP BY f.indicator, f.above, f.below, r.agency, r.period;

-- The product's value is a decimal or n/d: two products are compared, nothing is divided. What it shows is rounded half-up,
-- once, on integers: div(2*n*10^k + d, 2*d).
CREATE TABLE oracle.shown AS
SELECT i.indicator, i.agency, i.period, i.value, i.shown,
	split_part(i.value, '/', 1)::numeric AS n,
	coalesce(nullif(split_part(i.value, '/', 2), ''), '1')::numeric AS d
FROM core.indicator i
WHERE i.run_to IS NULL AND i.indicator IN (SELECT indicator FROM oracle.formula);

SELECT coalesce(q.indicator, s.indicator) AS indicator, coalesce(q.agency, s.agency) AS agency,
	coalesce(q.period, s.period) AS period, s.value AS product, s.shown, q.above || '/' || q.below AS oracle,
	CASE WHEN q.below > 0 THEN div(2 * q.above * 100 + q.below, 2 * q.below) / 100.0 END AS rounded
FROM (SELECT * FROM oracle.quotient WHERE period IN (SELECT DISTINCT period FROM oracle.shown)) q
FULL JOIN oracle.shown s ON (s.indicator, s.agency, s.period) = (q.indicator, q.agency, q.period)
WHERE CASE
	WHEN s.value IS NULL THEN coalesce(q.above, 0) <> 0      -- not computable: only where there is nothing
	ELSE s.n * coalesce(q.below, 1) <> coalesce(q.above, 0) * s.d
		OR (q.below > 0 AND position(',' IN s.shown) > 0
			AND replace(s.shown, ',', '.')::numeric <> div(2 * q.above * 100 + q.below, 2 * q.below) / 100.0)
	END
ORDER BY 1, 2, 3;
