-- close-decide: one decision about a period, in one transaction: a set is closed or opened again; what was computed late becomes the figure
-- (restate) or is left (carry).
-- Variables: now period set indicator agency value decision (close, reopen, restate, carry) by position note is_dry (1: nothing is
-- written); any of indicator, agency, value may be ''
-- Columns: known, figures of the set in the period, whether it is closed; other, set, indicator, agency, what was computed now; late, set, indicator, agency, change, old, new, title; decided, how
-- many, run
SET client_min_messages = warning;
BEGIN;
CREATE TEMP TABLE known ON COMMIT DROP AS
SELECT count(*) AS figures, EXISTS (SELECT FROM core.closed c WHERE c.set = :'set' AND c.period = :'period') AS is_closed
FROM core.indicator i WHERE i.run_to IS NULL AND i.period = :'period' AND i.set = :'set';
SELECT 'known', figures, is_closed FROM known;
CREATE TEMP TABLE chosen ON COMMIT DROP AS
SELECT l.*, n.name_vi FROM core.late_figure l LEFT JOIN core.label n ON n.kind = 'indicator' AND n.code = l.indicator
WHERE :'decision' IN ('restate', 'carry') AND l.period = :'period' AND split_part(l.set, '@', 1) = :'set' AND :'indicator' IN ('', l.indicator)
	AND :'agency' IN ('', l.agency) AND NOT (:'decision' = 'carry' AND l.carried);
-- the person has looked at one number: another one is not what they decide about
SELECT 'other', set, indicator, agency, coalesce(new, '') FROM chosen WHERE :'value' NOT IN ('', coalesce(new, '')) ORDER BY 2, 3, 4;
DELETE FROM chosen WHERE EXISTS (SELECT FROM chosen c WHERE :'value' NOT IN ('', coalesce(c.new, '')));
SELECT 'late', set, indicator, agency, change, coalesce(old, ''), coalesce(new, ''), coalesce(name_vi, '') FROM chosen ORDER BY 2, 3, 4;
WITH run AS (
	INSERT INTO audit.run (kind, started, ended, now, status, options)
	SELECT 'approve', clock_timestamp(), clock_timestamp(), :'now'::timestamptz, 0, concat_ws(' ', :'decision', :'period')
	WHERE NOT :'is_dry'::boolean AND (EXISTS (SELECT FROM chosen)
		OR :'decision' IN ('close', 'reopen') AND EXISTS (SELECT FROM known WHERE figures > 0 AND is_closed <> (:'decision' = 'close')))
	RETURNING run_id
), closing AS (
	INSERT INTO audit.closing (decision, set, period, by_name, position, note, at, run_id)
	SELECT :'decision', :'set', :'period', btrim(:'by'), btrim(:'position'), btrim(:'note'), :'now'::timestamptz, run_id
	FROM run WHERE :'decision' IN ('close', 'reopen')
	RETURNING 1
), late AS (
	SELECT core.decide_late(:'decision', c.set, c.indicator, c.agency, c.period, btrim(:'by'), btrim(:'position'), btrim(:'note'), :'now'::timestamptz,
		r.run_id) AS is_decided
	FROM chosen c CROSS JOIN run r
)
SELECT 'decided', (SELECT count(*) FROM closing) + (SELECT count(is_decided::text) FROM late), coalesce(max(run_id)::text, '') FROM run;
COMMIT;
