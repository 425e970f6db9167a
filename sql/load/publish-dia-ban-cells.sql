-- The figures of the places: the number as it is printed; ◼ held, – without data, ! behind a number that is flagged.
-- :'set' :'period' :'agency'
-- Gives: of (the place), id, a row a place and indicator
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
SELECT l.block || ':' || p.co_quan AS "of", l.chi_so AS id, coalesce(n.ten, l.chi_so) AS noi_dung,
	CASE WHEN f.chi_so IS NULL THEN '·' WHEN f.tam_giu THEN '◼' WHEN coalesce(f.hien_thi, '') = '' THEN '–'
		ELSE f.hien_thi || CASE WHEN f.ma_canh_bao <> '' THEN ' !' ELSE '' END END AS so
FROM lines l
CROSS JOIN places p
LEFT JOIN figures f ON f.chi_so = l.chi_so AND f.co_quan = p.co_quan
LEFT JOIN share.danh_muc n ON n.ma_loai = 'indicator' AND n.ma = l.chi_so
ORDER BY p.co_quan, l.place;
