-- The documents as they stand, on the day of the last night: every row of every set with its guidance and result, word for word,
-- and how many rows its section has beside those that its heading announces; and what becomes of targets that are due after
-- their set ended.
CREATE TABLE IF NOT EXISTS core.document_row (
	set text COLLATE "C" NOT NULL,
	seq integer NOT NULL,
	section text NOT NULL,
	section_title text NOT NULL,
	announced integer, -- rows, by the section's heading
	rows integer NOT NULL, -- that the section has
	stt text NOT NULL,
	indicator text COLLATE "C" NOT NULL,
	wording text NOT NULL,
	guidance text NOT NULL,
	year integer, -- of the result
	result text NOT NULL
);
CREATE INDEX IF NOT EXISTS document_row_set ON core.document_row (set, seq);

CREATE TABLE IF NOT EXISTS core.set_end (
	set text COLLATE "C" PRIMARY KEY,
	ends_on text COLLATE "C" NOT NULL, -- YYYY-MM-DD
	is_over boolean NOT NULL, -- on the day of the last night
	after_end text NOT NULL -- what becomes of targets due after it; '' nothing is said
);

COMMENT ON TABLE core.document_row IS 'Mọi dòng của mọi văn bản: hướng dẫn và kết quả nguyên văn, lấy từ danh mục mỗi đêm';
COMMENT ON TABLE core.set_end IS 'Bộ chỉ tiêu có ngày hết hiệu lực, và chỉ tiêu đến hạn sau ngày ấy thì sao, lấy từ danh mục mỗi đêm';
