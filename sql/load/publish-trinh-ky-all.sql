-- Every set and period that somebody may have to sign: the latest two of each kind of period.
-- Gives: set, period, agency (''), state; and of each its words and where its page lies
WITH latest AS MATERIALIZED (
	SELECT d.bo_chi_so, d.ky FROM (SELECT p.bo_chi_so, p.ky, row_number() OVER (PARTITION BY p.bo_chi_so, length(p.ky) ORDER BY p.ky DESC) AS place
		FROM (SELECT DISTINCT bo_chi_so, ky FROM share.chi_so) p) d
	WHERE d.place <= 2
)
SELECT f.bo_chi_so AS set, f.ky AS period, '' AS agency, f.bo_chi_so || '-' || f.ky AS id, coalesce(s.ten, f.bo_chi_so) AS title, f.approved, f.provisional, f.held, f.missing,
	'trinh-ky-' || f.bo_chi_so || '-' || f.ky || '.html' AS html, 'trinh-ky-' || f.bo_chi_so || '-' || f.ky || '.xlsx' AS xlsx,
	f.state::text AS state
FROM (SELECT c.bo_chi_so, c.ky, bit_xor(hashtextextended(concat_ws('|', c.chi_so, c.co_quan, c.tu_lan_chay, c.trang_thai_duyet, c.ngay_duyet, c.hien_thi, c.don_vi_tinh, c.co_so, c.chi_tieu_tinh,
			c.chi_tieu_quoc_gia, c.trang_thai_tinh, c.trang_thai_quoc_gia, c.trang_thai_theo_han, c.trang_thai_quoc_gia_theo_han, c.han, c.han_quoc_gia, c.canh_bao,
			c.canh_bao_en, c.ly_do, c.ly_do_en, c.quy_tac,
			n.ten), 0)) AS state,
		count(*) FILTER (WHERE c.ngay_duyet IS NOT NULL) AS approved, count(*) FILTER (WHERE c.tam_giu) AS held,
		count(*) FILTER (WHERE NOT c.tam_giu AND c.ngay_duyet IS NULL AND (c.gia_tri IS NOT NULL OR c.gia_tri_phan_so IS NOT NULL)) AS provisional,
		count(*) FILTER (WHERE NOT c.tam_giu AND c.ngay_duyet IS NULL AND c.gia_tri IS NULL AND c.gia_tri_phan_so IS NULL) AS missing
	FROM latest l JOIN share.chi_so c ON c.bo_chi_so = l.bo_chi_so AND c.ky = l.ky
	LEFT JOIN share.danh_muc n ON n.ma_loai = 'indicator' AND n.ma = c.chi_so
	GROUP BY c.bo_chi_so, c.ky) f
LEFT JOIN share.danh_muc s ON s.ma_loai = 'set' AND s.ma = f.bo_chi_so
ORDER BY f.bo_chi_so, length(f.ky), f.ky DESC;
