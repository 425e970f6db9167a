-- share.chi_so: what holds now; share.chi_so_lich_su: every value ever recorded, and by which run. What is or was held and not
-- approved is withheld in both, and what before it was the same number as what is held now (core.indicator_published).
CREATE OR REPLACE VIEW share.chi_so_lich_su AS
SELECT c.set AS bo_chi_so, c.indicator AS chi_so, c.agency AS co_quan, c.period AS ky,
	c.basis_vi AS co_so,
	c.numerator_number AS tu_so, c.denominator_number AS mau_so, c.value_number AS gia_tri, c.value_fraction AS gia_tri_phan_so,
	c.shown AS hien_thi, c.unit_vi AS don_vi_tinh, c.score_number AS diem, c.score_fraction AS diem_phan_so, c.score_max_number AS diem_toi_da,
	c.target AS chi_tieu_tinh, c.status_vi AS trang_thai_tinh, c.national_target AS chi_tieu_quoc_gia, c.national_status_vi AS trang_thai_quoc_gia,
	c.flags_vi AS canh_bao, c.reason_vi AS ly_do, c.rules_vi AS quy_tac, c.run_from AS tu_lan_chay,
	c.run_to AS den_lan_chay,
	c.due_on AS han, c.due_status_vi AS trang_thai_theo_han, c.national_due_on AS han_quoc_gia,
	c.national_due_status_vi AS trang_thai_quoc_gia_theo_han, c.state = 'held' AS tam_giu, c.state_vi AS trang_thai_duyet,
	c.approved_on AS ngay_duyet, c.flags_en AS canh_bao_en, c.reason_en AS ly_do_en, c.rules_en AS quy_tac_en,
	c.basis AS ma_co_so, c.unit AS ma_don_vi_tinh, c.status AS ma_trang_thai_tinh, c.national_status AS ma_trang_thai_quoc_gia,
	c.due_status AS ma_trang_thai_theo_han, c.national_due_status AS ma_trang_thai_quoc_gia_theo_han, c.flags AS ma_canh_bao,
	c.rules AS ma_quy_tac
FROM core.indicator_published c
-- a figure that one run changed twice has two rows of that run
ORDER BY c.set, c.indicator, c.agency, c.period, c.run_from, c.run_to, c.value, c.shown, c.numerator, c.denominator, c.score, c.flags,
	c.reason, c.rules;

CREATE OR REPLACE VIEW share.chi_so AS
SELECT c.set AS bo_chi_so, c.indicator AS chi_so, c.agency AS co_quan, c.period AS ky,
	c.basis_vi AS co_so,
	c.numerator_number AS tu_so, c.denominator_number AS mau_so, c.value_number AS gia_tri, c.value_fraction AS gia_tri_phan_so,
	c.shown AS hien_thi, c.unit_vi AS don_vi_tinh, c.score_number AS diem, c.score_fraction AS diem_phan_so, c.score_max_number AS diem_toi_da,
	c.target AS chi_tieu_tinh, c.status_vi AS trang_thai_tinh, c.national_target AS chi_tieu_quoc_gia, c.national_status_vi AS trang_thai_quoc_gia,
	c.flags_vi AS canh_bao, c.reason_vi AS ly_do, c.rules_vi AS quy_tac, c.run_from AS tu_lan_chay,
	c.due_on AS han, c.due_status_vi AS trang_thai_theo_han, c.national_due_on AS han_quoc_gia,
	c.national_due_status_vi AS trang_thai_quoc_gia_theo_han, c.state = 'held' AS tam_giu, c.state_vi AS trang_thai_duyet,
	c.approved_on AS ngay_duyet, c.flags_en AS canh_bao_en, c.reason_en AS ly_do_en, c.rules_en AS quy_tac_en,
	c.basis AS ma_co_so, c.unit AS ma_don_vi_tinh, c.status AS ma_trang_thai_tinh, c.national_status AS ma_trang_thai_quoc_gia,
	c.due_status AS ma_trang_thai_theo_han, c.national_due_status AS ma_trang_thai_quoc_gia_theo_han, c.flags AS ma_canh_bao,
	c.rules AS ma_quy_tac, (k.at AT TIME ZONE 'Asia/Ho_Chi_Minh')::date AS ngay_chot,
	(d.at AT TIME ZONE 'Asia/Ho_Chi_Minh')::date AS ngay_dinh_chinh
FROM core.indicator_published c
LEFT JOIN core.closed k ON k.set = c.set AND k.period = c.period
LEFT JOIN LATERAL (SELECT max(r.at) AS at FROM audit.late_decision r WHERE r.decision = 'restate' AND r.set = c.set AND r.indicator = c.indicator
	AND r.agency = c.agency AND r.period = c.period AND r.run_id <= c.run_from) d ON true
WHERE c.run_to IS NULL AND c.set NOT LIKE '%@nay' -- that series: 45-phan-cong.sql
ORDER BY c.set, c.indicator, c.agency, c.period;

COMMENT ON VIEW share.chi_so IS 'Chỉ số hiện hành theo bộ chỉ số, cơ quan và kỳ; số tạm giữ không có giá trị, điểm, trạng thái cho đến khi được duyệt';
COMMENT ON VIEW share.chi_so_lich_su IS 'Mọi giá trị chỉ số đã ghi; đến lần chạy để trống là giá trị hiện hành; số từng bị tạm giữ mà chưa được duyệt, và số chưa duyệt trùng với số đang tạm giữ, không có giá trị';
