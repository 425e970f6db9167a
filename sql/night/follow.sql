-- follow: what follows from marked quarters and months: the quarter of a month, their half-year and year, and what looks back at
-- them (periods.sql), when it has figures. Those need no records again: their marks are of no feed.
-- Variables: only (a period, with its months; '' for all that is marked)
-- Tables: calendars (all rows), settings, wrong (feeds that cannot be read)
-- Columns: none, it writes audit.mark
WITH report AS (
	SELECT c.*, row_number() OVER w AS n, lag(c.period) OVER w AS before
	FROM calendars c JOIN settings s ON s.setting = 'report_calendar' AND s.value = c.calendar
	WINDOW w AS (PARTITION BY c.kind ORDER BY c.starts_on)
), own AS MATERIALIZED (
	SELECT starts_on, ends_on FROM report WHERE period = :'only'
), marked AS (
	SELECT r.* FROM report r WHERE r.kind IN ('month', 'quarter') AND (:'only' = '' OR r.period = :'only'
			OR (r.kind = 'month' AND EXISTS (SELECT FROM own o WHERE r.starts_on >= o.starts_on AND r.ends_on <= o.ends_on)))
		AND EXISTS (SELECT FROM audit.mark m WHERE m.period = r.period AND m.feed <> ''
			AND m.feed NOT IN (SELECT feed FROM wrong))
), month AS (
	SELECT * FROM marked WHERE kind = 'month'
), quarter AS (
	SELECT r.* FROM report r WHERE r.kind = 'quarter' AND (r.period IN (SELECT period FROM marked)
		OR EXISTS (SELECT FROM month m WHERE m.starts_on >= r.starts_on AND m.ends_on <= r.ends_on))
), year AS (
	SELECT r.* FROM report r WHERE r.kind = 'year' AND EXISTS (SELECT FROM quarter q WHERE q.parent = r.period)
), looking AS (
	SELECT r.period FROM report r LEFT JOIN report y ON y.kind = 'year' AND y.period = CASE r.kind WHEN 'year' THEN r.period ELSE r.parent END
	WHERE EXISTS (SELECT FROM year b WHERE b.period = y.before)
		OR CASE r.kind WHEN 'year' THEN false
			WHEN 'quarter' THEN EXISTS (SELECT FROM month m WHERE m.starts_on >= r.starts_on AND m.ends_on <= r.ends_on)
				OR EXISTS (SELECT FROM quarter q WHERE r.n - q.n BETWEEN 1 AND 3)
			WHEN 'month' THEN EXISTS (SELECT FROM month m WHERE r.n - m.n BETWEEN 1 AND 2)
				OR EXISTS (SELECT FROM quarter q WHERE q.parent = r.parent AND q.ends_on < r.starts_on)
			ELSE EXISTS (SELECT FROM quarter q WHERE q.parent = r.parent AND q.ends_on <= r.ends_on)
				OR EXISTS (SELECT FROM month m WHERE m.parent = r.parent AND m.ends_on <= r.ends_on) END
), follower AS (
	SELECT period FROM year
	UNION
	SELECT l.period FROM looking l
	WHERE EXISTS (SELECT FROM core.indicator i WHERE i.run_to IS NULL AND i.period = l.period)
	UNION -- asked for, and not computed yet
	SELECT m.period FROM audit.mark m JOIN report r USING (period) WHERE r.kind NOT IN ('month', 'quarter', 'year')
		AND m.feed NOT IN (SELECT feed FROM wrong)
		AND EXISTS (SELECT FROM (SELECT * FROM quarter UNION ALL SELECT * FROM month) q WHERE q.starts_on >= r.starts_on AND q.ends_on <= r.ends_on)
)
INSERT INTO audit.mark (feed, period, marked_by) SELECT '', period, nextval('audit.load_id_seq') FROM follower
ON CONFLICT (feed, period) DO UPDATE SET marked_by = excluded.marked_by;
