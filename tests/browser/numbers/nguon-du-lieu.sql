-- The page of feeds.
CREATE TEMP TABLE dong ON COMMIT DROP AS
SELECT NULL::text AS stt, split_part(d.ten_nguon, ' (', 1) AS ten, d.nguon, NULL::text AS theo_doi, NULL::text AS dau_moi, true AS co_noi FROM share.nguon_du_lieu d WHERE d.he_thong IS NULL
UNION ALL SELECT s.stt::text, s.ten, f, s.don_vi_theo_doi, s.dau_moi, s.ma_trang_thai = 'connected' FROM share.nguon s LEFT JOIN LATERAL unnest(string_to_array(s.nguon, ' ')) f ON true;
ALTER TABLE dong ADD COLUMN d share.nguon_du_lieu, ADD COLUMN lop text, ADD COLUMN cham text;
UPDATE dong o SET d = n, cham = CASE WHEN n.ma_trang_thai IN ('late', 'missing', 'never') OR n.cham_tu_ngay <= :'day'::date THEN greatest(0, :'day'::date - n.cham_tu_ngay)::text END FROM share.nguon_du_lieu n WHERE n.nguon = o.nguon;
UPDATE dong SET lop = CASE WHEN NOT co_noi THEN 'plain' WHEN (d).nguon IS NULL THEN 'unmeasured' WHEN cham IS NOT NULL OR (d).ma_trang_thai IN ('late', 'missing', 'never') THEN 'behind'
	WHEN (d).ma_trang_thai = 'came' THEN 'reached' WHEN (d).ma_trang_thai = 'due' THEN 'ahead' ELSE 'plain' END;

SELECT concat_ws(':', o.stt, o.nguon) AS place, x.cell, x.text FROM dong o CROSS JOIN LATERAL (VALUES ('Số trong Phụ lục 1', o.stt),
	('Hệ thống, nguồn', concat_ws(' ', o.ten, o.nguon, o.theo_doi)), ('Tình trạng', o.cham), ('Bản tin cuối', pg_temp.luc((o.d).lan_cuoi)),
	('Chu kỳ, hạn', CASE WHEN (o.d).chu_ky IS NOT NULL THEN concat_ws(' ', (o.d).chu_ky, (o.d).han_gui, pg_temp.ngay((o.d).cham_tu_ngay)) END),
	('Lần cuối: giữ, từ chối', CASE WHEN (o.d).lan_cuoi IS NOT NULL THEN concat_ws(' / ', pg_temp.so((o.d).so_giu_lan_cuoi), pg_temp.so((o.d).so_tu_choi_lan_cuoi)) END),
	('Tất cả: giữ, từ chối', CASE WHEN (o.d).lan_cuoi IS NOT NULL THEN concat_ws(' ', pg_temp.so((o.d).so_giu), '/', pg_temp.so((o.d).so_tu_choi), pg_temp.so((o.d).so_tep)) END),
	('Chờ sửa', CASE WHEN (o.d).cho_sua > 0 THEN pg_temp.so((o.d).cho_sua) END),
	('Bản ghi theo tháng', (SELECT string_agg(to_char(m, 'MM/YYYY') || ': ' || (SELECT coalesce(sum(t.so_giu), 0) FROM share.tinh_hinh_nap t WHERE t.nguon = o.nguon AND t.ma_trang_thai = 'ok'
			AND to_char(t.nhan_luc AT TIME ZONE 'Asia/Ho_Chi_Minh', 'YYYY-MM') = to_char(m, 'YYYY-MM')), '; ' ORDER BY m)
		FROM generate_series((SELECT date_trunc('month', min(t.nhan_luc AT TIME ZONE 'Asia/Ho_Chi_Minh')) FROM share.tinh_hinh_nap t WHERE t.nguon = o.nguon AND t.ma_trang_thai = 'ok'
			AND t.nhan_luc >= date_trunc('month', :'day'::date) - interval '11 months'), date_trunc('month', :'day'::timestamp), interval '1 month') m HAVING count(*) > 1))) x (cell, text)
UNION ALL SELECT 'rowgroup', '', 'Hệ thống, cơ sở dữ liệu của trung ương (Phụ lục 1)'
UNION ALL SELECT '', '', concat_ws(' ', pg_temp.ngay(:'day'), (SELECT count(*) FROM share.nguon WHERE ma_trang_thai = 'connected') || '/' || (SELECT count(*) FROM share.nguon), (SELECT count(*) FROM share.nguon_du_lieu))
UNION ALL SELECT '', '', count(*)::text FROM dong GROUP BY lop
UNION ALL SELECT '', '', pg_temp.so(coalesce(sum(cho_sua), 0)) FROM share.nguon_du_lieu
UNION ALL SELECT '', '', concat_ws(' ', ten, nguon, cham, pg_temp.luc((d).lan_cuoi), dau_moi) FROM dong WHERE lop = 'behind'
UNION ALL SELECT '', '', 'Tháng không nhận gì được vẽ là 0'
