-- stale: figures that stand by another definition than the catalogue's of today, until their period is reprocessed. Periods whose
-- definitions nobody recorded yet (a warehouse from before) take today's.
-- Variables: run
-- Tables: definitions (today's, of every period that has figures), calendars, settings, every_set
-- Columns: as in findings.sql, a line a set and period
\qecho rule defined
WITH first AS (
	INSERT INTO core.definition (period, set, indicator, hash, common_hash, run_id)
	SELECT d.period, coalesce(d.set, ''), coalesce(d.indicator, ''), d.hash, coalesce(d.common, ''), :run FROM definitions d
	WHERE d.set <> '' AND NOT EXISTS (SELECT FROM core.definition k WHERE k.period = d.period AND k.set <> '')
	ON CONFLICT DO NOTHING
	RETURNING period
)
SELECT 'info', 'core.definition', '', 'định nghĩa được ghi lần đầu, thay đổi trước đêm nay không biết được / definitions recorded for '
	|| 'the first time, a change before tonight is not known: ' || string_agg(DISTINCT period, ' ')
FROM first HAVING count(*) > 0;

\qecho rule stale
WITH figure AS (
	SELECT period, set, indicator, count(*) AS n FROM core.indicator WHERE run_to IS NULL GROUP BY 1, 2, 3
), was AS (
	SELECT * FROM core.definition WHERE set <> '' AND period IN (SELECT period FROM figure)
), today AS (
	SELECT period, set, indicator, hash, coalesce(common, '') AS common_hash FROM definitions WHERE set <> ''
), differs AS (
	SELECT period, set, indicator, CASE WHEN w.hash IS NULL THEN 'new' WHEN t.hash IS NULL THEN 'gone' WHEN t.hash <> w.hash
		THEN 'changed' ELSE 'common' END AS how
	FROM was w FULL JOIN today t USING (period, set, indicator)
	WHERE (t.hash, t.common_hash) IS DISTINCT FROM (w.hash, w.common_hash)
), counted AS (
	SELECT d.*, coalesce(f.n, 0) AS n, EXISTS (SELECT FROM was k WHERE k.period = d.period AND k.set = d.set) AS is_known
	FROM differs d LEFT JOIN figure f USING (period, set, indicator)
), told AS (
	-- a changed one that has no figure has nothing to be stale; a new one is not computed yet, where its territory has figures
	SELECT *, row_number() OVER (PARTITION BY period, set, how ORDER BY indicator) AS place FROM counted c
	WHERE n > 0 OR (how = 'new' AND EXISTS (SELECT FROM figure f JOIN every_set o ON o.set = f.set
		JOIN every_set s ON s.set = c.set AND s.territory = o.territory
		WHERE f.period = c.period AND (f.set = c.set OR NOT c.is_known)))
), listed AS (
	SELECT period, set, sum(n) AS n, bool_or(how = 'common') AS is_common, bool_or(how = 'new' AND NOT is_known) AS is_new,
		string_agg(indicator, ', ' ORDER BY place) FILTER (WHERE how = 'changed' AND place <= 6)
			|| CASE WHEN count(*) FILTER (WHERE how = 'changed') > 6
				THEN ' … (' || count(*) FILTER (WHERE how = 'changed') || ')' ELSE '' END AS changed,
		string_agg(indicator, ', ' ORDER BY place) FILTER (WHERE how = 'new' AND is_known AND place <= 6) AS added,
		string_agg(indicator, ', ' ORDER BY place) FILTER (WHERE how = 'gone' AND place <= 6) AS gone
	FROM told GROUP BY period, set
), line AS (
	SELECT period, set, n, concat_ws('; ', 'định nghĩa của ' || changed || ' đã đổi',
			CASE WHEN is_common THEN 'danh mục chung của bộ (cơ quan, địa bàn) đã đổi' END,
			added || ' mới, chưa tính', CASE WHEN is_new THEN 'bộ mới có hiệu lực, chưa tính' END,
			gone || ' không còn trong danh mục') || ': ' || n || ' số liệu của ' || period || ' đã cũ' AS vi,
		concat_ws('; ', 'definition of ' || changed || ' changed',
			CASE WHEN is_common THEN 'what the set shares (agencies, territory) changed' END,
			added || ' new, not computed', CASE WHEN is_new THEN 'set newly in force, not computed' END,
			gone || ' no longer in the catalogue') || ': ' || n || ' figures of ' || period || ' are stale' AS en
	FROM listed
), report AS (
	SELECT c.* FROM calendars c JOIN settings s ON s.setting = 'report_calendar' AND s.value = c.calendar
), inside AS (
	SELECT w.period AS whole, q.period FROM report w JOIN report q ON q.kind = 'quarter' AND w.kind NOT IN ('month', 'quarter')
		AND q.starts_on >= w.starts_on AND q.ends_on <= w.ends_on
	WHERE w.period IN (SELECT period FROM line)
), ordered AS (
	SELECT l.*, row_number() OVER (ORDER BY l.period, l.set) AS place,
		-- a year or half-year is computed again with its quarters
		coalesce((SELECT max(q.period) FROM inside q WHERE q.whole = l.period AND q.period IN (SELECT period FROM figure)),
			(SELECT max(q.period) FROM inside q JOIN audit.period p USING (period) WHERE q.whole = l.period),
			l.period) AS quarter
	FROM line l
)
SELECT 'gate', set || ' ' || period, '', vi || ' / ' || en || ' (scripts/reprocess ' || quarter || ')'
FROM ordered WHERE place <= 10
UNION ALL
SELECT 'gate', 'core.definition', '', '… và / and ' || count(*) || ' bộ, kỳ nữa / more sets and periods: ' || sum(n)
	|| ' số liệu đã cũ / figures are stale: ' || string_agg(DISTINCT quarter, ' ')
FROM ordered WHERE place > 10 HAVING count(*) > 0;
