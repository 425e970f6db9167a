-- share.van_ban: the documents as they stand, a row a line: guidance and result of the year before, word for word, and where a
-- section's heading announces another number of rows than it has.
CREATE OR REPLACE VIEW share.van_ban AS
SELECT d.set AS bo_chi_so, d.seq AS thu_tu, nullif(d.section, '') AS muc, nullif(d.section_title, '') AS tieu_de_muc,
	d.announced AS so_dong_neu, d.rows AS so_dong_co, d.stt, nullif(d.indicator, '') AS chi_so, d.wording AS noi_dung,
	nullif(d.guidance, '') AS huong_dan, d.year AS nam_ket_qua, nullif(d.result, '') AS ket_qua,
	CASE WHEN d.announced <> d.rows THEN format('tiêu đề mục nêu %s dòng, văn bản nhận được có %s', d.announced, d.rows) END
		COLLATE "C" AS ghi_chu
FROM core.document_row d
ORDER BY d.set, d.seq, d.indicator, d.wording COLLATE "C", d.stt COLLATE "C", d.section COLLATE "C", d.section_title COLLATE "C",
	d.guidance COLLATE "C", d.year, d.result COLLATE "C";

COMMENT ON VIEW share.van_ban IS
	'Các văn bản, từng dòng: nội dung, hướng dẫn và kết quả năm trước nguyên văn; mục nào có số dòng khác tiêu đề của nó thì ghi rõ';
