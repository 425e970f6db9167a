-- datasets: the data sets that agencies are to share or open, into core.dataset, with what was delivered of each last; nothing is written
-- when nothing changed. A delivery of no records is none, as for the measures of the kind (measures.csv).
-- Variables: now
-- Tables: datasets, codes, feeds
-- Columns: none
BEGIN;
SELECT to_regclass('core.giao_nhan_du_lieu') IS NOT NULL AS has_deliveries \gset
\if :has_deliveries
CREATE TEMP VIEW delivered AS
SELECT g.ma_du_lieu AS dataset, g.hinh_thuc AS way, g.ngay AS on_day, g.so_ban_ghi AS records, coalesce(f.territory, '') AS territory
FROM core.giao_nhan_du_lieu g LEFT JOIN pg_temp.feeds f ON f.feed = g.feed WHERE coalesce(g.so_ban_ghi, 1) > 0;
\else
CREATE TEMP VIEW delivered AS
SELECT NULL::text AS dataset, NULL::text AS way, NULL::date AS on_day, NULL::numeric AS records, NULL::text AS territory WHERE false;
\endif
CREATE TEMP TABLE dataset_rows ON COMMIT DROP AS
SELECT d.dataset, d.territory, d.title_vi AS name, d.owner, d.frequency, coalesce(c.name_vi, d.frequency) AS frequency_vi, d.sharing,
	nullif(d.roadmap, '')::date AS roadmap, coalesce(d.feed, '') AS feed, s.sharing_of, came.on_day AS delivered_on,
	came.records::numeric AS records, coalesce(came.days, 0) AS days
FROM pg_temp.datasets d
CROSS JOIN LATERAL (VALUES ('shared', 'chia-se'), ('open', 'mo')) s (sharing_of, way)
LEFT JOIN LATERAL (SELECT min(c.title_vi) AS name_vi FROM pg_temp.codes c WHERE c.list = 'tan-suat' AND c.code = d.frequency) c ON true
LEFT JOIN LATERAL (
	SELECT max(g.on_day) AS on_day, (array_agg(g.records ORDER BY g.on_day DESC, g.records))[1] AS records, count(DISTINCT g.on_day) AS days
	FROM pg_temp.delivered g
	WHERE g.dataset = d.dataset AND g.way = s.way AND (g.territory IN ('', 'own') OR d.territory = ANY (string_to_array(g.territory, ' '))) AND g.on_day <= (:'now'::timestamptz AT TIME ZONE 'Asia/Ho_Chi_Minh')::date) came ON true
WHERE d.sharing IN (s.sharing_of, 'both');
DELETE FROM core.dataset WHERE EXISTS (SELECT 1 FROM (
	(SELECT * FROM core.dataset EXCEPT ALL SELECT * FROM pg_temp.dataset_rows) UNION ALL
	(SELECT * FROM pg_temp.dataset_rows EXCEPT ALL SELECT * FROM core.dataset)) changed);
INSERT INTO core.dataset SELECT * FROM pg_temp.dataset_rows WHERE NOT EXISTS (SELECT 1 FROM core.dataset);
DROP VIEW pg_temp.delivered;
COMMIT;
