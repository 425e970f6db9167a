-- The table of the agencies: one, made of what their pages are made of.
-- Gives: one row
SELECT '' AS set, '' AS period, '' AS agency, concat_ws(' ',
	(SELECT bit_xor(hashtextextended(concat_ws('/', c.bo_chi_so, c.chi_so, c.co_quan, c.ky, c.ma_trang_thai_theo_han, c.ma_trang_thai_tinh, c.tam_giu,
		c.gia_tri IS NULL AND c.gia_tri_phan_so IS NULL), 0)) FROM share.chi_so c),
	(SELECT sum(hashtextextended(p::text, 0)::numeric) FROM share.phan_cong p),
	(SELECT bit_xor(hashtextextended(r::text, 0)) FROM share.cho_sua r),
	(SELECT bit_xor(hashtextextended(n::text, 0)) FROM share.danh_muc n WHERE n.ma_loai = 'agency')) AS state
WHERE EXISTS (SELECT FROM share.chi_so) OR EXISTS (SELECT FROM share.phan_cong);
