-- The table of the agencies: how many figures, targets and refused records each has, and how complete it was in the last periods.
CREATE TEMP TABLE ai ON COMMIT DROP AS
SELECT a.ma, regexp_replace(replace(replace(a.ma, '?', 'chua-ro'), '~', 'khong-phan-bo'), '[^A-Za-z0-9._-]', '_', 'g') AS ten_trang FROM (
	SELECT co_quan AS ma FROM share.chi_so UNION SELECT coalesce(thanh_vien, co_quan) FROM share.phan_cong UNION SELECT co_quan FROM share.cho_sua) a
WHERE a.ma <> 'unknown' AND a.ma NOT IN (SELECT n.ma FROM share.danh_muc n WHERE n.ma_loai = 'agency' AND n.ma_cap = 'group');
CREATE TEMP TABLE cham ON COMMIT DROP AS
SELECT DISTINCT ON (c.bo_chi_so, c.chi_so) c.bo_chi_so, c.chi_so, NOT c.tam_giu
	AND pg_temp.lop(coalesce(nullif(c.ma_trang_thai_theo_han, ''), c.ma_trang_thai_tinh)) = 'behind' AS cham FROM share.chi_so c
ORDER BY c.bo_chi_so, c.chi_so, (SELECT count(n.ma_cap_tren) FROM share.danh_muc n WHERE n.ma_loai = 'agency' AND n.ma = c.co_quan), (pg_temp.co_so(c) OR c.tam_giu) DESC, pg_temp.moi_nhat(c.ky) DESC, c.co_quan;
CREATE TEMP TABLE viec ON COMMIT DROP AS
SELECT DISTINCT coalesce(p.thanh_vien, p.co_quan) AS ma, p.bo_chi_so, p.chi_so, p.ma_vai_tro, p.thanh_vien IS NULL AS dung_ten, m.cham FROM share.phan_cong p LEFT JOIN cham m USING (bo_chi_so, chi_so);

SELECT a.ten_trang AS place, x.cell, x.text FROM ai a CROSS JOIN LATERAL (VALUES ('head', pg_temp.ten('agency', a.ma)),
	('Đứng tên chủ trì', (SELECT count(DISTINCT (bo_chi_so, chi_so))::text FROM viec v WHERE v.ma = a.ma AND ma_vai_tro = 'lead' AND dung_ten)),
	('▼ chậm, chưa đạt', (SELECT count(DISTINCT (bo_chi_so, chi_so))::text FROM viec v WHERE v.ma = a.ma AND ma_vai_tro = 'lead' AND dung_ten AND cham)),
	('Chủ trì theo nhóm', (SELECT count(DISTINCT (bo_chi_so, chi_so))::text FROM viec v WHERE v.ma = a.ma AND ma_vai_tro = 'lead' AND NOT dung_ten)),
	('Mọi vai trò', (SELECT count(DISTINCT (bo_chi_so, chi_so))::text FROM viec v WHERE v.ma = a.ma)),
	('Bị từ chối, chờ sửa', (SELECT pg_temp.so(coalesce(sum(so_ban_ghi), 0)) FROM share.cho_sua s WHERE s.co_quan = a.ma))) x (cell, text)
UNION ALL SELECT a.ten_trang, c.ky, count(*) FILTER (WHERE pg_temp.co_so(c) OR c.tam_giu) || '/' || count(*) FROM ai a JOIN share.chi_so c ON c.co_quan = a.ma
	WHERE c.ky IN (SELECT ky FROM share.chi_so GROUP BY ky ORDER BY pg_temp.moi_nhat(ky) DESC LIMIT 8) GROUP BY 1, 2
UNION ALL SELECT 'thead', '', k.ky FROM (SELECT ky FROM share.chi_so GROUP BY ky ORDER BY pg_temp.moi_nhat(ky) DESC LIMIT 8) k
UNION ALL SELECT '', '', pg_temp.ngay(:'day')
UNION ALL SELECT '', '', pg_temp.so(sum(so_ban_ghi)) FROM share.cho_sua WHERE co_quan = 'unknown' HAVING sum(so_ban_ghi) > 0
