-- The same as a list for a workbook: a row a place and indicator, numbers as numbers.
-- :'set' :'period' :'agency'
-- Gives: a row a figure
WITH figures AS (
	SELECT * FROM share.chi_so c WHERE c.bo_chi_so = :'set' AND c.ky = :'period'
), places AS (
	SELECT n.ma AS co_quan, n.ten, n.cap, n.ma_cap, n.ma = :'agency' AS is_all,
		n.ma IN (SELECT b.ma_cap_tren FROM share.danh_muc b WHERE b.ma_loai = 'agency' AND b.ma_cap_tren IS NOT NULL AND b.ma_cap <> 'unknown') AS is_rolled
	FROM share.danh_muc n
	WHERE n.ma_loai = 'agency' AND n.ma IN (SELECT co_quan FROM figures) AND (n.ma = :'agency' OR n.ma_cap IN ('district', 'commune', 'unknown'))
)
SELECT p.co_quan, p.ten, p.cap, CASE WHEN p.is_rolled THEN 'gộp cả đơn vị trực thuộc' WHEN p.ma_cap = 'unknown' THEN 'chưa rõ đơn vị' ELSE 'của riêng' END AS pham_vi,
	f.chi_so, coalesce(n.ten, f.chi_so) AS noi_dung, f.gia_tri, f.don_vi_tinh, f.tu_so, f.mau_so,
	CASE WHEN f.tam_giu THEN 'held' WHEN f.gia_tri IS NULL AND f.gia_tri_phan_so IS NULL THEN 'no_data' END AS status, f.ly_do, f.canh_bao
FROM figures f
JOIN places p ON p.co_quan = f.co_quan
LEFT JOIN share.danh_muc n ON n.ma_loai = 'indicator' AND n.ma = f.chi_so
ORDER BY NOT p.is_all, p.ma_cap = 'unknown', p.co_quan, f.chi_so;
