-- repair-outcome: what became of the repaired values.
-- Variables: none
-- Tables: taken (the edits that were taken), open_reject, reject_codes
-- Columns: mended or refused, line of the list, file, record, field, why, in English, 1 when the file was read by other rules than before
SET client_min_messages = warning;
SELECT CASE WHEN n.load_id IS NULL THEN 'waits' WHEN o.code IS NULL THEN 'mended' ELSE 'refused' END, t.n, t.name, t.record, t.field,
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
