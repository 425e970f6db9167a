-- What an analyst has to look at: figures that are held (without their number), flagged ones of its latest two periods that nobody approved, figures of each set's
-- latest period that are not there, refused records.
-- Gives: of (an agency), id, its kind, what, and what to do
WITH periods AS MATERIALIZED (
	SELECT p.*, dense_rank() OVER (PARTITION BY p.bo_chi_so, length(p.ky) ORDER BY p.ky DESC) AS place
	FROM (SELECT DISTINCT c.bo_chi_so, c.ky FROM share.chi_so c) p
), figures AS MATERIALIZED (
	SELECT c.co_quan, c.bo_chi_so, c.ky, c.chi_so, c.tam_giu, c.ly_do, c.canh_bao, c.ngay_duyet, c.gia_tri, c.gia_tri_phan_so, p.place
	FROM share.chi_so c JOIN periods p ON p.bo_chi_so = c.bo_chi_so AND p.ky = c.ky
	WHERE c.tam_giu OR c.canh_bao <> '' OR c.gia_tri IS NULL AND c.gia_tri_phan_so IS NULL
), items AS (
	SELECT c.co_quan, 1 AS place, 'held' AS status, c.bo_chi_so, c.ky, NULL::date AS cho_tu, c.chi_so AS ma, coalesce(n.ten, c.chi_so) AS noi_dung, c.ly_do AS tim_thay,
		'xem căn cứ và duyệt hoặc để giữ: chiso-approve ' || c.ky || ' --list --indicator ' || c.chi_so AS viec_can_lam, 1::bigint AS so_dong
	FROM figures c LEFT JOIN share.danh_muc n ON n.ma_loai = 'indicator' AND n.ma = c.chi_so WHERE c.tam_giu
	UNION ALL
	SELECT c.co_quan, 2, 'flagged', c.bo_chi_so, c.ky, NULL, c.chi_so, coalesce(n.ten, c.chi_so), c.canh_bao,
		'đối chiếu với đơn vị gửi; số sai thì gửi lại, số đúng thì duyệt: chiso-approve ' || c.ky || ' --indicator ' || c.chi_so, 1
	FROM figures c LEFT JOIN share.danh_muc n ON n.ma_loai = 'indicator' AND n.ma = c.chi_so
	WHERE NOT c.tam_giu AND c.canh_bao <> '' AND c.ngay_duyet IS NULL AND c.place <= 2
	UNION ALL
	SELECT s.co_quan, 3, 'refused', s.nguon, NULL, (s.cho_tu AT TIME ZONE 'Asia/Ho_Chi_Minh')::date, coalesce(s.ma_truong, s.ma_ly_do),
		concat_ws(', ', split_part(s.ten_nguon, ' (', 1), s.ten_truong), s.ly_do, s.viec_can_lam || ': chiso-rejects --agency ' || s.co_quan, s.so_ban_ghi
	FROM share.cho_sua s
	UNION ALL
	SELECT c.co_quan, 4, 'no_data', c.bo_chi_so, c.ky, NULL, NULL, string_agg(c.chi_so, ', ' ORDER BY length(split_part(c.chi_so, '.', 1)), split_part(c.chi_so, '.', 1), substring(split_part(c.chi_so, '.', 2) FROM '^[0-9]{1,6}')::integer, c.chi_so),
		'vì sao từng số: trang trình duyệt của kỳ', 'nhắc đơn vị chủ trì gửi số liệu: share.den_han có ai và biểu nào', count(*)
	FROM figures c WHERE NOT c.tam_giu AND c.gia_tri IS NULL AND c.gia_tri_phan_so IS NULL AND c.place = 1
	GROUP BY c.co_quan, c.bo_chi_so, c.ky
)
SELECT i.co_quan AS "of", concat_ws(' ', i.status, i.bo_chi_so, i.ky, i.ma, i.co_quan, row_number() OVER (PARTITION BY i.status, i.bo_chi_so, i.ky, i.ma, i.co_quan
	ORDER BY i.tim_thay, i.viec_can_lam)) AS id, coalesce(a.ten, CASE i.co_quan WHEN 'unknown' THEN 'Chưa rõ cơ quan' ELSE i.co_quan END) AS co_quan,
	i.status, i.bo_chi_so, i.ky, i.cho_tu, i.ma, i.noi_dung, i.tim_thay, i.viec_can_lam, i.so_dong
FROM items i LEFT JOIN share.danh_muc a ON a.ma_loai = 'agency' AND a.ma = i.co_quan
ORDER BY i.co_quan, i.place, i.bo_chi_so, i.ky, i.ma COLLATE "C", i.tim_thay COLLATE "C", i.viec_can_lam COLLATE "C";
