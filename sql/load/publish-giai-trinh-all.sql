-- Every set, period and agency that has figures, and what the explanations of them would be made of: a figure's other columns change with
-- its run alone, and so does what it was before.
-- Gives: set, period, agency, name (of its file), state
SELECT c.bo_chi_so AS set, c.ky AS period, c.co_quan AS agency, c.bo_chi_so || '-' || c.ky || '-' ||
		regexp_replace(replace(replace(c.co_quan, '?', 'chua-ro'), '~', 'khong-phan-bo'), '[^A-Za-z0-9._-]', '_', 'g') AS name,
	concat_ws(' ', bit_xor(hashtextextended(concat_ws('|', c.chi_so, c.tu_lan_chay, c.trang_thai_duyet, c.ngay_duyet, c.hien_thi, c.don_vi_tinh, c.ma_trang_thai_theo_han, c.canh_bao, c.ly_do,
		c.quy_tac), 0)), max(p.state), max(l.state)) AS state
FROM share.chi_so c
LEFT JOIN (SELECT b.bo_chi_so, b.ky, b.co_quan, bit_xor(hashtextextended(concat_ws('|', b.chi_so, b.cach_cham, b.phan_diem), 0)) AS state FROM share.bang_diem b GROUP BY 1, 2, 3) p
	ON p.bo_chi_so = c.bo_chi_so AND p.ky = c.ky AND p.co_quan = c.co_quan
-- what an approval of a figure gives back of the values before it
LEFT JOIN (SELECT h.bo_chi_so, h.ky, h.co_quan, bit_xor(hashtextextended(concat_ws('|', h.chi_so, h.tu_lan_chay, h.den_lan_chay, h.hien_thi, h.tam_giu), 0)) AS state
		FROM share.chi_so_lich_su h WHERE h.den_lan_chay IS NOT NULL GROUP BY 1, 2, 3) l
	ON l.bo_chi_so = c.bo_chi_so AND l.ky = c.ky AND l.co_quan = c.co_quan
GROUP BY c.bo_chi_so, c.ky, c.co_quan
ORDER BY c.bo_chi_so, c.ky, c.co_quan;
