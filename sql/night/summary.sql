-- summary: what the summary needs of the warehouse.
-- Variables: now
-- Tables: told (the runs that this one tells of), feeds, reject_codes, published
-- Columns: total, files, read, kept, rejected, duplicate, strangers; feed, feed, title, the same six; arrival, feed, title, state,
-- days late, day, last seen, the numbers of its systems; systems, how many, connected, of them without a feed; reject, how many, feed, field, code, severity, file, files, words, in English, agency, its number;
-- quarantine, name, feed, reason; figures, set, period, new, changed, withdrawn, moved; moved, set, period, indicator, agency, before,
-- now, its name; held, figures, sets, not computable, approved, withheld; mark,
-- feed, period
SET client_min_messages = warning;

SELECT 'total', count(*), coalesce(sum(n_read), 0), coalesce(sum(n_kept), 0), coalesce(sum(n_rejected), 0),
	coalesce(sum(n_duplicate), 0), coalesce(sum(n_strangers), 0)
FROM audit.load WHERE run_id IN (SELECT run_id FROM told) AND state = 'ok';

SELECT 'feed', f.feed, f.title_vi, count(l.load_id), coalesce(sum(l.n_read), 0), coalesce(sum(l.n_kept), 0),
	coalesce(sum(l.n_rejected), 0), coalesce(sum(l.n_duplicate), 0), coalesce(sum(l.n_strangers), 0)
FROM feeds f LEFT JOIN audit.load l ON l.feed = f.feed AND l.run_id IN (SELECT run_id FROM told) AND l.state = 'ok'
GROUP BY f.feed, f.title_vi ORDER BY f.feed;

-- What is expected, and how it stands (feeds.sql).
SELECT 'arrival', feed, name, state, greatest(0, (:'now'::timestamptz AT TIME ZONE 'Asia/Ho_Chi_Minh')::date - late_from),
	to_char(late_from, 'DD/MM/YYYY'), coalesce(to_char(last_seen AT TIME ZONE 'Asia/Ho_Chi_Minh', 'DD/MM/YYYY'), ''), systems
FROM core.feed_due WHERE state NOT IN ('not_connected', 'no_cadence')
ORDER BY substring(systems FROM '^[0-9]+')::integer NULLS FIRST, feed;

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

-- What this run changed, by set and period; what of it reads otherwise than before has moved, as readers see it: of a held figure that it
-- is held, and of one that was published as it is held now not which. Four of each set and period, what is held now first, then whole
-- territories before the bodies below them. OFFSET 0: figure by figure through the index.
WITH now_rows AS (
	SELECT * FROM core.indicator WHERE run_from IN (SELECT run_id FROM told) AND run_to IS NULL
), old_rows AS (
	SELECT * FROM core.indicator WHERE run_to IN (SELECT run_id FROM told) AND run_from NOT IN (SELECT run_id FROM told)
), pair AS MATERIALIZED (
	SELECT set, indicator, agency, period, o.run_from AS old_run, n.run_from AS new_run, (n.shown, n.value) IS NOT DISTINCT FROM (o.shown, o.value) AS is_same
	FROM now_rows n FULL JOIN old_rows o USING (set, indicator, agency, period)
), seen AS (
	SELECT p.*, CASE WHEN r.state = 'held' AND p.is_same THEN 'đã công bố / public' ELSE r.was END AS was, r.now, r.state FROM pair p LEFT JOIN LATERAL (
		SELECT min(w.words) FILTER (WHERE i.run_from = p.old_run) AS was, min(w.words) FILTER (WHERE i.run_from = p.new_run) AS now,
			min(i.state) FILTER (WHERE i.run_from = p.new_run) AS state
		FROM core.indicator_published i CROSS JOIN LATERAL (SELECT CASE WHEN i.state = 'held' THEN 'tạm giữ / held'
			WHEN coalesce(i.shown, '') = '' THEN '–' ELSE concat_ws(' ', i.shown, i.unit_vi) END AS words) w
		WHERE i.set = p.set AND i.indicator = p.indicator AND i.agency = p.agency AND i.period = p.period AND i.run_from IN (p.old_run, p.new_run)
		OFFSET 0) r ON p.old_run IS NOT NULL AND p.new_run IS NOT NULL
), ranked AS MATERIALIZED (
	SELECT *, row_number() OVER (PARTITION BY set, period ORDER BY state <> 'held', length(agency), agency, length(indicator), indicator) AS place
	FROM seen WHERE was <> now
), fact AS (
	SELECT 'figures' AS kind, set, period, count(*) FILTER (WHERE old_run IS NULL)::text AS a,
		count(*) FILTER (WHERE old_run IS NOT NULL AND new_run IS NOT NULL)::text AS b, count(*) FILTER (WHERE new_run IS NULL)::text AS c,
		(SELECT count(*) FROM ranked r WHERE r.set = p.set AND r.period = p.period)::text AS d, '' AS e, 0 AS place
	FROM pair p GROUP BY set, period
	UNION ALL
	SELECT 'moved', r.set, r.period, r.indicator, r.agency, r.was, r.now, coalesce(l.name_vi, ''), r.place
	FROM ranked r LEFT JOIN core.label l ON l.kind = 'indicator' AND l.code = r.indicator WHERE r.place <= 4
)
SELECT kind, set, period, a, b, c, d, e FROM fact ORDER BY kind, CASE kind WHEN 'figures' THEN d = '0' END, set DESC, period DESC, place;

SELECT 'held', count(*), count(DISTINCT i.set), count(*) FILTER (WHERE i.value IS NULL),
	count(*) FILTER (WHERE i.state = 'approved'), count(*) FILTER (WHERE i.state = 'held')
FROM (SELECT i.value, i.set, p.state FROM core.indicator i JOIN published p USING (set, indicator, agency, period, run_from)) i;

SELECT 'mark', feed, period FROM audit.mark ORDER BY 1, 2;
