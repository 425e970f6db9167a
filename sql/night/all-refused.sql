-- all-refused: files none of whose records was kept, be they too few to make the file bad: what a feed says is missing all the same. Three
-- of a feed by name.
-- Variables: none
-- Tables: told
-- Columns: as in findings.sql
WITH refused AS (
	SELECT feed, coalesce(nullif(file_name, ''), file_hash) AS name, n_read, n_rejected,
		row_number() OVER (PARTITION BY feed ORDER BY n_rejected DESC, load_id) AS place
	FROM audit.load WHERE run_id IN (SELECT run_id FROM told) AND state = 'ok' AND n_rejected > 0 AND n_kept + n_duplicate = 0
)
SELECT 'gate', feed || ' ' || name, '', 'cả ' || n_rejected || ' bản ghi của tệp bị từ chối, tệp không cho số liệu nào / all ' || n_rejected
	|| ' records of the file were refused: it gives no figure'
FROM refused WHERE place <= 3
UNION ALL
SELECT 'gate', feed, '', count(*) || ' tệp nữa bị từ chối cả ' || sum(n_rejected) || ' bản ghi / more files, all ' || sum(n_rejected) || ' records of which were refused'
FROM refused WHERE place > 3 GROUP BY feed
ORDER BY 2;
