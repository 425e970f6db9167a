-- repair-pending: files with repaired values that they have not been read with.
-- Variables: none
-- Columns: hash, feed, the name that it came by
SELECT DISTINCT l.file_hash, l.feed, coalesce(l.file_name, '') FROM audit.load l JOIN audit.repair r USING (file_hash, feed)
WHERE l.state = 'ok' AND r.repair_id > l.last_repair ORDER BY l.feed, l.file_hash;
