-- The load of one identity which stands, and the last one of it that was bad.
-- $1 file_hash, $2 feed, $3 catalog_hash, $4 format
-- Gives: state, load_id
SELECT state, load_id FROM audit.load
WHERE file_hash = $1 AND feed = $2 AND catalog_hash = $3 AND format = $4::int AND state <> 'superseded';
