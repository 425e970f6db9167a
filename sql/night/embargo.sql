-- embargo: which sets and periods wait for their day of publication on this day, by the catalogue (closings.csv); nothing is written when
-- nothing changed.
-- Variables: now
-- Tables: closings, calendars, settings
-- Columns: none
BEGIN;
CREATE TEMP TABLE embargoed ON COMMIT DROP AS
SELECT l.set, p.period, p.ends_on::date + l.embargo::integer AS until
FROM pg_temp.closings l
JOIN pg_temp.settings r ON r.setting = 'report_calendar'
JOIN pg_temp.calendars p ON p.calendar = r.value AND p.kind = l.period_kind
WHERE l.embargo <> '' AND p.ends_on::date + l.embargo::integer > (:'now'::timestamptz AT TIME ZONE 'Asia/Ho_Chi_Minh')::date;
DELETE FROM core.embargo e WHERE NOT EXISTS (SELECT FROM embargoed w WHERE (w.set, w.period, w.until) = (e.set, e.period, e.until));
INSERT INTO core.embargo SELECT w.set, w.period, w.until FROM embargoed w
WHERE NOT EXISTS (SELECT FROM core.embargo e WHERE (w.set, w.period) = (e.set, e.period));
COMMIT;
