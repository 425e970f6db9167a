-- The records of a feed that held when a run had ended, in no order: those that hold now, but for the keys that a load has touched
-- since; of these the greatest version among the loads that stood then, as dump-past has it.
-- Feed: current, version, key; cells, period: as in dump-current; narrow: as in explain-current; run; changed: numbers of loads
COPY (
	WITH touched AS MATERIALIZED (
		SELECT DISTINCT :key_w FROM core.:"version" w WHERE w.load_id IN (:changed) AND w.feed = :'feed_name'
	), held AS (
		SELECT v.* FROM core.:"current" c JOIN core.:"version" v ON v.load_id = c.load_id AND v.record = c.record
		WHERE c.feed = :'feed_name' AND (:key_c) NOT IN (SELECT :key_t FROM touched t)
		UNION ALL
		SELECT * FROM (
			SELECT DISTINCT ON (:key_w) w.*
			FROM core.:"version" w JOIN audit.load m ON m.load_id = w.load_id AND m.state <> 'bad'
				AND m.feed = :'feed_name' AND m.run_id <= :run AND (m.superseded_by_run IS NULL OR m.superseded_by_run > :run)
			WHERE (:key_w) IN (SELECT :key_t FROM touched t)
			ORDER BY :key_w, w.sent_at DESC, w.message DESC, w.record DESC, w.version_hash DESC, w.load_id
		) p
	)
	SELECT l.file_hash, v.record, v.line, v.message,
		'':cells
	FROM held v JOIN audit.load l ON l.load_id = v.load_id
	WHERE v.feed = :'feed_name':period:narrow
) TO STDOUT;
