-- The scoreboard: pillars, components, where most is lost.
CREATE TEMP TABLE dong ON COMMIT DROP AS
SELECT b.*, c AS so_goc, pg_temp.kq(c.hien_thi, c.ma_don_vi_tinh, c.don_vi_tinh) AS ket_qua, pg_temp.loi_van(b.bo_chi_so, b.chi_so) AS loi_van,
	trim_scale(round(b.phan_diem, 2)) AS phan, trim_scale(round(b.phan_mat, 2)) AS mat, trim_scale(round(b.diem_toi_da * b.phan_mat / 100, 4)) AS mat_diem,
	concat_ws(' ', CASE b.ma_cach_tinh WHEN 'each' THEN 'Thêm 1 ở tử số' END,
		CASE WHEN b.ma_cach_tinh = 'each' THEN pg_temp.so(trim_scale(round(b.them_mot_duoc, CASE WHEN b.them_mot_duoc >= 1 THEN 2 WHEN b.them_mot_duoc >= 0.01 THEN 4 ELSE 8 END))) END,
		CASE WHEN b.ma_cach_tinh IN ('each', 'all', 'step') THEN pg_temp.so(trim_scale(b.con_thieu)) END,
		CASE WHEN b.ma_cach_tinh = 'step' THEN pg_temp.so(trim_scale(round(b.thieu_do_duoc, 2))) END) AS muon_duoc
FROM share.bang_diem b JOIN share.chi_so c USING (bo_chi_so, chi_so, co_quan, ky) WHERE b.bo_chi_so = :'set' AND b.ky = :'period' AND b.co_quan = :'agency' AND b.ma_muc_goc <> '';
ALTER TABLE dong ADD COLUMN hai_lan text; -- the cost stands there in both languages, the one more in the first alone
UPDATE dong SET hai_lan = concat_ws(' ', muon_duoc, regexp_replace(muon_duoc, '^Thêm 1 ở tử số ', ''));

SELECT 'd-' || d.chi_so AS place, x.cell, x.text FROM dong d CROSS JOIN LATERAL (VALUES ('Mã', d.chi_so), ('head', d.loi_van),
	('Kết quả', concat_ws(' ', d.ket_qua, CASE WHEN d.mau_so IS NOT NULL THEN concat_ws(' / ', pg_temp.so(d.tu_so), pg_temp.so(d.mau_so)) END)),
	('Điểm, % điểm tối đa', concat_ws(' ', pg_temp.so(d.phan), CASE WHEN d.diem_toi_da IS NULL THEN replace(d.diem_phan_so, '⁄', '/') ELSE pg_temp.so(d.diem) || '/' || pg_temp.so(d.diem_toi_da) END)),
	('Còn mất', concat_ws(' ', pg_temp.so(d.mat), pg_temp.so(d.mat_diem))), ('Muốn được thêm thì', d.hai_lan),
	('Cách chấm, ghi chú', concat_ws(' ', d.cach_cham, (d.so_goc).ly_do, pg_temp.canh_bao_rieng(d.so_goc)))) x (cell, text)
UNION ALL SELECT 'nhom-' || p.ma_muc_goc, x.cell, x.text FROM (
	SELECT d.ma_muc_goc, coalesce((SELECT min(v.tieu_de_muc) FROM share.van_ban v WHERE v.bo_chi_so = :'set' AND v.muc = d.ma_muc_goc), max(pg_temp.ten('indicator', t.chi_so)), d.ma_muc_goc) AS ten,
		max(t.diem) AS diem, max(t.diem_toi_da) AS toi_da, count(*) AS dong, count(*) FILTER (WHERE d.phan_diem >= 100) AS du, count(*) FILTER (WHERE d.phan_diem > 0 AND d.phan_diem < 100) AS mot_phan,
		count(*) FILTER (WHERE d.phan_diem = 0) AS khong, count(*) FILTER (WHERE d.tam_giu) AS tam_giu, count(*) FILTER (WHERE d.phan_diem IS NULL AND NOT d.tam_giu) AS chua
	FROM dong d LEFT JOIN share.bang_diem t ON t.ky = d.ky AND t.co_quan = d.co_quan AND t.ma_cong_muc = d.ma_muc_goc
	GROUP BY d.ma_muc_goc) p
