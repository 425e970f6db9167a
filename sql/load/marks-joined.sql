-- Every known period of feeds whose measures look things up in the one that changed.
-- $1 feed of each, $2 load_id
INSERT INTO audit.mark SELECT feed, period, $2::bigint FROM audit.period WHERE feed = ANY($1::text[])
ON CONFLICT (feed, period) DO UPDATE SET marked_by = excluded.marked_by;
