-- duties: who answers for what into core.duty; nothing is written when nothing changed.
-- Variables: none
-- Tables: duties (chiso-catalog show duties)
-- Columns: none
BEGIN;
DELETE FROM core.duty d WHERE EXISTS (SELECT 1 FROM (
	(SELECT * FROM core.duty EXCEPT ALL SELECT * FROM pg_temp.duties) UNION ALL
	(SELECT * FROM pg_temp.duties EXCEPT ALL SELECT * FROM core.duty)) changed);
INSERT INTO core.duty SELECT * FROM pg_temp.duties WHERE NOT EXISTS (SELECT 1 FROM core.duty);
COMMIT;
