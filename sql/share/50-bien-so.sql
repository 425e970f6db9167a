-- share.bien_so: the variables of the index as they were sent, each with number and day of the document that proves it (its title is free text, and not kept). Those of
-- an indicator that is held are withheld with it: of most, the value is one of them or their quotient. So are those of
-- a quarter that was sent again and not computed since (its mark stands): no gate has looked at them yet. A range, a bound or "khoảng"
-- is shown as it was sent and is no number.
CREATE OR REPLACE VIEW share.bien_so AS
SELECT b.ky_bao_cao, b.dia_ban, b.don_vi_gui, b.chi_so, b.bien,
	CASE WHEN NOT h.is_held THEN b.gia_tri END AS gia_tri,
	CASE WHEN NOT h.is_held AND b.gia_tri_kind = 'exact' THEN b.gia_tri_low END AS gia_tri_so,
	b.gia_tri_unit AS don_vi_tinh, b.so_van_ban, b.ngay_van_ban,
	NULL::text COLLATE "C" AS trich_yeu, b.sent_at AS gui_luc, b.message AS ban_tin,
	b.load_id AS lan_nap, h.is_held AS tam_giu
FROM core.bien_so_chi_so b
CROSS JOIN LATERAL (
	SELECT EXISTS (SELECT FROM core.indicator_published i WHERE i.run_to IS NULL AND i.state = 'held'
		AND i.indicator = b.chi_so AND i.agency = b.dia_ban AND (i.period = b.ky_bao_cao
			-- those of its months are what a quarter is the sum of
			OR b.ky_bao_cao ~ '^[0-9]{4}-[0-9]{2}$' AND left(i.period, 4) = left(b.ky_bao_cao, 4)))
		OR EXISTS (SELECT FROM audit.mark m WHERE m.feed = 'bien-so-chi-so' AND m.period = b.ky_bao_cao) AS is_held) h
ORDER BY b.ky_bao_cao, b.dia_ban, b.chi_so, b.bien, b.don_vi_gui, b.ma_bien;

COMMENT ON VIEW share.bien_so IS 'Biến số của bộ chỉ số chuyển đổi số, như đơn vị gửi, kèm văn bản minh chứng; biến của chỉ số tạm giữ để trống giá trị';
COMMENT ON COLUMN share.bien_so.ky_bao_cao IS 'Kỳ báo cáo (quý)';
COMMENT ON COLUMN share.bien_so.dia_ban IS 'Địa bàn';
COMMENT ON COLUMN share.bien_so.don_vi_gui IS 'Đơn vị gửi: mỗi đơn vị một dòng; nhiều đơn vị gửi thì tính số của đơn vị chủ trì nêu trước, không có thì của UBND tỉnh, rồi của đơn vị phối hợp, cùng hàng thì số gửi sau cùng';
COMMENT ON COLUMN share.bien_so.chi_so IS 'Mã chỉ số';
COMMENT ON COLUMN share.bien_so.bien IS 'Biến của chỉ số';
COMMENT ON COLUMN share.bien_so.gia_tri IS 'Giá trị và đơn vị tính, nguyên văn';
COMMENT ON COLUMN share.bien_so.gia_tri_so IS 'Giá trị bằng số, theo đơn vị gốc của đại lượng; trống khi nơi gửi không nêu một số chính xác (khoảng, trên, …)';
COMMENT ON COLUMN share.bien_so.don_vi_tinh IS 'Đơn vị gốc của đại lượng';
COMMENT ON COLUMN share.bien_so.so_van_ban IS 'Số văn bản minh chứng';
COMMENT ON COLUMN share.bien_so.ngay_van_ban IS 'Ngày văn bản minh chứng';
COMMENT ON COLUMN share.bien_so.trich_yeu IS 'Luôn trống: trích yếu là văn bản tự do, có thể nêu tên cá nhân, nên không giữ; số và ngày cho biết văn bản nào';
COMMENT ON COLUMN share.bien_so.gui_luc IS 'Thời điểm gửi';
COMMENT ON COLUMN share.bien_so.ban_tin IS 'Mã bản tin';
COMMENT ON COLUMN share.bien_so.lan_nap IS 'Lần nạp (share.tinh_hinh_nap)';
COMMENT ON COLUMN share.bien_so.tam_giu IS 'Chỉ số của biến đang tạm giữ: giá trị để trống cho đến khi được duyệt; hoặc kỳ vừa nhận bản tin mới, chưa tính lại: cho đến khi tính xong';
