-- all-refused: files none of whose records was kept, be they too few to make the file bad: what a feed says is missing all the same; and
-- files no record of which could keep a field. Three of a feed by name.
-- Variables: none
-- Tables: told, reject_codes
-- Columns: as in findings.sql
\qecho rule all_refused
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

-- A field that no record of the file could keep: the records stand, and what is counted by it is missing all the same. What is only told of
-- a value that stands (an agency counted under its unknown unit, a person hidden in a text) is none of it.
\qecho rule field_refused
WITH lost AS (
	SELECT l.feed, coalesce(nullif(l.file_name, ''), l.file_hash) AS name, l.n_kept, r.field, min(r.code) AS code,
		row_number() OVER (PARTITION BY l.feed ORDER BY l.load_id, r.field) AS place
	FROM audit.load l JOIN audit.reject r USING (load_id)
	WHERE l.run_id IN (SELECT run_id FROM told) AND l.state = 'ok' AND l.n_kept >= 3 AND r.severity = 'field' AND r.record > 0
		AND r.code NOT IN ('agency.unknown', 'text.personal', 'list.strange') AND NOT (r.code = 'field.repeated' AND r.found LIKE '%of the same text%')
	GROUP BY l.load_id, l.feed, l.file_name, l.file_hash, l.n_kept, r.field HAVING count(DISTINCT r.record) >= l.n_kept
)
SELECT 'gate', feed || ' ' || name, '', 'trường ' || field || ' bị từ chối ở cả ' || n_kept || ' bản ghi (' || coalesce(c.message_vi, code) || ') / field '
	|| field || ' was refused in all ' || n_kept || ' records (' || coalesce(c.message_en, code) || ')'
FROM lost LEFT JOIN reject_codes c USING (code) WHERE place <= 3
UNION ALL
SELECT 'gate', feed, '', count(*) || ' trường nữa bị từ chối ở mọi bản ghi / more fields were refused in every record of a file'
FROM lost WHERE place > 3 GROUP BY feed
ORDER BY 2;
