-- Whose page it is, where nobody says: the set's agency above which the set has no other.
-- :'set' :'period'
-- Gives: one row, the agency; NULL without figures
SELECT min(f.co_quan)
FROM share.chi_so f
LEFT JOIN share.danh_muc n ON n.loai = 'cơ quan' AND n.ma = f.co_quan
WHERE f.bo_chi_so = :'set' AND f.ky = :'period' AND NOT EXISTS (SELECT FROM share.chi_so o
	WHERE o.bo_chi_so = f.bo_chi_so AND o.ky = f.ky AND o.co_quan = n.ma_cap_tren);
