-- Loads of these files and the feed that stand: superseded by this run from here on.
-- $1 file_hash of each, $2 feed, $3 run_id
-- Gives: load_id, file_hash
WITH superseded AS (
	UPDATE audit.load SET state = 'superseded', superseded_by_run = $3::bigint
	WHERE file_hash = ANY($1::text[]) AND feed = $2 AND state = 'ok' RETURNING load_id, file_hash
)
SELECT load_id, file_hash FROM superseded ORDER BY load_id;
