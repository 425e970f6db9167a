-- Every set and period that somebody may have to sign: the latest two of each kind of period.
-- Gives: set, period, agency (''), state; and of each its words and where its page lies
SELECT f.bo_chi_so AS set, f.ky AS period, '' AS agency, f.bo_chi_so || '-' || f.ky AS id, coalesce(s.ten, f.bo_chi_so) AS title, f.approved, f.provisional, f.held, f.missing,
	'trinh-ky-' || f.bo_chi_so || '-' || f.ky || '.html' AS html, 'trinh-ky-' || f.bo_chi_so || '-' || f.ky || '.xlsx' AS xlsx,
	f.state || ' ' || coalesce(f.name_state, '') AS state
FROM (SELECT c.bo_chi_so, c.ky, md5(string_agg(c::text, '|' ORDER BY c.chi_so, c.co_quan)) AS state, md5(string_agg(coalesce(n.ten, ''), '|' ORDER BY c.chi_so, c.co_quan)) AS name_state,
		count(*) FILTER (WHERE c.ngay_duyet IS NOT NULL) AS approved, count(*) FILTER (WHERE c.tam_giu) AS held,
		count(*) FILTER (WHERE NOT c.tam_giu AND c.ngay_duyet IS NULL AND (c.gia_tri IS NOT NULL OR c.gia_tri_phan_so IS NOT NULL)) AS provisional,
		count(*) FILTER (WHERE NOT c.tam_giu AND c.ngay_duyet IS NULL AND c.gia_tri IS NULL AND c.gia_tri_phan_so IS NULL) AS missing,
		row_number() OVER (PARTITION BY c.bo_chi_so, length(c.ky) ORDER BY c.ky DESC) AS place
	FROM share.chi_so c LEFT JOIN share.danh_muc n ON n.ma_loai = 'indicator' AND n.ma = c.chi_so GROUP BY c.bo_chi_so, c.ky) f
LEFT JOIN share.danh_muc s ON s.ma_loai = 'set' AND s.ma = f.bo_chi_so
WHERE f.place <= 2
ORDER BY f.bo_chi_so, length(f.ky), f.ky DESC;
