-- The roles that an agency has targets in.
-- :'agency'
-- Gives: id, a row a role
SELECT p.ma_vai_tro AS id, p.vai_tro AS ten, n.ten_en, count(DISTINCT (p.bo_chi_so, p.chi_so)) AS so_chi_tieu
FROM share.phan_cong p
LEFT JOIN share.danh_muc n ON n.ma_loai = 'role' AND n.ma = p.ma_vai_tro
WHERE p.co_quan = :'agency' OR p.thanh_vien = :'agency'
GROUP BY p.ma_vai_tro, p.vai_tro, n.ten_en
ORDER BY array_position(ARRAY['lead', 'coordinating', 'following', 'directing'], p.ma_vai_tro::text);
