-- difference: what a run changed, and what it computed of a closed period, which changes nothing (core.late_figure).
-- Variables: run
-- Columns: name, agency, period, old, new, the columns that differ where old and new read the same, or that the period is closed
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
SELECT name, agency, period, old, new, CASE WHEN late <> '' THEN late WHEN old = new THEN (
	SELECT string_agg(n.key, ' ' ORDER BY n.key) FROM jsonb_each(new_whole) n
	WHERE n.value IS DISTINCT FROM old_whole -> n.key) END
FROM (SELECT seq, name, agency, period, old, new, old_whole, new_whole, '' AS late FROM changed
	UNION ALL
	SELECT 3, concat_ws(' ', set, indicator), agency, period, old, new, NULL, NULL, 'đã chốt, chờ quyết định / closed, to be decided'
	FROM core.late_figure WHERE run_id = :run) c
ORDER BY seq, name, agency, period;
