-- share.bien_so: the variables of the index as they were sent, each with the document that proves it.
CREATE OR REPLACE VIEW share.bien_so AS
SELECT ky_bao_cao, dia_ban, don_vi_gui, chi_so, bien, gia_tri, gia_tri_low AS gia_tri_so, gia_tri_unit AS don_vi_tinh,
	so_van_ban, ngay_van_ban, trich_yeu, sent_at AS gui_luc, message AS ban_tin, load_id AS lan_nap
FROM core.bien_so_chi_so;

COMMENT ON VIEW share.bien_so IS 'Biến số của bộ chỉ số chuyển đổi số, như đơn vị gửi, kèm văn bản minh chứng';
COMMENT ON COLUMN share.bien_so.ky_bao_cao IS 'Kỳ báo cáo (quý)';
COMMENT ON COLUMN share.bien_so.dia_ban IS 'Địa bàn';
COMMENT ON COLUMN share.bien_so.don_vi_gui IS 'Đơn vị gửi, nếu nêu';
COMMENT ON COLUMN share.bien_so.chi_so IS 'Mã chỉ số';
COMMENT ON COLUMN share.bien_so.bien IS 'Biến của chỉ số';
COMMENT ON COLUMN share.bien_so.gia_tri IS 'Giá trị và đơn vị tính, nguyên văn';
COMMENT ON COLUMN share.bien_so.gia_tri_so IS 'Giá trị bằng số, theo đơn vị gốc của đại lượng';
COMMENT ON COLUMN share.bien_so.don_vi_tinh IS 'Đơn vị gốc của đại lượng';
COMMENT ON COLUMN share.bien_so.so_van_ban IS 'Số văn bản minh chứng';
COMMENT ON COLUMN share.bien_so.ngay_van_ban IS 'Ngày văn bản minh chứng';
COMMENT ON COLUMN share.bien_so.trich_yeu IS 'Trích yếu văn bản minh chứng';
COMMENT ON COLUMN share.bien_so.gui_luc IS 'Thời điểm gửi';
COMMENT ON COLUMN share.bien_so.ban_tin IS 'Mã bản tin';
COMMENT ON COLUMN share.bien_so.lan_nap IS 'Lần nạp (share.tinh_hinh_nap)';
