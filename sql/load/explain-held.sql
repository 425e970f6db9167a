-- One figure as it stands in the warehouse, for those who approve what is held.
-- $1 period, $2 indicator, $3 set, $4 agency
-- Gives: as explain-figures
SELECT i.set, i.indicator, i.agency, i.period, i.basis, i.numerator, i.denominator, i.value, i.shown, i.unit, i.score,
	i.score_max, i.target, i.status, i.due, i.due_status, i.national_target, i.national_status, i.national_due,
	i.national_due_status, i.flags, i.reason, i.rules, 'held', i.run_from, false, false
FROM core.indicator i
WHERE i.run_to IS NULL AND i.period = $1 AND i.indicator = $2 AND i.set = $3 AND i.agency = $4;
