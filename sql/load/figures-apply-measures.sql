-- What a changed or closed measure was ends with the run; what is new or changed begins with it. After figures-diff-measures.
-- measure: the columns of the stream; run: the run_id
UPDATE core.measure c SET run_to = :run FROM pg_temp.chiso_diff d
WHERE (c.measure, c.item, c.agency, c.period) = (d.measure, d.item, d.agency, d.period)
	AND c.run_to IS NULL AND d.change <> 'new';
INSERT INTO core.measure (:measure, feed, run_from)
SELECT :measure_s, s.scope_feed, :run
FROM pg_temp.chiso_figure s JOIN pg_temp.chiso_diff d USING (measure, item, agency, period)
WHERE d.change <> 'closed';
