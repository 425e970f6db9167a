-- What the codes of the figures are called: the catalogue's names, laid down by each night for the readers of share.
CREATE TABLE IF NOT EXISTS core.label (
	kind text COLLATE "C" NOT NULL, -- agency, indicator, set, measure, unit
	code text COLLATE "C" NOT NULL,
	name_vi text NOT NULL,
	parent text COLLATE "C", -- of an agency: the body above it
	PRIMARY KEY (kind, code)
);

COMMENT ON TABLE core.label IS 'Tên gọi của các mã (cơ quan, chỉ số, bộ chỉ số, số liệu, đơn vị tính), lấy từ danh mục mỗi đêm';
