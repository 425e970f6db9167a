-- A row's figures over its periods, a piece for each set: between two sets the definition is another.
-- :'set' :'period' :'agency'
-- Gives: of (the indicator), points of a line in a box of 100 x 24, and the same in words
WITH figures AS (
	SELECT * FROM share.chi_so c WHERE c.bo_chi_so = :'set' AND c.ky = :'period' AND c.co_quan = :'agency'
), series AS (
	SELECT c.chi_so, c.bo_chi_so, c.ky, c.hien_thi, c.gia_tri AS y,
		dense_rank() OVER (PARTITION BY c.chi_so ORDER BY c.ky) AS x,
		min(c.gia_tri) OVER s AS least, max(c.gia_tri) OVER s AS most
	FROM share.chi_so c
	JOIN figures f ON f.chi_so = c.chi_so AND f.co_quan = c.co_quan
	WHERE length(c.ky) = length(:'period') AND c.ky <= :'period' AND c.gia_tri IS NOT NULL
		AND substring(c.ky FROM 6 FOR 1) IS NOT DISTINCT FROM substring(:'period' FROM 6 FOR CASE WHEN :'period' ~ '-[QH]' THEN 1 ELSE 0 END)
	WINDOW s AS (PARTITION BY c.chi_so)
), placed AS (
	SELECT s.*, max(s.x) OVER (PARTITION BY s.chi_so) AS n FROM series s
)
SELECT p.chi_so AS "of", p.bo_chi_so AS id,
	string_agg(round(4 + 92 * (p.x - 1)::numeric / greatest(p.n - 1, 1), 1) || ',' ||
		round(21 - 18 * (p.y - p.least) / nullif(p.most - p.least, 0), 1), ' ' ORDER BY p.ky) AS points,
	string_agg(p.ky || ': ' || p.hien_thi, '; ' ORDER BY p.ky) AS in_words
FROM placed p
WHERE p.n > 1
GROUP BY p.chi_so, p.bo_chi_so
ORDER BY p.chi_so, min(p.ky);
