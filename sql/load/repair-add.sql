-- One repaired value, unless the latest of its record and field is the same.
-- $1 file_hash, $2 feed, $3 record, $4 line, $5 field, $6 value (NULL: empty), $7 row_id, $8 code, $9 load, $10 by whom, $11 now in
-- seconds, $12 run
INSERT INTO audit.repair (file_hash, feed, record, line, field, value, row_id, code, of_load, by, at, run_id)
SELECT $1, $2, $3::bigint, $4::bigint, $5, $6, $7, $8, $9::bigint, $10, to_timestamp($11::bigint), $12::bigint
WHERE NOT EXISTS (
	SELECT FROM (SELECT value FROM audit.repair
		WHERE file_hash = $1 AND feed = $2 AND record = $3::bigint AND field = $5 ORDER BY repair_id DESC LIMIT 1) last
	WHERE last.value IS NOT DISTINCT FROM $6::text);
