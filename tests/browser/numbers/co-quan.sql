-- An agency's page: its own figures, its targets in each role, how complete it is, what was refused.
CREATE TEMP TABLE cua_no ON COMMIT DROP AS
SELECT DISTINCT ON (c.bo_chi_so, c.chi_so) c.*, c AS so_goc FROM share.chi_so c WHERE c.co_quan = :'agency'
ORDER BY c.bo_chi_so, c.chi_so, (pg_temp.co_so(c) OR c.tam_giu) DESC, pg_temp.moi_nhat(c.ky) DESC;
CREATE TEMP TABLE giao ON COMMIT DROP AS
SELECT p.ma_vai_tro, p.bo_chi_so, p.chi_so, min(p.noi_dung) AS noi_dung, CASE WHEN NOT bool_or(coalesce(p.co_quan = :'agency', false)) THEN min(p.nguyen_van) END AS nhom,
	row_number() OVER (PARTITION BY p.ma_vai_tro, p.bo_chi_so ORDER BY min(p.thu_tu), p.chi_so) AS thu
FROM share.phan_cong p WHERE :'agency' IN (p.co_quan, p.thanh_vien) GROUP BY 1, 2, 3;
CREATE TEMP TABLE moi ON COMMIT DROP AS -- the latest of a target, of the set's territory
SELECT DISTINCT ON (c.bo_chi_so, c.chi_so) c.*, c AS so_goc FROM share.chi_so c JOIN (SELECT DISTINCT bo_chi_so, chi_so FROM giao) g USING (bo_chi_so, chi_so)
ORDER BY c.bo_chi_so, c.chi_so, (SELECT count(n.ma_cap_tren) FROM share.danh_muc n WHERE n.ma_loai = 'agency' AND n.ma = c.co_quan), (pg_temp.co_so(c) OR c.tam_giu) DESC, pg_temp.moi_nhat(c.ky) DESC, c.co_quan;
CREATE TEMP TABLE day_du ON COMMIT DROP AS
SELECT 'own' AS loai, c.bo_chi_so, c.ky, count(*) AS tong, count(*) FILTER (WHERE pg_temp.co_so(c) OR c.tam_giu) AS co FROM share.chi_so c WHERE c.co_quan = :'agency' GROUP BY 2, 3
UNION ALL
SELECT 'lead', l.bo_chi_so, l.ky, count(*), count(*) FILTER (WHERE l.co) FROM (
	SELECT DISTINCT ON (c.bo_chi_so, c.chi_so, c.ky) c.bo_chi_so, c.ky, pg_temp.co_so(c) OR c.tam_giu AS co FROM share.chi_so c
	JOIN (SELECT DISTINCT bo_chi_so, chi_so FROM share.phan_cong WHERE co_quan = :'agency' AND ma_vai_tro = 'lead') p USING (bo_chi_so, chi_so)
	ORDER BY c.bo_chi_so, c.chi_so, c.ky, (SELECT count(n.ma_cap_tren) FROM share.danh_muc n WHERE n.ma_loai = 'agency' AND n.ma = c.co_quan), c.co_quan) l GROUP BY 2, 3;

SELECT 'f-' || c.bo_chi_so || '-' || c.chi_so AS place, x.cell, x.text FROM cua_no c
LEFT JOIN LATERAL (SELECT k.ky, k.hien_thi FROM share.chi_so k WHERE k.bo_chi_so = c.bo_chi_so AND k.chi_so = c.chi_so AND k.co_quan = c.co_quan AND k.ky < c.ky
	AND pg_temp.loai_ky(k.ky) = pg_temp.loai_ky(c.ky) ORDER BY k.ky DESC LIMIT 1) t ON true
CROSS JOIN LATERAL (VALUES ('Mã', c.chi_so), ('head', pg_temp.loi_van(c.bo_chi_so, c.chi_so)),
	('Kết quả mới nhất', concat_ws(' ', pg_temp.kq(c.hien_thi, c.ma_don_vi_tinh, c.don_vi_tinh), CASE WHEN c.mau_so IS NOT NULL THEN pg_temp.so(c.tu_so) || ' / ' || pg_temp.so(c.mau_so) END, c.ky)),
	('Kỳ trước', CASE WHEN t.hien_thi <> '' THEN t.hien_thi || ' ' || t.ky END), ('Chỉ tiêu', concat_ws(' ', c.chi_tieu_tinh, c.chi_tieu_quoc_gia)),
	('Ghi chú', concat_ws(' ', c.ly_do, pg_temp.canh_bao_rieng(c.so_goc)))) x (cell, text)
