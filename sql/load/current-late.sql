-- Every staged key has a current row by now; a staged row that it does not point to came late. After current-merge.
-- Feed: current, stage, late, key
INSERT INTO pg_temp.:"late"
SELECT s.* FROM pg_temp.:"stage" s JOIN core.:"current" c ON (:key_s) = (:key_c)
WHERE c.load_id <> s.load_id OR c.record <> s.record;
