-- gaps: holes that a feed leaves behind when it comes again after a silence: told once, by the night that sees it come; while it
-- is silent it is late.
-- Variables: run now
-- Tables: told, feeds, days_off
-- Columns: as in findings.sql, a line a feed
--
-- The rule. A unit of the feed's cadence (day, week, month, quarter, year) that lies between the last one in which something
-- was sent before tonight (or came, when it was sent longer ago than it may be late) and the current one is a hole when nothing was sent in it: neither by the message's own time (where
-- the file only says when it arrived, it stands for every unit since the night before, for nobody knows), nor in the label of a
-- report (audit.period holds the quarter before), nor by records of their own day (valid_at) that came later and are at least
-- half as many as on a usual day of the four weeks before. Days on which a feed is never there are no holes: a day off (days_off.csv), a
-- silence of nothing but Saturdays and Sundays without a record in those four weeks. It waits for a person (once) when its first unit
-- has passed its due days and days of grace, else it is noted; so are the holes in what the very first delivery holds.
CREATE TEMP TABLE hole AS
WITH of_systems AS ( -- as summary.sql has it
	SELECT f.feed, bool_or(s.status = 'connected') AS is_connected, min(s.cadence) AS cadence, min(s.due) AS due, min(s.grace_days)::text AS grace_days
	FROM core.system s CROSS JOIN LATERAL regexp_split_to_table(s.feeds, ' ') AS f(feed) GROUP BY f.feed
), planned AS (
	SELECT f.feed, f.kind, f.title_vi, f.valid_at, coalesce(nullif(f.cadence, ''), o.cadence) AS cadence,
		CASE WHEN f.cadence <> '' THEN f.due ELSE o.due END AS due, CASE WHEN f.cadence <> '' THEN f.grace_days ELSE o.grace_days END AS grace_days
	FROM feeds f LEFT JOIN of_systems o USING (feed) WHERE coalesce(o.is_connected, true)
), cadence AS (
	SELECT feed, replace(coalesce(nullif(kind, ''), feed), '-', '_') AS records, title_vi, valid_at, (:'now'::timestamptz AT TIME ZONE 'Asia/Ho_Chi_Minh') AS here,
		CASE cadence WHEN 'daily' THEN 'day' WHEN 'weekly' THEN 'week' WHEN 'monthly' THEN 'month'
			WHEN 'quarterly' THEN 'quarter' WHEN 'yearly' THEN 'year' END AS unit,
		make_interval(days => coalesce(substring(due FROM '[0-9]{1,4}')::integer, 0) + coalesce(substring(grace_days FROM '^[0-9]{1,4}$')::integer, 0)) AS allowed
	FROM planned
), step AS (
	SELECT *, CASE unit WHEN 'quarter' THEN interval '3 months' ELSE ('1 ' || unit)::interval END AS one FROM cadence WHERE unit IS NOT NULL
), arrived AS (
	SELECT l.feed, l.run_id, l.run_id IN (SELECT run_id FROM told) AS is_tonight, l.sent_from IN ('path', 'name', 'meta') AS is_own,
		l.accepted_at AT TIME ZONE 'Asia/Ho_Chi_Minh' AS accepted, t.at AT TIME ZONE 'Asia/Ho_Chi_Minh' AS at
	FROM audit.load l CROSS JOIN LATERAL (
		SELECT DISTINCT x AS at FROM unnest(CASE WHEN l.sent_from IN ('path', 'name', 'meta')
			THEN ARRAY[l.sent_at, l.sent_min, l.sent_max] ELSE ARRAY[l.accepted_at] END) x WHERE x IS NOT NULL) t
	WHERE l.state <> 'bad'
), night AS (
	SELECT max(now) AT TIME ZONE 'Asia/Ho_Chi_Minh' AS before FROM audit.run
	WHERE kind = 'night' AND status IN (0, 1) AND run_id < :run AND run_id NOT IN (SELECT run_id FROM told)
), silence AS (
	SELECT s.*, date_trunc(s.unit, coalesce(b.last, f.first)) AS last, coalesce(n.before, b.last, f.first) AS night, b.last IS NULL AS is_first
	FROM step s CROSS JOIN night n
	CROSS JOIN LATERAL (SELECT max(r.last) AS last FROM (
		SELECT CASE WHEN max(a.at) >= max(a.accepted) - s.one - s.allowed THEN least(max(a.at), s.here) ELSE max(a.accepted) END AS last
		FROM arrived a WHERE a.feed = s.feed AND NOT a.is_tonight GROUP BY a.run_id) r) b
	CROSS JOIN LATERAL (SELECT min(a.at) AS first FROM arrived a WHERE a.feed = s.feed AND a.is_tonight) f
	WHERE f.first IS NOT NULL
)
SELECT s.feed, s.records, s.title_vi, s.valid_at, s.unit, s.here, s.last, s.one, s.allowed, s.is_first, u.at
FROM silence s CROSS JOIN LATERAL generate_series(greatest(s.last + s.one, s.here - 400 * s.one), date_trunc(s.unit, s.here) - s.one, s.one) u(at)
WHERE NOT EXISTS (SELECT FROM arrived a WHERE a.feed = s.feed AND a.is_tonight
		AND (date_trunc(s.unit, a.at) = u.at OR (NOT a.is_own AND u.at >= date_trunc(s.unit, s.night))))
	AND NOT EXISTS (SELECT FROM audit.request q WHERE q.feed = s.feed
		HAVING u.at::date BETWEEN min(q.window_from) AND max(q.window_to)) -- it is asked: unanswered.sql tells those
	AND NOT EXISTS (SELECT FROM audit.period p WHERE s.unit = 'quarter' AND p.feed = s.feed
		AND p.period = to_char(u.at - interval '1 day', 'YYYY-"Q"Q'));

