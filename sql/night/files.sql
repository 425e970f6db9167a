-- files: what is read again for a period: files whose records touch it, and lists, unless they stand as they would be read now. A file
-- from before its months were asked for is known by its quarter.
-- Variables: period lists (kinds that measures look up, with blanks between)
-- Tables: calendars (all rows), readings
-- Columns: hash, feed, the name that it came by
SET client_min_messages = warning;
CREATE TEMP TABLE unread AS SELECT l.load_id, l.feed, l.kind, l.file_hash, l.file_name FROM audit.load l WHERE l.state = 'ok' AND NOT EXISTS (
	SELECT FROM audit.load_standing s JOIN readings r USING (feed, catalog_hash) WHERE s.load_id = l.load_id AND s.format = r.format::integer);
-- one statement, so that several processes scan; most records touch one period
WITH meant AS (
	SELECT array_append(array_agg(DISTINCT q.period), :'period') AS names FROM calendars o JOIN calendars q ON q.calendar = o.calendar
		AND q.kind = 'quarter' AND q.starts_on <= o.starts_on AND q.ends_on >= o.ends_on
	WHERE o.period = :'period'
)
SELECT 'CREATE TEMP TABLE touched AS SELECT 0::bigint AS load_id WHERE false' || coalesce(string_agg(format(
	' UNION ALL (SELECT load_id FROM core.%I WHERE periods = ANY (%2$L) OR string_to_array(periods, '' '') && %2$L::text[] GROUP BY load_id)',
	c.relname, names), ''), '')
FROM meant CROSS JOIN pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE EXISTS (SELECT FROM unread) AND n.nspname = 'core' AND c.relname LIKE '%\_version' AND c.relkind IN ('r', 'p')
\gexec
SELECT DISTINCT ON (feed, file_hash) file_hash, feed, coalesce(file_name, '') FROM unread
WHERE load_id IN (SELECT t.load_id FROM touched t) OR kind = ANY (string_to_array(trim(:'lists'), ' '))
ORDER BY feed, file_hash, load_id DESC;
