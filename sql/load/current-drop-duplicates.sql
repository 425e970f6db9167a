-- Late records that are stored already, equal in key, sent_at, message and hash, in an earlier load or later in their own
-- file, leave the versions: into audit.duplicate.
-- Feed: version, partition, late, key; $1 loads where an equal one may stand, $2 the batch's loads
-- Gives: load_id, duplicates
WITH duplicate AS MATERIALIZED (
	SELECT DISTINCT ON (l.load_id, l.record) l.load_id, l.record, v.load_id AS of_load, v.record AS of_record
	FROM pg_temp.:"late" l JOIN core.:"version" v ON (:key_v) = (:key_l)
		AND v.version_hash = l.version_hash AND v.sent_at = l.sent_at AND v.message = l.message
	WHERE v.load_id = ANY($1::bigint[])
		AND (v.load_id < l.load_id OR (v.load_id = l.load_id AND v.record > l.record))
	ORDER BY l.load_id, l.record, v.load_id, v.record DESC
), dropped AS (
	DELETE FROM core.:"partition" v USING duplicate d
	WHERE v.load_id = ANY($2::bigint[]) AND v.load_id = d.load_id AND v.record = d.record
	RETURNING v.load_id, v.record, v.line, d.of_load, d.of_record
), kept AS (
	INSERT INTO audit.duplicate (load_id, record, line, of_load, of_record) SELECT * FROM dropped
)
SELECT load_id, count(*) FROM dropped GROUP BY 1;
