-- repair-match: what becomes of each edited row of a list: take; or done (it was applied before), mended (a later message did), and
-- refused: still (it was applied before, and is refused), strange (no such row), old (what it mends is refused otherwise now), shifted (its other cells are another row's), file (the
-- whole file was refused), same (another record stands under that key, as far as the key can be known before the file is read), unit (a number was sent with one, its repaired value has none), dropped, pseudonym, kept (a field that is not kept
-- as it is sent).
-- Variables: same ('1': a person says that it is the same record)
-- Tables: edits, open_reject, feeds, fields
-- Columns: verdict, line of the list, row, file, feed, record, line, field, code, load, value, name of the file
SET client_min_messages = warning;
DROP TABLE IF EXISTS pg_temp.same_key;
CREATE TEMP TABLE same_key (n text);
-- A key of one column is what was edited; of more, the others' cells are those of the reject.
SELECT format('INSERT INTO same_key SELECT e.n FROM edits e JOIN open_reject o ON o.row_id = e.row AND o.mended_name = ''''
	JOIN core.%I c ON c.feed = o.feed AND %s
	WHERE o.feed = %L AND e.field = ANY (%L) AND e.value <> '''' AND (o.key <> '''' OR %s = 1) AND (c.load_id, c.record) <> (o.load_id, o.record)',
	k.name || '_current', string_agg(format('c.%I::text = CASE WHEN e.field = %L THEN e.value ELSE split_part(o.key, E''\x1f'', %s) END',
		a.attname, a.attname, n.at - 1), ' AND ' ORDER BY n.at), k.feed, array_agg(a.attname::text), count(*))
FROM (SELECT DISTINCT o.feed, translate(o.kind, '-', '_') AS name FROM edits e JOIN open_reject o ON o.row_id = e.row) k
JOIN pg_catalog.pg_constraint p ON p.contype = 'p' AND p.conrelid = to_regclass(format('core.%I', k.name || '_current'))
CROSS JOIN LATERAL unnest(p.conkey) WITH ORDINALITY n (n, at)
JOIN pg_catalog.pg_attribute a ON a.attrelid = p.conrelid AND a.attnum = n.n AND a.attname <> 'feed'
GROUP BY k.feed, k.name
\gexec
WITH said AS (
	SELECT e.*, o.file_hash, o.feed AS of_feed, o.record AS of_record, o.line AS of_line, o.field AS of_field, o.code, o.load_id, o.file_name,
		o.mended_by, o.state, f.policy,
		f.unit <> '' AND o.found !~ '^[-0-9.,/#\s]*$' AND e.value <> '' AND e.value ~ '^[-0-9.,/\s]*$' AS lacks_unit,
		o.row_id IS NOT NULL AS is_there, x.value AS last_value, x.repair_id,
		EXISTS (SELECT FROM open_reject y WHERE y.file_hash = x.file_hash AND y.feed = x.feed AND y.record = x.record AND y.mended_by IS NULL
			AND (y.field = x.field OR y.severity = 'record')) AS is_still
	FROM edits e LEFT JOIN open_reject o ON o.row_id = e.row AND o.mended_name = ''
	LEFT JOIN feeds k ON k.feed = e.feed
	LEFT JOIN LATERAL (SELECT y.policy, y.unit FROM fields y WHERE y.feed IN (e.feed, k.kind) AND y.field = e.field ORDER BY y.feed = e.feed DESC LIMIT 1) f ON true
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
		WHEN lacks_unit THEN 'unit'
		WHEN :'same' = '' AND EXISTS (SELECT FROM same_key s WHERE s.n = said.n) THEN 'same'
		ELSE 'take' END,
	n, row, file_hash, of_feed, of_record, of_line, of_field, code, load_id, value, coalesce(file_name, file)
FROM said ORDER BY n::bigint;
