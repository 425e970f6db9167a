-- The components of a scoreboard: value, score as a share of its maximum, what is lost and what it would cost to win it.
-- :'set' :'period' :'agency'
-- Gives: of (the pillar), id, the columns of the table, status, how the cost is told, and where its picture stands (0 to 100)
WITH scored AS (
	SELECT * FROM share.bang_diem b WHERE b.bo_chi_so = :'set' AND b.ky = :'period' AND b.co_quan = :'agency' AND b.ma_muc_goc <> ''
), figures AS (
	SELECT * FROM share.chi_so c WHERE c.bo_chi_so = :'set' AND c.ky = :'period' AND c.co_quan = :'agency'
), lines AS (
	SELECT v.chi_so, min(v.thu_tu) AS seq, min(v.noi_dung) AS wording FROM share.van_ban v WHERE v.bo_chi_so = :'set' GROUP BY v.chi_so
)
SELECT b.ma_muc_goc AS "of", b.chi_so AS id, 'd-' || b.chi_so AS anchor, coalesce(l.wording, n.ten, b.chi_so) AS noi_dung, f.gia_tri, f.don_vi_tinh,
	CASE WHEN NOT b.tam_giu THEN coalesce(nullif(f.hien_thi, '') || CASE f.ma_don_vi_tinh WHEN '%' THEN '%' ELSE coalesce(' ' || f.don_vi_tinh, '') END, '–') END AS ket_qua,
	f.tu_so, f.mau_so, CASE WHEN f.tu_so IS NOT NULL AND f.mau_so IS NOT NULL THEN '1' END AS has_parts,
	trim_scale(round(b.phan_diem, 2)) AS phan_diem, trim_scale(round(b.phan_mat, 2)) AS phan_mat, b.diem, b.diem_toi_da,
	CASE WHEN b.diem_toi_da IS NULL THEN replace(b.diem_phan_so, '⁄', '/') END AS diem_phan_so,
	trim_scale(round(b.diem_toi_da * b.phan_mat / 100, 4)) AS diem_mat,
	b.cach_cham, b.ma_cach_cham,
	CASE WHEN b.tam_giu THEN 'held'
		WHEN b.phan_diem IS NULL AND b.ma_cach_cham IN ('input_component', 'group_no_formula', 'no_formula') THEN 'not_scored'
		WHEN b.phan_diem IS NULL AND (f.gia_tri IS NOT NULL OR f.gia_tri_phan_so IS NOT NULL OR b.ma_cong_muc IS NOT NULL) THEN 'no_score'
		WHEN b.phan_diem IS NULL THEN 'no_data' WHEN b.phan_diem = 0 THEN 'score_none' WHEN b.phan_diem >= 100 THEN 'score_full'
		ELSE 'score_part' END AS status,
	CASE WHEN b.tam_giu THEN NULL WHEN f.ma_co_so = 'stated' AND f.tu_so IS NULL AND b.phan_diem IS NOT NULL THEN 'stated'
		WHEN regexp_replace(coalesce(f.ma_canh_bao, ''), '(^|; )points_unknown[^;]*', '') <> '' THEN 'flagged' END AS evidence_status,
	CASE WHEN b.ma_cach_tinh = 'each' THEN '1' END AS is_each, CASE WHEN b.ma_cach_tinh = 'all' THEN '1' END AS is_all,
	CASE WHEN b.ma_cach_tinh = 'yes' THEN '1' END AS is_yes, CASE WHEN b.ma_cach_tinh = 'step' THEN '1' END AS is_step,
	CASE WHEN b.ma_cach_tinh = 'others' THEN '1' END AS is_others,
	CASE WHEN b.ma_cach_tinh IS NULL AND b.phan_diem < 100 THEN '1' END AS is_untold,
	trim_scale(round(b.them_mot_duoc, CASE WHEN b.them_mot_duoc >= 1 THEN 2 WHEN b.them_mot_duoc >= 0.01 THEN 4 ELSE 8 END)) AS them_mot_duoc,
	trim_scale(b.con_thieu) AS con_thieu, trim_scale(round(b.thieu_do_duoc, 2)) AS thieu_do_duoc,
	nullif(regexp_replace(coalesce(f.canh_bao, ''), '^chưa biết điểm tối đa, điểm là phần của điểm tối đa(; )?', ''), '') AS canh_bao,
	f.ly_do, CASE WHEN b.phan_diem IS NOT NULL THEN round(least(b.phan_diem, 100), 2)::text END AS bar
FROM scored b
JOIN figures f ON f.chi_so = b.chi_so
LEFT JOIN lines l ON l.chi_so = b.chi_so
LEFT JOIN share.danh_muc n ON n.loai = 'chỉ số' AND n.ma = b.chi_so
ORDER BY length(b.ma_muc_goc), b.ma_muc_goc, l.seq, b.chi_so;
