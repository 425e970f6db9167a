-- What a changed or closed indicator was ends with the run; what is new or changed begins with it. After
-- figures-diff-indicators.
-- indicator: the columns of core.indicator; run: the run_id
UPDATE core.indicator c SET run_to = :run FROM pg_temp.chiso_diff d
WHERE (c.set, c.indicator, c.agency, c.period) = (d.set, d.indicator, d.agency, d.period)
	AND c.run_to IS NULL AND d.change <> 'new';
INSERT INTO core.indicator (:indicator, run_from)
SELECT :indicator_s, :run
FROM pg_temp.chiso_figure s JOIN pg_temp.chiso_diff d USING (set, indicator, agency, period)
WHERE d.change <> 'closed';
