-- Rows of audit.quarantine; those that are there stay. One flat array of four texts a row: PostgreSQL has no arrays of records
-- in a parameter.
-- $1 file_hash, name, feed, reason of each, $2 now, in seconds, $3 run_id or 0
INSERT INTO audit.quarantine (file_hash, name, feed, reason, at, run)
SELECT a[4 * i + 1], a[4 * i + 2], a[4 * i + 3], a[4 * i + 4], to_timestamp($2::bigint), nullif($3::bigint, 0)
FROM (SELECT $1::text[] AS a) t, generate_series(0, cardinality(a) / 4 - 1) i
ON CONFLICT DO NOTHING;
