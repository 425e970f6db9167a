-- What is known of each figure without looking at its records: the division that gives it, its score, targets, flags, rules, definition
-- and approval. The division is written as one only where it gives the very value. Of a held figure there is no number.
-- :'set' :'period' :'agency'
-- Gives: id, a row a figure
SELECT c.chi_so AS id, 'g-' || c.chi_so AS anchor, coalesce((SELECT min(v.noi_dung) FROM share.van_ban v WHERE v.bo_chi_so = c.bo_chi_so AND v.chi_so = c.chi_so), n.ten, c.chi_so) AS noi_dung,
	CASE WHEN c.tam_giu THEN '1' END AS is_held, c.co_so, c.tu_so, c.mau_so, c.trang_thai_duyet, c.ngay_duyet, c.tu_lan_chay::text AS lan_chay,
	CASE WHEN NOT c.tam_giu THEN coalesce(nullif(c.hien_thi, '') || CASE c.ma_don_vi_tinh WHEN '%' THEN '%' ELSE coalesce(' ' || c.don_vi_tinh, '') END, '–') END AS ket_qua,
	CASE WHEN v.top * c.mau_so = v.bottom * c.tu_so * 100 AND c.ma_don_vi_tinh = '%' THEN '1' END AS is_percent,
	CASE WHEN v.top * c.mau_so = v.bottom * c.tu_so AND c.ma_don_vi_tinh IS DISTINCT FROM '%' THEN '1' END AS is_quotient,
	CASE WHEN c.mau_so IS NOT NULL AND c.tu_so IS NOT NULL AND NOT coalesce(v.top * c.mau_so = v.bottom * c.tu_so * CASE c.ma_don_vi_tinh WHEN '%' THEN 100 ELSE 1 END, false) THEN '1' END AS is_other,
	b.cach_cham, trim_scale(round(b.phan_diem, 2)) AS phan_diem, c.chi_tieu_tinh, c.chi_tieu_quoc_gia, c.han,
	CASE WHEN NOT c.tam_giu THEN c.canh_bao END AS canh_bao, c.ly_do, c.quy_tac, left(d.ma_dinh_nghia, 12) AS dinh_nghia
FROM share.chi_so c
CROSS JOIN LATERAL (SELECT coalesce(split_part(c.gia_tri_phan_so, '⁄', 1)::numeric, c.gia_tri) AS top,
	CASE WHEN c.gia_tri_phan_so IS NULL THEN 1 ELSE nullif(split_part(c.gia_tri_phan_so, '⁄', 2), '')::numeric END AS bottom) v
LEFT JOIN share.bang_diem b ON b.bo_chi_so = c.bo_chi_so AND b.chi_so = c.chi_so AND b.co_quan = c.co_quan AND b.ky = c.ky
LEFT JOIN share.dinh_nghia d ON d.bo_chi_so = c.bo_chi_so AND d.chi_so = c.chi_so AND d.ky = c.ky
LEFT JOIN share.danh_muc n ON n.ma_loai = 'indicator' AND n.ma = c.chi_so
WHERE c.bo_chi_so = :'set' AND c.ky = :'period' AND c.co_quan = :'agency'
ORDER BY length(split_part(c.chi_so, '.', 1)), split_part(c.chi_so, '.', 1), substring(split_part(c.chi_so, '.', 2) FROM '^[0-9]{1,6}')::integer, c.chi_so;
