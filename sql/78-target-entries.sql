-- The ways in of every target's indicator, on the day of the last night: share.den_han says which of them nobody has sent.
CREATE TABLE IF NOT EXISTS core.target_entry (
	indicator text COLLATE "C" NOT NULL,
	source text COLLATE "C" NOT NULL, -- the indicator whose variable it is: itself, or one that is the same
	feed text COLLATE "C" NOT NULL,
	item text COLLATE "C" NOT NULL, -- the row of the feed, else the measure
	title text NOT NULL
);
CREATE INDEX IF NOT EXISTS target_entry_indicator ON core.target_entry (indicator);

COMMENT ON TABLE core.target_entry IS 'Lối vào của từng chỉ tiêu: nguồn dữ liệu và biến mà số liệu của nó tính từ đó, lấy từ danh mục mỗi đêm';
