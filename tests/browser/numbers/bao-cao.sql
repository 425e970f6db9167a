-- The report of a set: every row of it, what stands above the table, and what it says of itself.
CREATE TEMP TABLE dong ON COMMIT DROP AS
SELECT c.chi_so, p.ma_nhom, coalesce(p.stt, h.stt, c.chi_so) AS stt, coalesce(p.noi_dung, h.noi_dung, d.noi_dung, pg_temp.ten('indicator', c.chi_so)) AS noi_dung,
	coalesce(p.don_vi_chu_tri, d.lead) AS chu_tri, coalesce(p.don_vi_phoi_hop, d.coordinating) AS phoi_hop, coalesce(p.thanh_vien_chi_dao, d.member) AS thanh_vien,
	coalesce(p.chi_tieu_quoc_gia, c.chi_tieu_quoc_gia) AS quoc_gia, coalesce(p.chi_tieu_tinh, c.chi_tieu_tinh, h.chi_tieu) AS tinh,
	CASE WHEN NOT c.tam_giu THEN coalesce(pg_temp.kq(c.hien_thi, c.ma_don_vi_tinh, c.don_vi_tinh), nullif(p.ket_qua, ''), '–') END AS ket_qua,
	CASE WHEN p.so_lieu <> '' THEN p.so_lieu ELSE c.tu_so::text || '/' || c.mau_so END AS so_lieu, p.ghi_chu, c.ly_do,
	CASE WHEN NOT c.tam_giu THEN c.canh_bao END AS canh_bao, pg_temp.lop(pg_temp.trang_thai(c)) AS lop, c.ma_don_vi_tinh = '%' AND c.gia_tri IS NOT NULL AS co_hinh,
	CASE WHEN c.tam_giu THEN 'held' WHEN NOT pg_temp.co_so(c) THEN 'unmeasured' WHEN c.canh_bao <> '' THEN 'flagged'
		WHEN c.ma_co_so = 'stated' AND coalesce(p.so_lieu, '') !~ '[0-9]' THEN 'stated' END AS chung_cu,
	(SELECT string_agg(k.ky || ': ' || k.hien_thi, '; ' ORDER BY k.ky) FROM share.chi_so k WHERE k.chi_so = c.chi_so AND k.co_quan = c.co_quan AND k.gia_tri IS NOT NULL
		AND k.ky <= c.ky AND length(k.ky) = length(c.ky) AND pg_temp.loai_ky(k.ky) = pg_temp.loai_ky(c.ky) HAVING count(DISTINCT k.ky) > 1) AS dien_bien
FROM share.chi_so c
LEFT JOIN share.phu_luc_i p ON p.ky_bao_cao = c.ky AND p.dia_ban = c.co_quan AND p.ma_chi_tieu = c.chi_so
LEFT JOIN (SELECT DISTINCT ON (bo_chi_so, chi_so) bo_chi_so, chi_so, chi_tieu, nullif(stt, '') AS stt, noi_dung FROM share.den_han WHERE cap = 'tỉnh' ORDER BY bo_chi_so, chi_so, han) h
	USING (bo_chi_so, chi_so)
LEFT JOIN (SELECT bo_chi_so, chi_so, min(noi_dung) AS noi_dung, min(nguyen_van) FILTER (WHERE ma_vai_tro = 'lead') AS lead,
		min(nguyen_van) FILTER (WHERE ma_vai_tro = 'coordinating') AS coordinating, min(nguyen_van) FILTER (WHERE ma_vai_tro IN ('following', 'directing')) AS member
	FROM share.phan_cong GROUP BY bo_chi_so, chi_so) d USING (bo_chi_so, chi_so)
WHERE c.bo_chi_so = :'set' AND c.ky = :'period' AND c.co_quan = :'agency';

-- what moved since the period before; mat: it had a number, and has none
CREATE TEMP TABLE doi ON COMMIT DROP AS
SELECT b.chi_so, b.don_vi_tinh, nullif(a.hien_thi, '') AS truoc, nullif(b.hien_thi, '') AS nay, NOT a.tam_giu AND NOT b.tam_giu AND coalesce(b.hien_thi, '') = '' AS mat
FROM share.chi_so b
CROSS JOIN LATERAL (SELECT k.* FROM share.chi_so k WHERE k.bo_chi_so = b.bo_chi_so AND k.chi_so = b.chi_so AND k.co_quan = b.co_quan AND k.ky < b.ky
	AND pg_temp.loai_ky(k.ky) = pg_temp.loai_ky(b.ky) ORDER BY k.ky DESC LIMIT 1) a
