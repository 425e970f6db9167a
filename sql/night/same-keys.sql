-- same-keys: records of tonight whose key another feed of their kind has too: both stand and both are counted, for only a person can
-- say whether one dossier came by two ways or two systems number alike. Of two provinces they are two, whatever their numbers.
-- Variables: none
-- Tables: told, and the view province
-- Columns: as in findings.sql, a line a pair of feeds
\qecho rule same_keys
WITH shared AS (
	SELECT l.kind, coalesce(p.line, '-') AS line, array_agg(DISTINCT l.feed) AS feeds FROM audit.load l LEFT JOIN province p ON p.feed = l.feed
	WHERE l.state = 'ok' GROUP BY 1, 2 HAVING count(DISTINCT l.feed) > 1
), fresh AS (
	SELECT s.*, replace(s.kind, '-', '_') || '_current' AS name FROM shared s
	WHERE EXISTS (SELECT FROM audit.load l WHERE l.kind = s.kind AND l.feed = ANY (s.feeds) AND l.state = 'ok' AND l.run_id IN (SELECT run_id FROM told))
), keyed AS (
	SELECT f.*, k.c, k.o FROM fresh f CROSS JOIN LATERAL (
		SELECT string_agg(format('c.%I', a.attname), ', ' ORDER BY n.at) AS c, string_agg(format('o.%I', a.attname), ', ' ORDER BY n.at) AS o
		FROM pg_constraint p CROSS JOIN LATERAL unnest(p.conkey) WITH ORDINALITY n (n, at)
		JOIN pg_attribute a ON a.attrelid = p.conrelid AND a.attnum = n.n
		WHERE p.conrelid = to_regclass(format('core.%I', f.name)) AND p.contype = 'p' AND a.attname <> 'feed') k
)
SELECT format($q$
SELECT 'gate', least(c.feed, o.feed) || ' ' || greatest(c.feed, o.feed), '', count(DISTINCT ROW(%s)) || ' khóa có ở cả hai nguồn cùng loại, '
	|| 'đang được đếm hai lần: hỏi nơi gửi / keys stand in both feeds of a kind and are counted twice: ask the senders'
FROM core.%I c JOIN unnest(%L::text[]) f (feed) ON f.feed <> c.feed AND c.feed = ANY (%L)
JOIN core.%I o ON o.feed = f.feed AND (%s) = (%s)
WHERE c.load_id IN (SELECT load_id FROM audit.load WHERE kind = %L AND state = 'ok' AND run_id IN (SELECT run_id FROM told))
GROUP BY least(c.feed, o.feed), greatest(c.feed, o.feed) ORDER BY 2$q$, c, name, feeds, feeds, name, o, c, kind)
FROM keyed ORDER BY kind, line
\gexec
