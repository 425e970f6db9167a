-- How many of an agency's own figures have a value in each of the last eight periods.
-- Gives: of (the agency), a row a period
WITH periods AS (
	SELECT p.ky, row_number() OVER (ORDER BY left(p.ky, 4) DESC, length(p.ky), p.ky DESC) AS place
	FROM (SELECT DISTINCT c.ky FROM share.chi_so c) p
), counted AS (
	SELECT c.co_quan, c.ky, count(*) AS n, count(*) FILTER (WHERE c.gia_tri IS NOT NULL OR c.gia_tri_phan_so IS NOT NULL OR c.tam_giu) AS has
	FROM share.chi_so c GROUP BY c.co_quan, c.ky
), agencies AS (
	SELECT co_quan FROM counted
	UNION SELECT coalesce(thanh_vien, co_quan) FROM share.phan_cong
	UNION SELECT co_quan FROM share.cho_sua WHERE co_quan <> 'unknown'
)
SELECT a.co_quan AS "of", p.ky AS id, c.has AS co, c.n AS tong,
	CASE WHEN c.n IS NULL THEN 'not_computed' WHEN c.has = c.n THEN 'complete' WHEN c.has = 0 THEN 'lacking' ELSE 'incomplete' END AS status
FROM agencies a
CROSS JOIN periods p
LEFT JOIN counted c ON c.co_quan = a.co_quan AND c.ky = p.ky
LEFT JOIN share.danh_muc n ON n.ma_loai = 'agency' AND n.ma = a.co_quan
WHERE p.place <= 8 AND a.co_quan IS NOT NULL AND n.ma_cap IS DISTINCT FROM 'group'
ORDER BY a.co_quan, p.place;
