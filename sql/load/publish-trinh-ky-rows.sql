-- Every figure of the set and period, of every agency, by how it stands with who approves. Of a held one there is no number and no flag;
-- who approved is in audit.approval alone, and is filled in by hand.
-- :'set' :'period' :'agency'
-- Gives: of (the group), id, the figure, when it was approved, its flags
SELECT CASE WHEN c.tam_giu THEN 'held' WHEN c.ngay_duyet IS NOT NULL THEN 'approved'
		WHEN c.gia_tri IS NULL AND c.gia_tri_phan_so IS NULL THEN 'no_data' ELSE 'provisional' END AS "of",
	c.chi_so || ' ' || c.co_quan AS id, c.chi_so AS ma, coalesce(n.ten, c.chi_so) AS noi_dung, coalesce(a.ten, c.co_quan) AS co_quan,
	CASE WHEN NOT c.tam_giu THEN c.gia_tri END AS gia_tri,
	CASE WHEN NOT c.tam_giu THEN nullif(c.hien_thi, '') || coalesce(CASE c.ma_don_vi_tinh WHEN '%' THEN '%' ELSE ' ' || c.don_vi_tinh END, '') END AS ket_qua,
	coalesce(c.chi_tieu_tinh, '') AS chi_tieu, CASE WHEN NOT c.tam_giu THEN c.canh_bao END AS canh_bao, c.ly_do, c.ngay_duyet,
	CASE WHEN c.tam_giu THEN 'held' WHEN c.ngay_duyet IS NOT NULL THEN 'approved' WHEN c.gia_tri IS NULL AND c.gia_tri_phan_so IS NULL THEN 'no_data'
		ELSE 'provisional' END AS status
FROM share.chi_so c
LEFT JOIN share.danh_muc n ON n.ma_loai = 'indicator' AND n.ma = c.chi_so
LEFT JOIN share.danh_muc a ON a.ma_loai = 'agency' AND a.ma = c.co_quan
WHERE c.bo_chi_so = :'set' AND c.ky = :'period'
ORDER BY 1, c.co_quan <> :'agency', c.co_quan, length(split_part(c.chi_so, '.', 1)), split_part(c.chi_so, '.', 1), substring(split_part(c.chi_so, '.', 2) FROM '^[0-9]{1,6}')::integer, c.chi_so;
