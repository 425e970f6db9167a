-- Every figure of the set in both periods, of every agency, for a workbook.
-- (the period before is fetched by the index, one by one: as a join all of the set would be read)
-- :'set' :'period' :'agency'
-- Gives: a row a figure
WITH both_periods AS (
	SELECT max(c.ky) AS before_period FROM (SELECT DISTINCT f.ky FROM share.chi_so f WHERE f.bo_chi_so = :'set') c
	WHERE c.ky < :'period' AND translate(substr(c.ky, 5), '0123456789', '') = translate(substr(:'period', 5), '0123456789', '')
), now_rows AS (
	SELECT * FROM share.chi_so c WHERE c.bo_chi_so = :'set' AND c.ky = :'period'
), before_rows AS (
	SELECT c.* FROM both_periods b CROSS JOIN LATERAL
		(SELECT f.* FROM share.chi_so f WHERE f.bo_chi_so = :'set' AND f.ky = b.before_period OFFSET 0) c
), defined AS (
	SELECT a.chi_so, a.ma_dinh_nghia <> b.ma_dinh_nghia AS is_other FROM share.dinh_nghia a
	JOIN both_periods p ON true JOIN share.dinh_nghia b ON b.bo_chi_so = a.bo_chi_so AND b.chi_so = a.chi_so AND b.ky = p.before_period
	WHERE a.bo_chi_so = :'set' AND a.ky = :'period'
), pairs AS (
	SELECT coalesce(n.chi_so, b.chi_so) AS chi_so, coalesce(n.co_quan, b.co_quan) AS co_quan,
		CASE WHEN NOT n.tam_giu THEN nullif(n.hien_thi, '') END AS nay, CASE WHEN NOT b.tam_giu THEN nullif(b.hien_thi, '') END AS truoc,
		n.gia_tri AS gia_tri_nay, b.gia_tri AS gia_tri_truoc, n.gia_tri - b.gia_tri AS chenh,
		n.ma_don_vi_tinh, n.don_vi_tinh, b.don_vi_tinh AS don_vi_tinh_truoc, b.ma_don_vi_tinh AS ma_don_vi_truoc,
		coalesce(d.is_other, false) OR n.ma_don_vi_tinh IS DISTINCT FROM b.ma_don_vi_tinh AND n.chi_so IS NOT NULL AND b.chi_so IS NOT NULL AS is_break,
		n.tam_giu AS held_now, b.tam_giu AS held_before, n.chi_so IS NULL AS is_out, b.chi_so IS NULL AS is_in, n.ly_do, b.ly_do AS ly_do_truoc,
		coalesce(nullif(n.ma_trang_thai_theo_han, ''), nullif(n.ma_trang_thai_tinh, '')) AS after_word,
		coalesce(nullif(b.ma_trang_thai_theo_han, ''), nullif(b.ma_trang_thai_tinh, '')) AS before_word
	FROM now_rows n
	FULL JOIN before_rows b ON b.chi_so = n.chi_so AND b.co_quan = n.co_quan
	LEFT JOIN defined d ON d.chi_so = coalesce(n.chi_so, b.chi_so)
), moved AS (
	SELECT p.*, CASE WHEN held_now THEN 'held' WHEN held_before THEN 'was_held' WHEN nay IS NULL AND truoc IS NULL THEN 'no_data'
		WHEN truoc IS NULL THEN 'appeared' WHEN nay IS NULL THEN 'gone' WHEN nay = truoc THEN 'same'
		WHEN is_break THEN 'changed' WHEN chenh > 0 THEN 'up' WHEN chenh < 0 THEN 'down' ELSE 'changed' END AS move_status
	FROM pairs p
)
SELECT m.co_quan, coalesce(a.ten, m.co_quan) AS ten_co_quan, m.chi_so, coalesce(n.ten, m.chi_so) AS noi_dung, m.gia_tri_truoc, m.gia_tri_nay,
	CASE WHEN NOT m.is_break THEN m.chenh END AS chenh, coalesce(m.don_vi_tinh, m.don_vi_tinh_truoc) AS don_vi_tinh, m.move_status,
	CASE WHEN m.is_break THEN 'định nghĩa hoặc đơn vị tính đã đổi' END AS ngat
FROM moved m
LEFT JOIN share.danh_muc a ON a.ma_loai = 'agency' AND a.ma = m.co_quan
LEFT JOIN share.danh_muc n ON n.ma_loai = 'indicator' AND n.ma = m.chi_so
ORDER BY m.co_quan <> :'agency', m.co_quan, m.chi_so;
