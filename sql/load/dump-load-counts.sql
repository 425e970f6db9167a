-- What the trailer of a file says. A load from before audit.duplicate (n_repeated is NULL) does not know whose bytes its
-- duplicates were: another load has them, and its stream is the rest.
-- What was erased of it (audit.erasure) is no part of the stream either.
-- $1 file_hash, $2 feed
-- Gives: load_id, read, rejected, sent_from, sent_at, strangers
SELECT load_id, n_read - n_erased - CASE WHEN n_repeated IS NULL THEN n_duplicate ELSE 0 END, n_rejected, sent_from,
	coalesce(to_char(sent_at AT TIME ZONE INTERVAL '+07:00', 'YYYY-MM-DD"T"HH24:MI:SS"+07:00"'), ''),
	coalesce(n_strangers, 0)
FROM audit.load WHERE file_hash = $1 AND feed = $2 AND state = 'ok' ORDER BY load_id DESC LIMIT 1;
