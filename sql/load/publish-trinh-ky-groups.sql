-- What is put before who signs: what was approved, what waits to be, what is held, what is not there.
-- :'set' :'period'
-- Gives: id, its words, how many
SELECT g.id, g.title, g.title_en, count(c.chi_so) AS so_luong
FROM (VALUES (1, 'approved', 'Đã duyệt', 'approved'), (2, 'provisional', 'Trình duyệt (tạm tính)', 'put forward, provisional'),
	(3, 'held', 'Tạm giữ, không trình cùng: phải xem và duyệt từng số', 'held: to be looked at one by one'),
	(4, 'no_data', 'Chưa có số liệu', 'no figure')) g (place, id, title, title_en)
LEFT JOIN share.chi_so c ON c.bo_chi_so = :'set' AND c.ky = :'period' AND g.id = CASE WHEN c.tam_giu THEN 'held' WHEN c.ngay_duyet IS NOT NULL THEN 'approved'
	WHEN c.gia_tri IS NULL AND c.gia_tri_phan_so IS NULL THEN 'no_data' ELSE 'provisional' END
GROUP BY g.place, g.id, g.title, g.title_en ORDER BY g.place;
