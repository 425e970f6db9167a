-- files: what is read again for a period. A file from before its months were asked for is known by its quarter.
-- Variables: period lists (feeds that measures look up, with blanks between)
-- Tables: calendars (all rows)
-- Columns: hash, feed
SET client_min_messages = warning;
CREATE TEMP TABLE touched (load_id bigint);
SELECT array_append(array_agg(DISTINCT q.period), :'period') AS names FROM calendars o JOIN calendars q ON q.calendar = o.calendar
	AND q.kind = 'quarter' AND q.starts_on <= o.starts_on AND q.ends_on >= o.ends_on
WHERE o.period = :'period' \gset
SELECT format('INSERT INTO touched SELECT DISTINCT load_id FROM core.%I WHERE string_to_array(periods, '' '') && %L::text[]',
	c.relname, :'names')
FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE n.nspname = 'core' AND c.relname LIKE '%\_version' AND c.relkind IN ('r', 'p')
\gexec
SELECT DISTINCT file_hash, feed FROM audit.load
WHERE state = 'ok' AND (load_id IN (SELECT load_id FROM touched) OR feed = ANY (string_to_array(trim(:'lists'), ' ')))
ORDER BY feed, file_hash;
