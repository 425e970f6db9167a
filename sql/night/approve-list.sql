-- approve-list: what waits for approval in a period: the held ones with their proof, then counts of each set.
-- Variables: period set indicator agency ('' for any of the last three)
-- Columns: held, set, indicator, agency, value, unit, title, proof; set, set, provisional, held, approved, last day, title, ''
WITH now_rows AS (
	SELECT i.*, p.state, l.name_vi FROM core.indicator i
	JOIN core.indicator_published p ON p.set = i.set AND p.indicator = i.indicator AND p.agency = i.agency AND p.period = i.period
		AND p.run_to IS NULL
	LEFT JOIN core.label l ON l.kind = 'indicator' AND l.code = i.indicator
	WHERE i.run_to IS NULL AND i.period = :'period' AND :'set' IN ('', i.set, split_part(i.set, '@', 1))
		AND :'indicator' IN ('', i.indicator) AND :'agency' IN ('', i.agency)
)
SELECT 'held', set, indicator, agency, coalesce(nullif(shown, ''), value, ''), coalesce(unit, ''), coalesce(name_vi, ''),
	coalesce((SELECT string_agg(f.words || CASE WHEN f.proof = '' THEN '' ELSE ' (' || f.proof || ')' END, '; ' ORDER BY f.ordinal)
		FROM core.indicator_flag f WHERE f.severity = 'gate' AND f.set = n.set AND f.indicator = n.indicator AND f.agency = n.agency
			AND f.period = n.period AND f.run_to IS NULL), '')
-- what a gate holds; what waits for its day, or is made of what is held, comes by itself
FROM now_rows n WHERE state = 'held' AND EXISTS (SELECT FROM core.indicator_flag f WHERE f.severity = 'gate' AND f.set = n.set
	AND f.indicator = n.indicator AND f.agency = n.agency AND f.period = n.period AND f.run_to IS NULL)
UNION ALL
SELECT 'set', r.set, count(*) FILTER (WHERE state = 'provisional')::text, count(*) FILTER (WHERE state = 'held')::text,
	count(*) FILTER (WHERE state = 'approved')::text, coalesce(to_char(max(a.at AT TIME ZONE 'Asia/Ho_Chi_Minh')
		FILTER (WHERE state = 'approved'), 'DD/MM/YYYY'), ''), coalesce(max(s.name_vi), ''), ''
FROM now_rows r
LEFT JOIN core.label s ON s.kind = 'set' AND s.code = split_part(r.set, '@', 1)
LEFT JOIN LATERAL (SELECT max(d.at) AS at FROM audit.approval d WHERE d.set = r.set AND d.indicator = r.indicator
	AND d.agency = r.agency AND d.period = r.period) a ON true
GROUP BY r.set
ORDER BY 1, 2, 3, 4;
