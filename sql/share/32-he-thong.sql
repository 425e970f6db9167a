-- share.he_thong_thong_ke: counts and sums of the records of every other kind, by agency and quarter; no record and no person. As
-- share.ho_so_thong_ke: no gate looks at them, and nobody approves them.
CREATE OR REPLACE VIEW share.he_thong_thong_ke AS
SELECT feed AS loai, measure AS so_lieu, agency AS co_quan, period AS ky, item AS muc, value AS gia_tri, unit AS don_vi_tinh,
	run_from AS lan_chay
FROM core.measure
WHERE run_to IS NULL AND feed <> 'hoso-tthc' AND kind IN ('sum', 'distinct') AND measure NOT LIKE 'noi-bo.%' -- of internal feeds
ORDER BY measure, agency, period, item;

COMMENT ON VIEW share.he_thong_thong_ke IS 'Thống kê bản ghi của các hệ thống khác (doanh nghiệp, dân cư, điện …) theo cơ quan và quý: số đếm từ bản ghi đã nhận, chưa phải chỉ số, không qua duyệt';
COMMENT ON COLUMN share.he_thong_thong_ke.loai IS 'Loại bản ghi: các nguồn cùng loại đếm chung (danh mục feeds, cột kind)';
COMMENT ON COLUMN share.he_thong_thong_ke.so_lieu IS 'Tên số liệu (danh mục measures)';
COMMENT ON COLUMN share.he_thong_thong_ke.co_quan IS 'Cơ quan, địa bàn của bản ghi';
COMMENT ON COLUMN share.he_thong_thong_ke.ky IS 'Quý';
COMMENT ON COLUMN share.he_thong_thong_ke.muc IS 'Mục chi tiết, nếu có';
COMMENT ON COLUMN share.he_thong_thong_ke.gia_tri IS 'Giá trị';
COMMENT ON COLUMN share.he_thong_thong_ke.don_vi_tinh IS 'Đơn vị tính';
COMMENT ON COLUMN share.he_thong_thong_ke.lan_chay IS 'Lần chạy đã ghi giá trị';
