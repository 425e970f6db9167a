-- How many of these files are loaded by these rules.
-- $1 file_hash of each, $2 feed, $3 catalog_hash, $4 format
-- Gives: loads
SELECT count(*) FROM audit.load
WHERE file_hash = ANY($1::text[]) AND feed = $2 AND catalog_hash = $3 AND format = $4::int AND state = 'ok';
