-- An agency's targets by its role, each with the latest figure of the set's territory; what it has as a member of a group says so.
-- Each looks its figure up: all of them lie by set and indicator.
-- :'agency'
-- Gives: of (the role), id, the columns of the table, status
WITH duties AS (
	SELECT p.ma_vai_tro, p.bo_chi_so, p.chi_so, min(p.thu_tu) AS seq, min(p.noi_dung) AS wording,
		CASE WHEN bool_and(p.co_quan IS DISTINCT FROM :'agency') THEN min(p.nguyen_van) END AS group_words
	FROM share.phan_cong p WHERE p.co_quan = :'agency' OR p.thanh_vien = :'agency'
	GROUP BY p.ma_vai_tro, p.bo_chi_so, p.chi_so
), below AS MATERIALIZED (
	SELECT n.ma FROM share.danh_muc n WHERE n.ma_loai = 'agency' AND n.ma_cap_tren IS NOT NULL
), figures AS (
	SELECT f.* FROM (SELECT DISTINCT bo_chi_so, chi_so FROM duties) d CROSS JOIN LATERAL (
		SELECT c.* FROM share.chi_so c WHERE c.bo_chi_so = d.bo_chi_so AND c.chi_so = d.chi_so
		ORDER BY c.co_quan IN (SELECT b.ma FROM below b), c.gia_tri IS NULL AND c.gia_tri_phan_so IS NULL AND NOT c.tam_giu,
			left(c.ky, 4) DESC, length(c.ky), c.ky DESC, c.co_quan
		LIMIT 1) f
)
SELECT d.ma_vai_tro AS "of", d.chi_so AS id, 'v-' || d.ma_vai_tro || '-' || d.bo_chi_so || '-' || coalesce(d.chi_so, d.seq::text) AS anchor,
	d.bo_chi_so, s.ten AS ten_bo,
	CASE WHEN lag(d.bo_chi_so) OVER (PARTITION BY d.ma_vai_tro ORDER BY d.bo_chi_so, d.seq, d.chi_so) IS DISTINCT FROM d.bo_chi_so THEN s.ten END AS ten_bo_moi, d.wording AS noi_dung, d.group_words, f.ky, f.gia_tri, f.don_vi_tinh,
	CASE WHEN NOT f.tam_giu THEN coalesce(nullif(f.hien_thi, '') || CASE f.ma_don_vi_tinh WHEN '%' THEN '%' ELSE coalesce(' ' || f.don_vi_tinh, '') END, '–') END AS ket_qua,
	f.chi_tieu_tinh, f.chi_tieu_quoc_gia, f.han,
	CASE WHEN f.chi_so IS NULL THEN 'no_data' ELSE CASE WHEN f.tam_giu THEN 'held' WHEN f.gia_tri IS NULL AND f.gia_tri_phan_so IS NULL THEN 'no_data'
		ELSE coalesce(nullif(f.ma_trang_thai_theo_han, ''), nullif(f.ma_trang_thai_tinh, '')) END END AS status,
	f.ly_do, 'bao-cao-' || f.bo_chi_so || '-' || f.ky || '.html#r-' || f.chi_so AS link,
	'giai-trinh-' || f.bo_chi_so || '-' || f.ky || '-' || regexp_replace(replace(replace(f.co_quan, '?', 'chua-ro'), '~', 'khong-phan-bo'), '[^A-Za-z0-9._-]', '_', 'g') || '.html#g-' || f.chi_so AS giai_trinh
FROM duties d
LEFT JOIN figures f ON f.bo_chi_so = d.bo_chi_so AND f.chi_so = d.chi_so
LEFT JOIN share.danh_muc s ON s.ma_loai = 'set' AND s.ma = d.bo_chi_so
ORDER BY array_position(ARRAY['lead', 'coordinating', 'following', 'directing'], d.ma_vai_tro::text), d.bo_chi_so, d.seq, d.chi_so;
