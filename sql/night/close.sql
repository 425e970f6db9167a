-- close: closes what is to be closed on this day by the catalogue (closings.csv): a set and period that ended so many days ago, of which
-- figures stand and nothing waits to be computed. Once: what a person opened again stays open.
-- Variables: run now
-- Tables: closings, calendars, settings
-- Columns: none
WITH due AS MATERIALIZED (
	SELECT l.set, p.calendar, p.period, p.starts_on, p.ends_on
	FROM pg_temp.closings l
	JOIN pg_temp.settings r ON r.setting = 'report_calendar'
	JOIN pg_temp.calendars p ON p.calendar = r.value AND p.kind = l.period_kind
	WHERE l.days <> '' AND (:'now'::timestamptz AT TIME ZONE 'Asia/Ho_Chi_Minh')::date > p.ends_on::date + l.days::integer
), waiting AS MATERIALIZED ( -- a year waits for its quarters
	SELECT DISTINCT d.set, d.period
	FROM due d JOIN pg_temp.calendars w ON w.calendar = d.calendar AND w.starts_on >= d.starts_on AND w.ends_on <= d.ends_on
	JOIN audit.mark m ON m.period = w.period
)
INSERT INTO audit.closing (decision, set, period, note, at, run_id)
SELECT 'close', d.set, d.period, 'closings.csv', :'now'::timestamptz, :run::bigint
FROM due d
WHERE EXISTS (SELECT FROM core.indicator i WHERE i.set = d.set AND i.period = d.period AND i.run_to IS NULL)
	AND NOT EXISTS (SELECT FROM audit.closing c WHERE c.set = d.set AND c.period = d.period)
	AND NOT EXISTS (SELECT FROM waiting w WHERE w.set = d.set AND w.period = d.period)
ORDER BY 2, 3;
