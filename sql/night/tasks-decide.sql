-- tasks-decide: closes what waits of a rule, or opens what was closed; is_dry: only says what it would be.
-- Variables: now rule place ('' for all of the rule) decision (close, open) until ('' for as long as it says the same) by note is_dry
-- Columns: place, words
SET client_min_messages = warning;
BEGIN;
CREATE TEMP TABLE deciding ON COMMIT DROP AS
SELECT DISTINCT f.place, CASE WHEN :'until' = '' THEN f.words ELSE '' END AS words, nullif(:'until', '')::date AS until, f.words AS told FROM audit.finding f
WHERE :'decision' = 'close' AND f.rule = :'rule' AND (:'place' = '' OR f.place = :'place' OR starts_with(f.place, :'place' || ' '))
	AND NOT EXISTS (SELECT FROM audit.task_closed t WHERE t.rule = f.rule AND t.place = f.place AND t.words IN ('', f.words)
		AND (t.until IS NULL OR t.until > (:'now'::timestamptz AT TIME ZONE 'Asia/Ho_Chi_Minh')::date))
UNION ALL
SELECT t.place, t.words, t.until, t.words FROM audit.task_closed t
WHERE :'decision' = 'open' AND t.rule = :'rule' AND (:'place' = '' OR t.place = :'place' OR starts_with(t.place, :'place' || ' '));
INSERT INTO audit.task_decision (decision, rule, place, words, until, by_name, note, at)
SELECT DISTINCT :'decision', :'rule', place, words, until, :'by', :'note', :'now'::timestamptz FROM deciding WHERE :'is_dry' = '0';
SELECT place, told FROM deciding ORDER BY place COLLATE "C", told COLLATE "C";
COMMIT;
