-- Staged rejects under the newest load of their file. A row may lawfully stand twice in one file (two fields of one name): rows
-- are matched with their count.
-- $1 feed
-- Gives: added, rows whose file has no load
WITH staged AS (
	SELECT (SELECT l.load_id FROM audit.load l WHERE l.file_hash = r.file AND l.feed = $1
			ORDER BY l.load_id DESC LIMIT 1) AS load_id,
		nullif(record, '')::bigint AS record, nullif(line, '')::bigint AS line, severity, field, code, expected, found,
		agency, row_number() OVER (
			PARTITION BY file, record, line, severity, field, code, expected, found, agency) AS n
	FROM pg_temp.chiso_reject r
), stored AS (
	SELECT load_id, record, line, severity, field, code, expected, found, agency, row_number() OVER (
		PARTITION BY load_id, record, line, severity, field, code, expected, found, agency) AS n
	FROM audit.reject WHERE load_id IN (SELECT load_id FROM staged)
), fresh AS (
	SELECT * FROM staged WHERE load_id IS NOT NULL EXCEPT SELECT * FROM stored
), added AS (
	INSERT INTO audit.reject (load_id, record, line, severity, field, code, expected, found, agency)
	SELECT load_id, record, line, severity, field, code, expected, found, agency FROM fresh
	ORDER BY load_id, record, line, field, code
	RETURNING 1
)
SELECT (SELECT count(*) FROM added), (SELECT count(*) FROM staged WHERE load_id IS NULL);
