-- The places in each part: the territory itself first, then districts with their communes; whether a place's figures are its own or
-- rolled up, and what it received itself.
-- :'set' :'period' :'agency'
-- Gives: of (the part), id, a row a place
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
), own AS (
	SELECT h.co_quan, sum(h.gia_tri_rieng) AS n FROM share.ho_so_thong_ke h
	WHERE h.so_lieu = 'received' AND CASE WHEN length(:'period') = 4 THEN h.ky ~ ('^' || :'period' || '-Q[1-4]$') ELSE h.ky = :'period' END
	GROUP BY h.co_quan
)
SELECT b.block AS "of", b.block || ':' || p.co_quan AS id, 'p-' || b.block || '-' || p.co_quan AS anchor, p.ten, p.cap,
	CASE WHEN p.is_rolled THEN '1' END AS is_rolled, CASE WHEN NOT p.is_rolled AND p.ma_cap <> 'unknown' THEN '1' END AS is_own,
	CASE WHEN p.ma_cap = 'unknown' THEN '1' END AS is_unknown,
	'co-quan-' || regexp_replace(replace(replace(p.co_quan, '?', 'chua-ro'), '~', 'khong-phan-bo'), '[^A-Za-z0-9._-]', '_', 'g') || '.html' AS link,
	CASE WHEN b.block = '1' AND p.is_rolled AND f.chi_so IS NOT NULL THEN coalesce(o.n, 0) END AS rieng
FROM (SELECT DISTINCT block FROM lines) b
CROSS JOIN places p
LEFT JOIN own o ON o.co_quan = p.co_quan
LEFT JOIN figures f ON f.co_quan = p.co_quan AND f.chi_so = 'hs.tiep-nhan'
ORDER BY b.block::integer, NOT p.is_all, p.ma_cap = 'unknown', p.co_quan;
