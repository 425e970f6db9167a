-- define: the definitions that a period is computed by, before its figures are loaded: a night killed between leaves its marks,
-- and they are written again. Figures over stored measures take new definitions only when those measures were taken by the same:
-- a year of its quarters, a quarter of its months, a period of itself; else they stay stale until the quarter is reprocessed.
-- Variables: run period from (records, measures)
-- Tables: defined (the lines of the period and those of no set of its parts)
-- Columns: none, it writes core.definition
SET client_min_messages = warning;
BEGIN;
CREATE TEMP TABLE fresh ON COMMIT DROP AS
SELECT NOT EXISTS (
	SELECT FROM core.definition k JOIN defined d ON d.period = k.period AND coalesce(d.set, '') = '' AND k.set = ''
	WHERE d.hash <> k.hash AND (k.period <> :'period' OR :'from' <> 'records')) AS is_so;
DELETE FROM core.definition USING fresh WHERE is_so AND period = :'period' AND (set <> '' OR :'from' = 'records');
INSERT INTO core.definition (period, set, indicator, hash, common_hash, run_id)
SELECT period, coalesce(set, ''), coalesce(indicator, ''), hash, coalesce(common, ''), :run
FROM defined, fresh WHERE is_so AND period = :'period' AND (set <> '' OR :'from' = 'records');
COMMIT;
