-- share.phu_luc_i: the appendix as the report sent it, its ten columns word for word, beside what we compute. Of a
-- held figure the reported result, figures and remark are withheld as well: they are the number (core.bao_cao_quy keeps them). So are those of a report
-- that came after the figures of its quarter were computed, as long as its mark stands (a night that died in between): no gate
-- has looked at them yet, and what stands beside them, approved or not, is of the report before.
CREATE OR REPLACE VIEW share.phu_luc_i AS
SELECT b.ky_bao_cao, b.dia_ban,
	row_number() OVER (PARTITION BY b.ky_bao_cao, b.dia_ban
		ORDER BY b.ma_nhom, nullif(regexp_replace(b.ma_chi_tieu, '^.*[^0-9]', ''), '')::bigint, b.ma_chi_tieu) AS thu_tu,
	b.ma_nhom, b.ten_nhom, b.ma_chi_tieu,
	b.stt, b.noi_dung, b.don_vi_chu_tri, b.don_vi_phoi_hop, b.thanh_vien_chi_dao, b.chi_tieu_quoc_gia, b.chi_tieu_tinh,
	CASE WHEN NOT w.is_withheld THEN b.ket_qua END AS ket_qua,
	CASE WHEN NOT w.is_withheld THEN b.so_lieu END AS so_lieu,
	CASE WHEN NOT w.is_withheld THEN b.ghi_chu END AS ghi_chu,
	i.value_number AS tinh_lai, i.shown AS tinh_lai_hien_thi, i.unit AS don_vi_tinh, i.basis AS co_so,
	i.numerator_number AS tu_so, i.denominator_number AS mau_so,
	i.status AS trang_thai_tinh, i.national_status AS trang_thai_quoc_gia, i.flags AS canh_bao, i.reason AS ly_do,
	i.rules AS quy_tac, i.run_from AS lan_chay, i.due_on AS han, i.due_status AS trang_thai_theo_han,
	i.national_due_status AS trang_thai_quoc_gia_theo_han,
	CASE i.state WHEN 'held' THEN 'tạm giữ' WHEN 'approved' THEN 'đã duyệt' WHEN 'provisional' THEN 'tạm tính' END
		AS trang_thai_duyet,
	i.approved_on AS ngay_duyet
FROM core.bao_cao_quy b
LEFT JOIN LATERAL (
	SELECT * FROM core.indicator_published c
	WHERE c.run_to IS NULL AND c.indicator = b.ma_chi_tieu AND c.period = b.ky_bao_cao AND c.agency = b.dia_ban
	ORDER BY c.set DESC LIMIT 1) i ON true
CROSS JOIN LATERAL (
	SELECT coalesce(i.state = 'held', false) OR EXISTS (SELECT FROM audit.mark m
		WHERE m.feed = 'bao-cao-quy' AND m.period = b.ky_bao_cao) AS is_withheld) w
ORDER BY b.ky_bao_cao, b.dia_ban, thu_tu;

