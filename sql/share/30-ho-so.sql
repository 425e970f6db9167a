-- share.ho_so_thong_ke: counts and sums of dossiers by agency and quarter, and by month where a set asks; no dossier and no person. These are what figures are
-- made of, at the agency that received the dossiers: no gate looks at them, so none holds them, and nobody approves them.
CREATE OR REPLACE VIEW share.ho_so_thong_ke AS
SELECT measure AS so_lieu, agency AS co_quan, period AS ky, item AS muc, value AS gia_tri, unit AS don_vi_tinh,
	run_from AS lan_chay
FROM core.measure
WHERE run_to IS NULL AND feed = 'hoso-tthc' AND kind IN ('sum', 'distinct')
ORDER BY measure, agency, period, item;

COMMENT ON VIEW share.ho_so_thong_ke IS 'Thống kê hồ sơ thủ tục hành chính theo cơ quan và quý (có bộ chỉ số hỏi theo tháng thì cả theo tháng): số đếm từ bản ghi đã nhận, chưa phải chỉ số, không qua duyệt';
COMMENT ON COLUMN share.ho_so_thong_ke.so_lieu IS 'Tên số liệu (danh mục measures)';
COMMENT ON COLUMN share.ho_so_thong_ke.co_quan IS 'Cơ quan tiếp nhận';
COMMENT ON COLUMN share.ho_so_thong_ke.ky IS 'Quý hoặc tháng; số của tháng đã nằm trong số của quý, không cộng với nhau';
COMMENT ON COLUMN share.ho_so_thong_ke.muc IS 'Mục chi tiết, nếu có';
COMMENT ON COLUMN share.ho_so_thong_ke.gia_tri IS 'Giá trị';
COMMENT ON COLUMN share.ho_so_thong_ke.don_vi_tinh IS 'Đơn vị tính';
COMMENT ON COLUMN share.ho_so_thong_ke.lan_chay IS 'Lần chạy đã ghi giá trị';

-- share.tinh_hinh_nap: which files came, from when, with how many records kept and refused.
CREATE OR REPLACE VIEW share.tinh_hinh_nap AS
SELECT feed AS nguon, file_hash AS ma_bam_tep, sent_at AS gui_luc, accepted_at AS nhan_luc, state AS trang_thai,
	n_read AS so_doc, n_kept AS so_giu, n_rejected AS so_tu_choi, n_duplicate AS so_trung, run_id AS lan_chay
FROM audit.load
ORDER BY accepted_at, feed, file_hash, load_id;

COMMENT ON VIEW share.tinh_hinh_nap IS 'Tình hình nạp dữ liệu: mỗi tệp một dòng';

-- share.don_vi_hanh_chinh: units of the statistics office with their validity.
CREATE OR REPLACE VIEW share.don_vi_hanh_chinh AS
SELECT code AS ma, level AS cap, name AS ten, parent AS ma_cap_tren, kind AS loai, valid_from AS hieu_luc_tu,
	valid_to AS hieu_luc_den
FROM core.admin_unit
ORDER BY level, code, valid_from, valid_to, name, parent, kind;

COMMENT ON VIEW share.don_vi_hanh_chinh IS 'Đơn vị hành chính và thời gian hiệu lực';
