-- mark: a period that is computed again, with its months, for all feeds; and what is made of it and asked for (a half-year),
-- without records.
-- Variables: period feeds (those that have measures, with blanks between)
-- Tables: calendars, every_set (all rows), settings
-- Columns: how many quarters and months were marked; 0: the calendar has no such one
WITH report AS (
	SELECT c.*, EXISTS (SELECT FROM every_set s WHERE ' ' || s.period_kind || ' ' LIKE '% ' || c.kind || ' %'
		AND coalesce(s.valid_from, '') <= c.ends_on AND c.ends_on <= coalesce(s.valid_to, '9')) AS is_asked
	FROM calendars c JOIN settings s ON s.setting = 'report_calendar' AND s.value = c.calendar
), own AS (
	SELECT * FROM report WHERE period = :'period' AND kind IN ('month', 'quarter')
), again AS (
	SELECT period FROM own
	UNION
	SELECT m.period FROM own o JOIN report m ON m.kind = 'month' AND m.starts_on >= o.starts_on AND m.ends_on <= o.ends_on
	WHERE m.is_asked OR m.period IN (SELECT k.period FROM audit.period k)
), known AS ( -- a month of a quarter that the feed has is one of its periods from now on: what it looks up marks it, too
	INSERT INTO audit.period (feed, period)
	SELECT DISTINCT k.feed, a.period FROM again a JOIN report m ON m.period = a.period AND m.kind = 'month'
	JOIN report q ON q.kind = 'quarter' AND m.starts_on >= q.starts_on AND m.ends_on <= q.ends_on
	JOIN audit.period k ON k.period = q.period
	ON CONFLICT DO NOTHING
), made AS (
	SELECT DISTINCT r.period FROM again a JOIN report o ON o.period = a.period JOIN report r ON r.starts_on <= o.starts_on AND r.ends_on >= o.ends_on
	WHERE r.is_asked AND r.kind NOT IN ('month', 'quarter', 'year')
), marked AS (
	INSERT INTO audit.mark (feed, period, marked_by)
	SELECT feed, period, nextval('audit.load_id_seq') FROM again CROSS JOIN unnest(string_to_array(:'feeds', ' ')) feed
	UNION ALL
	SELECT '', period, nextval('audit.load_id_seq') FROM made
	ON CONFLICT (feed, period) DO UPDATE SET marked_by = excluded.marked_by
)
SELECT count(*) FROM again;
