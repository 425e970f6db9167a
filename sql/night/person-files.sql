-- person-files: the files that brought what is the person's, by the ledger: whether their bytes are kept is the caller's to see.
-- Variables: none
-- Tables: person_version and person_reject (person-find.sql)
-- Columns: hash
SELECT l.file_hash FROM person_version p JOIN audit.load l USING (load_id)
UNION
SELECT l.file_hash FROM person_version p JOIN audit.duplicate d ON d.of_load = p.load_id AND d.of_record = p.record
JOIN audit.load l ON l.load_id = d.load_id
UNION
SELECT file_hash FROM person_reject ORDER BY 1;
