-- Where most is lost: of what is known in points the most points, else the greatest part of the maximum.
-- :'set' :'period' :'agency'
-- Gives: a row a component, at most twelve
SELECT b.chi_so AS id, '#d-' || b.chi_so AS link, coalesce(l.wording, n.ten, b.chi_so) AS noi_dung, trim_scale(round(b.phan_mat, 2)) AS phan_mat,
	trim_scale(round(b.diem_toi_da * b.phan_mat / 100, 4)) AS diem_mat, trim_scale(b.con_thieu) AS con_thieu,
	trim_scale(round(b.them_mot_duoc, CASE WHEN b.them_mot_duoc >= 1 THEN 2 WHEN b.them_mot_duoc >= 0.01 THEN 4 ELSE 8 END)) AS them_mot_duoc,
	trim_scale(round(b.thieu_do_duoc, 2)) AS thieu_do_duoc,
	CASE WHEN b.ma_cach_tinh = 'each' THEN '1' END AS is_each, CASE WHEN b.ma_cach_tinh = 'all' THEN '1' END AS is_all,
	CASE WHEN b.ma_cach_tinh = 'yes' THEN '1' END AS is_yes, CASE WHEN b.ma_cach_tinh = 'step' THEN '1' END AS is_step
FROM share.bang_diem b
LEFT JOIN (SELECT v.chi_so, min(v.noi_dung) AS wording FROM share.van_ban v WHERE v.bo_chi_so = :'set' GROUP BY v.chi_so) l ON l.chi_so = b.chi_so
LEFT JOIN share.danh_muc n ON n.loai = 'chỉ số' AND n.ma = b.chi_so
WHERE b.bo_chi_so = :'set' AND b.ky = :'period' AND b.co_quan = :'agency' AND b.ma_muc_goc <> '' AND b.phan_mat > 0
ORDER BY b.diem_toi_da * b.phan_mat DESC NULLS LAST, b.phan_mat DESC, b.con_thieu NULLS LAST, b.chi_so
LIMIT 12;
