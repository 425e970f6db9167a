-- A chunk of one file that has several: what is greater than the row of its key moves in; what the file's own earlier chunk
-- moved in goes to the late ones. current-late follows.
-- Feed: current, stage, late, key
-- Gives: load_id, periods, gone (of the row that went), moved, late (in all), 0
WITH best AS MATERIALIZED (
	SELECT DISTINCT ON (:key_s) s.*, c.load_id IS NULL AS is_new, c.load_id = s.load_id AS is_own, c.periods AS gone
	FROM (SELECT * FROM pg_temp.:"stage" s
		ORDER BY :key_s, sent_at DESC, message DESC, record DESC, version_hash DESC, load_id) s
	LEFT JOIN core.:"current" c ON (:key_s) = (:key_c)
	WHERE c.load_id IS NULL
		OR (s.sent_at, s.message, s.record, s.version_hash) > (c.sent_at, c.message, c.record, c.version_hash)
	ORDER BY :key_s, s.sent_at DESC, s.message DESC, s.record DESC, s.version_hash DESC, s.load_id
), own AS (
	INSERT INTO pg_temp.:"late"
	SELECT :key_c, c.sent_at, c.message, c.version_hash, c.load_id, c.record, c.periods
	FROM best b JOIN core.:"current" c ON (:key_b) = (:key_c) WHERE b.is_own
	RETURNING 1
), added AS (
	INSERT INTO core.:"current" (:key, sent_at, message, version_hash, load_id, record, periods)
	SELECT :key, sent_at, message, version_hash, load_id, record, periods FROM best WHERE is_new
), changed AS (
	UPDATE core.:"current" c SET sent_at = b.sent_at, message = b.message, version_hash = b.version_hash,
		load_id = b.load_id, record = b.record, periods = b.periods
	FROM best b WHERE NOT b.is_new AND (:key_c) = (:key_b)
)
SELECT load_id, periods, coalesce(gone, ''), count(*), (SELECT count(*) FROM own), 0 FROM best GROUP BY 1, 2, 3;