CROSS JOIN LATERAL (VALUES ('head', p.ten), ('Điểm', concat_ws(' ', pg_temp.so(p.diem), CASE WHEN p.toi_da > 0 THEN pg_temp.so(p.toi_da) END)), ('Số dòng', pg_temp.so(p.dong)),
	('✓ Trọn điểm', pg_temp.so(p.du)), ('◐ Một phần', pg_temp.so(p.mot_phan)), ('▼ Chưa được', pg_temp.so(p.khong)), ('– Chưa có điểm', pg_temp.so(p.chua)), ('◼ Tạm giữ', pg_temp.so(p.tam_giu))) x (cell, text)
UNION ALL SELECT 'rowgroup', '', coalesce((SELECT min(v.tieu_de_muc) FROM share.van_ban v WHERE v.bo_chi_so = :'set' AND v.muc = d.ma_muc_goc), d.ma_muc_goc) FROM dong d GROUP BY d.ma_muc_goc
UNION ALL SELECT '', '', concat_ws(' ', d.chi_so, d.loi_van, pg_temp.so(d.mat), pg_temp.so(d.mat_diem), d.hai_lan)
	FROM (SELECT * FROM dong WHERE phan_mat > 0 ORDER BY diem_toi_da * phan_mat DESC NULLS LAST, phan_mat DESC, con_thieu NULLS LAST, chi_so LIMIT 12) d
UNION ALL SELECT '', '', concat_ws(' ', pg_temp.so(t.diem), pg_temp.so(t.diem_toi_da),
		CASE WHEN t.diem IS NULL THEN (SELECT regexp_replace(c.ly_do, '^([^ :]+: )+', '') FROM share.chi_so c WHERE c.bo_chi_so = t.bo_chi_so AND c.chi_so = t.chi_so AND c.co_quan = t.co_quan AND c.ky = t.ky) END)
	FROM share.bang_diem t WHERE t.ky = :'period' AND t.co_quan = :'agency' AND t.ma_cong_muc = t.chi_so AND t.ma_muc_goc = ''
UNION ALL SELECT '', '', pg_temp.ky_bang_chu(:'period') || ' ' || :'period'
UNION ALL SELECT '', '', pg_temp.ten('set', :'set')
UNION ALL SELECT '', '', count(*)::text FROM dong WHERE phan_diem >= 100 HAVING count(*) > 0
UNION ALL SELECT '', '', count(*)::text FROM dong WHERE phan_diem > 0 AND phan_diem < 100 HAVING count(*) > 0
UNION ALL SELECT '', '', count(*)::text FROM dong WHERE phan_diem = 0 HAVING count(*) > 0
UNION ALL SELECT '', '', count(*)::text FROM dong WHERE tam_giu HAVING count(*) > 0
UNION ALL SELECT '', '', count(*)::text FROM dong WHERE phan_diem IS NULL AND NOT tam_giu AND ma_cach_cham NOT IN ('input_component', 'group_no_formula', 'no_formula') HAVING count(*) > 0
UNION ALL SELECT '', '', count(*)::text FROM dong WHERE phan_diem IS NULL AND NOT tam_giu AND ma_cach_cham IN ('input_component', 'group_no_formula', 'no_formula') HAVING count(*) > 0
UNION ALL SELECT '', '', count(*)::text FROM dong WHERE NOT tam_giu AND (so_goc).ma_co_so = 'stated' AND tu_so IS NULL AND phan_diem IS NOT NULL HAVING count(*) > 0
UNION ALL SELECT '', '', count(*)::text FROM dong WHERE NOT tam_giu AND NOT ((so_goc).ma_co_so = 'stated' AND tu_so IS NULL AND phan_diem IS NOT NULL)
	AND pg_temp.canh_bao_rieng(so_goc) IS NOT NULL HAVING count(*) > 0
UNION ALL SELECT '', '', 'Thêm 1 ở tử số'
UNION ALL SELECT '', '', concat_ws(' ', :'period', :'agency', pg_temp.ngay(:'day'))
