-- Every value that a figure ever had, the one that holds now first, as a reader may see it, and what the run brought that
-- recorded it: files of the kinds that the figure is made of, another catalogue than the run before had.
-- $1 set, $2 indicator, $3 agency, $4 period, $5 kinds as an array
-- Gives: run_from, run_to, its clock, kind, shown, value, numerator, denominator, score, status, state, files, records, whether the
-- catalogue was another
SELECT p.run_from, p.run_to,
	to_char(coalesce(r.now, r.started) AT TIME ZONE INTERVAL '+07:00', 'YYYY-MM-DD"T"HH24:MI:SS"+07:00"'), coalesce(r.kind, ''),
	p.shown, p.value, p.numerator, p.denominator, p.score, p.status, p.state,
	(SELECT count(DISTINCT l.file_hash) FROM audit.load l WHERE l.run_id = p.run_from AND l.kind = ANY ($5::text[]) AND l.state <> 'bad'),
	(SELECT coalesce(sum(l.n_kept), 0) FROM audit.load l WHERE l.run_id = p.run_from AND l.kind = ANY ($5::text[]) AND l.state <> 'bad'),
	coalesce(r.catalog_hash <> (SELECT b.catalog_hash FROM audit.run b WHERE b.run_id < p.run_from AND b.catalog_hash IS NOT NULL
		AND b.kind IN ('night', 'reprocess') ORDER BY b.run_id DESC LIMIT 1), false)
FROM core.indicator_published p
LEFT JOIN audit.run r ON r.run_id = p.run_from
WHERE p.set = $1 AND p.indicator = $2 AND p.agency = $3 AND p.period = $4
ORDER BY p.run_from DESC, p.run_to DESC NULLS FIRST;
