-- The table of places: what every place has of every indicator that districts and communes have.
CREATE TEMP TABLE noi ON COMMIT DROP AS
SELECT n.ma, n.ten, n.ma_cap, EXISTS (SELECT FROM share.danh_muc b WHERE b.ma_loai = 'agency' AND b.ma_cap_tren = n.ma AND b.ma_cap <> 'unknown') AS co_duoi FROM share.danh_muc n
WHERE n.ma_loai = 'agency' AND (n.ma = :'agency' OR n.ma_cap IN ('district', 'commune', 'unknown'))
	AND EXISTS (SELECT FROM share.chi_so c WHERE c.bo_chi_so = :'set' AND c.ky = :'period' AND c.co_quan = n.ma);
CREATE TEMP TABLE cot ON COMMIT DROP AS
SELECT k.chi_so, pg_temp.ten('indicator', k.chi_so) AS ten, (row_number() OVER (ORDER BY k.thu, k.chi_so) + 7) / 8 AS bang, k.don_vi FROM (
	SELECT c.chi_so, (SELECT min(v.thu_tu) FROM share.van_ban v WHERE v.bo_chi_so = c.bo_chi_so AND v.chi_so = c.chi_so) AS thu,
		max(c.don_vi_tinh) AS don_vi, bool_or(n.ma_cap IN ('district', 'commune')) AS co_noi
	FROM share.chi_so c LEFT JOIN noi n ON n.ma = c.co_quan WHERE c.bo_chi_so = :'set' AND c.ky = :'period' GROUP BY c.bo_chi_so, c.chi_so) k WHERE k.co_noi;

SELECT 'p-' || k.bang || '-' || n.ma AS place, k.ten AS cell, c.hien_thi AS text FROM cot k CROSS JOIN noi n
	JOIN share.chi_so c ON c.bo_chi_so = :'set' AND c.ky = :'period' AND c.chi_so = k.chi_so AND c.co_quan = n.ma AND NOT c.tam_giu
UNION ALL SELECT 'p-' || k.bang || '-' || n.ma, 'head', concat_ws(' ', n.ten, CASE WHEN k.bang = 1 AND n.co_duoi
	AND EXISTS (SELECT FROM share.chi_so c WHERE c.bo_chi_so = :'set' AND c.ky = :'period' AND c.co_quan = n.ma AND c.chi_so = 'hs.tiep-nhan')
	THEN pg_temp.so((SELECT coalesce(sum(h.gia_tri_rieng), 0) FROM share.ho_so_thong_ke h WHERE h.so_lieu = 'received' AND h.co_quan = n.ma AND (h.ky = :'period' AND length(:'period') > 4 OR h.ky LIKE :'period' || '-Q_'))) END)
	FROM noi n CROSS JOIN (SELECT DISTINCT bang FROM cot) k
UNION ALL SELECT 'thead', '', concat_ws(' ', ten, don_vi) FROM cot
UNION ALL SELECT '', '', concat_ws(' ', k.bang || '/' || max(k.bang) OVER (), 8 * k.bang - 7, 8 * k.bang - 8 + k.n, k.bang) FROM (SELECT bang, count(*) AS n FROM cot GROUP BY bang) k
UNION ALL SELECT '', '', pg_temp.ky_bang_chu(:'period') || ' ' || :'period'
UNION ALL SELECT '', '', pg_temp.ten('agency', :'agency') || ' ' || pg_temp.ten('set', :'set')
UNION ALL SELECT '', '', concat_ws(' ', :'period', pg_temp.ngay(:'day'))
