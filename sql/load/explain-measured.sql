-- The last run up to a given one that changed a measure of a kind in a period, and whether it computed by another catalogue.
-- $1 kind, $2 period, $3 run_id, $4 the catalogue's hash of that run
-- Gives: run_id, whether its catalogue is another
SELECT r.run_id, r.catalog_hash IS DISTINCT FROM $4
FROM audit.run r JOIN (
	SELECT greatest(max(m.run_from), max(m.run_to) FILTER (WHERE m.run_to <= $3::bigint)) AS run_id
	FROM core.measure m WHERE m.feed = $1 AND m.period = $2 AND m.run_from <= $3::bigint) x USING (run_id);
