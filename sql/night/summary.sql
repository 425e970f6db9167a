-- summary: what the summary needs of the warehouse.
-- Variables: now
-- Tables: told (the runs that this one tells of), feeds, days_off, reject_codes, published
-- Columns: total, files, read, kept, rejected, duplicate, strangers; feed, feed, title, the same six; arrival, feed, title, state,
-- days late, day, last seen, the numbers of its systems; systems, how many, connected, of them without a feed; reject, how many, feed, field, code, severity, file, files, words, in English, agency, its number;
-- quarantine, name, feed, reason; figures, new, changed, withdrawn; held, figures, sets, not computable, approved, withheld; mark,
-- feed, period
SET client_min_messages = warning;

SELECT 'total', count(*), coalesce(sum(n_read), 0), coalesce(sum(n_kept), 0), coalesce(sum(n_rejected), 0),
	coalesce(sum(n_duplicate), 0), coalesce(sum(n_strangers), 0)
FROM audit.load WHERE run_id IN (SELECT run_id FROM told) AND state = 'ok';

SELECT 'feed', f.feed, f.title_vi, count(l.load_id), coalesce(sum(l.n_read), 0), coalesce(sum(l.n_kept), 0),
	coalesce(sum(l.n_rejected), 0), coalesce(sum(l.n_duplicate), 0), coalesce(sum(l.n_strangers), 0)
FROM feeds f LEFT JOIN audit.load l ON l.feed = f.feed AND l.run_id IN (SELECT run_id FROM told) AND l.state = 'ok'
GROUP BY f.feed, f.title_vi ORDER BY f.feed;

-- When a feed is late: after the end of the period of its cadence in which it was seen last (or of the first night), plus
-- `due`, plus its days of grace; of a daily feed days off (days_off.csv) are none of these. One of a system that is not connected is
-- not expected; of a system's feed without a cadence the system's is meant. A system's feed that never came, past its first due day,
-- waits for a person as one that is late does.
WITH of_systems AS (
	SELECT f.feed, string_agg(s.system::text, ' ' ORDER BY s.system) AS systems, bool_or(s.status = 'connected') AS is_connected,
		min(s.cadence) AS cadence, min(s.due) AS due, min(s.grace_days)::text AS grace_days
	FROM core.system s CROSS JOIN LATERAL regexp_split_to_table(s.feeds, ' ') AS f(feed) GROUP BY f.feed
), planned AS (
	SELECT f.feed, f.title_vi, coalesce(nullif(f.cadence, ''), o.cadence) AS cadence,
		CASE WHEN f.cadence <> '' THEN f.due ELSE o.due END AS due, CASE WHEN f.cadence <> '' THEN f.grace_days ELSE o.grace_days END AS grace_days,
		coalesce(o.systems, '') AS systems
	FROM feeds f LEFT JOIN of_systems o USING (feed) WHERE coalesce(o.is_connected, true)
), cadence AS (
	SELECT feed, title_vi, (:'now'::timestamptz AT TIME ZONE 'Asia/Ho_Chi_Minh') AS here,
		CASE cadence WHEN 'daily' THEN 'day' WHEN 'weekly' THEN 'week' WHEN 'monthly' THEN 'month'
			WHEN 'quarterly' THEN 'quarter' WHEN 'yearly' THEN 'year' END AS unit,
		coalesce(substring(due FROM '[0-9]{1,4}')::integer, 0) AS due_days, coalesce(substring(grace_days FROM '^[0-9]{1,4}$')::integer, 0) AS grace_days, systems
	FROM planned
), expected AS (
	SELECT *, date_trunc(unit, here) AS ended,
		CASE unit WHEN 'quarter' THEN to_char(date_trunc(unit, here) - interval '1 day', 'YYYY-"Q"Q')
			WHEN 'year' THEN to_char(date_trunc(unit, here) - interval '1 day', 'YYYY') END AS label
	FROM cadence WHERE unit IS NOT NULL
), met AS (
	SELECT e.*, (SELECT max(l.accepted_at AT TIME ZONE 'Asia/Ho_Chi_Minh') FROM audit.load l
			WHERE l.feed = e.feed AND l.state <> 'bad') AS last_seen,
		(SELECT min(now AT TIME ZONE 'Asia/Ho_Chi_Minh') FROM audit.run) AS first_night,
		EXISTS (SELECT FROM audit.period p WHERE p.feed = e.feed AND p.period = e.label) AS has_label
	FROM expected e
), seen AS (
	SELECT m.*, CASE unit WHEN 'day' THEN w.day ELSE behind + make_interval(days => due_days + grace_days) END AS late_from
	FROM met m CROSS JOIN LATERAL (SELECT date_trunc(unit, coalesce(last_seen, first_night)) + CASE unit WHEN 'quarter' THEN interval '3 months'
		ELSE ('1 ' || unit)::interval END AS behind) e
	LEFT JOIN LATERAL ( -- the first working day behind as many working days as it may be late
		SELECT day FROM (SELECT d.day, count(*) OVER (ORDER BY d.day) AS n
			FROM generate_series(behind, behind + make_interval(days => due_days + grace_days + 60), interval '1 day') d(day)
			WHERE NOT EXISTS (SELECT FROM days_off o WHERE d.day::date::text BETWEEN o.starts_on AND o.ends_on)) c
		WHERE c.n = due_days + grace_days + 1) w ON unit = 'day'
)
SELECT 'arrival', feed, title_vi,
	CASE WHEN last_seen >= ended OR has_label THEN 'came' WHEN here < late_from THEN 'due'
		WHEN last_seen IS NULL THEN CASE systems WHEN '' THEN 'missing' ELSE 'never' END ELSE 'late' END,
	greatest(0, here::date - late_from::date), to_char(late_from, 'DD/MM/YYYY'),
	coalesce(to_char(last_seen, 'DD/MM/YYYY'), ''), systems
