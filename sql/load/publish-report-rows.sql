-- The rows of a set's report for one period: the reported words where there is a report, the figure that holds, its
-- target, and where its picture stands (a scale of 0 to 100).
-- :'set' :'period' :'agency' :'whom' ('': all; an agency that leads, coordinates or watches)
-- Gives: of (the section), id, the ten columns, status and what the picture is drawn with
WITH figures AS (
	SELECT * FROM share.chi_so c WHERE c.bo_chi_so = :'set' AND c.ky = :'period' AND c.co_quan = :'agency'
), duties AS (
	SELECT p.chi_so, min(p.thu_tu) AS seq, min(p.noi_dung) AS wording,
		min(p.nguyen_van) FILTER (WHERE p.vai_tro = 'chủ trì') AS lead,
		min(p.nguyen_van) FILTER (WHERE p.vai_tro = 'phối hợp') AS coordinating,
		min(p.nguyen_van) FILTER (WHERE p.vai_tro IN ('theo dõi', 'thành viên chỉ đạo')) AS member,
		bool_or(:'whom' IN (p.co_quan, p.thanh_vien)) AS is_whose
	FROM share.phan_cong p WHERE p.bo_chi_so = :'set' GROUP BY p.chi_so
), dues AS (
	SELECT DISTINCT ON (h.chi_so) h.chi_so, h.chi_tieu, h.stt, h.noi_dung FROM share.den_han h
	WHERE h.bo_chi_so = :'set' AND h.cap = 'tỉnh' ORDER BY h.chi_so, h.han
), shown AS (
	SELECT f.*, r.ma_nhom, r.stt, r.noi_dung, r.don_vi_chu_tri, r.don_vi_phoi_hop, r.thanh_vien_chi_dao, r.ket_qua,
		r.so_lieu, r.ghi_chu, r.thu_tu, d.seq, d.wording, d.lead, d.coordinating, d.member,
		coalesce(r.noi_dung, h.noi_dung, d.wording, n.ten, f.chi_so) AS words, h.stt AS due_stt,
		coalesce(r.chi_tieu_quoc_gia, f.chi_tieu_quoc_gia) AS national,
		coalesce(r.chi_tieu_tinh, f.chi_tieu_tinh, h.chi_tieu) AS province,
		substring(coalesce(r.chi_tieu_quoc_gia, f.chi_tieu_quoc_gia) FROM '([0-9]+(?:,[0-9]+)?) ?%') AS national_number,
		substring(coalesce(r.chi_tieu_tinh, f.chi_tieu_tinh) FROM '([0-9]+(?:,[0-9]+)?) ?%') AS province_number
	FROM figures f
	LEFT JOIN share.phu_luc_i r ON r.ky_bao_cao = f.ky AND r.dia_ban = f.co_quan AND r.ma_chi_tieu = f.chi_so
	LEFT JOIN duties d ON d.chi_so = f.chi_so
	LEFT JOIN dues h ON h.chi_so = f.chi_so
	LEFT JOIN share.danh_muc n ON n.loai = 'chỉ số' AND n.ma = f.chi_so
	WHERE :'whom' = '' OR d.is_whose
)
SELECT coalesce(s.ma_nhom, CASE WHEN s.chi_so ~ '^[IVX]+[.]' THEN split_part(s.chi_so, '.', 1) END, '-') AS "of", s.chi_so AS id,
	coalesce(s.stt, nullif(s.due_stt, ''), s.chi_so) AS stt, s.words AS noi_dung,
	coalesce(s.don_vi_chu_tri, s.lead) AS don_vi_chu_tri, coalesce(s.don_vi_phoi_hop, s.coordinating) AS don_vi_phoi_hop,
	coalesce(s.thanh_vien_chi_dao, s.member) AS thanh_vien_chi_dao, s.national AS chi_tieu_quoc_gia, s.province AS chi_tieu_tinh,
	s.gia_tri, s.don_vi_tinh,
	CASE WHEN s.tam_giu THEN NULL ELSE coalesce(nullif(s.hien_thi, '') || CASE s.ma_don_vi_tinh WHEN '%' THEN '%' ELSE
		coalesce(' ' || s.don_vi_tinh, '') END, nullif(s.ket_qua, ''), '–') END AS ket_qua,
	coalesce(nullif(s.so_lieu, ''), s.tu_so::text || '/' || s.mau_so::text) AS so_lieu, s.ghi_chu,
	CASE WHEN s.tam_giu THEN 'held' WHEN s.gia_tri IS NULL AND s.gia_tri_phan_so IS NULL THEN 'no_data'
		ELSE coalesce(nullif(s.ma_trang_thai_theo_han, ''), nullif(s.ma_trang_thai_tinh, '')) END AS status,
	CASE WHEN s.tam_giu THEN 'held' WHEN s.gia_tri IS NULL AND s.gia_tri_phan_so IS NULL THEN 'no_data' WHEN coalesce(s.canh_bao, '') <> '' THEN 'flagged'
		WHEN s.ma_co_so = 'stated' AND coalesce(s.so_lieu, '') !~ '[0-9]' THEN 'stated' END AS evidence_status,
	'r-' || s.chi_so AS anchor,
	CASE WHEN NOT s.tam_giu THEN s.canh_bao END AS canh_bao, s.ly_do, s.trang_thai_duyet,
	CASE WHEN s.ma_don_vi_tinh = '%' AND s.gia_tri IS NOT NULL AND NOT s.tam_giu THEN '1' END AS has_picture,
	round(least(greatest(s.gia_tri, 0), 100), 2)::text AS bar,
	round(CASE WHEN s.national_number IS NOT NULL THEN least(replace(s.national_number, ',', '.')::numeric, 100) END, 2)::text AS national_at,
	round(CASE WHEN s.province_number IS NOT NULL THEN least(replace(s.province_number, ',', '.')::numeric, 100) END, 2)::text AS province_at,
	'giai-trinh-' || :'set' || '-' || :'period' || '-' || regexp_replace(replace(replace(:'agency', '?', 'chua-ro'), '~', 'khong-phan-bo'), '[^A-Za-z0-9._-]', '_', 'g') || '.html#g-' || s.chi_so AS giai_trinh
FROM shown s
ORDER BY s.ma_nhom NULLS LAST, s.thu_tu, s.seq, length(split_part(s.chi_so, '.', 1)), s.chi_so;
