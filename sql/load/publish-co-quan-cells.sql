-- How many of an agency's figures have a value in each of these periods: none of a period that was not computed.
-- :'agency'
-- Gives: of (the line), a row a period
WITH mine AS (
	SELECT c.ky, 'own:' || c.bo_chi_so AS line, c.gia_tri IS NOT NULL OR c.gia_tri_phan_so IS NOT NULL OR c.tam_giu AS has
	FROM share.chi_so c WHERE c.co_quan = :'agency'
	UNION ALL
	SELECT t.ky, 'lead:' || t.bo_chi_so, t.has FROM (
		SELECT DISTINCT ON (c.bo_chi_so, c.chi_so, c.ky) c.bo_chi_so, c.ky, c.gia_tri IS NOT NULL OR c.gia_tri_phan_so IS NOT NULL OR c.tam_giu AS has
		FROM (SELECT DISTINCT p.bo_chi_so, p.chi_so FROM share.phan_cong p WHERE p.co_quan = :'agency' AND p.ma_vai_tro = 'lead') l
		CROSS JOIN LATERAL (SELECT * FROM share.chi_so o WHERE o.bo_chi_so = l.bo_chi_so AND o.chi_so = l.chi_so OFFSET 0) c -- by its index
		LEFT JOIN share.danh_muc n ON n.ma_loai = 'agency' AND n.ma = c.co_quan
		ORDER BY c.bo_chi_so, c.chi_so, c.ky, n.ma_cap_tren IS NOT NULL, c.co_quan) t
), periods AS (
	SELECT m.ky, row_number() OVER (ORDER BY left(m.ky, 4) DESC, length(m.ky), m.ky DESC) AS place FROM mine m GROUP BY m.ky
), counted AS (
	SELECT m.line, m.ky, count(*) AS n, count(*) FILTER (WHERE m.has) AS has FROM mine m GROUP BY m.line, m.ky
), lines AS (
	SELECT DISTINCT m.line FROM mine m
	UNION SELECT DISTINCT 'lead:' || p.bo_chi_so FROM share.phan_cong p WHERE p.co_quan = :'agency' AND p.ma_vai_tro = 'lead'
)
SELECT l.line AS "of", p.ky AS id, c.has AS co, c.n AS tong,
	CASE WHEN c.n IS NULL THEN 'not_computed' WHEN c.has = c.n THEN 'complete' WHEN c.has = 0 THEN 'lacking' ELSE 'incomplete' END AS status
FROM lines l
CROSS JOIN periods p
LEFT JOIN counted c ON c.line = l.line AND c.ky = p.ky
WHERE p.place <= 8
ORDER BY l.line, p.place;
