-- follow: what follows from marked quarters: their year, and the quarters and the year that look back at them (periods.sql), when
-- they have figures. Those need no records again: their marks are of no feed.
-- Variables: only (a period; '' for all that is marked)
-- Tables: calendars (all rows), settings, wrong (feeds that cannot be read)
-- Columns: none, it writes audit.mark
WITH report AS (
	SELECT c.*, row_number() OVER w AS n, lag(c.period) OVER w AS before
	FROM calendars c JOIN settings s ON s.setting = 'report_calendar' AND s.value = c.calendar
	WHERE c.kind IN ('quarter', 'year')
	WINDOW w AS (PARTITION BY c.kind ORDER BY c.starts_on)
), quarter AS (
	SELECT r.* FROM report r WHERE r.kind = 'quarter' AND (:'only' = '' OR r.period = :'only')
		AND EXISTS (SELECT FROM audit.mark m WHERE m.period = r.period AND m.feed <> ''
			AND m.feed NOT IN (SELECT feed FROM wrong))
), year AS (
	SELECT r.* FROM report r WHERE r.kind = 'year' AND EXISTS (SELECT FROM quarter q WHERE q.parent = r.period)
), follower AS (
	SELECT period FROM year
	UNION
	SELECT r.period FROM report r
	WHERE (EXISTS (SELECT FROM quarter q WHERE r.kind = q.kind AND r.n - q.n BETWEEN 1 AND 3)
			OR EXISTS (SELECT FROM report y JOIN year b ON b.period = y.before
				WHERE y.kind = 'year' AND y.period IN (r.period, r.parent)))
		AND EXISTS (SELECT FROM core.indicator i WHERE i.run_to IS NULL AND i.period = r.period)
)
INSERT INTO audit.mark (feed, period, marked_by) SELECT '', period, nextval('audit.load_id_seq') FROM follower
ON CONFLICT (feed, period) DO UPDATE SET marked_by = excluded.marked_by;
