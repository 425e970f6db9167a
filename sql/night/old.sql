-- old: what the warehouse says has been kept as long as it is to be, whether it is there still or not: raw bytes, files in quarantine that a
-- person closed, deliveries whose receipt was taken. Bytes that several feeds brought are kept as long as one of them says.
-- Variables: now
-- Tables: feeds, settings
-- Columns: what, name, since, days
WITH kept AS (
	SELECT substr(setting, 6) AS what, value::integer AS days FROM settings WHERE setting ~ '^keep_(quarantine|delivery)$' AND value ~ '^[0-9]{1,5}$'
), thing AS (
	SELECT 'raw' AS what, r.file_hash AS name, max(r.accepted_at) AS since, max(r.days) AS days
	FROM (SELECT l.file_hash, l.accepted_at, substring(f.raw_days FROM '^[0-9]{1,6}$')::integer AS days
		FROM audit.load l LEFT JOIN feeds f USING (feed) WHERE l.state <> 'bad') r
	GROUP BY r.file_hash HAVING bool_and(r.days IS NOT NULL)
	UNION ALL
	-- the place of a file in quarantine is its feed and its name
	SELECT k.what, substr(t.place, strpos(t.place, ' ') + 1), max(d.at), k.days
	FROM audit.task_closed t JOIN audit.task_decision d USING (rule, place, words) JOIN kept k ON k.what = 'quarantine'
	WHERE t.rule = 'quarantine' AND t.until IS NULL GROUP BY 1, 2, 4
	UNION ALL
	SELECT k.what, d.recipient || '-' || to_char(d.number, 'FM000000'), d.receipt_taken_at, k.days
	FROM audit.delivery d JOIN kept k ON k.what = 'delivery' WHERE d.receipt_taken_at IS NOT NULL
)
SELECT t.what, t.name, (t.since AT TIME ZONE 'Asia/Ho_Chi_Minh')::date, t.days FROM thing t
WHERE t.since < :'now'::timestamptz - make_interval(days => t.days);
