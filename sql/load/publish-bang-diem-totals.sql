-- The score of the whole index, and what is not known of it.
-- :'set' :'period' :'agency'
-- Gives: at most one row
SELECT b.chi_so AS id, n.ten AS noi_dung, b.diem, b.diem_toi_da, CASE WHEN b.tam_giu THEN '1' END AS is_held,
	regexp_replace(c.ly_do, '^([^ :]+: )+', '') AS ly_do
FROM share.bang_diem b
LEFT JOIN share.chi_so c ON c.bo_chi_so = b.bo_chi_so AND c.chi_so = b.chi_so AND c.co_quan = b.co_quan AND c.ky = b.ky
LEFT JOIN share.danh_muc n ON n.loai = 'chỉ số' AND n.ma = b.chi_so
WHERE b.ky = :'period' AND b.co_quan = :'agency' AND b.ma_cong_muc = b.chi_so AND b.ma_muc_goc = ''
ORDER BY b.bo_chi_so
LIMIT 1;
