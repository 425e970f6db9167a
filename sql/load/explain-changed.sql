-- The loads of a feed that have come, or were superseded, since a run had ended: where there is none, what holds now held then.
-- $1 feed, $2 run_id
-- Gives: their numbers with commas between
SELECT coalesce(string_agg(load_id::text, ',' ORDER BY load_id), '') FROM audit.load
WHERE feed = $1 AND ((run_id > $2::bigint AND state <> 'bad') OR superseded_by_run > $2::bigint);
