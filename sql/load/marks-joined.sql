-- Every known period of the feeds of kinds whose measures look things up in the one that changed.
-- $1 kind of each, $2 load_id
INSERT INTO audit.mark
SELECT DISTINCT k.kind, p.period, $2::bigint
FROM audit.period p JOIN (SELECT DISTINCT feed, kind FROM audit.load WHERE kind = ANY($1::text[])) k ON k.feed = p.feed
ON CONFLICT (feed, period) DO UPDATE SET marked_by = excluded.marked_by;
