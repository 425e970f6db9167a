-- Every target of the catalogue and when it is due, on the day of the last night: share.den_han lays the figures beside it.
CREATE TABLE IF NOT EXISTS core.target_due (
	state text COLLATE "C" NOT NULL, -- what the calendar alone says: past, today, ahead, undated
	due text COLLATE "C" NOT NULL, -- YYYY-MM-DD; '' when undated; of a yearly target the day of this year
	set text COLLATE "C" NOT NULL,
	territory text COLLATE "C" NOT NULL,
	stt text NOT NULL,
	indicator text COLLATE "C" NOT NULL,
	part text COLLATE "C" NOT NULL, -- of a line with several conditions; '' the first
	level text COLLATE "C" NOT NULL, -- province, national
	text text NOT NULL, -- the words of the document
	kind text COLLATE "C" NOT NULL,
	wording text NOT NULL,
	lead text NOT NULL, -- in the words of the document
	agency text COLLATE "C" NOT NULL, -- the territory's own
	feeds text COLLATE "C" NOT NULL, -- that its figure needs, joined by blanks
	reason text NOT NULL -- why no figure can be held against it
);
CREATE INDEX IF NOT EXISTS target_due_indicator ON core.target_due (set, indicator);

COMMENT ON TABLE core.target_due IS 'Mọi chỉ tiêu của danh mục và hạn của nó tại ngày chạy, lấy từ danh mục mỗi đêm';
