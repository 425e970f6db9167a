-- share.chi_so: what holds now; share.chi_so_lich_su: every value ever recorded, and by which run. What is or was held and not
-- approved is withheld in both, and what before it was the same number as what is held now (core.indicator_published).
CREATE OR REPLACE VIEW share.chi_so_lich_su AS
SELECT c.set AS bo_chi_so, c.indicator AS chi_so, c.agency AS co_quan, c.period AS ky, c.basis AS co_so,
	c.numerator_number AS tu_so, c.denominator_number AS mau_so, c.value_number AS gia_tri,
	c.value_fraction AS gia_tri_phan_so, c.shown AS hien_thi, c.unit AS don_vi_tinh, c.score_number AS diem,
	c.score_fraction AS diem_phan_so, c.score_max_number AS diem_toi_da,
	c.target AS chi_tieu_tinh,
	c.status AS trang_thai_tinh, c.national_target AS chi_tieu_quoc_gia, c.national_status AS trang_thai_quoc_gia,
	c.flags AS canh_bao, c.reason AS ly_do, c.rules AS quy_tac, c.run_from AS tu_lan_chay, c.run_to AS den_lan_chay,
	c.due_on AS han, c.due_status AS trang_thai_theo_han, c.national_due_on AS han_quoc_gia,
	c.national_due_status AS trang_thai_quoc_gia_theo_han, c.state = 'held' AS tam_giu,
	CASE c.state WHEN 'held' THEN 'tạm giữ' WHEN 'approved' THEN 'đã duyệt' ELSE 'tạm tính' END AS trang_thai_duyet,
	c.approved_on AS ngay_duyet
FROM core.indicator_published c
-- a figure that one run changed twice has two rows of that run
ORDER BY c.set, c.indicator, c.agency, c.period, c.run_from, c.run_to, c.value, c.shown, c.numerator, c.denominator, c.score, c.flags,
	c.reason, c.rules;

CREATE OR REPLACE VIEW share.chi_so AS
SELECT c.set AS bo_chi_so, c.indicator AS chi_so, c.agency AS co_quan, c.period AS ky, c.basis AS co_so,
	c.numerator_number AS tu_so, c.denominator_number AS mau_so, c.value_number AS gia_tri,
	c.value_fraction AS gia_tri_phan_so, c.shown AS hien_thi, c.unit AS don_vi_tinh, c.score_number AS diem,
	c.score_fraction AS diem_phan_so, c.score_max_number AS diem_toi_da,
	c.target AS chi_tieu_tinh,
	c.status AS trang_thai_tinh, c.national_target AS chi_tieu_quoc_gia, c.national_status AS trang_thai_quoc_gia,
	c.flags AS canh_bao, c.reason AS ly_do, c.rules AS quy_tac, c.run_from AS tu_lan_chay,
	c.due_on AS han, c.due_status AS trang_thai_theo_han, c.national_due_on AS han_quoc_gia,
	c.national_due_status AS trang_thai_quoc_gia_theo_han, c.state = 'held' AS tam_giu,
	CASE c.state WHEN 'held' THEN 'tạm giữ' WHEN 'approved' THEN 'đã duyệt' ELSE 'tạm tính' END AS trang_thai_duyet,
	c.approved_on AS ngay_duyet
FROM core.indicator_published c
WHERE c.run_to IS NULL AND c.set NOT LIKE '%@nay' -- that series: 45-phan-cong.sql
ORDER BY c.set, c.indicator, c.agency, c.period;

COMMENT ON VIEW share.chi_so IS 'Chỉ số hiện hành theo bộ chỉ số, cơ quan và kỳ; số tạm giữ không có giá trị, điểm, trạng thái cho đến khi được duyệt';
COMMENT ON VIEW share.chi_so_lich_su IS 'Mọi giá trị chỉ số đã ghi; đến lần chạy để trống là giá trị hiện hành; số từng bị tạm giữ mà chưa được duyệt, và số chưa duyệt trùng với số đang tạm giữ, không có giá trị';

DO $$
DECLARE
	view text;
BEGIN
	FOREACH view IN ARRAY ARRAY['chi_so', 'chi_so_lich_su'] LOOP
		EXECUTE format('COMMENT ON COLUMN share.%I.bo_chi_so IS %L', view, 'Bộ chỉ số (văn bản giao)');
		EXECUTE format('COMMENT ON COLUMN share.%I.chi_so IS %L', view, 'Mã chỉ số');
		EXECUTE format('COMMENT ON COLUMN share.%I.co_quan IS %L', view, 'Cơ quan');
		EXECUTE format('COMMENT ON COLUMN share.%I.ky IS %L', view, 'Kỳ (tháng, quý, 6 tháng, 9 tháng hoặc năm)');
		EXECUTE format('COMMENT ON COLUMN share.%I.gia_tri IS %L', view, 'Giá trị bằng số');
		EXECUTE format('COMMENT ON COLUMN share.%I.gia_tri_phan_so IS %L', view, 'Giá trị chính xác khi không viết được bằng số thập phân: phân số, với dấu ⁄ để bảng tính không đọc thành ngày');
		EXECUTE format('COMMENT ON COLUMN share.%I.hien_thi IS %L', view, 'Giá trị như in trong báo cáo');
		EXECUTE format('COMMENT ON COLUMN share.%I.canh_bao IS %L', view, 'Cảnh báo kèm căn cứ; không kèm khi bên cạnh có số đang tạm giữ (core.indicator_published)');
		EXECUTE format('COMMENT ON COLUMN share.%I.quy_tac IS %L', view,
			'Quy tắc đã dùng: lịch, mẫu số, thiết lập, và cách đọc ở chỗ văn bản để ngỏ');
		EXECUTE format('COMMENT ON COLUMN share.%I.tam_giu IS %L', view, 'Tạm giữ: quy tắc chất lượng giữ lại, chờ người có thẩm quyền xem và duyệt');
		EXECUTE format('COMMENT ON COLUMN share.%I.trang_thai_duyet IS %L', view,
			'tạm giữ (không công bố giá trị), tạm tính (chưa ai duyệt), đã duyệt (đúng con số và cảnh báo này)');
		EXECUTE format('COMMENT ON COLUMN share.%I.ngay_duyet IS %L', view, 'Ngày duyệt, với số đã duyệt');
		EXECUTE format('COMMENT ON COLUMN share.%I.trang_thai_tinh IS %L', view, 'So kết quả với chỉ tiêu, không xét hạn');
		EXECUTE format('COMMENT ON COLUMN share.%I.han IS %L', view, 'Ngày đến hạn của chỉ tiêu');
		EXECUTE format('COMMENT ON COLUMN share.%I.trang_thai_theo_han IS %L', view,
			'Trạng thái theo lịch tại lần chạy; trước hạn không bao giờ là "chưa đạt"');
		EXECUTE format('COMMENT ON COLUMN share.%I.ly_do IS %L', view, 'Lý do khi không tính được, hoặc vì sao tạm giữ');
	END LOOP;
END
$$;
