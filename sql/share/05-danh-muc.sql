-- share.danh_muc: what each code in the other views is called.
CREATE OR REPLACE VIEW share.danh_muc AS
SELECT CASE kind WHEN 'agency' THEN 'cơ quan' WHEN 'indicator' THEN 'chỉ số' WHEN 'set' THEN 'bộ chỉ số'
		WHEN 'measure' THEN 'số liệu' WHEN 'unit' THEN 'đơn vị tính' ELSE kind END AS loai,
	code AS ma, name_vi AS ten, parent AS ma_cap_tren
FROM core.label
ORDER BY kind, code;

COMMENT ON VIEW share.danh_muc IS 'Tên gọi của các mã dùng trong các bảng chia sẻ';
COMMENT ON COLUMN share.danh_muc.loai IS 'Loại mã: cơ quan, chỉ số, bộ chỉ số, số liệu, đơn vị tính';
COMMENT ON COLUMN share.danh_muc.ma IS 'Mã';
COMMENT ON COLUMN share.danh_muc.ten IS 'Tên';
COMMENT ON COLUMN share.danh_muc.ma_cap_tren IS 'Với cơ quan: mã cơ quan cấp trên';
