-- metrics: what the monitoring of the machine is told of the warehouse, as samples of the families that metrics.sh explains. No figure is
-- among them and no name of a person: counts, times, codes.
-- Variables: now
-- Columns: family, labels as Prometheus writes them ('' none), value
SELECT 'chiso_feed_last_seen_timestamp_seconds', format('{feed="%s"}', feed), extract(epoch FROM last_seen)::bigint::text
FROM core.feed_due WHERE last_seen IS NOT NULL ORDER BY feed;
SELECT 'chiso_feed_late', format('{feed="%s"}', feed),
	CASE WHEN state IN ('late', 'missing', 'never') OR late_from <= (:'now'::timestamptz AT TIME ZONE 'Asia/Ho_Chi_Minh')::date THEN '1' ELSE '0' END
FROM core.feed_due WHERE state NOT IN ('not_connected', 'no_cadence') ORDER BY feed;

SELECT v.family, format('{feed="%s"}', l.feed), v.n::text
FROM (SELECT feed, count(*) AS files, sum(n_read) AS read, sum(n_kept) AS kept, sum(n_rejected) AS rejected, sum(n_duplicate) AS duplicate
	FROM audit.load WHERE superseded_by_run IS NULL AND state = 'ok' GROUP BY feed) l
CROSS JOIN LATERAL (VALUES (1, 'chiso_files_standing', l.files), (2, 'chiso_records_standing_read', l.read), (3, 'chiso_records_standing_kept', l.kept),
	(4, 'chiso_records_standing_rejected', l.rejected), (5, 'chiso_records_standing_duplicate', l.duplicate)) v (place, family, n)
ORDER BY v.place, l.feed;
SELECT 'chiso_rejects_standing', format('{feed="%s",code="%s"}', l.feed, r.code), count(*)::text
FROM audit.reject r JOIN audit.load l USING (load_id) WHERE l.superseded_by_run IS NULL GROUP BY l.feed, r.code ORDER BY l.feed, r.code;
SELECT 'chiso_rejects_open', format('{agency="%s"}', agency), sum(rows)::text FROM core.reject_open GROUP BY agency ORDER BY agency;

-- what only grows: rows that are never taken away
SELECT 'chiso_runs_total', format('{kind="%s"}', kind), count(*)::text FROM audit.run GROUP BY kind ORDER BY kind;
SELECT 'chiso_loads_total', '', count(*)::text FROM audit.load;

-- what waits to be computed, since the file that asked for it was taken
SELECT 'chiso_marks', '', count(*)::text FROM audit.mark;
SELECT 'chiso_mark_age_seconds', '', coalesce(max(extract(epoch FROM :'now'::timestamptz - l.accepted_at)), 0)::bigint::text
FROM audit.mark m JOIN audit.load l ON l.load_id = m.marked_by;

-- of the last period of each set: how many figures of each state, and of how many of an agency's there is a value
SELECT 'chiso_figures', format('{set="%s",period="%s",state="%s"}', p.set, p.period, p.state), count(*)::text
FROM core.indicator_published p
JOIN (SELECT set, max(period) AS period FROM core.indicator_published WHERE run_to IS NULL AND length(period) > 4 GROUP BY set) l USING (set, period)
WHERE p.run_to IS NULL AND p.set NOT LIKE '%@nay' GROUP BY p.set, p.period, p.state ORDER BY p.set, p.period, p.state;
SELECT 'chiso_completeness_ratio', format('{set="%s",period="%s",agency="%s"}', p.set, p.period, p.agency),
	round(count(*) FILTER (WHERE p.state = 'held' OR p.value <> '')::numeric / count(*), 4)::text
FROM core.indicator_published p
JOIN (SELECT set, max(period) AS period FROM core.indicator_published WHERE run_to IS NULL AND length(period) > 4 GROUP BY set) l USING (set, period)
WHERE p.run_to IS NULL AND p.set NOT LIKE '%@nay' GROUP BY p.set, p.period, p.agency ORDER BY p.set, p.period, p.agency;
