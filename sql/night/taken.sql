-- taken: what a reprocessing read, held back and left.
-- Variables: run
-- Tables: verdicts (of the files of the inbox), reject_codes
-- Columns: read, files, records read, kept, rejected, duplicate; reject, how many, feed, field, words, in English, file, files;
-- held, how many further ones and one, names, reason
WITH mine AS (SELECT * FROM audit.load WHERE run_id = :run AND state = 'ok')
SELECT 'read', count(*), sum(n_read), sum(n_kept), sum(n_rejected), sum(n_duplicate) FROM mine HAVING count(*) > 0;

WITH mine AS (SELECT * FROM audit.load WHERE run_id = :run AND state = 'ok'), reasons AS (
	SELECT count(*) AS n, l.feed, r.field, r.code, min(l.file_name) AS file_name, count(DISTINCT l.load_id) AS files
	FROM audit.reject r JOIN mine l USING (load_id) GROUP BY l.feed, r.field, r.code ORDER BY 1 DESC, 2, 3, 4 LIMIT 8
)
SELECT 'reject', n, feed, field, coalesce(c.message_vi, r.code), coalesce(c.message_en, r.code), file_name, files
FROM reasons r LEFT JOIN reject_codes c USING (code) ORDER BY n DESC, feed, field, code;

SELECT 'held', greatest(count(*) - 9, 1), string_agg(name, ', ' ORDER BY name COLLATE "C") FILTER (WHERE place <= 10), min(reason)
FROM (SELECT *, row_number() OVER (PARTITION BY code ORDER BY name COLLATE "C") AS place FROM verdicts WHERE verdict = 'bad') v
GROUP BY code ORDER BY count(*) DESC, 3;
