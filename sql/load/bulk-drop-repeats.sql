-- All but the greatest of a key leave core.FEED_current; copies leave the versions, into audit.duplicate. After bulk-rank.
-- Feed: current, partition
-- Gives: load_id, copies, repeats (records whose key stood in their file before)
WITH older AS (
	DELETE FROM core.:"current" c USING pg_temp.chiso_ranked r WHERE c.ctid = r.place AND r.rank > 1
), dropped AS (
	DELETE FROM core.:"partition" v USING pg_temp.chiso_ranked r
	WHERE v.load_id = r.load_id AND v.record = r.record AND r.is_copy
	RETURNING v.load_id, v.record, v.line, r.of_load, r.of_record
), kept AS (
	INSERT INTO audit.duplicate (load_id, record, line, of_load, of_record) SELECT * FROM dropped
)
SELECT r.load_id, count(*) FILTER (WHERE r.is_copy), count(*) FILTER (WHERE r.nth > 1)
FROM pg_temp.chiso_ranked r GROUP BY 1;
