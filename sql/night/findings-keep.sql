-- findings-keep: what waits for a person after this night, into audit.finding instead of what waited after the one before.
-- Variables: run
-- Tables: waiting (place, words)
-- Columns: none
BEGIN;
DELETE FROM audit.finding;
INSERT INTO audit.finding (run_id, place, words) SELECT :run, coalesce(w.place, ''), w.words FROM pg_temp.waiting w;
COMMIT;
