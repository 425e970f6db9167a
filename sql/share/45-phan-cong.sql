-- share.phan_cong: who answers for what in the documents that hold now; a group with its members, one row each.
CREATE OR REPLACE VIEW share.phan_cong AS
SELECT d.set AS bo_chi_so, d.seq AS thu_tu, d.indicator AS chi_so, d.wording AS noi_dung,
	CASE d.role WHEN 'lead' THEN 'chủ trì' WHEN 'coordinating' THEN 'phối hợp' WHEN 'following' THEN 'theo dõi'
		WHEN 'directing' THEN 'thành viên chỉ đạo' ELSE d.role END AS vai_tro,
	d.text AS nguyen_van, nullif(d.agency, '') AS co_quan, d.agency_name AS ten_co_quan,
	m.member AS thanh_vien, l.name_vi AS ten_thanh_vien,
	CASE d.state WHEN 'found' THEN 'đã xác định' WHEN 'review' THEN 'chờ người xem xét' ELSE 'chưa xác định' END AS trang_thai
FROM core.duty d
LEFT JOIN LATERAL regexp_split_to_table(nullif(d.members, ''), ' ') WITH ORDINALITY AS m (member, place) ON true
LEFT JOIN core.label l ON l.kind = 'agency' AND l.code = m.member
ORDER BY d.set, d.seq, array_position(ARRAY['lead', 'coordinating', 'following', 'directing'], d.role::text), d.role, d.text COLLATE "C",
	d.agency, m.place, d.indicator, d.state;

COMMENT ON VIEW share.phan_cong IS 'Ai chịu trách nhiệm chỉ tiêu nào, theo văn bản đang có hiệu lực; nhóm cơ quan được khai triển thành từng thành viên';
COMMENT ON COLUMN share.phan_cong.bo_chi_so IS 'Bộ chỉ tiêu (văn bản)';
COMMENT ON COLUMN share.phan_cong.thu_tu IS 'Thứ tự trong văn bản';
COMMENT ON COLUMN share.phan_cong.chi_so IS 'Mã chỉ tiêu';
COMMENT ON COLUMN share.phan_cong.noi_dung IS 'Nội dung chỉ tiêu, nguyên văn';
COMMENT ON COLUMN share.phan_cong.vai_tro IS 'Vai trò: chủ trì, phối hợp, theo dõi, thành viên chỉ đạo';
COMMENT ON COLUMN share.phan_cong.nguyen_van IS 'Nguyên văn ô phân công';
COMMENT ON COLUMN share.phan_cong.co_quan IS 'Mã cơ quan hoặc nhóm cơ quan';
COMMENT ON COLUMN share.phan_cong.ten_co_quan IS 'Tên cơ quan hoặc nhóm cơ quan';
COMMENT ON COLUMN share.phan_cong.thanh_vien IS 'Mã thành viên của nhóm tại ngày chạy';
COMMENT ON COLUMN share.phan_cong.ten_thanh_vien IS 'Tên thành viên';
COMMENT ON COLUMN share.phan_cong.trang_thai IS 'Đã xác định, chờ người xem xét, hoặc chưa xác định được cơ quan';

-- share.chi_so_theo_co_quan_nay: the second series, by the agencies of today; the first is share.chi_so.
CREATE OR REPLACE VIEW share.chi_so_theo_co_quan_nay AS
SELECT left(c.set, -4) AS bo_chi_so, c.indicator AS chi_so, c.agency AS co_quan, c.period AS ky, c.value_number AS gia_tri,
	c.value_fraction AS gia_tri_phan_so, c.shown AS hien_thi, c.unit AS don_vi_tinh, c.numerator_number AS tu_so, c.denominator_number AS mau_so, c.flags AS canh_bao,
	c.reason AS ly_do, c.rules AS quy_tac,
	CASE c.state WHEN 'held' THEN 'tạm giữ' WHEN 'approved' THEN 'đã duyệt' ELSE 'tạm tính' END AS trang_thai_duyet,
	c.approved_on AS ngay_duyet
FROM core.indicator_published c WHERE c.run_to IS NULL AND c.set LIKE '%@nay'
ORDER BY c.set, c.indicator, c.agency, c.period;

COMMENT ON VIEW share.chi_so_theo_co_quan_nay IS 'Chuỗi thứ hai: chỉ số các kỳ trước quy về cơ quan hiện nay; phần không phân bổ được là dòng riêng (mã kết thúc bằng .~)';
COMMENT ON COLUMN share.chi_so_theo_co_quan_nay.bo_chi_so IS 'Bộ chỉ số (văn bản giao)';
COMMENT ON COLUMN share.chi_so_theo_co_quan_nay.chi_so IS 'Mã chỉ số';
COMMENT ON COLUMN share.chi_so_theo_co_quan_nay.co_quan IS 'Cơ quan hiện nay';
COMMENT ON COLUMN share.chi_so_theo_co_quan_nay.ky IS 'Kỳ (quý hoặc năm)';
COMMENT ON COLUMN share.chi_so_theo_co_quan_nay.gia_tri IS 'Giá trị bằng số';
COMMENT ON COLUMN share.chi_so_theo_co_quan_nay.hien_thi IS 'Giá trị như in trong báo cáo';
COMMENT ON COLUMN share.chi_so_theo_co_quan_nay.don_vi_tinh IS 'Đơn vị tính';
COMMENT ON COLUMN share.chi_so_theo_co_quan_nay.tu_so IS 'Tử số';
COMMENT ON COLUMN share.chi_so_theo_co_quan_nay.mau_so IS 'Mẫu số';
COMMENT ON COLUMN share.chi_so_theo_co_quan_nay.canh_bao IS 'Cảnh báo kèm căn cứ';
COMMENT ON COLUMN share.chi_so_theo_co_quan_nay.ly_do IS 'Lý do khi không tính được, hoặc vì sao tạm giữ';
COMMENT ON COLUMN share.chi_so_theo_co_quan_nay.quy_tac IS 'Quy tắc đã áp dụng, trong đó ngày của danh sách cơ quan';
COMMENT ON COLUMN share.chi_so_theo_co_quan_nay.trang_thai_duyet IS
	'tạm giữ (không công bố giá trị), tạm tính, đã duyệt; mỗi chuỗi có cảnh báo riêng, duyệt một bộ chỉ số là duyệt cả hai chuỗi';
COMMENT ON COLUMN share.chi_so_theo_co_quan_nay.ngay_duyet IS 'Ngày duyệt, với số đã duyệt';
