-- How many records of a file a later one with their key follows: of a key whose current row is the file's, every late record;
-- else all but the last.
-- Feed: current, late, key; $1 load_id
-- Gives: repeats
SELECT coalesce(sum(l.n - (c.load_id IS DISTINCT FROM $1::bigint)::int), 0)::bigint
FROM (SELECT :key, count(*) AS n FROM pg_temp.:"late" WHERE load_id = $1::bigint GROUP BY :key) l
LEFT JOIN core.:"current" c ON (:key_l) = (:key_c);
