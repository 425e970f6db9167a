-- What a load counted.
-- $1 load_id
-- Gives: read, rejected, strangers
SELECT n_read, n_rejected, coalesce(n_strangers, 0) FROM audit.load WHERE load_id = $1::bigint;
