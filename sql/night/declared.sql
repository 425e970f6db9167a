-- declared: files that say another number of records than they have, or that they are a page of several; files in whose records a field
-- stands under a name that is almost its own, and was not read. Three of a feed by name.
-- Variables: none
-- Tables: told
-- Columns: as in findings.sql
\qecho rule declared
WITH declared AS (
	SELECT l.feed, coalesce(nullif(l.file_name, ''), l.file_hash) AS name, l.n_read, r.line, r.found,
		row_number() OVER (PARTITION BY l.feed ORDER BY l.load_id) AS place
	FROM audit.load l JOIN audit.reject r ON r.load_id = l.load_id AND r.code = 'record.count'
	WHERE l.run_id IN (SELECT run_id FROM told) AND l.state = 'ok'
)
SELECT 'gate', feed || ' ' || name, '', 'thông điệp tự nói khác với ' || n_read || ' bản ghi đã đọc, hỏi nơi gửi phần còn lại / the message itself says another number than the '
	|| n_read || ' records read: ask the sender for the rest (' || CASE WHEN found ~ ', at byte [0-9]+$' THEN '' ELSE 'dòng / line ' || line || ': ' END || found || ')'
FROM declared WHERE place <= 3
UNION ALL
SELECT 'gate', feed, '', count(*) || ' tệp nữa tự nói khác với số bản ghi đã đọc / more files say another number than was read'
FROM declared WHERE place > 3 GROUP BY feed
ORDER BY 2;

\qecho rule field_stranger
WITH lost AS (
	SELECT l.feed, coalesce(nullif(l.file_name, ''), l.file_hash) AS name, l.n_read, r.field, r.line, r.found, r.expected,
		row_number() OVER (PARTITION BY l.feed ORDER BY l.load_id, r.field) AS place
	FROM audit.load l JOIN audit.reject r ON r.load_id = l.load_id AND r.code = 'field.stranger'
	WHERE l.run_id IN (SELECT run_id FROM told) AND l.state = 'ok'
)
SELECT 'gate', feed || ' ' || name, '', 'trường ' || field || ' đến dưới tên gần giống và không đọc được: hỏi nơi gửi, hoặc thêm đường dẫn vào fields.csv / field '
	|| field || ' came under a name that is almost its own and was not read: ask the sender, or add the path to fields.csv ('
	|| CASE WHEN found ~ ', at byte [0-9]+$' THEN '' ELSE 'dòng / line ' || line || ': ' END || found || '; ' || expected || ')'
FROM lost WHERE place <= 3
UNION ALL
SELECT 'gate', feed, '', count(*) || ' trường nữa đến dưới tên gần giống / more fields came under names that are almost their own'
FROM lost WHERE place > 3 GROUP BY feed
ORDER BY 2;
