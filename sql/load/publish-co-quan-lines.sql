-- What an agency is to bring: its own figures of each set, and those of the set's territory that it leads by its own name.
-- :'agency'
-- Gives: id, a row a set and kind
SELECT o.kind || ':' || o.bo_chi_so AS id, 'k-' || o.kind || '-' || o.bo_chi_so AS anchor, coalesce(s.ten, o.bo_chi_so) AS ten,
	CASE o.kind WHEN 'lead' THEN '1' END AS is_lead, CASE o.kind WHEN 'own' THEN '1' END AS is_own
FROM (
	SELECT DISTINCT 'own' AS kind, c.bo_chi_so FROM share.chi_so c WHERE c.co_quan = :'agency'
	UNION
	SELECT DISTINCT 'lead', p.bo_chi_so FROM share.phan_cong p WHERE p.co_quan = :'agency' AND p.ma_vai_tro = 'lead'
) o
LEFT JOIN share.danh_muc s ON s.ma_loai = 'set' AND s.ma = o.bo_chi_so
ORDER BY o.kind DESC, o.bo_chi_so;
