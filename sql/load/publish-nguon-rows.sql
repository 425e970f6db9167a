-- Every feed, and every system that has none: a feed of several systems stands at each of them.
-- :'day'
-- Gives: of (own, systems), id, whose it is, how it stands, what came of it
WITH feeds AS (
	SELECT d.*, CASE WHEN d.ma_trang_thai IN ('late', 'missing', 'never') OR d.cham_tu_ngay <= :'day'::date
		THEN greatest(0, :'day'::date - d.cham_tu_ngay) END AS days
	FROM share.nguon_du_lieu d
), listed AS (
	SELECT 'own' AS "of", 0 AS stt, NULL::text AS ten_he_thong, f.nguon AS feed, NULL::text AS theo_doi, NULL::text AS dau_moi, false AS is_off
	FROM feeds f WHERE f.he_thong IS NULL
	UNION ALL
	SELECT 'systems', n.stt, n.ten, x.feed, n.don_vi_theo_doi, n.dau_moi, n.ma_trang_thai <> 'connected'
	FROM share.nguon n LEFT JOIN LATERAL regexp_split_to_table(n.nguon, ' ') AS x (feed) ON true
)
SELECT l."of", concat_ws(':', nullif(l.stt, 0), l.feed) AS id, nullif(l.stt, 0)::text AS stt,
	coalesce(l.ten_he_thong, split_part(f.ten_nguon, ' (', 1)) AS ten, l.feed AS nguon,
	'feed_' || CASE WHEN l.is_off THEN 'not_connected' WHEN f.nguon IS NULL THEN 'none' WHEN f.days IS NOT NULL AND f.ma_trang_thai IN ('came', 'due') THEN 'late'
		ELSE f.ma_trang_thai END AS status,
	f.days::integer AS so_ngay_cham, f.lan_cuoi, f.chu_ky, f.han_gui, f.cham_tu_ngay, f.so_tep, f.so_giu, f.so_tu_choi, f.so_giu_lan_cuoi,
	f.so_tu_choi_lan_cuoi, nullif(f.cho_sua, 0) AS cho_sua, l.theo_doi, l.dau_moi
FROM listed l LEFT JOIN feeds f ON f.nguon = l.feed
ORDER BY l."of", l.stt, l.feed;
