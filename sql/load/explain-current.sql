-- The records of a feed that hold, in no order, without when each was sent: for those who count them.
-- Feed: current, version; cells, period: as in dump-current; narrow: nothing, or ' AND …' over v's columns
COPY (
	SELECT l.file_hash, v.record, v.line, v.message,
		'':cells
	FROM core.:"current" c JOIN core.:"version" v ON v.load_id = c.load_id AND v.record = c.record
	JOIN audit.load l ON l.load_id = c.load_id
	WHERE v.feed = :'feed_name':period:narrow
) TO STDOUT;
