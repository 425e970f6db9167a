-- The last eight periods that an agency has figures in, its own or those that it leads; of a year its own first.
-- :'agency'
-- Gives: id, a row a period
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
)
SELECT m.ky AS id FROM mine m GROUP BY m.ky ORDER BY left(m.ky, 4) DESC, length(m.ky), m.ky DESC LIMIT 8;
