-- Who answers for what: the four roles of every row of every set, as the documents say it, on the day of the last night.
CREATE TABLE IF NOT EXISTS core.duty (
	set text COLLATE "C" NOT NULL,
	seq integer NOT NULL,
	indicator text COLLATE "C",
	wording text,
	role text COLLATE "C" NOT NULL, -- lead, coordinating, following, directing
	text text NOT NULL, -- the words of the document
	agency text COLLATE "C" NOT NULL, -- '' when nobody is known by these words
	agency_name text,
	members text COLLATE "C", -- of a group on that day, joined by blanks
	state text COLLATE "C" NOT NULL -- found, review, unknown
);
CREATE INDEX IF NOT EXISTS duty_agency ON core.duty (agency);

COMMENT ON TABLE core.duty IS 'Phân công theo từng chỉ tiêu: chủ trì, phối hợp, theo dõi, thành viên chỉ đạo, lấy từ danh mục mỗi đêm';
