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
	i.value_number AS tinh_lai, i.shown AS tinh_lai_hien_thi, i.unit_vi AS don_vi_tinh, i.basis_vi AS co_so,
	i.numerator_number AS tu_so, i.denominator_number AS mau_so,
	i.status_vi AS trang_thai_tinh, i.national_status_vi AS trang_thai_quoc_gia, i.flags_vi AS canh_bao, i.reason_vi AS ly_do,
	i.rules_vi AS quy_tac, i.run_from AS lan_chay, i.due_on AS han, i.due_status_vi AS trang_thai_theo_han,
	i.national_due_status_vi AS trang_thai_quoc_gia_theo_han,
	i.state_vi AS trang_thai_duyet, i.approved_on AS ngay_duyet, i.flags_en AS canh_bao_en, i.reason_en AS ly_do_en,
	i.rules_en AS quy_tac_en, i.basis AS ma_co_so, i.unit AS ma_don_vi_tinh, i.status AS ma_trang_thai_tinh,
	i.national_status AS ma_trang_thai_quoc_gia, i.due_status AS ma_trang_thai_theo_han,
	i.national_due_status AS ma_trang_thai_quoc_gia_theo_han, i.flags AS ma_canh_bao, i.rules AS ma_quy_tac
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
