-- The flags of indicators end and begin as the indicators do. After figures-diff-indicators.
-- run: the run_id
UPDATE core.indicator_flag c SET run_to = :run FROM pg_temp.chiso_diff d
WHERE (c.set, c.indicator, c.agency, c.period) = (d.set, d.indicator, d.agency, d.period)
	AND c.run_to IS NULL AND d.change <> 'new';
INSERT INTO core.indicator_flag (set, indicator, agency, period, ordinal, "check", severity, words, proof, run_from)
SELECT set, indicator, agency, period, n, s.flag_rows[4 * n - 3], s.flag_rows[4 * n - 2], s.flag_rows[4 * n - 1],
	s.flag_rows[4 * n], :run
FROM pg_temp.chiso_figure s JOIN pg_temp.chiso_diff d USING (set, indicator, agency, period)
CROSS JOIN LATERAL generate_series(1, cardinality(s.flag_rows) / 4) n
WHERE d.change <> 'closed';
