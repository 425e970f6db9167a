-- An agency's own figures: of each indicator the latest period that says something (of a year its own before those of its quarters), and
-- the period of the same kind before it.
-- :'agency'
-- Gives: of (the set), id, the columns of the table, status
WITH figures AS (
	SELECT DISTINCT ON (c.bo_chi_so, c.chi_so) c.* FROM share.chi_so c WHERE c.co_quan = :'agency'
	ORDER BY c.bo_chi_so, c.chi_so, c.gia_tri IS NULL AND c.gia_tri_phan_so IS NULL AND NOT c.tam_giu, left(c.ky, 4) DESC, length(c.ky), c.ky DESC
), steps AS (
	SELECT c.bo_chi_so, c.chi_so, c.ky, lag(c.ky) OVER w AS before_period, lag(c.hien_thi) OVER w AS before_shown
	FROM share.chi_so c WHERE c.co_quan = :'agency'
	WINDOW w AS (PARTITION BY c.bo_chi_so, c.chi_so, translate(substr(c.ky, 5), '0123456789', '') ORDER BY c.ky)
), lines AS (
	SELECT v.bo_chi_so, v.chi_so, min(v.thu_tu) AS seq, min(v.noi_dung) AS wording FROM share.van_ban v
	WHERE v.bo_chi_so IN (SELECT bo_chi_so FROM figures) GROUP BY v.bo_chi_so, v.chi_so
)
SELECT f.bo_chi_so AS "of", f.chi_so AS id, 'f-' || f.bo_chi_so || '-' || f.chi_so AS anchor, coalesce(l.wording, n.ten, f.chi_so) AS noi_dung, f.ky,
	f.gia_tri, f.don_vi_tinh, CASE WHEN NOT f.tam_giu THEN coalesce(nullif(f.hien_thi, '') || CASE f.ma_don_vi_tinh WHEN '%' THEN '%' ELSE coalesce(' ' || f.don_vi_tinh, '') END, '–') END AS ket_qua,
	f.tu_so, f.mau_so, CASE WHEN f.tu_so IS NOT NULL AND f.mau_so IS NOT NULL THEN '1' END AS has_parts,
	CASE WHEN s.before_shown <> '' THEN s.before_period END AS ky_truoc, s.before_shown AS truoc,
	f.chi_tieu_tinh, f.chi_tieu_quoc_gia, f.han, CASE WHEN f.tam_giu THEN 'held' WHEN f.gia_tri IS NULL AND f.gia_tri_phan_so IS NULL THEN 'no_data'
		ELSE coalesce(nullif(f.ma_trang_thai_theo_han, ''), nullif(f.ma_trang_thai_tinh, '')) END AS status,
	CASE WHEN f.tam_giu THEN NULL WHEN regexp_replace(coalesce(f.ma_canh_bao, ''), '(^|; )points_unknown[^;]*', '') <> '' THEN 'flagged'
		WHEN f.ma_co_so = 'stated' AND f.tu_so IS NULL AND (f.gia_tri IS NOT NULL OR f.gia_tri_phan_so IS NOT NULL) THEN 'stated' END AS evidence_status,
	nullif(regexp_replace(coalesce(f.canh_bao, ''), '^chưa biết điểm tối đa, điểm là phần của điểm tối đa(; )?', ''), '') AS canh_bao, f.ly_do
FROM figures f
LEFT JOIN steps s ON s.bo_chi_so = f.bo_chi_so AND s.chi_so = f.chi_so AND s.ky = f.ky
LEFT JOIN lines l ON l.bo_chi_so = f.bo_chi_so AND l.chi_so = f.chi_so
LEFT JOIN share.danh_muc n ON n.ma_loai = 'indicator' AND n.ma = f.chi_so
ORDER BY f.bo_chi_so, l.seq, f.chi_so;
