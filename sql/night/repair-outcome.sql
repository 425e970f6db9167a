-- repair-outcome: what became of the repaired values.
-- Variables: none
-- Tables: taken (the edits that were taken), open_reject, reject_codes
-- Columns: mended, same (mended, and its key is another record's) or refused, line of the list, file, record, field, why, in English, 1 when the file was read by other rules than before
SET client_min_messages = warning;
ALTER TABLE taken ADD COLUMN IF NOT EXISTS is_same boolean NOT NULL DEFAULT false;
SELECT format('UPDATE taken t SET is_same = true FROM audit.load n, core.%I v, core.%I o, audit.load x
	WHERE t.feed = %L AND t.field = ANY (%L) AND n.file_hash = t.file AND n.feed = t.feed AND n.state = ''ok'' AND v.load_id = n.load_id
		AND v.record = t.record::bigint AND x.load_id = o.load_id AND x.state = ''ok'' AND (o.load_id, o.record) <> (v.load_id, v.record)
		AND (%s) = (%s)', k.name || '_version', k.name || '_version', k.feed, array_agg(a.attname::text),
	string_agg(format('o.%I', a.attname), ', ' ORDER BY a.attnum), string_agg(format('v.%I', a.attname), ', ' ORDER BY a.attnum))
FROM (SELECT DISTINCT l.feed, translate(l.kind, '-', '_') AS name FROM taken t JOIN audit.load l ON l.load_id = t.load::bigint) k
JOIN pg_catalog.pg_constraint p ON p.contype = 'p' AND p.conrelid = to_regclass(format('core.%I', k.name || '_current'))
JOIN pg_catalog.pg_attribute a ON a.attrelid = p.conrelid AND a.attnum = ANY (p.conkey)
GROUP BY k.feed, k.name
\gexec
SELECT CASE WHEN n.load_id IS NULL THEN 'waits' WHEN o.code IS NULL AND t.is_same THEN 'same' WHEN o.code IS NULL THEN 'mended' ELSE 'refused' END, t.n, t.name, t.record, t.field,
	coalesce(c.message_vi, o.code, ''), coalesce(c.message_en, o.code, ''),
	CASE WHEN n.catalog_hash <> w.catalog_hash THEN '1' ELSE '' END
FROM taken t JOIN audit.load w ON w.load_id = t.load::bigint
LEFT JOIN audit.load n ON n.file_hash = t.file AND n.feed = t.feed AND n.state = 'ok' AND n.last_repair >= (
	SELECT max(p.repair_id) FROM audit.repair p WHERE p.file_hash = t.file AND p.feed = t.feed)
LEFT JOIN LATERAL (SELECT o.code FROM open_reject o
	WHERE o.load_id = n.load_id AND o.record = t.record::bigint AND o.mended_name = '' AND (o.field = t.field OR o.severity = 'record')
	ORDER BY o.field = t.field DESC, o.code LIMIT 1) o ON true
LEFT JOIN reject_codes c ON c.code = o.code
ORDER BY t.n::bigint;
