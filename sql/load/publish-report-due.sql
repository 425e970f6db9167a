-- What of the set falls due within 31 days of the page's day.
-- :'set' :'agency' :'whom' ('': all) :'day'
-- Gives: a row a target, the nearest first
SELECT h.chi_so AS id, h.noi_dung, h.han, h.chi_tieu, h.cap, h.chu_tri
FROM share.den_han h
WHERE h.bo_chi_so = :'set' AND (h.co_quan = :'agency' OR h.co_quan IS NULL) AND h.han BETWEEN :'day'::date AND :'day'::date + 31
	AND (:'whom' = '' OR EXISTS (SELECT FROM share.phan_cong p
		WHERE p.bo_chi_so = :'set' AND p.chi_so = h.chi_so AND :'whom' IN (p.co_quan, p.thanh_vien)))
ORDER BY h.han, h.chi_so, h.cap;
