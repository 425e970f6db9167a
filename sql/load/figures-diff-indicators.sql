-- What a stream of indicators changes. It speaks for the sets and periods of its rows, and in the period asked for also for the
-- set asked for or for all. Two flags of other severities may read the same: they are compared too.
-- indicator: the columns of core.indicator; what: ', CASE … END' of each column beside the key, its name when it differs;
-- in_period, in_set: a literal or NULL
CREATE TEMP TABLE chiso_diff ON COMMIT DROP AS
SELECT CASE WHEN c.run_from IS NULL THEN 'new' WHEN s.is_there IS NULL THEN 'closed' ELSE 'changed' END AS change,
	coalesce(s.set, c.set) AS set, coalesce(s.indicator, c.indicator) AS indicator, coalesce(s.agency, c.agency) AS agency,
	coalesce(s.period, c.period) AS period, coalesce(c.shown, c.value, c.reason) AS old,
	coalesce(s.shown, s.value, s.reason) AS new,
	concat_ws(' ':what,
		CASE WHEN s.flags IS NOT DISTINCT FROM c.flags AND s.severities <> c.severities THEN 'flags' END) AS columns
FROM (SELECT *, true AS is_there FROM pg_temp.chiso_figure) s
FULL JOIN (
	SELECT i.*, coalesce((
		SELECT string_agg(f.severity, ' ' ORDER BY f.ordinal) FROM core.indicator_flag f
		WHERE f.set = i.set AND f.indicator = i.indicator AND f.agency = i.agency AND f.period = i.period AND f.run_to IS NULL
	), '') AS severities
	FROM core.indicator i
	WHERE run_to IS NULL AND ((set, period) IN (SELECT set, period FROM pg_temp.chiso_figure)
		OR (:in_period::text = period AND (:in_set::text IS NULL OR set = :in_set::text)))
) c ON (s.set, s.indicator, s.agency, s.period) = (c.set, c.indicator, c.agency, c.period)
WHERE c.run_from IS NULL OR s.is_there IS NULL OR (:indicator_s) IS DISTINCT FROM (:indicator_c)
	OR s.severities <> c.severities;
