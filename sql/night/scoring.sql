-- scoring: how each indicator is scored, into core.scoring.
-- Variables: none
-- Tables: indicators, variables, points
-- Columns: none
SET client_min_messages = warning;
BEGIN;
DELETE FROM core.scoring;
WITH RECURSIVE above AS (
	SELECT indicator, parent, parent AS root, 1 AS deep FROM indicators WHERE parent <> '' AND method <> ''
	UNION ALL
	SELECT a.indicator, a.parent, i.parent, a.deep + 1 FROM above a JOIN indicators i ON i.indicator = a.root AND i.parent <> '' WHERE a.deep < 9
), top AS (
	SELECT DISTINCT ON (indicator) indicator, root FROM above ORDER BY indicator, deep DESC
)
INSERT INTO core.scoring (indicator, parent, root, method, formula, max_points, sums)
SELECT DISTINCT ON (i.indicator) i.indicator, coalesce(i.parent, ''), coalesce(t.root, ''), i.method, coalesce(i.score, ''),
	nullif(p.max_points, '')::numeric, coalesce(v.item, '')
FROM indicators i
LEFT JOIN top t USING (indicator)
LEFT JOIN points p USING (indicator)
LEFT JOIN variables v ON v.indicator = i.indicator AND v.of = 'children'
WHERE i.method <> ''
ORDER BY i.indicator, v.item;
COMMIT;
