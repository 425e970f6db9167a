-- Rows that point to superseded loads leave core.FEED_current; their keys are remembered.
-- Feed: current, gone, key; $1 the superseded loads
WITH gone AS (
	DELETE FROM core.:"current" WHERE load_id = ANY($1::bigint[]) RETURNING :key, load_id, periods
)
INSERT INTO pg_temp.:"gone" SELECT * FROM gone;
