-- Every figure of core.measure that stands, against the oracle's: rows that differ. An agency whose records came tells each figure,
-- also one of 0; where none came there is no row: missing is never 0.
SELECT 'measure' AS kind, coalesce(m.measure, o.figure) AS figure, coalesce(m.agency, o.agency) AS agency,
	coalesce(m.period, o.period) AS period, coalesce(m.value::text, 'missing') AS product, coalesce(o.value::text, 'missing') AS oracle
FROM (SELECT measure, agency, period, value FROM core.measure
	WHERE run_to IS NULL AND measure IN (SELECT figure FROM oracle.figure)) m
FULL JOIN oracle.told_own o ON (o.figure, o.agency, o.period) = (m.measure, m.agency, m.period)
WHERE m.value IS DISTINCT FROM o.value
ORDER BY 2, 3, 4;
