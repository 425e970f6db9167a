-- deliver-sets: what a delivery is made of: a row a set, or a column of one, or a turn. A whole one has the empty sets too.
-- Variables: after
-- Columns: what (set, column, turn) name; of a set: rows written, gone, standing, the statement of its file; of a column: its set, type, comment;
-- of a turn: its id
WITH changed AS (
	SELECT v.view, n.written, n.gone FROM (SELECT DISTINCT r.view FROM core.share_row r WHERE r.turn > :after) v,
		LATERAL core.share_count(v.view, :after) n
), standing AS ( -- what a copy has behind it: what did not change, and what is written
	SELECT view, count(r.hash) FILTER (WHERE r.turn <= :after) AS rows FROM core.share_set s FULL JOIN core.share_row r USING (view) GROUP BY view
), columns AS (
	SELECT c.relname COLLATE "C" AS view, a.attname COLLATE "C" AS name, a.attnum AS place, a.atttypid::regtype::text AS type,
		col_description(c.oid, a.attnum) AS words
	FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
	WHERE c.relnamespace = 'share'::regnamespace AND c.relkind = 'v'
)
SELECT 'set', s.view, coalesce(c.written, 0)::text, coalesce(c.gone, 0)::text, (s.rows + coalesce(c.written, 0))::text,
	CASE WHEN c.view IS NOT NULL OR :after = 0 THEN format('SELECT r.turn AS _luot, r.key AS _khoa, CASE WHEN s._khoa IS NULL THEN ''xoa'' ELSE ''ghi'' END AS _thao_tac%s FROM core.share_row r LEFT JOIN (%s) s ON s._khoa = r.key WHERE r.view = %L AND r.turn > %s%s ORDER BY r.key',
		(SELECT string_agg(format(', s.%I', n.name), '' ORDER BY n.place) FROM columns n WHERE n.view = s.view),
		coalesce(core.share_statement(s.view), 'SELECT NULL::text AS _khoa WHERE false'), s.view, :after, CASE WHEN :after = 0 THEN ' AND r.hash IS NOT NULL' END) END
FROM standing s LEFT JOIN changed c ON c.view = s.view
UNION ALL
SELECT 'column', n.name, n.view, n.type, coalesce(n.words, ''), to_char(n.place, 'FM0000') FROM columns n
UNION ALL
SELECT 'turn', t.turn::text, t.id::text, '', '', to_char(t.turn, 'FM0000000000') FROM core.share_turn t WHERE t.turn > :after
ORDER BY 1, 6, 2, 3;