FROM seen ORDER BY substring(systems FROM '^[0-9]+')::integer NULLS FIRST, feed;

SELECT 'systems', count(*), count(*) FILTER (WHERE status = 'connected'), count(*) FILTER (WHERE status = 'connected' AND feeds IS NULL)
FROM core.system HAVING count(*) > 0;

-- Of each reason the agency that most of its records belong to, with their number; '' where none is known.
WITH refused AS (
	SELECT l.feed, r.field, r.code, r.severity, r.agency, l.load_id, l.file_name
	FROM audit.reject r JOIN audit.load l USING (load_id)
	WHERE l.run_id IN (SELECT run_id FROM told) AND l.state = 'ok'
), reasons AS (
	SELECT count(*) AS n, feed, field, code, severity, min(file_name) AS file_name, count(DISTINCT load_id) AS files
	FROM refused GROUP BY feed, field, code, severity ORDER BY 1 DESC, 2, 3, 4 LIMIT 8
)
SELECT 'reject', r.n, r.feed, r.field, r.code, r.severity, r.file_name, r.files,
	coalesce(c.message_vi, r.code), coalesce(c.message_en, r.code), coalesce(w.name, ''), coalesce(w.n, 0)
FROM reasons r LEFT JOIN reject_codes c USING (code)
LEFT JOIN LATERAL (
	SELECT coalesce(l.name_vi, x.agency) AS name, count(*) AS n
	FROM refused x LEFT JOIN core.label l ON l.kind = 'agency' AND l.code = x.agency
	WHERE (x.feed, x.field, x.code, x.severity) = (r.feed, r.field, r.code, r.severity) AND x.agency <> ''
	GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT 1
) w ON true
ORDER BY r.n DESC, r.feed, r.field, r.code;

SELECT 'quarantine', name, feed, reason FROM audit.quarantine WHERE run IN (SELECT run_id FROM told) ORDER BY name;

WITH now_rows AS (SELECT * FROM core.indicator WHERE run_from IN (SELECT run_id FROM told) AND run_to IS NULL),
	old_rows AS (SELECT * FROM core.indicator WHERE run_to IN (SELECT run_id FROM told) AND run_from NOT IN (SELECT run_id FROM told))
SELECT 'figures', count(*) FILTER (WHERE o.set IS NULL), count(*) FILTER (WHERE o.set IS NOT NULL AND n.set IS NOT NULL),
	count(*) FILTER (WHERE n.set IS NULL)
FROM now_rows n FULL JOIN old_rows o USING (set, indicator, agency, period);

SELECT 'held', count(*), count(DISTINCT i.set), count(*) FILTER (WHERE i.value IS NULL),
	count(*) FILTER (WHERE i.state = 'approved'), count(*) FILTER (WHERE i.state = 'held')
FROM (SELECT i.value, i.set, p.state FROM core.indicator i JOIN published p USING (set, indicator, agency, period, run_from)) i;

SELECT 'mark', feed, period FROM audit.mark ORDER BY 1, 2;