-- Records of each of those days and of the four weeks before, for the feeds that have a hole.
CREATE TEMP TABLE had (feed text, day date, n bigint);
SELECT format($q$INSERT INTO had SELECT %L, d.day, count(*) FROM core.%I r
	CROSS JOIN LATERAL (SELECT (r.%I AT TIME ZONE 'Asia/Ho_Chi_Minh')::date AS day) d
	WHERE r.feed = %L AND d.day BETWEEN %L AND %L AND r.accepted_quarter >= %L GROUP BY d.day$q$,
	feed, records, valid_at, feed, (min(last) - interval '28 days')::date, max(at + one)::date,
	to_char(min(last) - interval '28 days', 'YYYY-"Q"Q'))
FROM hole
WHERE EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = to_regclass(format('core.%I', records)) AND a.attname = valid_at
	AND a.atttypid IN ('timestamptz'::regtype, 'date'::regtype)) -- a report's period is no day
GROUP BY feed, records, valid_at
\gexec

\qecho rule gap
WITH usual AS (
	SELECT h.feed, h.unit, percentile_cont(0.5) WITHIN GROUP (ORDER BY b.n) AS n, array_agg(DISTINCT extract(isodow FROM b.day)) AS weekdays
	FROM (SELECT DISTINCT feed, unit, last FROM hole) h JOIN had b ON b.feed = h.feed AND b.day <= h.last GROUP BY 1, 2
), missing AS (
	SELECT h.*, u.weekdays FROM hole h LEFT JOIN usual u USING (feed, unit)
	WHERE NOT EXISTS (SELECT FROM had b WHERE b.feed = h.feed AND b.day >= h.at AND b.day < h.at + h.one
		HAVING sum(b.n) >= greatest(1, coalesce(u.n, 1) / 2))
		AND NOT EXISTS (SELECT FROM days_off o WHERE h.unit = 'day' AND h.at::date::text BETWEEN o.starts_on AND o.ends_on)
), stretch AS (
	SELECT *, at - row_number() OVER (PARTITION BY feed ORDER BY at) * one AS base FROM missing
), span AS (
	SELECT feed, title_vi, unit, min(at) AS first, max(at) AS last, count(*) AS n,
		bool_or(at + one + one + allowed <= here AND NOT is_first) AS is_past,
		bool_or(unit <> 'day' OR extract(isodow FROM at) < 6 OR extract(isodow FROM at) = ANY (weekdays)) AS is_expected
	FROM stretch GROUP BY feed, title_vi, unit, CASE WHEN unit IN ('day', 'week') THEN base END, CASE WHEN unit NOT IN ('day', 'week') THEN at END
), told_span AS (
	SELECT *, row_number() OVER (PARTITION BY feed ORDER BY first DESC) AS place,
		CASE unit WHEN 'day' THEN CASE WHEN n = 1 THEN to_char(first, 'DD/MM/YYYY')
				WHEN to_char(first, 'MMYYYY') = to_char(last, 'MMYYYY') THEN to_char(first, 'DD') || '–' || to_char(last, 'DD/MM/YYYY')
				ELSE to_char(first, 'DD/MM/YYYY') || '–' || to_char(last, 'DD/MM/YYYY') END
			WHEN 'week' THEN to_char(first, 'DD/MM/YYYY') || '–' || to_char(last + interval '6 days', 'DD/MM/YYYY')
			WHEN 'month' THEN to_char(first, 'MM/YYYY') WHEN 'quarter' THEN to_char(first, 'YYYY-"Q"Q') ELSE to_char(first, 'YYYY') END AS label
	FROM span WHERE is_expected
)
SELECT CASE WHEN bool_or(is_past) THEN 'gate' ELSE 'info' END, feed, '', split_part(title_vi, ' (', 1) || ': không có gì '
	|| CASE unit WHEN 'day' THEN 'các ngày ' WHEN 'week' THEN 'các tuần ' WHEN 'month' THEN 'các tháng ' WHEN 'quarter' THEN 'các quý '
		ELSE 'các năm ' END
	|| string_agg(label, ', ' ORDER BY first) FILTER (WHERE place <= 5)
	|| CASE WHEN count(*) > 5 THEN ' và ' || count(*) - 5 || ' quãng trước đó' ELSE '' END || ' (' || sum(n) || ') / nothing came on '
	|| string_agg(label, ', ' ORDER BY first) FILTER (WHERE place <= 5)
	|| CASE WHEN count(*) > 5 THEN ' and ' || count(*) - 5 || ' stretches before' ELSE '' END
	|| ': hỏi nơi gửi / ask the sender'
FROM told_span GROUP BY feed, title_vi, unit ORDER BY 2;
DROP TABLE hole, had;
