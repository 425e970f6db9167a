-- old-keep: the ledger of what is removed, before it goes; and the rows of rejects whose days are over (keep_reject; without days they stay).
-- Variables: run now
-- Tables: removing (what, name, since, days), settings
-- Columns: none
BEGIN;
INSERT INTO audit.removal (what, name, since, days, run_id)
SELECT what, name, since::date, nullif(days, '')::integer, :run FROM pg_temp.removing ON CONFLICT DO NOTHING;
WITH kept AS (
	SELECT value::integer AS days, (:'now'::timestamptz AT TIME ZONE 'Asia/Ho_Chi_Minh')::date - value::integer AS before FROM settings
	WHERE setting = 'keep_reject' AND value ~ '^[0-9]{1,5}$'
), gone AS (
	DELETE FROM audit.reject r USING audit.load l, kept k
	WHERE l.load_id = r.load_id AND l.accepted_at < k.before::timestamp AT TIME ZONE 'Asia/Ho_Chi_Minh' RETURNING l.feed, k.before, k.days
)
INSERT INTO audit.removal (what, name, since, days, n, run_id)
SELECT 'reject', feed, before, days, count(*), :run FROM gone GROUP BY feed, before, days
ON CONFLICT (what, name, since) DO NOTHING;
COMMIT;
