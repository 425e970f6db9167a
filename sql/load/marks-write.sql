-- The marks of many loads: a period that comes more than once has the number of its last load. The figures are of the kind; what
-- is known of periods is the feed's own.
-- $1 kind; $2 period and $3 load_id of each; $4 feed
WITH p AS MATERIALIZED (
	SELECT period, max(load_id) AS load_id FROM unnest($2::text[], $3::bigint[]) AS p (period, load_id) GROUP BY period
), known AS (
	INSERT INTO audit.period SELECT $4, period FROM p ON CONFLICT DO NOTHING
)
INSERT INTO audit.mark SELECT $1, period, load_id FROM p
ON CONFLICT (feed, period) DO UPDATE SET marked_by = excluded.marked_by;
