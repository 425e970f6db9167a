-- How many of these files are loaded by these rules, with all repairs.
-- $1 file_hash of each, $2 feed, $3 catalog_hash, $4 format
-- Gives: loads
SELECT count(*) FROM audit.load l
WHERE file_hash = ANY($1::text[]) AND feed = $2 AND catalog_hash = $3 AND format = $4::int AND state = 'ok'
	AND last_repair >= coalesce((SELECT max(r.repair_id) FROM audit.repair r WHERE r.file_hash = l.file_hash AND r.feed = l.feed), 0);
