-- unlisted: what was delivered or published of a data set that no list of the feed's province has: it counts for none (datasets.sql, the
-- measures of kind dataset), so a person corrects the code or the list.
-- Variables: none
-- Tables: told, feeds, every_dataset (all rows)
-- Columns: as in findings.sql, a line a feed
\qecho rule unlisted
SELECT to_regclass('core.giao_nhan_du_lieu') IS NOT NULL AS has_deliveries \gset
\if :has_deliveries
SELECT 'gate', r.feed, '', sum(r.n) || ' lần giao của tập dữ liệu không có trong danh mục / deliveries of data sets that no list has ('
	|| string_agg(left(r.code, 20), ', ' ORDER BY r.code) FILTER (WHERE r.place <= 3) || ')'
FROM (SELECT g.feed, g.ma_du_lieu COLLATE "C" AS code, count(*) AS n, row_number() OVER (PARTITION BY g.feed ORDER BY g.ma_du_lieu COLLATE "C") AS place
	FROM core.giao_nhan_du_lieu g LEFT JOIN feeds f ON f.feed = g.feed
	WHERE g.load_id IN (SELECT load_id FROM audit.load WHERE state = 'ok' AND run_id IN (SELECT run_id FROM told))
		AND NOT EXISTS (SELECT FROM every_dataset d WHERE d.dataset = g.ma_du_lieu
			AND (coalesce(f.territory, '') IN ('', 'own') OR d.territory = ANY (string_to_array(f.territory, ' '))))
	GROUP BY g.feed, g.ma_du_lieu) r
GROUP BY r.feed ORDER BY r.feed;
\endif
