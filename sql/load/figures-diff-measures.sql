-- What a stream of measures changes. It speaks for the feeds and periods of its rows, and in the period asked for also for the
-- feeds of its part rows.
-- measure: the columns of the stream; what: ', CASE … END' of each column beside the key, its name when it differs;
-- in_period: a literal or NULL
CREATE TEMP TABLE chiso_diff ON COMMIT DROP AS
SELECT CASE WHEN c.run_from IS NULL THEN 'new' WHEN s.is_there IS NULL THEN 'closed' ELSE 'changed' END AS change,
	coalesce(s.measure, c.measure) AS measure, coalesce(s.item, c.item) AS item, coalesce(s.agency, c.agency) AS agency,
	coalesce(s.period, c.period) AS period, coalesce(c.value::text, c.text) AS old, coalesce(s.value::text, s.text) AS new,
	concat_ws(' ':what) AS columns
FROM (SELECT *, true AS is_there FROM pg_temp.chiso_figure) s
FULL JOIN (
	SELECT * FROM core.measure
	WHERE run_to IS NULL AND ((feed, period) IN (SELECT scope_feed, period FROM pg_temp.chiso_figure)
		OR (:in_period::text = period AND feed IN (SELECT feed FROM pg_temp.chiso_part)))
) c ON (s.measure, s.item, s.agency, s.period) = (c.measure, c.item, c.agency, c.period)
WHERE c.run_from IS NULL OR s.is_there IS NULL OR (:measure_s) IS DISTINCT FROM (:measure_c);
