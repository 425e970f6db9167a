-- fields-gone: fields that stood in nearly every record of the feed's load before and stand in none of tonight's: their element has another
-- name now, or the sender leaves them out (check gone, params: PERCENT of the load before, the LEAST number of records in both).
-- Variables: none
-- Tables: told, checks, feeds, wrong
-- Columns: as in findings.sql
\qecho rule gone
WITH rule AS (
	SELECT DISTINCT ON (f.feed) f.feed, c.severity, c."check" || ': ' || c.message_vi AS words, split_part(c.params, ' ', 1)::integer AS percent,
		split_part(c.params, ' ', 2)::integer AS least
	FROM checks c JOIN feeds f ON c.feed = '' OR c.feed IS NULL OR c.feed = f.feed
	WHERE c.kind = 'gone' AND c.params ~ '^[0-9]{1,5} [0-9]{1,5}$' AND f.feed NOT IN (SELECT feed FROM wrong)
	ORDER BY f.feed, nullif(c.feed, '') NULLS LAST
), fresh AS (
	SELECT DISTINCT ON (l.feed) r.*, l.kind, l.load_id, coalesce(nullif(l.file_name, ''), l.file_hash) AS name
	FROM rule r JOIN audit.load l USING (feed)
	WHERE l.state = 'ok' AND l.run_id IN (SELECT run_id FROM told) AND l.n_kept >= r.least ORDER BY l.feed, l.load_id DESC
), pair AS (
	SELECT f.*, (SELECT o.load_id FROM audit.load o WHERE o.feed = f.feed AND o.state = 'ok' AND o.load_id < f.load_id AND o.n_kept >= f.least
		ORDER BY o.load_id DESC LIMIT 1) AS old_id FROM fresh f
)
SELECT format('WITH was AS (SELECT count(*) AS n, %s FROM core.%I WHERE load_id = %s), now AS (SELECT count(*) AS n, %s FROM core.%I WHERE load_id = %s)
	SELECT %L, %L, '''', %L || '' ('' || string_agg(field, '', '' ORDER BY field) || '')'' FROM was, now,
		LATERAL (VALUES %s) v (field, before, after)
	WHERE was.n >= %s AND now.n >= %s AND v.after = 0 AND v.before * 100 >= was.n * %s HAVING count(*) > 0',
	string_agg(format('count(%I) AS %I', a.attname, a.attname), ', ' ORDER BY a.attnum), t.name, p.old_id,
	string_agg(format('count(%I) AS %I', a.attname, a.attname), ', ' ORDER BY a.attnum), t.name, p.load_id,
	p.severity, p.feed || ' ' || p.name, p.words,
	string_agg(format('(%L, was.%I, now.%I)', a.attname, a.attname, a.attname), ', ' ORDER BY a.attnum), p.least, p.least, p.percent)
FROM pair p CROSS JOIN LATERAL (SELECT replace(p.kind, '-', '_') || '_version' AS name) t
JOIN pg_catalog.pg_attribute a ON a.attrelid = to_regclass(format('core.%I', t.name)) AND a.attnum > 0 AND NOT a.attisdropped
	AND a.attname NOT IN ('load_id', 'record', 'line', 'message', 'sent_at', 'version_hash', 'periods', 'accepted_quarter', 'feed')
WHERE p.old_id IS NOT NULL
GROUP BY p.feed, p.name, p.severity, p.words, p.percent, p.least, p.load_id, p.old_id, t.name ORDER BY p.feed
\gexec
