-- The review list.
CREATE TEMP TABLE so ON COMMIT DROP AS
SELECT c.*, c AS so_goc, (SELECT count(DISTINCT o.ky) FROM share.chi_so o WHERE o.bo_chi_so = c.bo_chi_so AND length(o.ky) = length(c.ky) AND o.ky > c.ky) AS sau FROM share.chi_so c;
CREATE TEMP TABLE viec ON COMMIT DROP AS
SELECT concat_ws(' ', 'held', s.bo_chi_so, s.ky, s.chi_so, s.co_quan, 1) AS id, s.co_quan, 'held' AS loai, 1::numeric AS dong, s.bo_chi_so, s.ky, NULL::date AS tu, s.chi_so || ' ' || pg_temp.ten('indicator', s.chi_so) AS noi_dung,
	s.ly_do AS thay, concat_ws(' ', s.ky, s.chi_so) AS lam FROM so s WHERE s.tam_giu
UNION ALL SELECT concat_ws(' ', 'flagged', s.bo_chi_so, s.ky, s.chi_so, s.co_quan, 1), s.co_quan, 'flagged', 1, s.bo_chi_so, s.ky, NULL, s.chi_so || ' ' || pg_temp.ten('indicator', s.chi_so), s.canh_bao, concat_ws(' ', s.ky, s.chi_so)
	FROM so s WHERE NOT s.tam_giu AND s.canh_bao <> '' AND s.ngay_duyet IS NULL AND s.sau < 2
UNION ALL SELECT concat_ws(' ', 'refused', r.nguon, coalesce(r.ma_truong, r.ma_ly_do), r.co_quan, row_number() OVER (PARTITION BY r.nguon, coalesce(r.ma_truong, r.ma_ly_do), r.co_quan ORDER BY r.ly_do, r.viec_can_lam)),
	r.co_quan, 'refused', r.so_ban_ghi, r.nguon, NULL, (r.cho_tu AT TIME ZONE 'Asia/Ho_Chi_Minh')::date, concat_ws(' ', coalesce(r.ma_truong, r.ma_ly_do), split_part(r.ten_nguon, ' (', 1), r.ten_truong),
	r.ly_do || ' ' || pg_temp.so(r.so_ban_ghi), concat_ws(' ', r.viec_can_lam, r.co_quan) FROM share.cho_sua r
UNION ALL SELECT concat_ws(' ', 'no_data', s.bo_chi_so, s.ky, s.co_quan, 1), s.co_quan, 'no_data', count(*), s.bo_chi_so, s.ky, NULL,
	string_agg(s.chi_so, ', ' ORDER BY length(split_part(s.chi_so, '.', 1)), split_part(s.chi_so, '.', 1), substring(split_part(s.chi_so, '.', 2) FROM '^[0-9]+')::numeric, s.chi_so), pg_temp.so(count(*)), ''
	FROM so s WHERE NOT s.tam_giu AND NOT pg_temp.co_so(s.so_goc) AND s.sau = 0 GROUP BY s.co_quan, s.bo_chi_so, s.ky;

SELECT v.id AS place, x.cell, x.text FROM viec v CROSS JOIN LATERAL (VALUES ('Bộ chỉ số, kỳ; nguồn', concat_ws(' ', v.bo_chi_so || ',', v.ky || ',', pg_temp.ngay(v.tu))), ('Nội dung', v.noi_dung), ('Phát hiện', v.thay), ('Việc cần làm', v.lam)) x (cell, text)
UNION ALL SELECT a.ten, x.cell, x.text FROM (SELECT co_quan, coalesce(nullif(pg_temp.ten('agency', co_quan), 'unknown'), 'Chưa rõ cơ quan') AS ten, coalesce(sum(dong) FILTER (WHERE loai = 'held'), 0) AS giu,
	coalesce(sum(dong) FILTER (WHERE loai = 'refused'), 0) AS chan, coalesce(sum(dong) FILTER (WHERE loai = 'flagged'), 0) AS canh, coalesce(sum(dong) FILTER (WHERE loai = 'no_data'), 0) AS chua FROM viec GROUP BY co_quan) a
CROSS JOIN LATERAL (VALUES ('Cơ quan', a.ten), ('Tạm giữ', pg_temp.so(a.giu)), ('Bị từ chối', pg_temp.so(a.chan)), ('Cảnh báo', pg_temp.so(a.canh)), ('Chưa có số', pg_temp.so(a.chua))) x (cell, text)
UNION ALL SELECT DISTINCT 'rowgroup', '', pg_temp.ten('agency', v.co_quan) FROM viec v WHERE pg_temp.ten('agency', v.co_quan) ~ '[0-9]' -- names with numbers, once each
UNION ALL SELECT '', '', pg_temp.ngay(:'day')
UNION ALL SELECT '', '', pg_temp.so(coalesce((SELECT sum(dong) FROM viec WHERE loai = l), 0)) FROM unnest(ARRAY['held', 'refused', 'flagged', 'no_data']) l
UNION ALL SELECT '', '', count(*)::text FROM so WHERE NOT tam_giu AND canh_bao <> '' AND ngay_duyet IS NULL AND sau >= 2 HAVING count(*) > 0
