-- What is late of the sets and periods that the stream speaks for, and nothing else; what a person carried over stays so as long as it is
-- the same but for its due days. After figures-late.
-- run: the run_id; in_period, in_set: a literal or NULL
DELETE FROM core.late_figure l
WHERE ((l.set, l.period) IN (SELECT set, period FROM pg_temp.chiso_figure) OR (:in_period::text = l.period AND (:in_set::text IS NULL OR l.set = :in_set::text)))
	AND NOT EXISTS (SELECT FROM pg_temp.chiso_late n WHERE (n.set, n.indicator, n.agency, n.period) = (l.set, l.indicator, l.agency, l.period)
		AND (n.change, n.old, n.new, n.columns, n.figure - core.moving(), n.flag_rows)
			IS NOT DISTINCT FROM (l.change, l.old, l.new, l.columns, l.figure - core.moving(), l.flag_rows));
INSERT INTO core.late_figure (set, indicator, agency, period, change, old, new, columns, figure, flag_rows, run_id)
SELECT set, indicator, agency, period, change, old, new, columns, figure, flag_rows, :run FROM pg_temp.chiso_late
ON CONFLICT (set, indicator, agency, period) DO NOTHING;
