-- What the figures of a period were computed by: the hash of the catalogue's rows behind each indicator of each set, and of those
-- that all indicators of the set share (chiso-catalog show definitions). The row of no set is that of the period's measures.
CREATE TABLE IF NOT EXISTS core.definition (
	period text COLLATE "C" NOT NULL,
	set text COLLATE "C" NOT NULL,
	indicator text COLLATE "C" NOT NULL,
	hash text COLLATE "C" NOT NULL,
	common_hash text COLLATE "C" NOT NULL,
	run_id bigint NOT NULL, -- that computed, or that found it first
	PRIMARY KEY (period, set, indicator)
);

COMMENT ON TABLE core.definition IS
	'Định nghĩa mà số liệu của từng kỳ đã được tính theo: mã băm các dòng danh mục đứng sau mỗi chỉ số';
