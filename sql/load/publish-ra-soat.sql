-- The head of the review list: how much there is of each kind, and what of it is too old for the list.
-- :'day'
-- Gives: one row
WITH periods AS MATERIALIZED (
	SELECT p.*, dense_rank() OVER (PARTITION BY p.bo_chi_so, length(p.ky) ORDER BY p.ky DESC) AS place
	FROM (SELECT DISTINCT c.bo_chi_so, c.ky FROM share.chi_so c) p
), figures AS (
	SELECT c.tam_giu, c.canh_bao, c.ngay_duyet, c.gia_tri, c.gia_tri_phan_so, p.place
	FROM share.chi_so c JOIN periods p ON p.bo_chi_so = c.bo_chi_so AND p.ky = c.ky
)
SELECT :'day'::date AS made_on, count(*) FILTER (WHERE f.tam_giu) AS held,
	count(*) FILTER (WHERE NOT f.tam_giu AND f.canh_bao <> '' AND f.ngay_duyet IS NULL AND f.place <= 2) AS flagged,
	nullif(count(*) FILTER (WHERE NOT f.tam_giu AND f.canh_bao <> '' AND f.ngay_duyet IS NULL AND f.place > 2), 0) AS flagged_before,
	count(*) FILTER (WHERE NOT f.tam_giu AND f.gia_tri IS NULL AND f.gia_tri_phan_so IS NULL AND f.place = 1) AS missing,
	(SELECT coalesce(sum(s.so_ban_ghi), 0) FROM share.cho_sua s) AS refused
FROM figures f;
