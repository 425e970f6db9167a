-- Every set and period whose figures are scored, and what its page would be made of; the totals stand in a set of their own.
-- (a figure's other columns change with its run alone)
-- Gives: set, period, agency (''), state; and of each its words and where its page lies
WITH scored AS (
	SELECT b.bo_chi_so, b.ky, count(*) AS parts, count(b.phan_diem) AS scored, bit_xor(hashtextextended(b::text, 0)) AS state
	FROM share.bang_diem b
	GROUP BY b.bo_chi_so, b.ky
	HAVING bool_or(b.ma_muc_goc <> '' AND b.ma_cong_muc IS NULL)
), totals AS (
	SELECT b.ky, bit_xor(hashtextextended(b::text, 0)) AS state FROM share.bang_diem b
	WHERE b.ma_cong_muc IS NOT NULL GROUP BY b.ky
), figures AS (
	SELECT c.bo_chi_so, c.ky, bit_xor(hashtextextended(concat_ws('|', c.chi_so, c.co_quan, c.ky, c.tu_lan_chay, c.trang_thai_duyet, c.ngay_duyet, c.hien_thi, c.don_vi_tinh,
		c.ma_trang_thai_theo_han, c.ma_trang_thai_tinh, c.canh_bao, c.ly_do), 0)) AS state FROM share.chi_so c
	WHERE c.bo_chi_so IN (SELECT bo_chi_so FROM scored) GROUP BY c.bo_chi_so, c.ky
)
SELECT s.bo_chi_so AS set, s.ky AS period, '' AS agency, s.bo_chi_so || '-' || s.ky AS id, n.ten AS title, s.parts, s.scored,
	'bang-diem-' || s.bo_chi_so || '-' || s.ky || '.html' AS html, 'bang-diem-' || s.bo_chi_so || '-' || s.ky || '.xlsx' AS xlsx,
	concat_ws(' ', s.state, t.state, f.state) AS state
FROM scored s
LEFT JOIN totals t ON t.ky = s.ky
LEFT JOIN figures f ON f.bo_chi_so = s.bo_chi_so AND f.ky = s.ky
LEFT JOIN share.danh_muc n ON n.loai = 'bộ chỉ số' AND n.ma = s.bo_chi_so
ORDER BY s.bo_chi_so, length(s.ky), s.ky DESC;
