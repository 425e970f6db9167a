-- masked: texts that were kept without words that no row of the catalogue has: what of them is nobody's
-- name is kept by a row of kept_words.csv, and a reprocessing; the texts are the rejects of code text.personal. Three fields of a feed by name.
-- Variables: none
-- Tables: told
-- Columns: as in findings.sql
\qecho rule masked
WITH masked AS (
	SELECT l.feed, r.field, count(*) AS texts, sum(coalesce(substring(r.found FROM '^([0-9]+) ')::bigint, 0)) AS words,
		row_number() OVER (PARTITION BY l.feed ORDER BY count(*) DESC, r.field) AS place
	FROM audit.load l JOIN audit.reject r USING (load_id)
	WHERE l.run_id IN (SELECT run_id FROM told) AND l.state = 'ok' AND r.code = 'text.personal' GROUP BY l.feed, r.field
)
SELECT 'info', feed, '', 'trường ' || field || ': đã che ' || words || ' từ ngoài danh mục trong ' || texts || ' văn bản / field '
	|| field || ': ' || words || ' words that the catalogue does not have were masked in ' || texts || ' texts'
FROM masked WHERE place <= 3
UNION ALL
SELECT 'info', feed, '', 'đã che ' || sum(words) || ' từ ngoài danh mục ở ' || count(*) || ' trường nữa / words masked in ' || count(*) || ' more fields'
FROM masked WHERE place > 3 GROUP BY feed
ORDER BY 2;
