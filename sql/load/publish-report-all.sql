-- Every set and period that has a report, and what its page would be made of: figures, the reported words, and of the latest
-- period what falls due by the day.
-- :'day'
-- Gives: set, period, agency (''), state; and of each its words and where its page lies
WITH figures AS (
	SELECT c.bo_chi_so, c.ky, count(*) AS figures, count(*) FILTER (WHERE c.tam_giu) AS held,
		count(*) FILTER (WHERE c.gia_tri IS NULL AND c.gia_tri_phan_so IS NULL AND NOT c.tam_giu) AS missing,
		bit_xor(hashtextextended(concat_ws('|', c.chi_so, c.co_quan, c.tu_lan_chay, c.trang_thai_duyet, c.ngay_duyet, c.hien_thi, c.don_vi_tinh, c.co_so, c.chi_tieu_tinh,
		c.chi_tieu_quoc_gia, c.trang_thai_tinh, c.trang_thai_quoc_gia, c.trang_thai_theo_han, c.trang_thai_quoc_gia_theo_han, c.han, c.han_quoc_gia, c.canh_bao,
		c.canh_bao_en, c.ly_do, c.ly_do_en, c.quy_tac), 0)) AS state,
		row_number() OVER (PARTITION BY c.bo_chi_so, length(c.ky) ORDER BY c.ky DESC) AS place
	FROM share.chi_so c GROUP BY c.bo_chi_so, c.ky
), words AS (
	SELECT c.bo_chi_so, c.ky, md5(string_agg(r::text, '|' ORDER BY r.dia_ban, r.thu_tu)) AS state
	FROM share.phu_luc_i r
	JOIN share.chi_so c ON c.ky = r.ky_bao_cao AND c.co_quan = r.dia_ban AND c.chi_so = r.ma_chi_tieu
	GROUP BY c.bo_chi_so, c.ky
), duties AS (
	SELECT p.bo_chi_so, sum(hashtextextended(p::text, 0)::numeric) AS state
	FROM share.phan_cong p GROUP BY p.bo_chi_so
), due AS (
	SELECT h.bo_chi_so, md5(string_agg(h::text, '|' ORDER BY h::text COLLATE "C")) AS state
	FROM share.den_han h WHERE h.han BETWEEN :'day'::date AND :'day'::date + 31 GROUP BY h.bo_chi_so
)
SELECT f.bo_chi_so AS set, f.ky AS period, '' AS agency, f.bo_chi_so || '-' || f.ky AS id, s.ten AS title, f.figures, f.held,
	f.missing, 'bao-cao-' || f.bo_chi_so || '-' || f.ky || '.html' AS html,
	'bao-cao-' || f.bo_chi_so || '-' || f.ky || '.xlsx' AS xlsx, 'bao-cao-' || f.bo_chi_so || '-' || f.ky || '.csv' AS csv,
	concat_ws(' ', f.state, w.state, d.state, CASE WHEN f.place = 1 THEN u.state END) AS state
FROM figures f
LEFT JOIN words w ON w.bo_chi_so = f.bo_chi_so AND w.ky = f.ky
LEFT JOIN duties d ON d.bo_chi_so = f.bo_chi_so
LEFT JOIN due u ON u.bo_chi_so = f.bo_chi_so
LEFT JOIN share.danh_muc s ON s.loai = 'bộ chỉ số' AND s.ma = f.bo_chi_so
ORDER BY f.bo_chi_so, length(f.ky), f.ky DESC;
