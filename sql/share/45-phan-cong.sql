-- share.phan_cong: who answers for what in the documents that hold now; a group with its members, one row each.
CREATE OR REPLACE VIEW share.phan_cong AS
SELECT d.set AS bo_chi_so, d.seq AS thu_tu, d.indicator AS chi_so, d.wording AS noi_dung,
	coalesce(r.text_vi, d.role) AS vai_tro,
	d.text AS nguyen_van, d.agency AS co_quan, d.agency_name AS ten_co_quan,
	d.member AS thanh_vien, l.name_vi AS ten_thanh_vien,
	coalesce(s.text_vi, d.state) AS trang_thai, d.role AS ma_vai_tro, d.state AS ma_trang_thai
FROM core.duty_member d
LEFT JOIN core.reader_word r ON r.kind = 'role' AND r.pattern = d.role
LEFT JOIN core.reader_word s ON s.kind = 'duty_state' AND s.pattern = d.state
LEFT JOIN core.label l ON l.kind = 'agency' AND l.code = d.member
ORDER BY d.place;

COMMENT ON VIEW share.phan_cong IS 'Ai chịu trách nhiệm chỉ tiêu nào, theo văn bản đang có hiệu lực; nhóm cơ quan được khai triển thành từng thành viên';

-- share.chi_so_theo_co_quan_nay: the second series, by the agencies of today; the first is share.chi_so.
CREATE OR REPLACE VIEW share.chi_so_theo_co_quan_nay AS
SELECT left(c.set, -4) AS bo_chi_so, c.indicator AS chi_so, c.agency AS co_quan, c.period AS ky, c.value_number AS gia_tri,
	c.value_fraction AS gia_tri_phan_so, c.shown AS hien_thi, c.unit_vi AS don_vi_tinh, c.numerator_number AS tu_so, c.denominator_number AS mau_so, c.flags_vi AS canh_bao,
	c.reason_vi AS ly_do, c.rules_vi AS quy_tac, c.state_vi AS trang_thai_duyet, c.approved_on AS ngay_duyet, c.flags_en AS canh_bao_en,
	c.reason_en AS ly_do_en, c.rules_en AS quy_tac_en, c.unit AS ma_don_vi_tinh, c.flags AS ma_canh_bao, c.rules AS ma_quy_tac
FROM core.indicator_published c WHERE c.run_to IS NULL AND c.set LIKE '%@nay'
ORDER BY c.set, c.indicator, c.agency, c.period;

COMMENT ON VIEW share.chi_so_theo_co_quan_nay IS 'Chuỗi thứ hai: chỉ số các kỳ trước quy về cơ quan hiện nay; phần không phân bổ được là dòng riêng (mã kết thúc bằng .~)';
