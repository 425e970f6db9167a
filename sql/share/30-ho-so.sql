-- share.ho_so_thong_ke: counts and sums of dossiers by agency and quarter, and by month where a set asks; no dossier and no person. These are what figures are
-- made of, at the agency that received the dossiers: no gate looks at them, so none holds them, and nobody approves them.
CREATE OR REPLACE VIEW share.ho_so_thong_ke AS
SELECT m.measure AS so_lieu, m.agency AS co_quan, m.period AS ky, m.item AS muc, m.value AS gia_tri_rieng, coalesce(u.name_vi, m.unit) AS don_vi_tinh,
	m.run_from AS lan_chay, t.name_vi AS ten_so_lieu, a.name_vi AS ten_co_quan, m.unit AS ma_don_vi_tinh
FROM core.measure m
LEFT JOIN core.label t ON t.kind = 'measure' AND t.code = m.measure
LEFT JOIN core.label a ON a.kind = 'agency' AND a.code = m.agency
LEFT JOIN core.label u ON u.kind = 'unit' AND u.code = m.unit
WHERE m.run_to IS NULL AND m.feed = 'hoso-tthc' AND m.kind IN ('sum', 'distinct')
ORDER BY m.measure, m.agency, m.period, m.item;

COMMENT ON VIEW share.ho_so_thong_ke IS 'Thống kê hồ sơ thủ tục hành chính theo cơ quan và quý (có bộ chỉ số hỏi theo tháng thì cả theo tháng): mỗi dòng là hồ sơ do CHÍNH cơ quan ấy tiếp nhận, CHƯA gộp đơn vị cấp dưới, nên dòng của tỉnh là hồ sơ tỉnh tự nhận và có thể bằng 0; số gộp của cả tỉnh là share.chi_so. Số đếm từ bản ghi đã nhận, chưa phải chỉ số, không qua duyệt / Dossiers that the agency ITSELF received, NOT rolled up: the province''s row may be 0; rolled-up figures are share.chi_so';

-- share.tinh_hinh_nap: which files came, from when, with how many records kept and refused.
CREATE OR REPLACE VIEW share.tinh_hinh_nap AS
SELECT feed AS nguon, file_hash AS ma_bam_tep, sent_at AS gui_luc, accepted_at AS nhan_luc, w.text_vi AS trang_thai,
	n_read AS so_doc, n_kept AS so_giu, n_rejected AS so_tu_choi, n_duplicate AS so_trung, run_id AS lan_chay, f.name_vi AS ten_nguon,
	state AS ma_trang_thai
FROM audit.load
LEFT JOIN core.reader_word w ON w.kind = 'load_state' AND w.pattern = state
LEFT JOIN core.label f ON f.kind = 'feed' AND f.code = feed
ORDER BY accepted_at, feed, file_hash, load_id;

COMMENT ON VIEW share.tinh_hinh_nap IS 'Tình hình nạp dữ liệu: mỗi tệp một dòng';

-- share.don_vi_hanh_chinh: units of the statistics office with their validity.
CREATE OR REPLACE VIEW share.don_vi_hanh_chinh AS
SELECT u.code AS ma, coalesce(w.text_vi, u.level) AS cap, u.name AS ten, u.parent AS ma_cap_tren, u.kind AS loai, u.valid_from AS hieu_luc_tu,
	u.valid_to AS hieu_luc_den, u.level AS ma_cap
FROM core.admin_unit u
LEFT JOIN core.reader_word w ON w.kind = 'admin_level' AND w.pattern = u.level
ORDER BY u.level, u.code, u.valid_from, u.valid_to, u.name, u.parent, u.kind;

COMMENT ON VIEW share.don_vi_hanh_chinh IS 'Đơn vị hành chính và thời gian hiệu lực';
