-- by-date: the targets by date; the lines that ask for somebody, those nearest to today first. A line that two documents hold
-- counts once, and one of several parts too.
-- Variables: now
-- Columns: count, grade, how many; line, name, words, day, days left, figure and target, state, who leads
WITH line AS (
	SELECT DISTINCT ON (d.chi_so, d.co_quan, d.cap) d.*,
		d.han - (:'now'::timestamptz AT TIME ZONE 'Asia/Ho_Chi_Minh')::date AS days
	FROM share.den_han d WHERE d.phan IS NULL OR NOT EXISTS (SELECT FROM share.den_han o
		WHERE o.bo_chi_so = d.bo_chi_so AND o.chi_so = d.chi_so AND o.co_quan = d.co_quan AND o.cap = d.cap AND o.phan IS NULL)
	ORDER BY d.chi_so, d.co_quan, d.cap, d.ky IS NULL, d.bo_chi_so
), graded AS (
	SELECT *, CASE WHEN ma_trang_thai_theo_han = 'maintained' THEN 'on_course'
		WHEN ma_trang_thai_theo_han IN ('due', 'not_due') AND days BETWEEN 0 AND 31 THEN 'soon'
		ELSE coalesce(ma_trang_thai_theo_han, 'held') END AS grade
	FROM line
), asking AS (
	SELECT *, row_number() OVER (ORDER BY abs(days), array_position(ARRAY['relapsed', 'not_reached', 'overdue', 'behind', 'soon'], grade::text),
		hien_thi IS NULL, bo_chi_so, length(chi_so), chi_so, cap) AS place
	FROM graded WHERE grade IN ('relapsed', 'not_reached', 'overdue', 'behind', 'soon')
), fact AS (
	SELECT 'count' AS kind, 0 AS place, grade AS a, count(*)::text AS b, '' AS c, '' AS d, '' AS e, '' AS f, '' AS g FROM graded GROUP BY grade
	UNION ALL
	SELECT 'line', place, CASE WHEN starts_with(chi_so, bo_chi_so || '.') THEN chi_so ELSE bo_chi_so || ' ' || chi_so END
			|| CASE cap WHEN 'quốc gia' THEN ' (quốc gia)' ELSE '' END,
		noi_dung, coalesce(to_char(han, 'DD/MM/YYYY'), ''), coalesce(days::text, ''),
		CASE WHEN coalesce(hien_thi, '') = '' THEN '–' ELSE concat_ws(' ', hien_thi, don_vi_tinh) END || ' / ' || chi_tieu,
		CASE WHEN coalesce(hien_thi, '') = '' AND grade = 'soon' THEN 'chưa có số liệu' ELSE trang_thai END, coalesce(chu_tri, '')
	FROM asking WHERE place <= 8
)
SELECT kind, replace(a, '|', '/'), replace(b, '|', '/'), c, d, replace(e, '|', '/'), f, replace(g, '|', '/') FROM fact
ORDER BY place, a COLLATE "C";
