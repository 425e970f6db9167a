-- files: what is read again for a period.
-- Variables: period lists (feeds that measures look up, with blanks between)
-- Columns: hash, feed
SET client_min_messages = warning;
-- one statement, so that several processes scan; most records touch one period
SELECT 'CREATE TEMP TABLE touched AS SELECT 0::bigint AS load_id WHERE false' || coalesce(string_agg(format(
	' UNION ALL (SELECT load_id FROM core.%I WHERE periods = %2$L OR strpos('' '' || periods || '' '', %3$L) > 0 GROUP BY load_id)',
	c.relname, :'period', ' ' || :'period' || ' '), ''), '')
FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE n.nspname = 'core' AND c.relname LIKE '%\_version' AND c.relkind IN ('r', 'p')
\gexec
SELECT DISTINCT file_hash, feed FROM audit.load
WHERE state = 'ok' AND (load_id IN (SELECT t.load_id FROM touched t) OR feed = ANY (string_to_array(trim(:'lists'), ' ')))
ORDER BY feed, file_hash;
