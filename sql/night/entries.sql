-- entries: the ways in of the targets into core.target_entry; nothing is written when nothing changed.
-- Variables: none
-- Tables: ways (chiso-catalog show entries)
-- Columns: none
BEGIN;
DELETE FROM core.target_entry WHERE EXISTS (SELECT 1 FROM (
	(SELECT * FROM core.target_entry EXCEPT ALL SELECT * FROM pg_temp.ways) UNION ALL
	(SELECT * FROM pg_temp.ways EXCEPT ALL SELECT * FROM core.target_entry)) changed);
INSERT INTO core.target_entry SELECT * FROM pg_temp.ways WHERE NOT EXISTS (SELECT 1 FROM core.target_entry);
COMMIT;
