-- share.nguon: the systems that the province is connected to or is to be: whose they are, what comes of them and what it is used for,
-- how each was reported last, and what came of it so far.
CREATE OR REPLACE VIEW share.nguon AS
SELECT s.system AS stt, s.name AS ten,
	CASE s.status WHEN 'connected' THEN 'Đã kết nối' ELSE 'Chưa kết nối' END COLLATE "C" AS trang_thai,
	s.kind AS loai, s.description AS muc_dich, s.sample AS mau, s.golden AS ket_qua_mau, s.measures AS so_do, s.used_by AS dung_cho,
	s.owner AS chu_quan, s.owner_before AS chu_quan_truoc, s.owner_until AS chu_quan_truoc_den, s.contact AS dau_moi,
	s.monitoring AS don_vi_theo_doi, s.expected AS du_kien, s.expected_on AS ngay_du_kien, s.feeds AS nguon,
	CASE s.cadence WHEN 'daily' THEN 'hằng ngày' WHEN 'weekly' THEN 'hằng tuần' WHEN 'monthly' THEN 'hằng tháng'
		WHEN 'quarterly' THEN 'hằng quý' WHEN 'yearly' THEN 'hằng năm' END COLLATE "C" AS chu_ky,
	s.due AS han, s.usual_min AS thuong_it_nhat, s.usual_max AS thuong_nhieu_nhat,
	CASE WHEN s.reported THEN 'Đã kết nối' WHEN NOT s.reported THEN 'Chưa kết nối' END COLLATE "C" AS trang_thai_bao_cao,
	s.reported_since AS bao_cao_tu_ngay, came.files AS so_tep, came.kept AS so_ban_ghi_giu, came.last AS lan_cuoi
FROM core.system s
LEFT JOIN LATERAL (SELECT count(*) AS files, coalesce(sum(l.n_kept), 0) AS kept, max(l.accepted_at) AS last FROM audit.load l
	WHERE l.state = 'ok' AND l.feed = ANY (string_to_array(s.feeds, ' '))) came ON true
ORDER BY s.system;

COMMENT ON VIEW share.nguon IS
	'Hệ thống, cơ sở dữ liệu của trung ương kết nối đến tỉnh (Phụ lục 1): trạng thái, của ai, hỏi ai, nguồn nào, mẫu, số đo, chỉ tiêu nào dùng, đã nhận được gì';
COMMENT ON COLUMN share.nguon.stt IS 'Số thứ tự trong văn bản';
COMMENT ON COLUMN share.nguon.ten IS 'Tên hệ thống, nguyên văn';
COMMENT ON COLUMN share.nguon.trang_thai IS 'Trạng thái theo danh mục của chiso, bằng chữ của văn bản';
COMMENT ON COLUMN share.nguon.loai IS 'Loại bản ghi của các nguồn';
COMMENT ON COLUMN share.nguon.muc_dich IS 'Mục đích, nguyên văn';
COMMENT ON COLUMN share.nguon.mau IS 'Số mẫu và mẫu đầu tiên trong kho mã nguồn';
COMMENT ON COLUMN share.nguon.ket_qua_mau IS 'Số mẫu có kết quả phải ra / số mẫu';
COMMENT ON COLUMN share.nguon.so_do IS 'Số đo tính từ các nguồn của hệ thống';
COMMENT ON COLUMN share.nguon.dung_cho IS 'Dòng của các bộ chỉ số, chỉ tiêu dùng các số đo ấy; sau đó là dòng đếm chính trạng thái kết nối';
COMMENT ON COLUMN share.nguon.chu_quan IS 'Cơ quan quản lý hệ thống tại ngày của lần chạy';
COMMENT ON COLUMN share.nguon.chu_quan_truoc IS 'Cơ quan quản lý trước đó; trống: không đổi';
COMMENT ON COLUMN share.nguon.chu_quan_truoc_den IS 'Ngày cuối của cơ quan quản lý trước đó';
COMMENT ON COLUMN share.nguon.dau_moi IS 'Đơn vị để hỏi về dữ liệu của hệ thống';
COMMENT ON COLUMN share.nguon.don_vi_theo_doi IS 'Đơn vị theo dõi thực hiện, nguyên văn';
COMMENT ON COLUMN share.nguon.du_kien IS 'Dự kiến thời gian hoàn thành, nguyên văn; trống: văn bản để trống';
COMMENT ON COLUMN share.nguon.ngay_du_kien IS 'Ngày dự kiến hoàn thành; trống: văn bản không nêu ngày';
COMMENT ON COLUMN share.nguon.nguon IS 'Các nguồn (feed) mang dữ liệu của hệ thống; trống: chưa có';
COMMENT ON COLUMN share.nguon.chu_ky IS 'Chu kỳ gửi theo kế hoạch vận hành';
COMMENT ON COLUMN share.nguon.han IS 'Hạn gửi sau khi hết chu kỳ';
COMMENT ON COLUMN share.nguon.thuong_it_nhat IS 'Số bản ghi thường có, ít nhất';
COMMENT ON COLUMN share.nguon.thuong_nhieu_nhat IS 'Số bản ghi thường có, nhiều nhất';
COMMENT ON COLUMN share.nguon.trang_thai_bao_cao IS 'Trạng thái theo báo cáo danh-muc-ket-noi gần nhất; trống: báo cáo không có hệ thống này';
COMMENT ON COLUMN share.nguon.bao_cao_tu_ngay IS 'Báo cáo ấy có hiệu lực từ ngày';
COMMENT ON COLUMN share.nguon.so_tep IS 'Số tệp đã nạp của các nguồn';
COMMENT ON COLUMN share.nguon.so_ban_ghi_giu IS 'Số bản ghi đã nhận từ các tệp ấy';
COMMENT ON COLUMN share.nguon.lan_cuoi IS 'Lần nhận gần nhất';
