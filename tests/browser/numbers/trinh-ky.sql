-- The sign-off of a period: every figure of every agency, by how it stands with who approves.
CREATE TEMP TABLE so ON COMMIT DROP AS
SELECT c.*, CASE WHEN c.tam_giu THEN 'Tạm giữ' WHEN c.ngay_duyet IS NOT NULL THEN 'Đã duyệt' WHEN pg_temp.co_so(c) THEN 'Trình duyệt' ELSE 'Chưa có' END AS nhom FROM share.chi_so c WHERE c.bo_chi_so = :'set' AND c.ky = :'period';

SELECT s.chi_so || ' ' || s.co_quan AS place, x.cell, x.text FROM so s CROSS JOIN LATERAL (VALUES ('Mã', s.chi_so), ('Nội dung', pg_temp.ten('indicator', s.chi_so)), ('Cơ quan, đơn vị', pg_temp.ten('agency', s.co_quan)),
	('Kết quả', pg_temp.kq(s.hien_thi, s.ma_don_vi_tinh, s.don_vi_tinh)), ('Chỉ tiêu', s.chi_tieu_tinh), ('Trạng thái, ngày duyệt', pg_temp.ngay(s.ngay_duyet)),
	('Cảnh báo, lý do', concat_ws(' ', CASE WHEN NOT s.tam_giu THEN s.canh_bao END, s.ly_do))) x (cell, text)
UNION ALL SELECT 'rowgroup', '', count(s.chi_so)::text FROM unnest(ARRAY['Đã duyệt', 'Trình duyệt', 'Tạm giữ', 'Chưa có']) n LEFT JOIN so s ON s.nhom = n GROUP BY n
UNION ALL SELECT '', '', count(*)::text FROM so GROUP BY nhom
UNION ALL SELECT '', '', concat_ws(' ', pg_temp.ky_bang_chu(:'period'), pg_temp.ten('set', :'set'), :'period')
UNION ALL SELECT '', '', :'set' || ' ' || pg_temp.ky_bang_chu(:'period')
UNION ALL SELECT '', '', :'period' || ' ' || :'set'
UNION ALL SELECT '', '', pg_temp.ngay(:'day')
