-- The agencies that have something on the review list, those that have most of what holds figures up first.
-- Gives: id, name, how much of each kind
WITH periods AS MATERIALIZED (
	SELECT p.*, dense_rank() OVER (PARTITION BY p.bo_chi_so, length(p.ky) ORDER BY p.ky DESC) AS place
	FROM (SELECT DISTINCT c.bo_chi_so, c.ky FROM share.chi_so c) p
), counted AS (
	SELECT c.co_quan, count(*) FILTER (WHERE c.tam_giu) AS held,
		count(*) FILTER (WHERE NOT c.tam_giu AND c.canh_bao <> '' AND c.ngay_duyet IS NULL AND c.place <= 2) AS flagged, 0::numeric AS refused,
		count(*) FILTER (WHERE NOT c.tam_giu AND c.gia_tri IS NULL AND c.gia_tri_phan_so IS NULL AND c.place = 1) AS missing
	FROM (SELECT f.*, p.place FROM share.chi_so f JOIN periods p ON p.bo_chi_so = f.bo_chi_so AND p.ky = f.ky) c
	GROUP BY c.co_quan
	UNION ALL
	SELECT s.co_quan, 0, 0, sum(s.so_ban_ghi), 0 FROM share.cho_sua s GROUP BY s.co_quan
), added AS (
	SELECT co_quan, sum(held) AS held, sum(flagged) AS flagged, sum(refused) AS refused, sum(missing) AS missing FROM counted GROUP BY co_quan
)
SELECT c.co_quan AS id, 'cq-' || c.co_quan AS anchor, '#cq-' || c.co_quan AS link, coalesce(a.ten, CASE c.co_quan WHEN 'unknown' THEN 'Chưa rõ cơ quan' ELSE c.co_quan END) AS ten,
	c.held, c.flagged, c.refused, c.missing
FROM added c LEFT JOIN share.danh_muc a ON a.ma_loai = 'agency' AND a.ma = c.co_quan
WHERE c.held + c.flagged + c.refused + c.missing > 0
ORDER BY c.held DESC, c.refused DESC, c.flagged DESC, c.missing DESC, c.co_quan;
