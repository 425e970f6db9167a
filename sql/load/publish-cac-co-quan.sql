-- The head of the table of the agencies.
-- :'day'
-- Gives: one row
SELECT 'cac-co-quan' AS id, :'day'::date AS made_on, (SELECT nullif(sum(r.so_ban_ghi), 0)::bigint FROM share.cho_sua r WHERE r.co_quan = 'unknown') AS of_nobody;
