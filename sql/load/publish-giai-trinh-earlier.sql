-- What the figures were before, and in which runs.
-- :'set' :'period' :'agency'
-- Gives: of (the figure), a row a value
SELECT h.chi_so AS "of", h.tu_lan_chay::text AS tu, h.den_lan_chay::text AS den, coalesce(nullif(h.hien_thi, ''), '–') AS truoc
FROM share.chi_so_lich_su h
WHERE h.bo_chi_so = :'set' AND h.ky = :'period' AND h.co_quan = :'agency' AND h.den_lan_chay IS NOT NULL
	AND EXISTS (SELECT FROM share.chi_so c WHERE c.bo_chi_so = h.bo_chi_so AND c.chi_so = h.chi_so AND c.ky = h.ky AND c.co_quan = h.co_quan)
ORDER BY h.chi_so, h.tu_lan_chay DESC, h.den_lan_chay DESC, truoc;
