-- The review list: one, of every day, of every state of what is on it.
-- :'day'
-- Gives: one row
SELECT '' AS set, '' AS period, '' AS agency, concat_ws(' ', :'day',
	(SELECT bit_xor(hashtextextended(concat_ws('/', c.bo_chi_so, c.chi_so, c.co_quan, c.ky, c.tam_giu, c.canh_bao, c.ly_do, c.ngay_duyet), 0)) FROM share.chi_so c
		WHERE c.tam_giu OR c.canh_bao <> '' OR c.gia_tri IS NULL AND c.gia_tri_phan_so IS NULL),
	(SELECT md5(coalesce(string_agg(s::text, '|' ORDER BY s.co_quan, s.nguon, s.ma_truong, s.ma_ly_do, s.viec_can_lam), '')) FROM share.cho_sua s)) AS state;
