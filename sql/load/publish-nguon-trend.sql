-- The records kept of a feed by month, of twelve months up to the page's: a line in a box of 100 x 24. A month in which nothing was kept is
-- nought: it is counted here, not sent.
-- :'day'
-- Gives: of (the feed's row), id, points, and the same in words
WITH kept AS (
	SELECT t.nguon, date_trunc('month', t.nhan_luc AT TIME ZONE 'Asia/Ho_Chi_Minh')::date AS month, sum(t.so_giu) AS n
	FROM share.tinh_hinh_nap t
	WHERE t.ma_trang_thai = 'ok' AND t.nhan_luc >= date_trunc('month', :'day'::date) - interval '11 months'
	GROUP BY 1, 2
), months AS (
	SELECT f.nguon, m::date AS month, row_number() OVER (PARTITION BY f.nguon ORDER BY m) AS x, coalesce(k.n, 0) AS y
	FROM (SELECT nguon, min(month) AS first FROM kept GROUP BY nguon) f
	CROSS JOIN LATERAL generate_series(f.first, date_trunc('month', :'day'::date), interval '1 month') m
	LEFT JOIN kept k ON k.nguon = f.nguon AND k.month = m::date
), placed AS (
	SELECT m.*, max(m.x) OVER (PARTITION BY m.nguon) AS n, max(m.y) OVER (PARTITION BY m.nguon) AS most FROM months m
), listed AS (
	SELECT d.nguon AS feed, d.nguon AS id FROM share.nguon_du_lieu d WHERE d.he_thong IS NULL
	UNION ALL
	SELECT x.feed, concat_ws(':', s.stt, x.feed) FROM share.nguon s CROSS JOIN LATERAL regexp_split_to_table(s.nguon, ' ') AS x (feed)
)
SELECT l.id AS "of", p.nguon AS id,
	string_agg(round(4 + 92 * (p.x - 1)::numeric / greatest(p.n - 1, 1), 1) || ',' || round(21 - 18 * p.y / nullif(p.most, 0), 1), ' ' ORDER BY p.x) AS points,
	string_agg(to_char(p.month, 'MM/YYYY') || ': ' || p.y, '; ' ORDER BY p.x) AS in_words
FROM placed p JOIN listed l ON l.feed = p.nguon
WHERE p.n > 1
GROUP BY l.id, p.nguon
ORDER BY l.id;
