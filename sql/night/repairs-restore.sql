-- repairs-restore: the repaired values of the file beside the raw zone that the warehouse has not (it was made anew), as they were decided.
-- Variables: run
-- Tables: kept_repair (that file)
-- Columns: how many were missing
SET client_min_messages = warning;
WITH missing AS (
	INSERT INTO audit.repair (file_hash, feed, record, line, field, value, row_id, code, of_load, by, at, run_id)
	SELECT k.file_hash, k.feed, k.record::bigint, k.line::bigint, k.field, k.value, k.row_id, k.code, 0, k.by, k.at::timestamptz, :run
	FROM kept_repair k
	WHERE NOT EXISTS (SELECT FROM audit.repair r WHERE r.file_hash = k.file_hash AND r.feed = k.feed AND r.record = k.record::bigint
		AND r.field = k.field AND r.row_id = k.row_id AND r.value IS NOT DISTINCT FROM k.value AND r.at = k.at::timestamptz)
	ORDER BY k.repair_id::bigint
	RETURNING 1
)
SELECT count(*) FROM missing;
