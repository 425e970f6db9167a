-- The periods of what moved in and of what that replaced, of each load. After bulk-drop-repeats.
-- Feed: current
-- Gives: load_id, periods, gone
SELECT load_id, periods, gone FROM pg_temp.chiso_ranked WHERE moves GROUP BY 1, 2, 3
UNION
SELECT c.load_id, c.periods, '' FROM core.:"current" c;
