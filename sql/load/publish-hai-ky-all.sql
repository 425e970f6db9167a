-- Every set and period that has one of its kind before it, and what the two side by side would be made of.
-- (a figure's other columns change with its run alone)
-- Gives: set, period (the later), agency (''), state; and of each its words and where its page lies
WITH figures AS (
	SELECT c.bo_chi_so, c.ky, bit_xor(hashtextextended(concat_ws('|', c.chi_so, c.co_quan, c.ky, c.tu_lan_chay, c.trang_thai_duyet, c.ngay_duyet, c.hien_thi, c.don_vi_tinh,
		c.ma_trang_thai_theo_han, c.ma_trang_thai_tinh, c.canh_bao, c.ly_do), 0)) AS state,
		translate(substr(c.ky, 5), '0123456789', '') AS kind
	FROM share.chi_so c GROUP BY c.bo_chi_so, c.ky
), defined AS (
	SELECT d.bo_chi_so, d.ky, md5(string_agg(d.chi_so || d.ma_dinh_nghia, '|' ORDER BY d.chi_so)) AS state FROM share.dinh_nghia d GROUP BY d.bo_chi_so, d.ky
), steps AS (
	SELECT f.*, d.state AS definition, lag(f.ky) OVER w AS before_period, lag(f.state) OVER w AS before_state, lag(d.state) OVER w AS before_definition
	FROM figures f LEFT JOIN defined d ON d.bo_chi_so = f.bo_chi_so AND d.ky = f.ky
	WINDOW w AS (PARTITION BY f.bo_chi_so, f.kind ORDER BY f.ky)
)
SELECT s.bo_chi_so AS set, s.ky AS period, '' AS agency, s.bo_chi_so || '-' || s.ky AS id, n.ten AS title, s.before_period AS ky_truoc,
	'hai-ky-' || s.bo_chi_so || '-' || s.ky || '.html' AS html, 'hai-ky-' || s.bo_chi_so || '-' || s.ky || '.xlsx' AS xlsx,
	md5(concat_ws(' ', s.state, s.before_state, s.definition, s.before_definition)) AS state
FROM steps s
LEFT JOIN share.danh_muc n ON n.ma_loai = 'set' AND n.ma = s.bo_chi_so
WHERE s.before_period IS NOT NULL
ORDER BY s.bo_chi_so, length(s.ky), s.ky DESC;
