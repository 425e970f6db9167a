-- What moved since the period before of the same kind, figures of the set's territory.
-- :'set' :'period' :'agency' :'whom' ('': all)
-- Gives: a row an indicator whose value is another, both values, where they are explained, and the way it went
WITH figures AS (
	SELECT * FROM share.chi_so c WHERE c.bo_chi_so = :'set' AND c.co_quan = :'agency' AND length(c.ky) = length(:'period') AND c.ky <= :'period'
		AND substring(c.ky FROM 5 FOR 2) ~ CASE WHEN :'period' ~ '-Q' THEN '^-Q' WHEN :'period' ~ '-H' THEN '^-H' ELSE '' END
), steps AS (
	SELECT f.*, lag(f.ky) OVER w AS before_period, lag(f.hien_thi) OVER w AS before_shown,
		lag(f.gia_tri) OVER w AS before_value, lag(f.tam_giu) OVER w AS was_held
	FROM figures f
	WINDOW w AS (PARTITION BY f.chi_so ORDER BY f.ky)
)
SELECT s.chi_so AS id, coalesce(n.ten, s.chi_so) AS noi_dung, s.before_period AS ky_truoc, s.before_shown AS truoc,
	s.hien_thi AS nay, s.don_vi_tinh,
	'giai-trinh-' || s.bo_chi_so || '-' || s.ky || p.page AS giai_trinh, 'giai-trinh-' || s.bo_chi_so || '-' || s.before_period || p.page AS giai_trinh_truoc,
	CASE WHEN s.tam_giu THEN 'held' WHEN s.was_held THEN 'was_held' WHEN coalesce(s.hien_thi, '') = '' THEN 'gone' WHEN coalesce(s.before_shown, '') = '' THEN 'appeared'
		WHEN s.gia_tri > s.before_value THEN 'up' WHEN s.gia_tri < s.before_value THEN 'down' ELSE 'changed' END AS move_status
FROM steps s
CROSS JOIN LATERAL (SELECT '-' || regexp_replace(replace(replace(s.co_quan, '?', 'chua-ro'), '~', 'khong-phan-bo'), '[^A-Za-z0-9._-]', '_', 'g') || '.html#g-' || s.chi_so AS page) p
LEFT JOIN share.danh_muc n ON n.loai = 'chỉ số' AND n.ma = s.chi_so
WHERE s.ky = :'period' AND s.before_period IS NOT NULL AND coalesce(s.hien_thi, '') <> coalesce(s.before_shown, '')
	AND (:'whom' = '' OR EXISTS (SELECT FROM share.phan_cong p
		WHERE p.bo_chi_so = :'set' AND p.chi_so = s.chi_so AND :'whom' IN (p.co_quan, p.thanh_vien)))
ORDER BY length(substring(s.chi_so FROM '^[^.]*')), substring(s.chi_so FROM '^[^.]*'), length(s.chi_so), s.chi_so;
