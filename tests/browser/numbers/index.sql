-- The entry page: sets and periods, systems, what is to be signed.
SELECT 'bo-' || c.bo_chi_so || '/' || c.ky AS place, x.cell, x.text FROM (
	SELECT f.bo_chi_so, f.ky, count(*) AS tat_ca, count(*) FILTER (WHERE NOT pg_temp.co_so(f) AND NOT f.tam_giu) AS chua_co, count(*) FILTER (WHERE f.tam_giu) AS tam_giu
	FROM share.chi_so f GROUP BY 1, 2) c
CROSS JOIN LATERAL (VALUES ('head', c.ky), ('Số chỉ số', pg_temp.so(c.tat_ca)), ('Chưa có số liệu', pg_temp.so(c.chua_co)), ('Tạm giữ', pg_temp.so(c.tam_giu)),
	('So với kỳ trước', pg_temp.ky_truoc(c.bo_chi_so, c.ky))) x (cell, text)
UNION ALL SELECT n.stt::text, x.cell, x.text FROM share.nguon n
CROSS JOIN LATERAL (VALUES ('STT', n.stt::text), ('Hệ thống', n.ten), ('Kết nối', concat_ws(' ', n.trang_thai, n.du_kien)), ('Chu kỳ, hạn', concat_ws(' ', n.chu_ky, n.han)),
	('Bản tin cuối', pg_temp.luc(n.lan_cuoi)), ('Số tệp', pg_temp.so(n.so_tep)), ('Bản ghi giữ', pg_temp.so(n.so_ban_ghi_giu)), ('Theo dõi', n.don_vi_theo_doi)) x (cell, text)
UNION ALL SELECT 'rowgroup', '', pg_temp.ten('set', s.bo_chi_so) FROM (SELECT DISTINCT bo_chi_so FROM share.chi_so) s
UNION ALL SELECT '', '', pg_temp.ngay(:'day')
UNION ALL SELECT '', '', concat_ws(' ', f.bo_chi_so || '-' || f.ky, pg_temp.ten('set', f.bo_chi_so), count(f.ngay_duyet),
		count(*) FILTER (WHERE f.ngay_duyet IS NULL AND NOT f.tam_giu AND pg_temp.co_so(f)), count(*) FILTER (WHERE f.tam_giu),
		count(*) FILTER (WHERE f.ngay_duyet IS NULL AND NOT f.tam_giu AND NOT pg_temp.co_so(f)))
	FROM share.chi_so f
	WHERE (SELECT count(DISTINCT o.ky) FROM share.chi_so o WHERE o.bo_chi_so = f.bo_chi_so AND length(o.ky) = length(f.ky) AND o.ky > f.ky) < 2
	GROUP BY f.bo_chi_so, f.ky
