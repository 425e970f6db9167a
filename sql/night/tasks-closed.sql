-- tasks-closed: what is closed on the day of the run, by whom, the latest first.
-- Variables: now rule ('' for any)
-- Columns: rule, place, words ('' for whatever it says), until, day, by whom, why
SET client_min_messages = warning;
SELECT t.rule, t.place, t.words, coalesce(to_char(t.until, 'DD/MM/YYYY'), ''), to_char(d.at AT TIME ZONE 'Asia/Ho_Chi_Minh', 'DD/MM/YYYY'), d.by_name, d.note
FROM audit.task_closed t
CROSS JOIN LATERAL (SELECT * FROM audit.task_decision d WHERE d.rule = t.rule AND d.place = t.place AND d.words = t.words ORDER BY d.task_decision_id DESC LIMIT 1) d
WHERE :'rule' IN ('', t.rule) AND (t.until IS NULL OR t.until > (:'now'::timestamptz AT TIME ZONE 'Asia/Ho_Chi_Minh')::date)
ORDER BY d.task_decision_id DESC;
