-- The sets that an agency has figures of its own in.
-- :'agency'
-- Gives: id, a row a set
SELECT c.bo_chi_so AS id, coalesce(s.ten, c.bo_chi_so) AS ten, count(DISTINCT c.chi_so) AS so_chi_so
FROM share.chi_so c
LEFT JOIN share.danh_muc s ON s.ma_loai = 'set' AND s.ma = c.bo_chi_so
WHERE c.co_quan = :'agency'
GROUP BY c.bo_chi_so, s.ten
ORDER BY c.bo_chi_so;
