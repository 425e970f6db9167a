-- Every agency that has figures, targets by its own name or refused records, and what its page would be made of; who has targets as a
-- member of a group alone has the group's: its page is made by hand (chiso-publish co-quan --agency).
-- (a figure's other columns change with its run alone)
-- Gives: set (''), period (''), agency, name (of its file), state; and of each its words, counts and where its page lies
WITH latest AS (
	SELECT DISTINCT ON (c.bo_chi_so, c.chi_so) c.bo_chi_so, c.chi_so, hashtextextended(concat_ws('|', c.chi_so, c.co_quan, c.ky, c.tu_lan_chay, c.trang_thai_duyet, c.ngay_duyet, c.hien_thi, c.don_vi_tinh,
		c.ma_trang_thai_theo_han, c.ma_trang_thai_tinh, c.canh_bao, c.ly_do), 0) AS state,
		coalesce(nullif(c.ma_trang_thai_theo_han, ''), c.ma_trang_thai_tinh) IN ('behind', 'not_reached', 'relapsed', 'overdue', 'due') AND NOT c.tam_giu AS is_behind
	FROM (SELECT DISTINCT p.bo_chi_so, p.chi_so FROM share.phan_cong p) d
	JOIN share.chi_so c ON c.bo_chi_so = d.bo_chi_so AND c.chi_so = d.chi_so
	LEFT JOIN share.danh_muc n ON n.ma_loai = 'agency' AND n.ma = c.co_quan
	ORDER BY c.bo_chi_so, c.chi_so, n.ma_cap_tren IS NOT NULL, c.gia_tri IS NULL AND c.gia_tri_phan_so IS NULL AND NOT c.tam_giu,
		left(c.ky, 4) DESC, length(c.ky), c.ky DESC, c.co_quan
), own AS (
	SELECT i.co_quan, count(*) AS figures, bit_xor(i.state) AS state FROM (
		SELECT c.co_quan, c.bo_chi_so, c.chi_so, bit_xor(hashtextextended(concat_ws('|', c.chi_so, c.co_quan, c.ky, c.tu_lan_chay, c.trang_thai_duyet, c.ngay_duyet, c.hien_thi, c.don_vi_tinh,
			c.ma_trang_thai_theo_han, c.ma_trang_thai_tinh, c.canh_bao, c.ly_do), 0)) AS state
		FROM share.chi_so c GROUP BY c.co_quan, c.bo_chi_so, c.chi_so) i
	GROUP BY i.co_quan
), duties AS (
	SELECT coalesce(p.thanh_vien, p.co_quan) AS co_quan, count(DISTINCT (p.bo_chi_so, p.chi_so)) FILTER (WHERE p.ma_vai_tro = 'lead' AND p.thanh_vien IS NULL) AS leads,
		count(DISTINCT (p.bo_chi_so, p.chi_so)) FILTER (WHERE p.ma_vai_tro = 'lead' AND p.thanh_vien IS NOT NULL) AS group_leads,
		count(DISTINCT (p.bo_chi_so, p.chi_so)) AS targets, bool_or(p.thanh_vien IS NULL) AS is_named, count(DISTINCT (p.bo_chi_so, p.chi_so)) FILTER (WHERE p.ma_vai_tro = 'lead' AND p.thanh_vien IS NULL AND l.is_behind) AS behind,
		sum(hashtextextended(concat_ws('/', p::text, l.state), 0)::numeric) AS state
	FROM share.phan_cong p LEFT JOIN latest l ON l.bo_chi_so = p.bo_chi_so AND l.chi_so = p.chi_so
	WHERE coalesce(p.thanh_vien, p.co_quan) IS NOT NULL GROUP BY 1
), refused AS (
	SELECT r.co_quan, sum(r.so_ban_ghi)::bigint AS n, bit_xor(hashtextextended(r::text, 0)) AS state
	FROM share.cho_sua r WHERE r.co_quan <> 'unknown' GROUP BY r.co_quan
), named AS (
	SELECT a.co_quan, regexp_replace(replace(replace(a.co_quan, '?', 'chua-ro'), '~', 'khong-phan-bo'), '[^A-Za-z0-9._-]', '_', 'g') AS name
	FROM (SELECT co_quan FROM own UNION SELECT co_quan FROM duties UNION SELECT co_quan FROM refused) a
)
SELECT '' AS set, '' AS period, d.co_quan AS agency, d.name, d.co_quan AS id, coalesce(n.ten, d.co_quan) AS ten, n.cap,
	coalesce(o.figures, 0) AS figures, coalesce(u.leads, 0) AS leads, coalesce(u.group_leads, 0) AS group_leads, coalesce(u.targets, 0) AS targets, coalesce(u.behind, 0) AS behind,
	coalesce(r.n, 0) AS refused, 'co-quan-' || d.name || '.html' AS html, md5(concat_ws(' ', n::text, o.state, u.state, r.state)) AS state
FROM named d
LEFT JOIN share.danh_muc n ON n.ma_loai = 'agency' AND n.ma = d.co_quan
LEFT JOIN own o ON o.co_quan = d.co_quan
LEFT JOIN duties u ON u.co_quan = d.co_quan
LEFT JOIN refused r ON r.co_quan = d.co_quan
WHERE n.ma_cap IS DISTINCT FROM 'group' AND (o.figures > 0 OR u.is_named OR r.n > 0)
ORDER BY array_position(ARRAY['province', 'district', 'commune', 'central', 'enterprise', 'unknown'], n.ma_cap), d.co_quan;
