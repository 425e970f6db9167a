-- The pages of each set and period, the latest six apart from the older ones.
-- Gives: of (the set), id, a row a period
WITH figures AS (
	SELECT c.bo_chi_so, c.ky, count(*) AS figures, count(*) FILTER (WHERE c.tam_giu) AS held,
		count(*) FILTER (WHERE c.gia_tri IS NULL AND c.gia_tri_phan_so IS NULL AND NOT c.tam_giu) AS missing,
		bool_or(n.ma_cap IN ('district', 'commune')) AND count(DISTINCT c.co_quan) > 1 AS has_places,
		row_number() OVER (PARTITION BY c.bo_chi_so ORDER BY left(c.ky, 4) DESC, length(c.ky), c.ky DESC) AS place
	FROM share.chi_so c LEFT JOIN share.danh_muc n ON n.ma_loai = 'agency' AND n.ma = c.co_quan
	GROUP BY c.bo_chi_so, c.ky
), boards AS (
	SELECT DISTINCT b.bo_chi_so, b.ky FROM share.bang_diem b WHERE b.ma_muc_goc <> '' AND b.ma_cong_muc IS NULL
)
SELECT f.bo_chi_so AS "of", f.bo_chi_so || ':' || f.ky AS id, f.ky AS period, f.figures, f.held, f.missing, CASE WHEN f.place > 6 THEN '1' END AS is_old,
	'bao-cao-' || f.bo_chi_so || '-' || f.ky || '.html' AS html, 'bao-cao-' || f.bo_chi_so || '-' || f.ky || '.xlsx' AS xlsx,
	'bao-cao-' || f.bo_chi_so || '-' || f.ky || '.csv' AS csv,
	CASE WHEN b.ky IS NOT NULL THEN 'bang-diem-' || f.bo_chi_so || '-' || f.ky || '.html' END AS board_html,
	CASE WHEN b.ky IS NOT NULL THEN 'bang-diem-' || f.bo_chi_so || '-' || f.ky || '.xlsx' END AS board_xlsx,
	CASE WHEN f.has_places THEN 'dia-ban-' || f.bo_chi_so || '-' || f.ky || '.html' END AS places_html,
	CASE WHEN f.has_places THEN 'dia-ban-' || f.bo_chi_so || '-' || f.ky || '.xlsx' END AS places_xlsx,
	CASE WHEN p.ky IS NOT NULL THEN 'hai-ky-' || f.bo_chi_so || '-' || f.ky || '.html' END AS pair_html,
	CASE WHEN p.ky IS NOT NULL THEN 'hai-ky-' || f.bo_chi_so || '-' || f.ky || '.xlsx' END AS pair_xlsx, p.ky AS before_period
FROM figures f
LEFT JOIN boards b ON b.bo_chi_so = f.bo_chi_so AND b.ky = f.ky
LEFT JOIN LATERAL (SELECT max(o.ky) AS ky FROM figures o WHERE o.bo_chi_so = f.bo_chi_so AND o.ky < f.ky
	AND translate(substr(o.ky, 5), '0123456789', '') = translate(substr(f.ky, 5), '0123456789', '')) p ON true
ORDER BY f.bo_chi_so, f.place;
