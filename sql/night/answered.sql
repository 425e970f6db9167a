-- answered: the windows of feeds that were asked and answered; nothing where the warehouse is older than that.
-- Variables: none
-- Tables: none
-- Columns: feed, request, first day, last day
SELECT to_regclass('audit.request') IS NOT NULL AS has_ledger \gset
\if :has_ledger
SELECT DISTINCT feed, request, window_from, window_to FROM audit.request WHERE is_answer AND is_last ORDER BY 1, 2, 3, 4;
\endif
