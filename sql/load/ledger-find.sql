-- The load of one identity which stands, and the last one of it that was bad; one that a repair came after must be read again.
-- $1 file_hash, $2 feed, $3 catalog_hash, $4 format
-- Gives: state, load_id
SELECT state, load_id FROM audit.load l
WHERE file_hash = $1 AND feed = $2 AND catalog_hash = $3 AND format = $4::int AND state <> 'superseded'
	AND last_repair >= coalesce((SELECT max(r.repair_id) FROM audit.repair r WHERE r.file_hash = l.file_hash AND r.feed = l.feed), 0);
