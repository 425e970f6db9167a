-- Every figure of core.measure that stands, against the oracle's: rows that differ. A figure of zero and none are the same.
SELECT 'measure' AS kind, coalesce(m.measure, o.figure) AS figure, coalesce(m.agency, o.agency) AS agency,
	coalesce(m.period, o.period) AS period, m.value AS product, o.value AS oracle
FROM (SELECT measure, agency, period, value FROM core.measure
	WHERE run_to IS NULL AND measure IN (SELECT figure FROM oracle.own)) m
FULL JOIN oracle.own o ON (o.figure, o.agency, o.period) = (m.measure, m.agency, m.period)
WHERE coalesce(m.value, 0) IS DISTINCT FROM coalesce(o.value, 0)
ORDER BY 2, 3, 4;
