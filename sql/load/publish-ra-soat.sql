-- The head of the review list: how much there is of each kind, and what of it is too old for the list.
-- :'day'
-- Gives: one row
WITH figures AS (
	SELECT c.*, dense_rank() OVER (PARTITION BY c.bo_chi_so, length(c.ky) ORDER BY c.ky DESC) AS place FROM share.chi_so c
)
SELECT :'day'::date AS made_on, count(*) FILTER (WHERE f.tam_giu) AS held,
	count(*) FILTER (WHERE NOT f.tam_giu AND f.canh_bao <> '' AND f.ngay_duyet IS NULL AND f.place <= 2) AS flagged,
	nullif(count(*) FILTER (WHERE NOT f.tam_giu AND f.canh_bao <> '' AND f.ngay_duyet IS NULL AND f.place > 2), 0) AS flagged_before,
	count(*) FILTER (WHERE NOT f.tam_giu AND f.gia_tri IS NULL AND f.gia_tri_phan_so IS NULL AND f.place = 1) AS missing,
	(SELECT coalesce(sum(s.so_ban_ghi), 0) FROM share.cho_sua s) AS refused
FROM figures f;
