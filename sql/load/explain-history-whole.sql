-- What explain-history shows of a held figure to those who approve: the row itself.
-- $6 as there
	UNION ALL
	SELECT i.shown, i.value, i.numerator, i.denominator, i.score, i.status FROM core.indicator i
	WHERE p.state = 'held' AND $6 = 't' AND i.set = p.set AND i.indicator = p.indicator AND i.agency = p.agency AND i.period = p.period
		AND i.run_from = p.run_from AND i.run_to IS NOT DISTINCT FROM p.run_to
