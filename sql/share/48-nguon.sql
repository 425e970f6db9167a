-- share.nguon: the systems that the province is connected to or is to be: whose they are, what comes of them and what it is used for,
-- how each was reported last, and what came of it so far.
CREATE OR REPLACE VIEW share.nguon AS
SELECT s.system AS stt, s.name AS ten,
	coalesce(w.text_vi, s.status) COLLATE "C" AS trang_thai, y.names AS loai, s.description AS muc_dich, s.sample AS mau, s.golden AS ket_qua_mau, s.measures AS so_do, s.used_by AS dung_cho,
	s.owner AS chu_quan, s.owner_before AS chu_quan_truoc, s.owner_until AS chu_quan_truoc_den, s.contact AS dau_moi,
	s.monitoring AS don_vi_theo_doi, s.expected AS du_kien, s.expected_on AS ngay_du_kien, s.feeds AS nguon,
	coalesce(k.text_vi, nullif(s.cadence, '')) COLLATE "C" AS chu_ky, core.tell('days_after', s.due, 'vi') AS han, s.usual_min AS thuong_it_nhat, s.usual_max AS thuong_nhieu_nhat,
	(SELECT p.text_vi FROM core.reader_word p WHERE p.kind = 'system_status'
		AND p.pattern = CASE WHEN s.reported THEN 'connected' WHEN NOT s.reported THEN 'not_connected' END) COLLATE "C" AS trang_thai_bao_cao,
	s.reported_since AS bao_cao_tu_ngay, came.files AS so_tep, came.kept AS so_ban_ghi_giu, came.last AS lan_cuoi,
	s.kind AS ma_loai, s.status AS ma_trang_thai, s.cadence AS ma_chu_ky, s.due AS ma_han
FROM core.system s
LEFT JOIN core.reader_word w ON w.kind = 'system_status' AND w.pattern = s.status
LEFT JOIN LATERAL (SELECT string_agg(coalesce(l.name_vi, k.kind), '; ' ORDER BY k.place) AS names
	FROM regexp_split_to_table(nullif(s.kind, ''), ' ') WITH ORDINALITY AS k (kind, place)
	LEFT JOIN core.label l ON l.kind = 'feed' AND l.code = k.kind) y ON true
LEFT JOIN core.reader_word k ON k.kind = 'cadence' AND k.pattern = s.cadence
LEFT JOIN LATERAL (SELECT count(*) AS files, coalesce(sum(l.n_kept), 0) AS kept, max(l.accepted_at) AS last FROM audit.load l
	WHERE l.state = 'ok' AND l.feed = ANY (string_to_array(s.feeds, ' '))) came ON true
ORDER BY s.system;

COMMENT ON VIEW share.nguon IS
	'Hệ thống, cơ sở dữ liệu của trung ương kết nối đến tỉnh (Phụ lục 1): trạng thái, của ai, hỏi ai, nguồn nào, mẫu, số đo, chỉ tiêu nào dùng, đã nhận được gì';
