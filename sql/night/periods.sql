-- periods: what is to be computed, in order. The stored measures of a year are its quarters', figures are compared with the period
-- before. A quarter needs the three before it: what is counted a year is counted from the year's first on, and a yearly delivery
-- stands for four; and the year before its own, which growth is held against.
-- Variables: only (a period that is computed again, with what follows it, or '') named (a period computed without a mark, its
-- records too, or '')
-- Tables: calendars (all rows), settings, wrong (feeds that cannot be read)
-- Columns: period; records, when its records are measured again, else measures; the periods whose stored measures it needs,
-- joined by +
WITH report AS (
	SELECT c.*, lag(c.period) OVER w AS before, row_number() OVER w AS n
	FROM calendars c JOIN settings s ON s.setting = 'report_calendar' AND s.value = c.calendar
	WHERE c.kind IN ('quarter', 'year')
	WINDOW w AS (PARTITION BY c.kind ORDER BY c.starts_on)
), wanted AS (
	SELECT period, bool_or(feed <> '') AS has_records FROM audit.mark
	WHERE :'named' = '' AND (:'only' = '' OR period = :'only' OR feed = '')
		AND feed NOT IN (SELECT feed FROM wrong) GROUP BY period
	UNION ALL
	SELECT :'named', true WHERE :'named' <> ''
), period AS (
	SELECT r.*, w.has_records AND r.kind = 'quarter' AS has_records FROM wanted w JOIN report r USING (period)
)
SELECT p.period, CASE WHEN p.has_records THEN 'records' ELSE 'measures' END,
	coalesce(string_agg(q.period, '+' ORDER BY q.starts_on), '')
FROM period p LEFT JOIN report y ON y.kind = 'year' AND y.period = p.parent LEFT JOIN report q ON q.kind = 'quarter'
	AND CASE p.kind WHEN 'year' THEN q.parent IN (p.period, p.before)
		ELSE p.n - q.n BETWEEN 1 AND 3 OR q.parent = y.before OR (q.period = p.period AND NOT p.has_records) END
GROUP BY p.period, p.kind, p.starts_on, p.has_records
ORDER BY p.kind = 'year', p.starts_on;
