-- Every set and period that has figures of districts or communes, and what its table would be made of.
-- (a figure's other columns change with its run alone)
-- Gives: set, period, agency (''), state; and of each its words and where its page lies
WITH figures AS (
	SELECT c.bo_chi_so, c.ky, count(DISTINCT c.co_quan) FILTER (WHERE n.ma_cap IN ('district', 'commune')) AS places,
		bit_xor(hashtextextended(concat_ws('|', n.ten, n.cap, c.chi_so, c.co_quan, c.ky, c.tu_lan_chay, c.trang_thai_duyet, c.ngay_duyet, c.hien_thi, c.don_vi_tinh,
		c.ma_trang_thai_theo_han, c.ma_trang_thai_tinh, c.canh_bao, c.ly_do), 0)) AS state
	FROM share.chi_so c JOIN share.danh_muc n ON n.ma_loai = 'agency' AND n.ma = c.co_quan
	GROUP BY c.bo_chi_so, c.ky
	HAVING bool_or(n.ma_cap IN ('district', 'commune')) AND count(DISTINCT c.co_quan) > 1
), own AS (
	SELECT h.ky, bit_xor(hashtextextended(h::text, 0)) AS state FROM share.ho_so_thong_ke h WHERE h.so_lieu = 'received' GROUP BY h.ky
)
SELECT f.bo_chi_so AS set, f.ky AS period, '' AS agency, f.bo_chi_so || '-' || f.ky AS id, s.ten AS title, f.places,
	'dia-ban-' || f.bo_chi_so || '-' || f.ky || '.html' AS html, 'dia-ban-' || f.bo_chi_so || '-' || f.ky || '.xlsx' AS xlsx,
	concat_ws(' ', f.state, (SELECT bit_xor(o.state) FROM own o WHERE o.ky LIKE f.ky || '%')) AS state
FROM figures f
LEFT JOIN share.danh_muc s ON s.ma_loai = 'set' AND s.ma = f.bo_chi_so
ORDER BY f.bo_chi_so, length(f.ky), f.ky DESC;
