-- pg_temp.chiso_ranked: every row of core.FEED_current whose key stands there more than once, as its files came.
-- Feed: current, key
-- Gives: place, load_id, record, periods; rank (1 is the greatest of its key); moves (it moved in when its file came); nth (how
-- often its key stood in its file, this one counted); is_copy (an equal one, of_load's of_record, stays in its stead); gone (of
-- one that moved in: the periods of the row that it replaced)
CREATE TEMP TABLE chiso_ranked ON COMMIT DROP AS
WITH ranked AS MATERIALIZED (
	SELECT ctid AS place, load_id, record, periods, :key, sent_at, message, version_hash,
		row_number() OVER (PARTITION BY :key
			ORDER BY sent_at DESC, message DESC, record DESC, version_hash DESC, load_id) AS rank,
		count(*) OVER (PARTITION BY :key) AS often
	FROM core.:"current"
), step AS MATERIALIZED (
	SELECT r.*, rank = min(rank) OVER (PARTITION BY :key_r ORDER BY load_id) AS moves,
		row_number() OVER (PARTITION BY :key_r, load_id ORDER BY rank) AS nth,
		row_number() OVER same AS equal, first_value(load_id) OVER same AS of_load,
		first_value(record) OVER same AS of_record
	FROM ranked r WHERE often > 1
	WINDOW same AS (PARTITION BY :key_r, sent_at, message, version_hash ORDER BY load_id, record DESC)
)
SELECT place, load_id, record, periods, rank, moves, nth, NOT moves AND equal > 1 AS is_copy, of_load, of_record,
	CASE WHEN moves THEN coalesce(lag(periods) OVER (PARTITION BY :key_s, moves ORDER BY load_id), '') END AS gone
FROM step s;
