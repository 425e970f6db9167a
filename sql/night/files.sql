-- files: what is read again for a period. A file from before its months were asked for is known by its quarter.
-- Variables: period lists (feeds that measures look up, with blanks between)
-- Tables: calendars (all rows)
-- Columns: hash, feed
SET client_min_messages = warning;
-- one statement, so that several processes scan; most records touch one period
SELECT 'CREATE TEMP TABLE touched AS SELECT 0::bigint AS load_id WHERE false' || coalesce(string_agg(format(
	' UNION ALL (SELECT load_id FROM core.%I WHERE %s GROUP BY load_id)', c.relname, own.touched), ''), '')
FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace CROSS JOIN (
	SELECT string_agg(format('periods = %1$L OR strpos('' '' || periods || '' '', %2$L) > 0', name, ' ' || name || ' '), ' OR ' ORDER BY name) AS touched
	FROM (SELECT :'period' AS name UNION SELECT q.period FROM calendars o JOIN calendars q ON q.calendar = o.calendar
		AND q.kind = 'quarter' AND q.starts_on <= o.starts_on AND q.ends_on >= o.ends_on WHERE o.period = :'period') p
) own
WHERE n.nspname = 'core' AND c.relname LIKE '%\_version' AND c.relkind IN ('r', 'p')
\gexec
SELECT DISTINCT file_hash, feed FROM audit.load
WHERE state = 'ok' AND (load_id IN (SELECT t.load_id FROM touched t) OR feed = ANY (string_to_array(trim(:'lists'), ' ')))
ORDER BY feed, file_hash;
