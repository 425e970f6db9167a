-- The head of a set's report: whose it is, of which period, and how its rows stand.
-- :'set' :'period' :'agency' :'whom' ('': all) :'day'
-- Gives: one row
SELECT :'set' AS id, :'period' AS period, s.ten AS title, n.ten AS agency_name, upper(n.ten) AS agency_capitals, :'agency' AS agency,
	left(:'period', 4) AS year, (nullif(left(:'period', 4), '')::integer - 1)::text AS year_before,
	CASE WHEN :'period' ~ '-Q[1-4]$' THEN 'quý ' || (ARRAY['I', 'II', 'III', 'IV'])[right(:'period', 1)::integer] || ' năm ' || left(:'period', 4)
		WHEN :'period' ~ '-[0-9]{2}$' THEN 'tháng ' || ltrim(right(:'period', 2), '0') || ' năm ' || left(:'period', 4)
		WHEN :'period' ~ '-H[12]$' THEN '6 tháng ' || CASE right(:'period', 1) WHEN '1' THEN 'đầu' ELSE 'cuối' END || ' năm ' || left(:'period', 4)
		WHEN :'period' ~ '-9M$' THEN '9 tháng năm ' || left(:'period', 4)
		ELSE 'năm ' || left(:'period', 4) END AS period_words,
	(SELECT t.ten FROM share.danh_muc t WHERE t.loai = 'cơ quan' AND t.ma = :'whom') AS whom_name, nullif(:'whom', '') AS whom,
	(SELECT nullif(count(DISTINCT c.co_quan), 0) FROM share.chi_so c WHERE c.bo_chi_so = :'set' AND c.ky = :'period' AND c.co_quan <> :'agency') AS others,
	:'day'::date AS made_on, 'bao-cao-' || :'set' || '-' || :'period' || '.html' AS report_html,
	(SELECT 'bang-diem-' || :'set' || '-' || :'period' || '.html' WHERE EXISTS (SELECT FROM share.bang_diem b
		WHERE b.bo_chi_so = :'set' AND b.ky = :'period' AND b.co_quan = :'agency' AND b.ma_muc_goc <> '' AND b.ma_cong_muc IS NULL)) AS board_html,
	(SELECT 'hai-ky-' || :'set' || '-' || :'period' || '.html' WHERE EXISTS (SELECT FROM share.chi_so c WHERE c.bo_chi_so = :'set' AND c.ky < :'period'
		AND translate(substr(c.ky, 5), '0123456789', '') = translate(substr(:'period', 5), '0123456789', ''))) AS pair_html,
	(SELECT 'dia-ban-' || :'set' || '-' || :'period' || '.html' WHERE EXISTS (SELECT FROM share.chi_so c
		JOIN share.danh_muc d ON d.ma_loai = 'agency' AND d.ma = c.co_quan AND d.ma_cap IN ('district', 'commune')
		WHERE c.bo_chi_so = :'set' AND c.ky = :'period' AND c.co_quan <> :'agency')) AS places_html,
	(SELECT '1' WHERE EXISTS (SELECT FROM share.bang_diem b WHERE b.bo_chi_so = :'set' AND b.ky = :'period' AND b.co_quan = :'agency'
		AND b.diem_toi_da IS NULL AND b.phan_diem IS NOT NULL)) AS has_unknown_max
FROM (SELECT) AS one
LEFT JOIN share.danh_muc n ON n.loai = 'cơ quan' AND n.ma = :'agency'
LEFT JOIN share.danh_muc s ON s.loai = 'bộ chỉ số' AND s.ma = :'set'
WHERE EXISTS (SELECT FROM share.chi_so c WHERE c.bo_chi_so = :'set' AND c.ky = :'period' AND c.co_quan = :'agency')
	AND (:'whom' = '' OR EXISTS (SELECT FROM share.phan_cong p WHERE p.bo_chi_so = :'set' AND :'whom' IN (p.co_quan, p.thanh_vien)));
