-- findings-keep: what waits for a person after this night, into audit.finding instead of what waited after the one before.
-- Variables: run
-- Tables: waiting (rule, place, words)
-- Columns: none
BEGIN;
DELETE FROM audit.finding;
INSERT INTO audit.finding (run_id, rule, place, words) SELECT :run, w.rule, coalesce(w.place, ''), w.words FROM pg_temp.waiting w;
COMMIT;
