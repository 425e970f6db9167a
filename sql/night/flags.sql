-- flags: what is flagged in the quarter that ended last before now: one line an indicator of a set with targets, for the whole
-- territory; the words of the checks, without their codes. The proof of a held figure stands in the list of what waits.
-- Variables: now
-- Tables: sets, territories, set_rows
-- Columns: set, indicator, words
WITH quarter AS (
	SELECT to_char(date_trunc('quarter', :'now'::timestamptz AT TIME ZONE 'Asia/Ho_Chi_Minh') - interval '1 day',
		'YYYY-"Q"Q') AS period
), flagged AS (
	SELECT i.set, r.seq::integer AS seq, i.indicator,
		CASE WHEN i.state = 'held' THEN i.reason ELSE
			(SELECT string_agg(CASE WHEN i.is_proof_held THEN core.bare_words(f.words) WHEN f.proof = '' THEN f.words
				ELSE f.words || ' (' || f.proof || ')' END, '; ' ORDER BY f.ordinal)
			FROM core.indicator_flag f WHERE f.set = i.set AND f.indicator = i.indicator AND f.agency = i.agency AND f.period = i.period
				AND f.run_to IS NULL AND f."check" NOT IN ('points_unknown', 'unknown_unit', 'undecided')) END AS words
	FROM core.indicator_published i
	JOIN quarter USING (period)
	JOIN sets s USING (set)
	JOIN territories t ON t.territory = s.territory AND t.root_agency = i.agency
	JOIN set_rows r ON r.set = i.set AND r.indicator = i.indicator
	WHERE i.run_to IS NULL AND (i.flags <> '' OR i.state = 'held')
)
SELECT set, indicator, words FROM flagged WHERE words <> '' ORDER BY set DESC, seq;
