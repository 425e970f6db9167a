-- The head of the entry page.
-- :'day'
-- Gives: one row
SELECT 'index' AS id, :'day'::date AS made_on, CASE WHEN EXISTS (SELECT FROM share.chi_so) OR EXISTS (SELECT FROM share.phan_cong) THEN 'cac-co-quan.html' END AS agencies_html,
	(SELECT '1' FROM share.chi_so c GROUP BY c.bo_chi_so HAVING count(DISTINCT c.ky) > 6 LIMIT 1) AS has_old;
