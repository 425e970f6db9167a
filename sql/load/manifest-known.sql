-- What the ledger knows of the files of a window: loads that stand, and bad ones with the code of their reject.
-- $1 file_hash of each, $2 format
-- Gives: file_hash, feed, catalog_hash, state, load_id, read, rejected, reason, code
SELECT file_hash, feed, catalog_hash, state, load_id, n_read, n_rejected, reason,
	CASE WHEN state = 'bad' THEN coalesce((
		SELECT r.code FROM audit.reject r WHERE r.load_id = l.load_id AND r.severity = 'file' LIMIT 1), '')
	ELSE '' END
FROM audit.load_standing l WHERE file_hash = ANY($1::text[]) AND format = $2::int;
