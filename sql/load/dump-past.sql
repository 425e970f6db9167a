-- The records of a feed that held when a run had ended: the greatest version of each key among the loads that stood then. The
-- period is asked of that version.
-- Feed: version, key; run; cells, period: as in dump-current
COPY (
	SELECT l.file_hash, v.record, v.line, v.message,
		to_char(v.sent_at AT TIME ZONE INTERVAL '+07:00', 'YYYY-MM-DD"T"HH24:MI:SS"+07:00"'):cells
	FROM (
		SELECT DISTINCT ON (:key_w) w.*
		FROM core.:"version" w JOIN audit.load m ON m.load_id = w.load_id AND m.state <> 'bad'
			AND m.feed = :'feed_name' AND m.run_id <= :run AND (m.superseded_by_run IS NULL OR m.superseded_by_run > :run)
		ORDER BY :key_w, w.sent_at DESC, w.message DESC, w.record DESC, w.version_hash DESC, w.load_id
	) v JOIN audit.load l ON l.load_id = v.load_id
	WHERE v.feed = :'feed_name':period
	ORDER BY :key_v
) TO STDOUT;
