-- What the stream changes of a set and period that are closed stands beside it and does not change it, but for what the calendar alone
-- moves. After figures-diff-indicators.
-- Gives: how many
WITH late AS (
	DELETE FROM pg_temp.chiso_diff d USING core.closed c
	WHERE c.set = split_part(d.set, '@', 1) AND c.period = d.period
		AND (d.change <> 'changed' OR EXISTS (SELECT FROM unnest(string_to_array(d.columns, ' ')) m WHERE m <> ALL (core.moving())))
	RETURNING d.change, d.set, d.indicator, d.agency, d.period, d.old, d.new, d.columns
), kept AS (
	INSERT INTO pg_temp.chiso_late
	SELECT l.change, l.set, l.indicator, l.agency, l.period, l.old, l.new,
		array_to_string(ARRAY(SELECT c FROM unnest(string_to_array(l.columns, ' ')) c WHERE c <> ALL (core.moving())), ' '),
		CASE WHEN l.change <> 'closed' THEN to_jsonb(s) - '{severities,flag_rows,scope_feed}'::text[] END, s.flag_rows
	FROM late l LEFT JOIN pg_temp.chiso_figure s USING (set, indicator, agency, period)
	RETURNING 1
)
SELECT count(*) FROM kept;
