-- What of an agency was refused and waits to be mended.
-- :'agency'
-- Gives: a row a source, field and reason
SELECT concat_ws(':', r.nguon, r.ma_truong, r.ma_ly_do) AS id, concat_ws('-', 'x', r.nguon, r.ma_truong, r.ma_ly_do) AS anchor, r.ten_nguon,
	coalesce(r.ten_truong, '–') AS truong, r.ly_do, r.ly_do_en, r.viec_can_lam, r.viec_can_lam_en, r.so_ban_ghi,
	(r.cho_tu AT TIME ZONE 'Asia/Ho_Chi_Minh')::date AS tu_ngay
FROM share.cho_sua r
WHERE r.co_quan = :'agency'
ORDER BY r.so_ban_ghi DESC, r.nguon, r.ma_truong, r.ma_ly_do, r.viec_can_lam COLLATE "C";
