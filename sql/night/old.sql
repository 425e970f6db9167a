-- old: files whose raw bytes have been kept as long as their feed says.
-- Variables: now
-- Tables: feeds
-- Columns: hash
SELECT l.file_hash
FROM audit.load l JOIN feeds f USING (feed)
WHERE f.raw_days <> '' AND l.state <> 'bad'
GROUP BY l.file_hash, f.raw_days
HAVING max(l.accepted_at) < :'now'::timestamptz - make_interval(days => substring(f.raw_days FROM '^[0-9]{1,6}$')::integer);
