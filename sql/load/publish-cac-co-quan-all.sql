-- The table of the agencies: one, made of all their pages.
-- :'day'
-- Gives: one row
SELECT '' AS set, '' AS period, '' AS agency, md5(concat_ws(' ',
	(SELECT string_agg(concat_ws('/', c.bo_chi_so, c.ky, c.co_quan, c.n, c.has, c.state), '|') FROM (
		SELECT bo_chi_so, ky, co_quan, count(*) AS n, count(*) FILTER (WHERE gia_tri IS NOT NULL OR gia_tri_phan_so IS NOT NULL OR tam_giu) AS has,
			md5(string_agg(concat_ws('/', chi_so, ma_trang_thai_theo_han, ma_trang_thai_tinh, tam_giu), '|' ORDER BY chi_so)) AS state
		FROM share.chi_so GROUP BY bo_chi_so, ky, co_quan ORDER BY bo_chi_so, ky, co_quan) c),
	(SELECT md5(string_agg(concat_ws('/', p.bo_chi_so, p.chi_so, p.ma_vai_tro, p.co_quan, p.thanh_vien), '|'
		ORDER BY p.bo_chi_so, p.chi_so, p.ma_vai_tro, p.co_quan, p.thanh_vien)) FROM share.phan_cong p),
	(SELECT md5(string_agg(r::text, '|' ORDER BY r::text COLLATE "C")) FROM share.cho_sua r),
	(SELECT md5(string_agg(n::text, '|' ORDER BY n.ma)) FROM share.danh_muc n WHERE n.ma_loai = 'agency'))) AS state
WHERE EXISTS (SELECT FROM share.chi_so) OR EXISTS (SELECT FROM share.phan_cong);
