-- The two halves of the page of feeds.
-- Gives: id, its words
SELECT g.id, g.title, g.title_en
FROM (VALUES (1, 'own', 'Nguồn riêng của tỉnh', 'the province''s own feeds'),
	(2, 'systems', 'Hệ thống, cơ sở dữ liệu của trung ương (Phụ lục 1)', 'national systems, by the register')) g (place, id, title, title_en)
WHERE g.id = 'own' AND EXISTS (SELECT FROM share.nguon_du_lieu d WHERE d.he_thong IS NULL)
	OR g.id = 'systems' AND EXISTS (SELECT FROM share.nguon)
ORDER BY g.place;
