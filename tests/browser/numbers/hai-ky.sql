-- Two periods side by side.
CREATE TEMP TABLE cap ON COMMIT DROP AS
SELECT k.chi_so, k.co_quan, n AS nay, t AS truoc, CASE WHEN NOT n.tam_giu THEN nullif(n.hien_thi, '') END AS so_nay, CASE WHEN NOT t.tam_giu THEN nullif(t.hien_thi, '') END AS so_truoc,
	n.gia_tri - t.gia_tri AS chenh, coalesce(n.tam_giu, false) OR coalesce(t.tam_giu, false) AS giu,
	coalesce((SELECT count(DISTINCT d.ma_dinh_nghia) > 1 FROM share.dinh_nghia d WHERE d.bo_chi_so = :'set' AND d.chi_so = k.chi_so AND d.ky IN (:'period', pg_temp.ky_truoc(:'set', :'period'))), false)
		OR n.ma_don_vi_tinh <> t.ma_don_vi_tinh AS ngat
FROM (SELECT DISTINCT chi_so, co_quan FROM share.chi_so WHERE bo_chi_so = :'set' AND ky IN (:'period', pg_temp.ky_truoc(:'set', :'period'))) k
LEFT JOIN share.chi_so n ON n.bo_chi_so = :'set' AND n.ky = :'period' AND n.chi_so = k.chi_so AND n.co_quan = k.co_quan
LEFT JOIN share.chi_so t ON t.bo_chi_so = :'set' AND t.ky = pg_temp.ky_truoc(:'set', :'period') AND t.chi_so = k.chi_so AND t.co_quan = k.co_quan;
ALTER TABLE cap ADD COLUMN di text;
UPDATE cap SET di = CASE WHEN giu THEN 'held' WHEN so_nay IS NULL AND so_truoc IS NULL THEN 'no_data' WHEN so_truoc IS NULL THEN 'appeared' WHEN so_nay IS NULL THEN 'gone'
	WHEN so_nay = so_truoc THEN 'same' WHEN NOT coalesce(ngat, false) AND chenh > 0 THEN 'up' WHEN NOT coalesce(ngat, false) AND chenh < 0 THEN 'down' ELSE 'changed' END;

SELECT 'h-' || c.chi_so AS place, x.cell, x.text FROM cap c CROSS JOIN LATERAL (VALUES ('Mã', c.chi_so), ('head', pg_temp.loi_van(:'set', c.chi_so)),
	('Kỳ trước', pg_temp.kq(c.so_truoc, (c.truoc).ma_don_vi_tinh, (c.truoc).don_vi_tinh)), ('Kỳ này', pg_temp.kq(c.so_nay, (c.nay).ma_don_vi_tinh, (c.nay).don_vi_tinh)),
	('Chênh lệch', CASE WHEN c.di IN ('up', 'down') THEN pg_temp.so(trim_scale(round(c.chenh, 2))) END),
	('Trạng thái, ghi chú', CASE WHEN (c.nay).tam_giu OR NOT c.giu AND c.di IN ('no_data', 'gone') THEN (c.nay).ly_do END)) x (cell, text) WHERE c.co_quan = :'agency'
UNION ALL SELECT 'c-' || regexp_replace(a.co_quan, '[^A-Za-z0-9._-]', '_', 'g'), x.cell, x.text FROM (
	SELECT co_quan, count(*) AS tat_ca, count(*) FILTER (WHERE di = 'up') AS tang, count(*) FILTER (WHERE di = 'down') AS giam, count(*) FILTER (WHERE di = 'changed') AS khac,
		count(*) FILTER (WHERE di = 'appeared') AS moi, count(*) FILTER (WHERE di = 'gone') AS mat, count(*) FILTER (WHERE di = 'same') AS nguyen,
		count(*) FILTER (WHERE di = 'no_data') AS chua, count(*) FILTER (WHERE di = 'held') AS giu FROM cap WHERE co_quan <> :'agency' GROUP BY co_quan) a
CROSS JOIN LATERAL (VALUES ('head', pg_temp.ten('agency', a.co_quan)), ('Số chỉ số', pg_temp.so(a.tat_ca)), ('▲ tăng', pg_temp.so(a.tang)), ('▼ giảm', pg_temp.so(a.giam)), ('◆ khác', pg_temp.so(a.khac)),
	('✚ mới có', pg_temp.so(a.moi)), ('✖ không còn', pg_temp.so(a.mat)), ('= không đổi', pg_temp.so(a.nguyen)), ('– chưa có', pg_temp.so(a.chua)), ('◼ tạm giữ', pg_temp.so(a.giu))) x (cell, text)
UNION ALL SELECT 'thead', '', k FROM unnest(ARRAY[:'period', pg_temp.ky_truoc(:'set', :'period')]) k WHERE EXISTS (SELECT FROM cap WHERE co_quan = :'agency')
UNION ALL SELECT '', '', count(*)::text FROM cap WHERE co_quan = :'agency' GROUP BY di
UNION ALL SELECT '', '', 'Báo cáo kỳ ' || :'period' || ' · Báo cáo kỳ ' || pg_temp.ky_truoc(:'set', :'period')
UNION ALL SELECT '', '', 'Hai kỳ cạnh nhau: ' || pg_temp.ky_truoc(:'set', :'period') || ' và ' || :'period'
UNION ALL SELECT '', '', pg_temp.ten('agency', :'agency') || ': ' || pg_temp.ten('set', :'set')
UNION ALL SELECT '', '', concat_ws(' ', :'period', :'agency', pg_temp.ngay(:'day'))
