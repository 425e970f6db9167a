-- The parts of the table of places: eight indicators each, so that it fits a page.
-- :'set' :'period' :'agency'
-- Gives: id, a row a part
WITH figures AS (
	SELECT * FROM share.chi_so c WHERE c.bo_chi_so = :'set' AND c.ky = :'period'
), places AS (
	SELECT n.ma AS co_quan, n.ten, n.cap, n.ma_cap, n.ma = :'agency' AS is_all,
		n.ma IN (SELECT b.ma_cap_tren FROM share.danh_muc b WHERE b.ma_loai = 'agency' AND b.ma_cap_tren IS NOT NULL AND b.ma_cap <> 'unknown') AS is_rolled
	FROM share.danh_muc n
	WHERE n.ma_loai = 'agency' AND n.ma IN (SELECT co_quan FROM figures) AND (n.ma = :'agency' OR n.ma_cap IN ('district', 'commune', 'unknown'))
), lines AS (
	SELECT f.chi_so, ((row_number() OVER (ORDER BY min(v.thu_tu), f.chi_so) - 1) / 8 + 1)::text AS block, row_number() OVER (ORDER BY min(v.thu_tu), f.chi_so) AS place
	FROM figures f LEFT JOIN share.van_ban v ON v.bo_chi_so = f.bo_chi_so AND v.chi_so = f.chi_so
	WHERE EXISTS (SELECT FROM places p WHERE p.co_quan = f.co_quan AND p.ma_cap IN ('district', 'commune'))
	GROUP BY f.chi_so
)
SELECT l.block AS id, min(l.place) AS tu_so, max(l.place) AS den_so, count(*) OVER () AS tong, 'bang-' || l.block AS anchor
FROM lines l
GROUP BY l.block
ORDER BY l.block::integer;
