-- Where files came from, as their loads say that stood when a run had ended.
-- $1 file hashes, $2 their feeds (arrays that go in pairs), $3 run_id
-- Gives: file_hash, feed, name, message, sent_at, sent_from, accepted, run_id, read, kept, rejected, duplicate, load of the
-- repaired values
SELECT DISTINCT ON (w.n) l.file_hash, l.feed, coalesce(l.file_name, ''), l.message,
	coalesce(to_char(l.sent_at AT TIME ZONE INTERVAL '+07:00', 'YYYY-MM-DD"T"HH24:MI:SS"+07:00"'), ''), l.sent_from,
	to_char(l.accepted_at AT TIME ZONE INTERVAL '+07:00', 'YYYY-MM-DD"T"HH24:MI:SS"+07:00"'), l.run_id, l.n_read, l.n_kept,
	l.n_rejected, l.n_duplicate, l.repairs
FROM unnest($1::text[], $2::text[]) WITH ORDINALITY w (hash, feed, n)
JOIN audit.load l ON l.file_hash = w.hash AND l.feed = w.feed AND l.state <> 'bad' AND l.run_id <= $3::bigint
ORDER BY w.n, l.load_id DESC;
