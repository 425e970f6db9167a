-- targets: every target and its day into core.target_due; nothing is written when nothing changed.
-- Variables: none
-- Tables: listed (chiso-catalog show due)
-- Columns: none
BEGIN;
CREATE TEMP TABLE targets_now ON COMMIT DROP AS
SELECT state, coalesce(due, '') AS due, coalesce(set, '') AS set, coalesce(territory, '') AS territory, coalesce(stt, '') AS stt, coalesce(indicator, '') AS indicator, coalesce(part, '') AS part, coalesce(level, '') AS level,
	coalesce(text, '') AS text, coalesce(kind, '') AS kind, coalesce(wording, '') AS wording, coalesce(lead, '') AS lead, coalesce(agency, '') AS agency, coalesce(feeds, '') AS feeds, coalesce(reason, '') AS reason
FROM pg_temp.listed;
DELETE FROM core.target_due WHERE EXISTS (SELECT 1 FROM (
	(SELECT * FROM core.target_due EXCEPT ALL SELECT * FROM pg_temp.targets_now) UNION ALL
	(SELECT * FROM pg_temp.targets_now EXCEPT ALL SELECT * FROM core.target_due)) changed);
INSERT INTO core.target_due SELECT * FROM pg_temp.targets_now WHERE NOT EXISTS (SELECT 1 FROM core.target_due);
COMMIT;
