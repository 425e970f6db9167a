-- The explanations of an agency's figures of one set and period.
CREATE TEMP TABLE dong ON COMMIT DROP AS
SELECT c.*, pg_temp.kq(c.hien_thi, c.ma_don_vi_tinh, c.don_vi_tinh) AS ket_qua, round(CASE WHEN c.ma_don_vi_tinh = '%' THEN 100 ELSE 1 END * c.tu_so / nullif(c.mau_so, 0), 12)
	= round(coalesce(c.gia_tri, split_part(c.gia_tri_phan_so, '⁄', 1)::numeric / nullif(split_part(c.gia_tri_phan_so, '⁄', 2), '')::numeric), 12) AS la_thuong
FROM share.chi_so c WHERE c.bo_chi_so = :'set' AND c.ky = :'period' AND c.co_quan = :'agency';

SELECT '' AS place, '' AS cell, d.chi_so || ' ' || pg_temp.loi_van(d.bo_chi_so, d.chi_so) AS text FROM dong d
UNION ALL SELECT '', '', concat_ws(' ', coalesce(d.ket_qua, '–'), d.co_so, pg_temp.ngay(d.ngay_duyet)) FROM dong d WHERE NOT d.tam_giu
UNION ALL SELECT '', '', concat_ws(' ', pg_temp.so(d.tu_so), pg_temp.so(d.mau_so), CASE WHEN d.la_thuong THEN CASE d.ma_don_vi_tinh WHEN '%' THEN '100' END || ' ' || d.ket_qua END,
	CASE WHEN d.la_thuong AND d.ma_don_vi_tinh IS DISTINCT FROM '%' THEN d.ket_qua END) FROM dong d WHERE d.tu_so IS NOT NULL AND d.mau_so IS NOT NULL
UNION ALL SELECT '', '', concat_ws(' ', pg_temp.so(trim_scale(round(b.phan_diem, 2))), b.cach_cham) FROM share.bang_diem b
	WHERE b.bo_chi_so = :'set' AND b.ky = :'period' AND b.co_quan = :'agency' AND b.phan_diem IS NOT NULL
UNION ALL SELECT '', '', concat_ws(' ', d.chi_tieu_tinh, pg_temp.ngay(d.han)) FROM dong d WHERE d.chi_tieu_tinh <> ''
UNION ALL SELECT '', '', d.chi_tieu_quoc_gia FROM dong d
UNION ALL SELECT '', '', d.canh_bao FROM dong d WHERE NOT d.tam_giu
UNION ALL SELECT '', '', x FROM dong d, unnest(ARRAY[d.ly_do, d.quy_tac]) x
UNION ALL SELECT '', '', concat_ws(' ', d.tu_lan_chay, (SELECT left(n.ma_dinh_nghia, 12) FROM share.dinh_nghia n WHERE n.bo_chi_so = d.bo_chi_so AND n.chi_so = d.chi_so AND n.ky = d.ky)) FROM dong d
UNION ALL SELECT '', '', concat_ws(' ', h.hien_thi, h.tu_lan_chay, h.den_lan_chay) FROM share.chi_so_lich_su h
	WHERE h.bo_chi_so = :'set' AND h.ky = :'period' AND h.co_quan = :'agency' AND h.den_lan_chay IS NOT NULL AND h.chi_so IN (SELECT chi_so FROM dong)
UNION ALL SELECT '', '', :'period'
UNION ALL SELECT '', '', pg_temp.ten('agency', :'agency') || ' ' || pg_temp.ten('set', :'set')
UNION ALL SELECT '', '', concat_ws(' ', :'set', :'period', :'agency')
UNION ALL SELECT '', '', pg_temp.ngay(:'day')
