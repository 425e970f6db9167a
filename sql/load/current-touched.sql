-- The periods of the rows taken out, and of those that came in their place. After current-choose.
-- Feed: current, gone, key
-- Gives: load_id (the superseded one), periods
SELECT load_id, periods FROM pg_temp.:"gone"
UNION
SELECT g.load_id, c.periods FROM core.:"current" c JOIN pg_temp.:"gone" g ON (:key_c) = (:key_g)
ORDER BY 1, 2;
