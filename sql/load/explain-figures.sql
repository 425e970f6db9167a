-- The figures that hold now, as a reader may see them (core.indicator_published).
-- $1 period, $2 indicator, $3 set, $4 agency; '' for any of the last three
-- Gives: the columns of struct figure (explain/figure.h) in its order
SELECT p.set, p.indicator, p.agency, p.period, p.basis, p.numerator, p.denominator, p.value, p.shown, p.unit, p.score,
	p.score_max, p.target, p.status, p.due, p.due_status, p.national_target, p.national_status, p.national_due,
	p.national_due_status, p.flags, p.reason, p.rules, p.state, p.run_from, p.is_status_held, p.is_proof_held
FROM core.indicator_published p
WHERE p.run_to IS NULL AND p.period = $1 AND ($2 = '' OR p.indicator = $2) AND ($3 = '' OR p.set = $3)
	AND ($4 = '' OR p.agency = $4) AND p.set NOT LIKE '%@nay'
ORDER BY p.set, p.indicator, p.agency;
