-- The head of the explanations of an agency's figures of one set and period.
-- :'set' :'period' :'agency' :'day'
-- Gives: one row
SELECT :'set' AS id, :'period' AS period, :'agency' AS agency, coalesce(s.ten, :'set') AS title, coalesce(n.ten, :'agency') AS agency_name, :'day'::date AS made_on
FROM (SELECT) AS one
LEFT JOIN share.danh_muc n ON n.ma_loai = 'agency' AND n.ma = :'agency'
LEFT JOIN share.danh_muc s ON s.ma_loai = 'set' AND s.ma = :'set'
WHERE EXISTS (SELECT FROM share.chi_so c WHERE c.bo_chi_so = :'set' AND c.ky = :'period' AND c.co_quan = :'agency');
