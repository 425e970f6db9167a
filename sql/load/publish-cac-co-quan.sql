-- The head of the table of the agencies.
-- :'day'
-- Gives: one row
SELECT 'cac-co-quan' AS id, :'day'::date AS made_on, (SELECT nullif(sum(r.so_luong), 0)::bigint FROM share.tu_choi r WHERE r.co_quan IS NULL) AS of_nobody;