UNION ALL SELECT 'v-' || g.ma_vai_tro || '-' || g.bo_chi_so || '-' || g.chi_so, x.cell, x.text FROM giao g LEFT JOIN moi m USING (bo_chi_so, chi_so)
CROSS JOIN LATERAL (VALUES ('Mã', g.chi_so), ('head', concat_ws(' ', g.noi_dung, CASE g.thu WHEN 1 THEN pg_temp.ten('set', g.bo_chi_so) END)),
	('Mức phải đạt, hạn', concat_ws(' ', m.chi_tieu_tinh, pg_temp.ngay(m.han))), ('Kết quả mới nhất', concat_ws(' ', pg_temp.kq(m.hien_thi, m.ma_don_vi_tinh, m.don_vi_tinh), m.ky)),
	('Ghi chú', concat_ws(' ', g.nhom, m.ly_do))) x (cell, text)
UNION ALL SELECT 'k-' || d.loai || '-' || d.bo_chi_so, d.ky, d.co || '/' || d.tong FROM day_du d
	WHERE d.ky IN (SELECT ky FROM day_du GROUP BY ky ORDER BY pg_temp.moi_nhat(ky) DESC LIMIT 8)
UNION ALL SELECT 'k-' || l.loai || '-' || l.bo_chi_so, 'head', pg_temp.ten('set', l.bo_chi_so) FROM (SELECT DISTINCT loai, bo_chi_so FROM day_du
	UNION SELECT DISTINCT 'lead', bo_chi_so FROM share.phan_cong WHERE co_quan = :'agency' AND ma_vai_tro = 'lead') l
UNION ALL SELECT 'thead', '', d.ky FROM (SELECT ky FROM day_du GROUP BY ky ORDER BY pg_temp.moi_nhat(ky) DESC LIMIT 8) d
UNION ALL SELECT 'x-' || concat_ws('-', s.nguon, s.ma_truong, s.ma_ly_do), x.cell, x.text FROM share.cho_sua s CROSS JOIN LATERAL (VALUES ('head', s.ten_nguon), ('Trường', s.ten_truong),
	('Vì sao bị từ chối', concat_ws(' ', s.ly_do, s.ly_do_en)), ('Việc cần làm', concat_ws(' ', s.viec_can_lam, s.viec_can_lam_en)), ('Số lượng', pg_temp.so(s.so_ban_ghi)),
	('Từ ngày', pg_temp.ngay((s.cho_tu AT TIME ZONE 'Asia/Ho_Chi_Minh')::date))) x (cell, text) WHERE s.co_quan = :'agency'
UNION ALL SELECT 'rowgroup', '', concat_ws(' ', pg_temp.ten('set', c.bo_chi_so), count(*)) FROM cua_no c GROUP BY c.bo_chi_so
UNION ALL SELECT 'rowgroup', '', count(*)::text FROM giao g GROUP BY g.ma_vai_tro
UNION ALL SELECT '', '', concat_ws(' ', :'agency', pg_temp.ngay(:'day'), pg_temp.ten('agency', n.ma_cap_tren)) FROM (SELECT) one LEFT JOIN share.danh_muc n ON n.ma_loai = 'agency' AND n.ma = :'agency'
UNION ALL SELECT '', '', pg_temp.ten('agency', :'agency')
UNION ALL SELECT '', '', count(*)::text FROM (SELECT CASE WHEN m.chi_so IS NULL THEN 'unmeasured' ELSE pg_temp.lop(pg_temp.trang_thai(m.so_goc)) END AS lop FROM giao g LEFT JOIN moi m USING (bo_chi_so, chi_so)) t
	WHERE t.lop IN ('behind', 'course', 'reached', 'ahead', 'unmeasured', 'held') GROUP BY t.lop
UNION ALL SELECT '', '', pg_temp.so(sum(so_ban_ghi)) FROM share.cho_sua WHERE co_quan = :'agency' HAVING sum(so_ban_ghi) > 0
UNION ALL SELECT '', '', :'agency' || ' ' || regexp_replace(:'agency', '[^A-Za-z0-9._-]', '_', 'g') WHERE EXISTS (SELECT FROM share.cho_sua WHERE co_quan = :'agency')
UNION ALL SELECT '', '', :'agency' -- the command that explains
