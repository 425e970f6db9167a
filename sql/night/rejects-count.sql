-- rejects-count: how many refused records are open in each list, and how many were mended.
-- Variables: none
-- Tables: open_reject (with lists), every_agency
-- Columns: list, its name, records and fields that are open, since when, mended
SET client_min_messages = warning;
SELECT o.list, coalesce(a.name_vi, 'chưa rõ cơ quan / not known whose'), count(*) FILTER (WHERE o.mended_by IS NULL),
	coalesce(to_char(min(o.accepted_at) FILTER (WHERE o.mended_by IS NULL) AT TIME ZONE 'Asia/Ho_Chi_Minh', 'DD/MM/YYYY'), ''),
	count(*) FILTER (WHERE o.mended_by IS NOT NULL)
FROM open_reject o LEFT JOIN (SELECT DISTINCT ON (agency) agency, name_vi FROM every_agency ORDER BY agency, valid_from DESC) a
	ON a.agency = o.list
GROUP BY o.list, a.name_vi ORDER BY 3 DESC, 1;
