-- The same as explain-history with the numbers of what is held, for those who approve.
-- $1 to $5 as there
-- Gives: as explain-history
SELECT p.run_from, p.run_to,
	to_char(coalesce(r.now, r.started) AT TIME ZONE INTERVAL '+07:00', 'YYYY-MM-DD"T"HH24:MI:SS"+07:00"'), coalesce(r.kind, ''),
	i.shown, i.value, i.numerator, i.denominator, i.score, i.status, p.state,
	(SELECT count(DISTINCT l.file_hash) FROM audit.load l WHERE l.run_id = p.run_from AND l.kind = ANY ($5::text[]) AND l.state <> 'bad'),
	(SELECT coalesce(sum(l.n_kept), 0) FROM audit.load l WHERE l.run_id = p.run_from AND l.kind = ANY ($5::text[]) AND l.state <> 'bad'),
	coalesce(r.catalog_hash <> (SELECT b.catalog_hash FROM audit.run b WHERE b.run_id < p.run_from AND b.catalog_hash IS NOT NULL
		AND b.kind IN ('night', 'reprocess') ORDER BY b.run_id DESC LIMIT 1), false)
FROM core.indicator_published p
JOIN core.indicator i ON i.set = p.set AND i.indicator = p.indicator AND i.agency = p.agency AND i.period = p.period
	AND i.run_from = p.run_from AND i.run_to IS NOT DISTINCT FROM p.run_to
LEFT JOIN audit.run r ON r.run_id = p.run_from
WHERE p.set = $1 AND p.indicator = $2 AND p.agency = $3 AND p.period = $4
ORDER BY p.run_from DESC, p.run_to DESC NULLS FIRST;
