-- periods: what is to be computed, in order. The stored measures of a year, a half-year … are its quarters', figures are compared
-- with the period before. A quarter needs the three before it: what is counted a year is counted from the year's first on, and a
-- yearly delivery stands for four; and the year before its own, which growth is held against. A month needs the quarters that
-- ended before it in its year and the year before, and the two months before. What is reported by month is measured there: with
-- each quarter go its months.
-- Variables: only (a period that is computed again, with its months and what follows it, or '') named (a period computed without
-- a mark, its records too, or '')
-- Tables: calendars (all rows), settings, wrong (feeds that cannot be read)
-- Columns: period; records, when its records are measured again, else measures; the periods whose stored measures it needs,
-- joined by +
WITH report AS (
	SELECT c.*, lag(c.period) OVER w AS before, row_number() OVER w AS n
	FROM calendars c JOIN settings s ON s.setting = 'report_calendar' AND s.value = c.calendar
	WINDOW w AS (PARTITION BY c.kind ORDER BY c.starts_on)
), own AS (
	SELECT r.period FROM report o JOIN report r ON r.period = o.period
		OR (r.kind = 'month' AND r.starts_on >= o.starts_on AND r.ends_on <= o.ends_on)
	WHERE o.period = :'only'
), wanted AS (
	-- whatever marks a period that is computed now are cleared with it: one of a feed has its records read
	SELECT period, bool_or(feed <> '') AS has_records FROM audit.mark
	WHERE :'named' = '' AND feed NOT IN (SELECT feed FROM wrong)
	GROUP BY period HAVING :'only' = '' OR bool_or(feed = '') OR period IN (SELECT period FROM own)
	UNION ALL
	SELECT :'named', true WHERE :'named' <> ''
), period AS (
	SELECT r.*, w.has_records AND r.kind IN ('month', 'quarter') AS has_records FROM wanted w JOIN report r USING (period)
), need AS (
	SELECT p.period AS of, q.period, q.starts_on, q.ends_on
	FROM period p LEFT JOIN report y ON y.kind = 'year' AND y.period = p.parent JOIN report q ON q.kind = 'quarter'
		AND CASE p.kind WHEN 'year' THEN q.parent IN (p.period, p.before)
			WHEN 'quarter' THEN p.n - q.n BETWEEN 1 AND 3 OR q.parent = y.before OR (q.period = p.period AND NOT p.has_records)
			WHEN 'month' THEN q.parent IN (p.parent, y.before) AND q.ends_on < p.starts_on
			ELSE q.parent IN (p.parent, y.before) AND q.ends_on <= p.ends_on END
), month AS (
	SELECT p.period AS of, m.period, m.starts_on, m.ends_on
	FROM period p JOIN report m ON m.kind = 'month' AND m.period IN (SELECT k.period FROM audit.period k)
	WHERE (p.kind = 'month' AND (p.n - m.n BETWEEN 1 AND 2 OR (m.period = p.period AND NOT p.has_records)))
		OR (p.kind <> 'month' AND m.starts_on >= p.starts_on AND m.ends_on <= p.ends_on)
		OR EXISTS (SELECT FROM need q WHERE q.of = p.period AND m.starts_on >= q.starts_on AND m.ends_on <= q.ends_on)
)
SELECT p.period, CASE WHEN p.has_records THEN 'records' ELSE 'measures' END,
	coalesce(string_agg(o.period, '+' ORDER BY o.starts_on, o.ends_on), '')
FROM period p LEFT JOIN (SELECT * FROM need UNION ALL SELECT * FROM month) o ON o.of = p.period
GROUP BY p.period, p.kind, p.starts_on, p.ends_on, p.has_records
-- a quarter behind its months, what is made of quarters behind all of them
ORDER BY CASE p.kind WHEN 'month' THEN 0 WHEN 'quarter' THEN 0 WHEN 'year' THEN 2 ELSE 1 END, p.ends_on, p.starts_on DESC;
