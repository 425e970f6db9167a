-- A run, its clock and the catalogue that it computed by, as it is kept.
-- $1 run_id
-- Gives: now in seconds, kind, when it began, catalog_hash, archive (NULL: it is not kept)
SELECT extract(epoch FROM coalesce(r.now, r.started))::bigint, r.kind,
	to_char(coalesce(r.now, r.started) AT TIME ZONE INTERVAL '+07:00', 'YYYY-MM-DD"T"HH24:MI:SS"+07:00"'),
	coalesce(r.catalog_hash, ''), c.archive
FROM audit.run r LEFT JOIN audit.catalog c ON c.hash = r.catalog_hash
WHERE r.run_id = $1::bigint;
