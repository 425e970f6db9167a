-- The sections of a set's report with the counts that the document gives them.
-- :'set' :'period' :'agency'
-- Gives: id, the section's words
WITH figures AS (
	SELECT * FROM share.chi_so c WHERE c.bo_chi_so = :'set' AND c.ky = :'period' AND c.co_quan = :'agency'
)
SELECT coalesce(r.ma_nhom, CASE WHEN f.chi_so ~ '^[IVX]+[.]' THEN split_part(f.chi_so, '.', 1) END, '-') AS id,
	coalesce(nullif(max(r.ten_nhom), ''), CASE WHEN bool_or(r.ma_nhom IS NOT NULL) THEN '(văn bản không ghi tên nhóm)' ELSE '' END) AS ten_nhom,
	bool_or(r.ma_nhom IS NOT NULL) AS has_name, count(DISTINCT f.chi_so) AS so_chi_tieu
FROM figures f
LEFT JOIN share.phu_luc_i r ON r.ky_bao_cao = f.ky AND r.dia_ban = f.co_quan AND r.ma_chi_tieu = f.chi_so
GROUP BY 1
ORDER BY min(r.thu_tu), 1;
