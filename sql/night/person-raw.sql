-- person-raw: the row of audit.erasure that says which raw files were removed before their day, and which stay.
-- Variables: run now by reason
-- Tables: person_raw (file, state: removed or left)
-- Columns: none
INSERT INTO audit.erasure (run_id, what, files, files_left, by_name, reason, at)
SELECT :run, 'raw', coalesce(string_agg(file, ' ' ORDER BY file) FILTER (WHERE state = 'removed'), ''),
	coalesce(string_agg(file, ' ' ORDER BY file) FILTER (WHERE state = 'left'), ''), :'by', :'reason', :'now'
FROM person_raw HAVING count(*) > 0;