WHERE b.bo_chi_so = :'set' AND b.ky = :'period' AND b.co_quan = :'agency' AND coalesce(a.hien_thi, '') <> coalesce(b.hien_thi, '');

SELECT 'r-' || d.chi_so AS place, x.cell, x.text FROM dong d CROSS JOIN LATERAL (VALUES ('STT', d.stt), ('Nội dung', d.noi_dung), ('Đơn vị chủ trì', d.chu_tri),
	('Đơn vị phối hợp', d.phoi_hop), ('Phân công thành viên BCĐ', d.thanh_vien), ('Chỉ tiêu của UBQG', d.quoc_gia), ('Chỉ tiêu của tỉnh', d.tinh), ('Số liệu', d.so_lieu),
	('Kết quả', concat_ws(' ', d.ket_qua, CASE WHEN d.co_hinh THEN concat_ws(' ', d.ket_qua, d.tinh, d.quoc_gia) END, d.dien_bien)),
	('Ghi chú', concat_ws(' ', d.ghi_chu, d.canh_bao, d.ly_do))) x (cell, text)
UNION ALL SELECT 'rowgroup', '', concat_ws(' ', max(p.ten_nhom), count(DISTINCT d.chi_so)) FROM dong d
	LEFT JOIN share.phu_luc_i p ON p.ky_bao_cao = :'period' AND p.dia_ban = :'agency' AND p.ma_chi_tieu = d.chi_so
	GROUP BY coalesce(d.ma_nhom, substring(d.chi_so FROM '^([IVX]+)[.]'))
UNION ALL SELECT 'thead', '', (left(:'period', 4)::integer - 1)::text
UNION ALL SELECT 'thead', '', left(:'period', 4)
UNION ALL SELECT 'thead', '', pg_temp.ky_bang_chu(:'period')
UNION ALL SELECT '', '', pg_temp.ky_bang_chu(:'period') || ' ' || :'period'
UNION ALL SELECT '', '', pg_temp.ten('set', :'set') || ' ' || pg_temp.ky_bang_chu(:'period')
UNION ALL SELECT '', '', count(*)::text FROM dong GROUP BY lop HAVING lop IS NOT NULL
UNION ALL SELECT '', '', count(*)::text FROM dong WHERE chung_cu = 'stated' HAVING count(*) > 0
UNION ALL SELECT '', '', 'Sắp đến hạn (31 ngày)'
UNION ALL SELECT '', '', concat_ws(' ', m.chi_so, pg_temp.ten('indicator', m.chi_so), m.truoc, m.nay, CASE WHEN m.nay <> '' THEN m.don_vi_tinh END)
	FROM doi m WHERE NOT m.mat
UNION ALL SELECT '', '', count(*)::text FROM doi m WHERE m.mat HAVING count(*) > 0
UNION ALL SELECT '', '', concat_ws(' ', chi_so, noi_dung, chu_tri, ket_qua, tinh) FROM dong WHERE lop = 'behind'
UNION ALL SELECT '', '', concat_ws(' ', h.chi_so, h.noi_dung, pg_temp.ngay(h.han), h.chi_tieu) FROM share.den_han h
	WHERE h.bo_chi_so = :'set' AND coalesce(h.co_quan, :'agency') = :'agency' AND h.han - :'day'::date BETWEEN 0 AND 31
UNION ALL SELECT '', '', string_agg(chi_so || ' ' || noi_dung, ' ') FROM dong WHERE chung_cu = 'unmeasured'
UNION ALL SELECT '', '', chi_so || ' ' || noi_dung FROM dong WHERE chung_cu = 'held'
UNION ALL SELECT '', '', concat_ws(' ', chi_so, noi_dung, canh_bao) FROM dong WHERE chung_cu = 'flagged'
UNION ALL SELECT '', '', string_agg(chi_so, ' ') FROM dong WHERE chung_cu = 'stated'
UNION ALL SELECT '', '', count(DISTINCT c.co_quan)::text FROM share.chi_so c WHERE c.bo_chi_so = :'set' AND c.ky = :'period' AND c.co_quan <> :'agency' HAVING count(*) > 0
UNION ALL SELECT '', '', pg_temp.ngay(:'day')
UNION ALL SELECT '', '', count(*)::text FROM dong -- beside the filters
