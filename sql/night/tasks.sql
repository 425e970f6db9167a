-- tasks: what waits for a person since the last night and was not closed, by rule, most of them first.
-- Variables: now rule place ('' for any of the last two)
-- Columns: rule, how many of it, place, words
SET client_min_messages = warning;
SELECT f.rule, count(*) OVER (PARTITION BY f.rule) AS n, f.place, f.words FROM audit.finding f
WHERE :'rule' IN ('', f.rule) AND (:'place' = '' OR f.place = :'place' OR starts_with(f.place, :'place' || ' '))
	AND NOT EXISTS (SELECT FROM audit.task_closed t WHERE t.rule = f.rule AND t.place = f.place AND t.words IN ('', f.words)
		AND (t.until IS NULL OR t.until > (:'now'::timestamptz AT TIME ZONE 'Asia/Ho_Chi_Minh')::date))
ORDER BY n DESC, f.rule COLLATE "C", f.place COLLATE "C", f.words COLLATE "C";
