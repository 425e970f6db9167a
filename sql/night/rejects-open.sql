-- rejects-open: what was refused and stands, as the temporary table open_reject, with the load that mended it (NULL: it is open).
-- A record of the same feed and key that came later mends it; where the key is not known, the same place in a later message of the same id; a
-- file, a later one of its name or message.
-- Variables: since ('': of all times)
-- Tables: feeds
-- Columns: none
SET client_min_messages = warning;
DROP TABLE IF EXISTS pg_temp.open_reject;
CREATE TEMP TABLE open_reject AS
SELECT 'R' || left(encode(sha256(convert_to(concat_ws(E'\x1f', l.file_hash, l.feed, r.record, r.line, r.severity, r.field, r.code,
		r.expected, r.found, row_number() OVER (PARTITION BY r.load_id, r.record, r.line, r.severity, r.field, r.code, r.expected, r.found)),
		'UTF8')), 'hex'), 24) AS row_id,
	r.load_id, r.record, r.line, r.severity, r.field, r.code, r.expected, r.found, r.agency, r.key, l.feed, l.kind, l.file_hash,
	coalesce(l.file_name, l.file_hash) AS file_name, l.message, l.sent_at, l.state, l.accepted_at, NULL::bigint AS mended_by,
	'' AS mended_name
FROM audit.reject r JOIN audit.load l USING (load_id)
WHERE l.state <> 'superseded' AND l.accepted_at >= coalesce(nullif(:'since', '')::timestamptz, '-infinity');

-- A record that stands without a field says itself whose it is.
SELECT format('UPDATE open_reject o SET key = concat_ws(E''\x1f'', %s)%s FROM core.%I v
	WHERE o.feed = %L AND o.key = '''' AND o.severity = ''field'' AND o.record > 0 AND v.load_id = o.load_id AND v.record = o.record',
	string_agg(format('v.%I::text', a.attname), ', ' ORDER BY k.at),
	CASE WHEN b.attname IS NOT NULL THEN format(', agency = coalesce(nullif(o.agency, ''''), v.%I, '''')', b.attname) END,
	f.name || '_version', f.feed)
FROM (SELECT DISTINCT o.feed, translate(o.kind, '-', '_') AS name, coalesce(s.agency, '') AS agency
	FROM open_reject o LEFT JOIN feeds s USING (feed) WHERE o.key = '' AND o.severity = 'field' AND o.record > 0) f
JOIN pg_catalog.pg_constraint p ON p.contype = 'p' AND p.conrelid = to_regclass(format('core.%I', f.name || '_current'))
CROSS JOIN LATERAL unnest(p.conkey) WITH ORDINALITY k (n, at)
JOIN pg_catalog.pg_attribute a ON a.attrelid = p.conrelid AND a.attnum = k.n AND a.attname <> 'feed'
LEFT JOIN pg_catalog.pg_attribute b ON b.attrelid = to_regclass(format('core.%I', f.name || '_version')) AND b.attname = f.agency
	AND NOT b.attisdropped AND b.atttypid = 'text'::regtype
GROUP BY f.feed, f.name, b.attname
\gexec

-- Texts are looked up by the index; what another type's text is, both sides have from here. The feed is the first of the key.
SELECT format('UPDATE open_reject o SET mended_by = c.load_id FROM core.%I c
	WHERE o.kind = %L AND c.feed = o.feed AND o.key <> '''' AND cardinality(string_to_array(o.key, E''\x1f'')) = %s AND %s
		AND (c.sent_at, c.message, c.record) > (o.sent_at, o.message, coalesce(o.record, 0))',
	f.name || '_current', f.kind, count(*),
	string_agg(format(CASE WHEN a.atttypid = 'text'::regtype THEN 'c.%I' ELSE 'c.%I::text' END
		|| ' = split_part(o.key, E''\x1f'', %s)', a.attname, k.at - 1), ' AND ' ORDER BY k.at))
FROM (SELECT DISTINCT kind, translate(kind, '-', '_') AS name FROM open_reject WHERE key <> '') f
JOIN pg_catalog.pg_constraint p ON p.contype = 'p' AND p.conrelid = to_regclass(format('core.%I', f.name || '_current'))
CROSS JOIN LATERAL unnest(p.conkey) WITH ORDINALITY k (n, at)
JOIN pg_catalog.pg_attribute a ON a.attrelid = p.conrelid AND a.attnum = k.n AND a.attname <> 'feed'
GROUP BY f.kind, f.name
\gexec

UPDATE open_reject o SET mended_by = n.load_id
FROM audit.load n
WHERE o.mended_by IS NULL AND o.key = '' AND o.record > 0 AND o.message <> '' AND o.state = 'ok'
	AND n.feed = o.feed AND n.message = o.message AND n.state = 'ok' AND n.file_hash <> o.file_hash
	AND (n.sent_at, n.load_id) > (o.sent_at, o.load_id) AND n.n_read >= o.record
	AND NOT EXISTS (SELECT FROM audit.reject r
		WHERE r.load_id = n.load_id AND r.record = o.record AND (r.severity = 'record' OR r.field = o.field));

UPDATE open_reject o SET mended_by = n.load_id
FROM audit.load n
WHERE o.mended_by IS NULL AND (o.state = 'bad' OR o.severity = 'file' OR coalesce(o.record, 0) = 0)
	AND n.feed = o.feed AND n.state = 'ok' AND n.load_id > o.load_id AND n.file_hash <> o.file_hash
	AND (n.file_name = o.file_name OR (o.message <> '' AND n.message = o.message));

-- What a person repaired, and what is no longer refused since.
INSERT INTO open_reject
SELECT p.row_id, r.load_id, r.record, r.line, r.severity, r.field, r.code, r.expected, r.found, r.agency, r.key, p.feed, n.kind, p.file_hash,
	coalesce(n.file_name, n.file_hash), n.message, n.sent_at, n.state, n.accepted_at, n.load_id, p.by
FROM (SELECT DISTINCT ON (file_hash, feed, record, field) * FROM audit.repair ORDER BY file_hash, feed, record, field, repair_id DESC) p
JOIN audit.load n ON n.file_hash = p.file_hash AND n.feed = p.feed AND n.state = 'ok' AND n.last_repair >= p.repair_id
CROSS JOIN LATERAL (SELECT * FROM audit.reject r
	WHERE r.load_id = p.of_load AND r.record = p.record AND r.field = p.field AND r.code = p.code LIMIT 1) r
WHERE NOT EXISTS (SELECT FROM audit.reject x
		WHERE x.load_id = n.load_id AND x.record = p.record AND (x.severity = 'record' OR x.field = p.field))
	AND n.accepted_at >= coalesce(nullif(:'since', '')::timestamptz, '-infinity');
