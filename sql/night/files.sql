-- files: what is read again for a period. A file from before its months were asked for is known by its quarter.
-- Variables: period lists (feeds that measures look up, with blanks between)
-- Tables: calendars (all rows)
-- Columns: hash, feed
SET client_min_messages = warning;
CREATE TEMP TABLE touched (load_id bigint);
CREATE TEMP TABLE own (period text);
INSERT INTO own SELECT :'period' UNION SELECT q.period FROM calendars o JOIN calendars q ON q.calendar = o.calendar
	AND q.kind = 'quarter' AND q.starts_on <= o.starts_on AND q.ends_on >= o.ends_on WHERE o.period = :'period';
SELECT format($q$INSERT INTO touched SELECT DISTINCT load_id FROM core.%I
	WHERE string_to_array(periods, ' ') && ARRAY(SELECT period FROM own)$q$, c.relname)
FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE n.nspname = 'core' AND c.relname LIKE '%\_version' AND c.relkind IN ('r', 'p')
\gexec
SELECT DISTINCT file_hash, feed FROM audit.load
WHERE state = 'ok' AND (load_id IN (SELECT load_id FROM touched) OR feed = ANY (string_to_array(trim(:'lists'), ' ')))
ORDER BY feed, file_hash;
