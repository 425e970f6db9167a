-- A run that ended without telling what it did (killed, or with 64 and above) is told by the next one that does.
ALTER TABLE audit.run ADD COLUMN IF NOT EXISTS told_by bigint;
CREATE INDEX IF NOT EXISTS run_told_by ON audit.run (told_by) WHERE told_by IS NOT NULL;

COMMENT ON COLUMN audit.run.told_by IS 'Lần chạy sau đã nhận báo cáo thay lần chạy bị dừng giữa chừng này';
