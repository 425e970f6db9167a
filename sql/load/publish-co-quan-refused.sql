-- What of an agency was refused and waits to be mended.
-- :'agency'
-- Gives: a row a source, field and reason
SELECT r.ma_nguon || ':' || coalesce(r.ma_truong, '') || ':' || r.ma_ly_do || ':' || r.ma_muc_do AS id,
	'x-' || r.ma_nguon || '-' || coalesce(r.ma_truong, '') || '-' || r.ma_ly_do || '-' || r.ma_muc_do AS anchor,
	r.ten_nguon, coalesce(r.truong, '–') AS truong, r.ly_do, r.ly_do_en, r.can_lam, r.can_lam_en, r.so_luong, r.tu_ngay
FROM share.tu_choi r
WHERE r.co_quan = :'agency'
ORDER BY r.so_luong DESC, r.ma_nguon, r.ma_truong, r.ma_ly_do, r.ma_muc_do;
