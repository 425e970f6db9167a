-- share.phien_ban: the versions of share. The number before the dot rises when something is no longer what it was: a view or column that
-- is gone, renamed, of another type or meaning. The number behind it rises when something is added, and what is added to a view stands
-- behind its last column. tests/data/share holds the columns of the version in use.
CREATE OR REPLACE VIEW share.phien_ban AS
SELECT v.version COLLATE "C" AS phien_ban, v.since::date AS tu_ngay, v.vi AS thay_doi, v.en AS thay_doi_en,
	row_number() OVER (ORDER BY string_to_array(v.version, '.')::integer[] DESC) = 1 AS hien_hanh
FROM (VALUES
	('1.1', '2026-11-28', 'chi_so thêm ngay_chot (ngày chốt kỳ), ngay_dinh_chinh (ngày điều chỉnh số đã chốt)',
		'chi_so has ngay_chot (the day on which its period was closed) and ngay_dinh_chinh (the day on which the closed number was corrected)'),
	('1.0', '2026-11-27', 'Phiên bản đầu tiên có số: giá trị, điểm, tử số, mẫu số là numeric, ngày là date, cặp chính xác là gia_tri_phan_so, diem_phan_so; số đang tạm giữ rời share, sang audit.tam_giu; thêm phien_ban, lan_chay, tap_du_lieu và hàm thay_doi',
		'the first numbered one: values, scores and both parts are numeric, days date, exact fractions gia_tri_phan_so and diem_phan_so; what is held leaves share for audit.tam_giu; new: phien_ban, lan_chay, tap_du_lieu, the function thay_doi')
) v (version, since, vi, en)
ORDER BY string_to_array(v.version, '.')::integer[];

COMMENT ON VIEW share.phien_ban IS
	'Các phiên bản của vùng chia sẻ. Cam kết: trong cùng số trước dấu chấm, không khung nhìn hay cột nào mất, đổi tên, đổi kiểu, đổi nghĩa; cột thêm vào luôn đứng cuối. Điều không giữ được nữa thì số ấy tăng và được ghi ở đây / Promise: within one major version no view or column goes, or changes its name, type or meaning; what is added stands last';
