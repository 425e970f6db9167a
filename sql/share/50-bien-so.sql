-- share.bien_so: the variables of the index as they were sent, each with the document that proves it. Those of
-- an indicator that is held are withheld with it: of most, the value is one of them or their quotient. So are those of
-- a quarter that was sent again and not computed since (its mark stands): no gate has looked at them yet. A range, a bound or "khoảng"
-- is shown as it was sent and is no number.
CREATE OR REPLACE VIEW share.bien_so AS
SELECT b.ky_bao_cao, b.dia_ban, b.don_vi_gui, b.chi_so, b.bien,
	CASE WHEN NOT h.is_held THEN b.gia_tri END AS gia_tri,
	CASE WHEN NOT h.is_held AND b.gia_tri_kind = 'exact' THEN b.gia_tri_low END AS gia_tri_so,
	coalesce(u.name_vi, b.gia_tri_unit) AS don_vi_tinh, b.so_van_ban, b.ngay_van_ban, b.trich_yeu, b.sent_at AS gui_luc, b.message AS ban_tin,
	b.load_id AS lan_nap, h.is_held AS tam_giu, b.gia_tri_unit AS ma_don_vi_tinh
FROM core.bien_so_chi_so b
LEFT JOIN core.label u ON u.kind = 'unit' AND u.code = b.gia_tri_unit
CROSS JOIN LATERAL (
	SELECT EXISTS (SELECT FROM core.indicator_published i WHERE i.run_to IS NULL AND i.state = 'held'
		AND i.indicator = b.chi_so AND i.agency = b.dia_ban AND (i.period = b.ky_bao_cao
			-- those of its months are what a quarter is the sum of
			OR b.ky_bao_cao ~ '^[0-9]{4}-[0-9]{2}$' AND left(i.period, 4) = left(b.ky_bao_cao, 4)))
		OR EXISTS (SELECT FROM audit.mark m WHERE m.feed = 'bien-so-chi-so' AND m.period = b.ky_bao_cao) AS is_held) h
ORDER BY b.ky_bao_cao, b.dia_ban, b.chi_so, b.bien, b.don_vi_gui, b.ma_bien;

COMMENT ON VIEW share.bien_so IS 'Biến số của bộ chỉ số chuyển đổi số, như đơn vị gửi, kèm văn bản minh chứng; biến của chỉ số tạm giữ để trống giá trị';
