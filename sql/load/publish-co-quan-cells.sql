-- How many of these have a value in each period: none of a period that was not computed.
-- :'agency'
-- Gives: of (the line), a row a period
WITH periods AS (
	SELECT p.ky, row_number() OVER (ORDER BY left(p.ky, 4) DESC, length(p.ky), p.ky DESC) AS place
	FROM (SELECT DISTINCT c.ky FROM share.chi_so c) p
), lead AS (
	SELECT DISTINCT p.bo_chi_so, p.chi_so FROM share.phan_cong p WHERE p.co_quan = :'agency' AND p.ma_vai_tro = 'lead'
), territory AS (
	SELECT DISTINCT ON (c.bo_chi_so, c.chi_so, c.ky) c.bo_chi_so, c.chi_so, c.ky, c.gia_tri IS NOT NULL OR c.gia_tri_phan_so IS NOT NULL OR c.tam_giu AS has
	FROM lead l JOIN share.chi_so c ON c.bo_chi_so = l.bo_chi_so AND c.chi_so = l.chi_so
	LEFT JOIN share.danh_muc n ON n.ma_loai = 'agency' AND n.ma = c.co_quan
	ORDER BY c.bo_chi_so, c.chi_so, c.ky, n.ma_cap_tren IS NOT NULL, c.co_quan
), counted AS (
	SELECT 'lead:' || t.bo_chi_so AS line, t.ky, count(*) AS n, count(*) FILTER (WHERE t.has) AS has FROM territory t GROUP BY 1, 2
	UNION ALL
	SELECT 'own:' || c.bo_chi_so, c.ky, count(*), count(*) FILTER (WHERE c.gia_tri IS NOT NULL OR c.gia_tri_phan_so IS NOT NULL OR c.tam_giu)
	FROM share.chi_so c WHERE c.co_quan = :'agency' GROUP BY 1, 2
), lines AS (
	SELECT DISTINCT line FROM counted
	UNION SELECT DISTINCT 'lead:' || bo_chi_so FROM lead
)
SELECT l.line AS "of", p.ky AS id, c.has AS co, c.n AS tong,
	CASE WHEN c.n IS NULL THEN 'not_computed' WHEN c.has = c.n THEN 'complete' WHEN c.has = 0 THEN 'lacking' ELSE 'incomplete' END AS status
FROM lines l
CROSS JOIN periods p
LEFT JOIN counted c ON c.line = l.line AND c.ky = p.ky
WHERE p.place <= 8
ORDER BY l.line, p.place;
