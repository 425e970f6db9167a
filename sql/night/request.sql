-- request: what was asked goes from the list of whoever asked into the ledger; what is there already stays as it is.
-- Variables: none
-- Tables: asked (the list: asked.csv)
-- Columns: rows added; nothing where the warehouse is older than the ledger
SELECT to_regclass('audit.request') IS NOT NULL AS has_ledger \gset
\if :has_ledger
WITH added AS (
	INSERT INTO audit.request (id, feed, request, window_from, window_to, page, is_last, asked_at, endpoint, outcome, is_answer, http,
		bytes, records, file_hash, file_name, tries, detail)
	SELECT id, feed, request, window_from::date, window_to::date, page::integer, is_last = '1', asked_at::timestamptz, endpoint, outcome,
		is_answer = '1', nullif(http, '')::integer, nullif(bytes, '')::bigint, nullif(records, '')::bigint, nullif(file_hash, ''),
		nullif(file_name, ''), tries::integer, detail
	FROM asked ON CONFLICT (id) DO NOTHING RETURNING 1
)
SELECT count(*) FROM added;
\endif
