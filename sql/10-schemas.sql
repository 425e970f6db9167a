-- The four schemas. staging: nothing lives here between loads; core: records and figures; audit: who loaded what when;
-- share: the contract with readers.
CREATE SCHEMA IF NOT EXISTS staging;
CREATE SCHEMA IF NOT EXISTS core;
CREATE SCHEMA IF NOT EXISTS audit;
CREATE SCHEMA IF NOT EXISTS share;

COMMENT ON SCHEMA staging IS 'Vùng tạm khi nạp dữ liệu';
COMMENT ON SCHEMA core IS 'Bản ghi và chỉ số đã làm sạch';
COMMENT ON SCHEMA audit IS 'Nhật ký nạp, chạy, từ chối';
COMMENT ON SCHEMA share IS 'Khung nhìn dùng chung, không có dữ liệu cá nhân';
