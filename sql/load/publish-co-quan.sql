-- The head of an agency's page.
-- :'agency' :'day'
-- Gives: one row
SELECT :'agency' AS id, :'agency' AS agency, coalesce(n.ten, :'agency') AS ten, n.cap, a.ten AS ten_cap_tren, :'day'::date AS made_on,
	regexp_replace(:'agency', '[^A-Za-z0-9._-]', '_', 'g') AS file_name,
	(SELECT nullif(sum(r.so_ban_ghi), 0)::bigint FROM share.cho_sua r WHERE r.co_quan = :'agency') AS refused_all
FROM (SELECT) AS one
LEFT JOIN share.danh_muc n ON n.ma_loai = 'agency' AND n.ma = :'agency'
LEFT JOIN share.danh_muc a ON a.ma_loai = 'agency' AND a.ma = n.ma_cap_tren
WHERE EXISTS (SELECT FROM share.chi_so c WHERE c.co_quan = :'agency')
	OR EXISTS (SELECT FROM share.phan_cong p WHERE p.co_quan = :'agency' OR p.thanh_vien = :'agency')
	OR EXISTS (SELECT FROM share.cho_sua r WHERE r.co_quan = :'agency');