COMMENT ON VIEW share.phu_luc_i IS 'Phụ lục I: chỉ tiêu thực hiện về chuyển đổi số, mười cột nguyên văn theo báo cáo, kèm kết quả tính lại; của số tạm giữ, kết quả, số liệu và ghi chú để trống cho đến khi được duyệt; của báo cáo mới nhận mà kỳ chưa tính lại, để trống cho đến khi tính xong';
COMMENT ON COLUMN share.phu_luc_i.ky_bao_cao IS 'Kỳ báo cáo (quý)';
COMMENT ON COLUMN share.phu_luc_i.dia_ban IS 'Đơn vị báo cáo';
COMMENT ON COLUMN share.phu_luc_i.thu_tu IS 'Thứ tự trong phụ lục';
COMMENT ON COLUMN share.phu_luc_i.ma_nhom IS 'Số La Mã của nhóm chỉ tiêu';
COMMENT ON COLUMN share.phu_luc_i.ten_nhom IS 'Nhóm chỉ tiêu';
COMMENT ON COLUMN share.phu_luc_i.ma_chi_tieu IS 'Mã chỉ tiêu';
COMMENT ON COLUMN share.phu_luc_i.stt IS 'STT';
COMMENT ON COLUMN share.phu_luc_i.noi_dung IS 'Nội dung';
COMMENT ON COLUMN share.phu_luc_i.don_vi_chu_tri IS 'Đơn vị chủ trì';
COMMENT ON COLUMN share.phu_luc_i.don_vi_phoi_hop IS 'Đơn vị phối hợp';
COMMENT ON COLUMN share.phu_luc_i.thanh_vien_chi_dao IS 'Phân công thành viên BCĐ theo dõi, chỉ đạo';
COMMENT ON COLUMN share.phu_luc_i.chi_tieu_quoc_gia IS 'Chỉ tiêu của UBQG năm trước';
COMMENT ON COLUMN share.phu_luc_i.chi_tieu_tinh IS 'Chỉ tiêu của tỉnh trong năm';
COMMENT ON COLUMN share.phu_luc_i.ket_qua IS 'Kết quả đạt được trong quý';
COMMENT ON COLUMN share.phu_luc_i.so_lieu IS 'Số liệu';
COMMENT ON COLUMN share.phu_luc_i.ghi_chu IS 'Ghi chú';
COMMENT ON COLUMN share.phu_luc_i.tinh_lai IS 'Giá trị tính lại, bằng số';
COMMENT ON COLUMN share.phu_luc_i.tinh_lai_hien_thi IS 'Giá trị tính lại, làm tròn một lần như trong văn bản';
COMMENT ON COLUMN share.phu_luc_i.don_vi_tinh IS 'Đơn vị tính';
COMMENT ON COLUMN share.phu_luc_i.co_so IS 'Cơ sở: computed (tính), stated (theo báo cáo), both (cả hai)';
COMMENT ON COLUMN share.phu_luc_i.tu_so IS 'Tử số';
COMMENT ON COLUMN share.phu_luc_i.mau_so IS 'Mẫu số';
COMMENT ON COLUMN share.phu_luc_i.trang_thai_tinh IS 'So kết quả với chỉ tiêu của tỉnh, không xét hạn';
COMMENT ON COLUMN share.phu_luc_i.trang_thai_quoc_gia IS
	'So với chỉ tiêu quốc gia bằng số liệu của năm mà chỉ tiêu ấy nêu (quy_tac: national_target), không xét hạn; no_data: không có số liệu của năm ấy';
COMMENT ON COLUMN share.phu_luc_i.canh_bao IS 'Cảnh báo, kèm căn cứ; số báo cáo không bị sửa';
COMMENT ON COLUMN share.phu_luc_i.ly_do IS 'Lý do khi không tính được, hoặc vì sao tạm giữ';
COMMENT ON COLUMN share.phu_luc_i.quy_tac IS 'Quy tắc đã áp dụng';
COMMENT ON COLUMN share.phu_luc_i.lan_chay IS 'Lần chạy đã ghi giá trị';
COMMENT ON COLUMN share.phu_luc_i.han IS 'Ngày đến hạn của chỉ tiêu của tỉnh';
COMMENT ON COLUMN share.phu_luc_i.trang_thai_theo_han IS
	'Trạng thái theo lịch, dùng để đọc trước hạn thay cho "chưa đạt": on_course đúng tiến độ, behind chậm mốc, not_due chưa đến hạn; từ ngày hạn: reached đạt, not_reached chưa đạt, due đến hạn, overdue quá hạn; undated không định hạn; maintained duy trì, relapsed tụt';
COMMENT ON COLUMN share.phu_luc_i.trang_thai_quoc_gia_theo_han IS
	'Như trên, với chỉ tiêu quốc gia; no_figure: năm của chỉ tiêu đã qua, không có số liệu của năm ấy';
COMMENT ON COLUMN share.phu_luc_i.trang_thai_duyet IS
	'của giá trị tính lại: tạm giữ (không công bố kết quả), tạm tính (chưa ai duyệt), đã duyệt; trống: chưa có chỉ số tính lại';
COMMENT ON COLUMN share.phu_luc_i.ngay_duyet IS 'Ngày duyệt, với số đã duyệt';
