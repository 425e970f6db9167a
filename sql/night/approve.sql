-- approve: decisions about the figures of a period, in one transaction. What may be approved: of a named indicator all, of a set
-- what no gate holds.
-- Variables: now period set indicator agency value decision (approve, revoke) by position note is_dry (1: nothing is written); any of
-- set, indicator, agency, value may be ''
-- Columns: other, set, indicator, agency, number of now; chosen, all, due, approved, still held; set, set, due, approved, still
-- held; figure, set, indicator, agency, state, number, title; decided, how many, run
SET client_min_messages = warning;
BEGIN;
CREATE TEMP TABLE chosen ON COMMIT DROP AS
SELECT i.*, p.state, p.decision AS last_decision, l.name_vi,
	ARRAY(SELECT f."check" FROM core.indicator_flag f WHERE f.severity = 'gate' AND f.set = i.set AND f.indicator = i.indicator
		AND f.agency = i.agency AND f.period = i.period AND f.run_to IS NULL ORDER BY f.ordinal) AS gates,
	CASE WHEN :'decision' = 'revoke' THEN coalesce(p.decision = 'approve', false)
		ELSE p.state = 'provisional' OR (p.state = 'held' AND (:'indicator' <> '' OR NOT g.holds AND p.decision IS DISTINCT FROM 'approve')) END AS is_due,
	g.holds
FROM core.indicator i
JOIN core.indicator_published p ON p.set = i.set AND p.indicator = i.indicator AND p.agency = i.agency AND p.period = i.period
	AND p.run_to IS NULL
LEFT JOIN core.label l ON l.kind = 'indicator' AND l.code = i.indicator
-- not held by a gate but until its day (core.embargo): approved as any other
CROSS JOIN LATERAL (SELECT EXISTS (SELECT FROM core.indicator_flag f WHERE f.severity = 'gate' AND f.set = i.set AND f.indicator = i.indicator
	AND f.agency = i.agency AND f.period = i.period AND f.run_to IS NULL) AS holds) g
WHERE i.run_to IS NULL AND i.period = :'period' AND :'set' IN ('', i.set, split_part(i.set, '@', 1))
	AND :'indicator' IN ('', i.indicator) AND :'agency' IN ('', i.agency);

-- The person has looked at one number: another one is not what they approve. 65, 65,00, 65.00 and 65 % are one number: read as it
-- is shown (a comma, points between thousands) or as it is kept (a decimal point).
CREATE FUNCTION pg_temp.as_shown(t text) RETURNS numeric LANGUAGE sql IMMUTABLE AS $$
	SELECT CASE WHEN t ~ '^-?([0-9]{1,3}([.][0-9]{3}){1,9}|[0-9]{1,30})(,[0-9]{1,30})?$' THEN replace(replace(t, '.', ''), ',', '.')::numeric END $$;
CREATE FUNCTION pg_temp.as_kept(t text) RETURNS numeric LANGUAGE sql IMMUTABLE AS $$
	SELECT CASE WHEN t ~ '^-?[0-9]{1,30}([.][0-9]{1,30})?$' THEN t::numeric END $$;
CREATE TEMP TABLE other ON COMMIT DROP AS
SELECT c.* FROM chosen c
CROSS JOIN LATERAL (SELECT btrim(CASE WHEN right(:'value', length(unit)) = unit THEN left(:'value', -length(unit)) ELSE :'value' END) AS said) s
WHERE :'value' <> '' AND :'value' NOT IN (coalesce(value, ''), coalesce(shown, ''), concat_ws(' ', shown, unit))
	AND NOT coalesce(said <> '' AND said = ANY (array_remove(ARRAY[value, shown], NULL)), false)
	AND NOT coalesce(pg_temp.as_shown(said) = ANY (array_remove(ARRAY[pg_temp.as_shown(shown), pg_temp.as_kept(value)], NULL)), false)
	AND NOT coalesce(pg_temp.as_kept(said) = pg_temp.as_kept(value), false)
	AND NOT coalesce(pg_temp.as_shown(said) IS NULL AND pg_temp.as_kept(said) = pg_temp.as_shown(shown), false);

SELECT 'other', set, indicator, agency, coalesce(shown, value, reason, '') FROM other ORDER BY 2, 3, 4;
SELECT 'chosen', count(*), count(*) FILTER (WHERE is_due), count(*) FILTER (WHERE state = 'approved'),
	count(*) FILTER (WHERE state = 'held' AND holds AND NOT is_due) FROM chosen;
SELECT 'set', set, count(*) FILTER (WHERE is_due), count(*) FILTER (WHERE state = 'approved'),
	count(*) FILTER (WHERE state = 'held' AND holds AND NOT is_due)
FROM chosen GROUP BY set ORDER BY set;
-- one by one: what was held, and what was named
SELECT 'figure', set, indicator, agency, state, concat_ws(' ', coalesce(nullif(shown, ''), reason), nullif(unit, '')),
	coalesce(name_vi, '')
FROM chosen WHERE is_due AND (:'indicator' <> '' OR state = 'held' AND holds) ORDER BY 2, 3, 4;

WITH run AS (
	INSERT INTO audit.run (kind, started, ended, now, status, options)
	SELECT 'approve', clock_timestamp(), clock_timestamp(), :'now'::timestamptz, 0, concat_ws(' ', :'decision', :'period')
	WHERE NOT :'is_dry'::boolean AND EXISTS (SELECT FROM chosen WHERE is_due) AND NOT EXISTS (SELECT FROM other)
	RETURNING run_id
), decided AS (
	INSERT INTO audit.approval (decision, set, indicator, agency, period, numerator, denominator, value, unit, score, target,
		reason, flags, gates, by_name, position, note, at, run_id)
	SELECT :'decision', set, indicator, agency, period, numerator, denominator, value, unit, score, target, reason, flags, gates,
		btrim(:'by'), btrim(:'position'), btrim(:'note'), :'now'::timestamptz, run.run_id
	FROM chosen CROSS JOIN run WHERE is_due ORDER BY set, indicator, agency
	RETURNING run_id
)
SELECT 'decided', count(*), coalesce(max(run_id)::text, '') FROM decided;
COMMIT;
