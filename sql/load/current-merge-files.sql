-- A chunk of whole files: a record moves in when it is greater than what was stored, than what the files before its own
-- brought, and than its own file's other records of the key. The others came late.
-- Feed: current, stage, late, key
-- Gives: load_id, periods, gone (of the row that went), moved, late (in all), repeated (of those that came late)
-- Within: rank (1 is the greatest of its key), nth (of its key in its own file)
WITH seen AS MATERIALIZED (
	SELECT s.*, c.load_id IS NULL AS is_new, c.periods AS gone,
		c.load_id IS NULL OR (s.sent_at, s.message, s.record, s.version_hash)
			> (c.sent_at, c.message, c.record, c.version_hash) AS is_over,
		row_number() OVER (PARTITION BY :key_s
			ORDER BY s.sent_at DESC, s.message DESC, s.record DESC, s.version_hash DESC, s.load_id) AS rank
	FROM pg_temp.:"stage" s LEFT JOIN core.:"current" c ON (:key_s) = (:key_c)
), step AS MATERIALIZED (
	SELECT s.*, is_over AND rank = min(rank) OVER (PARTITION BY :key_s ORDER BY load_id) AS moves,
		row_number() OVER (PARTITION BY :key_s, load_id ORDER BY rank) AS nth
	FROM seen s
), moved AS MATERIALIZED (
	SELECT load_id, periods,
		lag(periods, 1, coalesce(gone, '')) OVER (PARTITION BY :key_s ORDER BY load_id) AS gone
	FROM step s WHERE moves
), late AS (
	INSERT INTO pg_temp.:"late"
	SELECT :key, sent_at, message, version_hash, load_id, record, periods FROM step WHERE NOT moves
	RETURNING 1
), added AS (
	INSERT INTO core.:"current" (:key, sent_at, message, version_hash, load_id, record, periods)
	SELECT :key, sent_at, message, version_hash, load_id, record, periods FROM step WHERE rank = 1 AND is_new
), changed AS (
	UPDATE core.:"current" c SET sent_at = b.sent_at, message = b.message, version_hash = b.version_hash,
		load_id = b.load_id, record = b.record, periods = b.periods
	FROM step b WHERE b.rank = 1 AND b.is_over AND NOT b.is_new AND (:key_c) = (:key_b)
)
SELECT load_id, periods, gone, count(*), (SELECT count(*) FROM late), 0 FROM moved GROUP BY 1, 2, 3
UNION ALL
SELECT load_id, '', '', 0, (SELECT count(*) FROM late), count(*) FILTER (WHERE nth > 1) FROM step WHERE NOT moves GROUP BY 1;
