-- The pillars of a scoreboard: how many of their components have all points, a part, none, or no score; the points where they are known.
-- :'set' :'period' :'agency'
-- Gives: id, a row a pillar
WITH scored AS (
	SELECT * FROM share.bang_diem b WHERE b.bo_chi_so = :'set' AND b.ky = :'period' AND b.co_quan = :'agency' AND b.ma_muc_goc <> ''
), totals AS (
	SELECT DISTINCT ON (b.ma_cong_muc) b.ma_cong_muc, b.chi_so, b.diem, b.diem_toi_da, b.tam_giu, c.ly_do FROM share.bang_diem b
	LEFT JOIN share.chi_so c ON c.bo_chi_so = b.bo_chi_so AND c.chi_so = b.chi_so AND c.co_quan = b.co_quan AND c.ky = b.ky
	WHERE b.ky = :'period' AND b.co_quan = :'agency' AND b.ma_cong_muc IS NOT NULL ORDER BY b.ma_cong_muc, b.bo_chi_so
), names AS (
	SELECT v.muc, min(v.tieu_de_muc) AS name FROM share.van_ban v WHERE v.bo_chi_so = :'set' GROUP BY v.muc
)
SELECT s.ma_muc_goc AS id, coalesce(n.name, max(l.ten), s.ma_muc_goc) AS ten, count(*) AS so_chi_so,
	count(*) FILTER (WHERE s.phan_diem >= 100) AS du, count(*) FILTER (WHERE s.phan_diem > 0 AND s.phan_diem < 100) AS mot_phan,
	count(*) FILTER (WHERE s.phan_diem = 0) AS khong, count(*) FILTER (WHERE s.tam_giu) AS tam_giu,
	count(*) FILTER (WHERE s.phan_diem IS NULL AND NOT s.tam_giu) AS chua_co,
	max(t.diem) AS diem, coalesce(max(t.diem_toi_da), 0) AS diem_toi_da, CASE WHEN max(t.diem_toi_da) > 0 THEN '1' END AS has_max,
	bool_or(t.tam_giu) AS is_held, max(t.ly_do) AS ly_do,
	round(100.0 * count(*) FILTER (WHERE s.phan_diem >= 100) / count(*), 2)::text AS full_width,
	round(100.0 * count(*) FILTER (WHERE s.phan_diem > 0 AND s.phan_diem < 100) / count(*), 2)::text AS part_width,
	round(100.0 * count(*) FILTER (WHERE s.phan_diem >= 100) / count(*), 2)::text AS part_at,
	round(100.0 * count(*) FILTER (WHERE s.phan_diem = 0) / count(*), 2)::text AS none_width,
	round(100.0 * count(*) FILTER (WHERE s.phan_diem > 0) / count(*), 2)::text AS none_at,
	'nhom-' || s.ma_muc_goc AS anchor, '#nhom-' || s.ma_muc_goc AS link
FROM scored s
LEFT JOIN totals t ON t.ma_cong_muc = s.ma_muc_goc
LEFT JOIN names n ON n.muc = s.ma_muc_goc
LEFT JOIN share.danh_muc l ON l.loai = 'chỉ số' AND l.ma = t.chi_so
GROUP BY s.ma_muc_goc, n.name
ORDER BY length(s.ma_muc_goc), s.ma_muc_goc;
