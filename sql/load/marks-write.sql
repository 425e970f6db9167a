-- The marks of many loads: a period that comes more than once has the number of its last load.
-- $1 feed; $2 period and $3 load_id of each
WITH p AS MATERIALIZED (
	SELECT period, max(load_id) AS load_id FROM unnest($2::text[], $3::bigint[]) AS p (period, load_id) GROUP BY period
), known AS (
	INSERT INTO audit.period SELECT $1, period FROM p ON CONFLICT DO NOTHING
)
INSERT INTO audit.mark SELECT $1, period, load_id FROM p
ON CONFLICT (feed, period) DO UPDATE SET marked_by = excluded.marked_by;
