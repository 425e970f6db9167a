-- The head of two periods side by side.
-- :'set' :'period' :'agency' :'day'
-- Gives: one row
SELECT :'set' AS id, :'period' AS period, b.ky AS before_period, s.ten AS title, n.ten AS agency_name, :'agency' AS agency, :'day'::date AS made_on,
	'bao-cao-' || :'set' || '-' || :'period' || '.html' AS report_html, 'bao-cao-' || :'set' || '-' || b.ky || '.html' AS before_html,
	'hai-ky-' || :'set' || '-' || b.ky || '.html' AS earlier_html,
	CASE WHEN EXISTS (SELECT FROM share.chi_so c WHERE c.bo_chi_so = :'set' AND c.ky < b.ky
		AND translate(substr(c.ky, 5), '0123456789', '') = translate(substr(:'period', 5), '0123456789', '')) THEN '1' END AS has_earlier
FROM (SELECT max(c.ky) AS ky FROM (SELECT DISTINCT f.ky FROM share.chi_so f WHERE f.bo_chi_so = :'set') c
	WHERE c.ky < :'period' AND translate(substr(c.ky, 5), '0123456789', '') = translate(substr(:'period', 5), '0123456789', '')) b
LEFT JOIN share.danh_muc n ON n.ma_loai = 'agency' AND n.ma = :'agency'
LEFT JOIN share.danh_muc s ON s.ma_loai = 'set' AND s.ma = :'set'
WHERE b.ky IS NOT NULL;
