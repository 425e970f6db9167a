-- repair-match: what becomes of each edited row of a list: take; or done (it was applied before), mended (a later message did), and
-- refused: still (it was applied before, and is refused), strange (no such row), old (what it mends is refused otherwise now), shifted (its other cells are another row's), file (the
-- whole file was refused), dropped, pseudonym, kept (a field that is not kept as it is sent).
-- Variables: none
-- Tables: edits, open_reject, feeds, fields
-- Columns: verdict, line of the list, row, file, feed, record, line, field, code, load, value, name of the file
SET client_min_messages = warning;
WITH said AS (
	SELECT e.*, o.file_hash, o.feed AS of_feed, o.record AS of_record, o.line AS of_line, o.field AS of_field, o.code, o.load_id, o.file_name,
		o.mended_by, o.state, f.policy, o.row_id IS NOT NULL AS is_there, x.value AS last_value, x.repair_id,
		EXISTS (SELECT FROM open_reject y WHERE y.file_hash = x.file_hash AND y.feed = x.feed AND y.record = x.record AND y.mended_by IS NULL
			AND (y.field = x.field OR y.severity = 'record')) AS is_still
	FROM edits e LEFT JOIN open_reject o ON o.row_id = e.row AND o.mended_name = ''
	LEFT JOIN feeds k ON k.feed = e.feed
	LEFT JOIN LATERAL (SELECT y.policy FROM fields y WHERE y.feed IN (e.feed, k.kind) AND y.field = e.field ORDER BY y.feed = e.feed DESC LIMIT 1) f ON true
	LEFT JOIN LATERAL (SELECT q.* FROM audit.repair p JOIN audit.repair q USING (file_hash, feed, record, field)
		WHERE p.row_id = e.row ORDER BY q.repair_id DESC LIMIT 1) x ON true
)
SELECT CASE WHEN policy = 'drop' THEN 'dropped' WHEN policy = 'pseudonym' THEN 'pseudonym'
		WHEN repair_id IS NOT NULL AND last_value IS NOT DISTINCT FROM value THEN
			CASE WHEN is_still THEN 'still' ELSE 'done' END
		WHEN NOT is_there AND repair_id IS NOT NULL THEN 'old'
		WHEN NOT is_there THEN 'strange'
		WHEN (file, coalesce(record, ''), coalesce(line, ''), feed, coalesce(field, '')) IS DISTINCT FROM (file_name, coalesce(nullif(of_record, 0)::text, ''),
			coalesce(nullif(of_line, 0)::text, ''), of_feed, of_field) THEN 'shifted'
		WHEN mended_by IS NOT NULL THEN 'mended'
		WHEN state <> 'ok' OR coalesce(of_record, 0) = 0 THEN 'file'
		WHEN policy IS DISTINCT FROM 'keep' THEN 'kept'
		ELSE 'take' END,
	n, row, file_hash, of_feed, of_record, of_line, of_field, code, load_id, value, coalesce(file_name, file)
FROM said ORDER BY n::bigint;
