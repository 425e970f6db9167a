-- files: what is read again for a period.
-- Variables: period lists (feeds that measures look up, with blanks between)
-- Columns: hash, feed, the name that it came by
SET client_min_messages = warning;
CREATE TEMP TABLE touched (load_id bigint);
SELECT format('INSERT INTO touched SELECT DISTINCT load_id FROM core.%I WHERE %L = ANY (string_to_array(periods, '' ''))',
	c.relname, :'period')
FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE n.nspname = 'core' AND c.relname LIKE '%\_version' AND c.relkind IN ('r', 'p')
\gexec
SELECT DISTINCT ON (feed, file_hash) file_hash, feed, coalesce(file_name, '') FROM audit.load
WHERE state = 'ok' AND (load_id IN (SELECT load_id FROM touched) OR feed = ANY (string_to_array(trim(:'lists'), ' ')))
ORDER BY feed, file_hash, load_id DESC;
