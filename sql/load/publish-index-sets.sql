-- The sets that have figures.
-- Gives: id, a row a set
SELECT c.bo_chi_so AS id, coalesce(s.ten, c.bo_chi_so) AS title, count(DISTINCT c.ky) AS periods,
	CASE WHEN count(DISTINCT c.ky) > 6 THEN '1' END AS has_old, count(DISTINCT c.ky) - 6 AS n_old, 'bo-' || c.bo_chi_so AS anchor
FROM share.chi_so c
LEFT JOIN share.danh_muc s ON s.ma_loai = 'set' AND s.ma = c.bo_chi_so
GROUP BY c.bo_chi_so, s.ten
ORDER BY c.bo_chi_so;
