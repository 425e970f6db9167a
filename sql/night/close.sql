-- close: closes what is to be closed on this day by the catalogue (closings.csv): a set and period that ended so many days ago, of which
-- figures stand and nothing waits to be computed. Once: what a person opened again stays open.
-- Variables: run now
-- Tables: closings, calendars, settings
-- Columns: none
INSERT INTO audit.closing (decision, set, period, note, at, run_id)
SELECT DISTINCT 'close', i.set, i.period, 'closings.csv', :'now'::timestamptz, :run::bigint
FROM pg_temp.closings l
JOIN pg_temp.settings r ON r.setting = 'report_calendar'
JOIN pg_temp.calendars p ON p.calendar = r.value AND p.kind = l.period_kind
JOIN core.indicator i ON i.set = l.set AND i.period = p.period AND i.run_to IS NULL
WHERE l.days <> '' AND (:'now'::timestamptz AT TIME ZONE 'Asia/Ho_Chi_Minh')::date > p.ends_on::date + l.days::integer
	AND NOT EXISTS (SELECT FROM audit.closing c WHERE c.set = i.set AND c.period = i.period)
	AND NOT EXISTS (SELECT FROM audit.mark m WHERE m.period = i.period)
ORDER BY 2, 3;
