-- difference: what a run changed.
-- Variables: run
-- Columns: name, agency, period, old, new, the columns that differ where old and new read the same
WITH figure AS (
	SELECT 1 AS seq, concat_ws(' ', set, indicator) AS name, agency, period, concat_ws(' ', coalesce(nullif(shown, ''), reason),
			'(' || nullif(concat_ws(', ', nullif(status, 'no_target'), nullif(due_status, '')), '') || ')') AS shown,
		run_from = :run AS is_new, to_jsonb(i) - ARRAY['run_from', 'run_to'] AS whole
	FROM core.indicator i WHERE run_from = :run OR run_to = :run
	UNION ALL
	SELECT 2, concat_ws(' ', measure, nullif(item, '')), agency, period, coalesce(value::text, text), run_from = :run,
		to_jsonb(m) - ARRAY['run_from', 'run_to']
	FROM core.measure m WHERE run_from = :run OR run_to = :run
), changed AS (
	SELECT seq, name, agency, period, o.shown AS old, n.shown AS new, o.whole AS old_whole, n.whole AS new_whole
	FROM (SELECT * FROM figure WHERE NOT is_new) o FULL JOIN (SELECT * FROM figure WHERE is_new) n
		USING (seq, name, agency, period)
)
SELECT name, agency, period, old, new, CASE WHEN old = new THEN (
	SELECT string_agg(n.key, ' ' ORDER BY n.key) FROM jsonb_each(new_whole) n
	WHERE n.value IS DISTINCT FROM old_whole -> n.key) END
FROM changed ORDER BY seq, name, agency, period;
