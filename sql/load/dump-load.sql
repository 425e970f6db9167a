-- The records of one load in their order: its own versions, and those of others that its duplicates were equal to.
-- Feed: version; load: its number; cells: as in dump-current
COPY (
	SELECT l.file_hash, v.chiso_record, v.chiso_line, v.message,
		to_char(v.sent_at AT TIME ZONE INTERVAL '+07:00', 'YYYY-MM-DD"T"HH24:MI:SS"+07:00"'):cells
	FROM (
		SELECT v.*, v.record AS chiso_record, v.line AS chiso_line
		FROM core.:"version" v WHERE v.load_id = :load
		UNION ALL
		SELECT v.*, d.record, d.line
		FROM audit.duplicate d JOIN core.:"version" v ON v.load_id = d.of_load AND v.record = d.of_record
		WHERE d.load_id = :load
			AND v.load_id = ANY(ARRAY(SELECT DISTINCT of_load FROM audit.duplicate WHERE load_id = :load))
	) v JOIN audit.load l ON l.load_id = :load
	ORDER BY v.chiso_record
) TO STDOUT;
