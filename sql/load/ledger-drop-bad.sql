-- Bad loads of these files by these rules go, with their rejects: others take their place.
-- $1 file_hash of each, $2 feed, $3 catalog_hash, $4 format
WITH dropped AS (
	DELETE FROM audit.load
	WHERE file_hash = ANY($1::text[]) AND feed = $2 AND catalog_hash = $3 AND format = $4::int AND state = 'bad'
	RETURNING load_id
)
DELETE FROM audit.reject r USING dropped d WHERE r.load_id = d.load_id;
