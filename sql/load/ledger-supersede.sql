-- Loads of these files and the feed that stand: superseded by this run from here on.
-- $1 file_hash of each, $2 feed, $3 run_id
-- Gives: load_id, file_hash, the load that it stands for or is
WITH superseded AS (
	UPDATE audit.load SET state = 'superseded', superseded_by_run = $3::bigint
	WHERE file_hash = ANY($1::text[]) AND feed = $2 AND state = 'ok' RETURNING load_id, file_hash, coalesce(repairs, load_id) AS original
)
SELECT load_id, file_hash, original FROM superseded ORDER BY load_id;
