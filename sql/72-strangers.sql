-- Elements of a file that stand where its records are expected and are none: held = read + strangers. NULL for loads from before
-- this was counted.
ALTER TABLE audit.load ADD COLUMN IF NOT EXISTS n_strangers bigint;

COMMENT ON COLUMN audit.load.n_strangers IS
	'Số phần tử lạ ở vị trí của bản ghi, không đọc được (có trong tệp = đã đọc + lạ); rỗng: nạp trước khi có phép đếm này';
