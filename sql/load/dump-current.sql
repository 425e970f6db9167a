-- The records of a feed that hold, in the order of their key.
-- Feed: current, version, key; cells: the clean columns of v as text; period: nothing, or ' AND …' over v's columns
COPY (
	SELECT l.file_hash, v.record, v.line, v.message,
		to_char(v.sent_at AT TIME ZONE INTERVAL '+07:00', 'YYYY-MM-DD"T"HH24:MI:SS"+07:00"'):cells
	FROM core.:"current" c JOIN core.:"version" v ON v.load_id = c.load_id AND v.record = c.record
	JOIN audit.load l ON l.load_id = c.load_id
	WHERE v.feed = :'feed_name':period
	ORDER BY :key_v
) TO STDOUT;
