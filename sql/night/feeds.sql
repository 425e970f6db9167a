-- feeds: when each feed came last and from which day it is late, into core.feed_due; nothing is written when nothing changed.
-- Variables: now
-- Tables: feeds, days_off
-- Columns: none
--
-- When a feed is late: after the end of the period of its cadence in which it was seen last (or of the first night), plus
-- `due`, plus its days of grace; of a daily feed days off (days_off.csv) are none of these. One of a system that is not connected is
-- not expected; of a system's feed without a cadence the system's is meant. A system's feed that never came, past its first due day,
-- waits for a person as one that is late does.
BEGIN;
CREATE TEMP TABLE feed_rows ON COMMIT DROP AS
WITH of_systems AS (
	SELECT f.feed, string_agg(s.system::text, ' ' ORDER BY s.system) AS systems, bool_or(s.status = 'connected') AS is_connected,
		min(s.cadence) AS cadence, min(s.due) AS due, min(s.grace_days)::text AS grace_days
	FROM core.system s CROSS JOIN LATERAL regexp_split_to_table(s.feeds, ' ') AS f(feed) GROUP BY f.feed
), planned AS (
	SELECT f.feed, f.title_vi, coalesce(nullif(f.cadence, ''), o.cadence, '') AS cadence,
		CASE WHEN f.cadence <> '' THEN f.due ELSE o.due END AS due, CASE WHEN f.cadence <> '' THEN f.grace_days ELSE o.grace_days END AS grace_days,
		coalesce(o.systems, '') AS systems, coalesce(o.is_connected, true) AS is_connected,
		substring(f.raw_days FROM '^[0-9]{1,6}$')::integer AS raw_days
	FROM feeds f LEFT JOIN of_systems o USING (feed)
), expected AS (
	SELECT p.*, :'now'::timestamptz AT TIME ZONE 'Asia/Ho_Chi_Minh' AS here, u.unit, date_trunc(u.unit, :'now'::timestamptz AT TIME ZONE 'Asia/Ho_Chi_Minh') AS ended,
		coalesce(substring(p.due FROM '[0-9]{1,4}')::integer, 0) + coalesce(substring(p.grace_days FROM '^[0-9]{1,4}$')::integer, 0) AS days,
		CASE u.unit WHEN 'quarter' THEN to_char(date_trunc(u.unit, :'now'::timestamptz AT TIME ZONE 'Asia/Ho_Chi_Minh') - interval '1 day', 'YYYY-"Q"Q')
			WHEN 'year' THEN to_char(date_trunc(u.unit, :'now'::timestamptz AT TIME ZONE 'Asia/Ho_Chi_Minh') - interval '1 day', 'YYYY') END AS label
	FROM planned p CROSS JOIN LATERAL (SELECT CASE WHEN p.is_connected THEN CASE p.cadence WHEN 'daily' THEN 'day' WHEN 'weekly' THEN 'week'
		WHEN 'monthly' THEN 'month' WHEN 'quarterly' THEN 'quarter' WHEN 'yearly' THEN 'year' END END AS unit) u
), met AS (
	SELECT e.*, (SELECT max(l.accepted_at) FROM audit.load l WHERE l.feed = e.feed AND l.state <> 'bad') AS last_seen,
		(SELECT min(now) FROM audit.run) AS first_night,
		EXISTS (SELECT FROM audit.period p WHERE p.feed = e.feed AND p.period = e.label) AS has_label
	FROM expected e
), seen AS (
	SELECT m.*, last_seen AT TIME ZONE 'Asia/Ho_Chi_Minh' AS seen_here,
		CASE unit WHEN 'day' THEN w.day ELSE behind + make_interval(days => days) END AS late_from
	FROM met m CROSS JOIN LATERAL (SELECT CASE unit WHEN 'quarter' THEN interval '3 months' ELSE ('1 ' || unit)::interval END AS step) u
	-- what came of the period that ended before that end: the next is expected
	CROSS JOIN LATERAL (SELECT step + CASE WHEN has_label THEN ended ELSE date_trunc(unit, coalesce(last_seen, first_night) AT TIME ZONE 'Asia/Ho_Chi_Minh')
		END AS behind) e
	LEFT JOIN LATERAL ( -- the first working day behind as many working days as it may be late
		SELECT day FROM (SELECT d.day, count(*) OVER (ORDER BY d.day) AS n
			FROM generate_series(behind, behind + make_interval(days => days + 60), interval '1 day') d(day)
			WHERE NOT EXISTS (SELECT FROM days_off o WHERE d.day::date::text BETWEEN o.starts_on AND o.ends_on)) c
		WHERE c.n = days + 1) w ON unit = 'day'
)
SELECT feed, title_vi AS name, systems, cadence, coalesce(due, '') AS due, raw_days, last_seen, late_from::date AS late_from,
	CASE WHEN NOT is_connected THEN 'not_connected' WHEN unit IS NULL THEN 'no_cadence' WHEN seen_here >= ended OR has_label THEN 'came'
		WHEN here < late_from THEN 'due' WHEN last_seen IS NULL THEN CASE systems WHEN '' THEN 'missing' ELSE 'never' END ELSE 'late' END AS state
FROM seen;
DELETE FROM core.feed_due WHERE EXISTS (SELECT 1 FROM (
	(SELECT * FROM core.feed_due EXCEPT ALL SELECT * FROM pg_temp.feed_rows) UNION ALL
	(SELECT * FROM pg_temp.feed_rows EXCEPT ALL SELECT * FROM core.feed_due)) changed);
INSERT INTO core.feed_due SELECT * FROM pg_temp.feed_rows WHERE NOT EXISTS (SELECT 1 FROM core.feed_due);
COMMIT;
