-- open-cells: the counts that the open data show or rest on, and what adds up to what, for chiso-suppress; and of each figure what it
-- rests on. A count is of a feed that protects (open_feeds.csv) when each 1 in it is somebody: only sums of ones that add up over
-- agencies are told at all. Counts of an agency itself are the rows of share; counts of it with those under it stand in figures:
-- what a figure rests on is taken as shown, whether its numerator or only a sum of two of them is printed.
-- A period is opened when it is over, open_after days ago: what still grows would tell by its differences from day to day.
-- Variables: now
-- Tables: all_measures, all_indicators, every_variable, calendars, open_feeds, open_relations, settings
-- Columns: none
CREATE TEMP TABLE open_period AS
SELECT c.period, c.kind, c.starts_on, c.ends_on
FROM pg_temp.calendars c
WHERE c.calendar = (SELECT value FROM pg_temp.settings WHERE setting = 'report_calendar' LIMIT 1)
	AND c.ends_on::date + (SELECT value FROM pg_temp.settings WHERE setting = 'open_after' LIMIT 1)::integer < (:'now'::timestamptz AT TIME ZONE 'Asia/Ho_Chi_Minh')::date;
CREATE TEMP TABLE open_asked AS
SELECT c.* FROM share.chi_so c JOIN pg_temp.open_period p ON p.period = c.ky;
CREATE INDEX ON open_asked (chi_so, co_quan, ky);

CREATE TEMP TABLE open_measure ON COMMIT PRESERVE ROWS AS
SELECT m.measure, min(m.feed) AS feed, coalesce(min(f.class), CASE WHEN bool_and(coalesce(m.feed, '') = '') THEN 'open' ELSE 'internal' END) AS class, min(f.open_set) AS open_set,
	coalesce(bool_or(f.protects = '1'), false) AS protects, bool_and(m.kind IN ('sum', 'distinct')) AS is_number,
	bool_and(m.kind = 'sum' AND m.value = '1' AND m.over_agencies = 'sum') AS is_count, bool_and(m.kind = 'distinct') AS is_distinct,
	min(m.over_time) AS over_time
FROM pg_temp.all_measures m LEFT JOIN pg_temp.open_feeds f ON f.feed = m.feed
GROUP BY m.measure; -- what is of no feed is reckoned of others' lists (data sets), or published elsewhere

-- The rows of share that are opened.
CREATE TEMP TABLE open_own AS
SELECT m.measure, m.agency, m.period, m.item, m.value, o.open_set, o.protects AND o.is_count AS is_protected
FROM core.measure m JOIN pg_temp.open_measure o USING (measure) JOIN pg_temp.open_period p ON p.period = m.period
WHERE m.run_to IS NULL AND m.kind IN ('sum', 'distinct') AND o.class = 'open' AND o.open_set <> '' AND (o.is_count OR NOT o.protects)
	AND m.value IS NOT NULL;
CREATE INDEX ON open_own (measure, period, agency);
ANALYZE open_own;

-- What each figure rests on, whichever day's rows say it.
CREATE TEMP TABLE open_rests AS
SELECT DISTINCT c.bo_chi_so, c.chi_so, c.co_quan, c.ky, v.measure, coalesce(v.item, '') AS item, o.class, o.protects AND o.is_count AS is_protected,
	o.protects AND o.is_number AND NOT o.is_count AND NOT o.is_distinct AS is_magnitude,
	o.protects AND o.is_distinct AS is_distinct, o.feed, o.over_time
FROM pg_temp.open_asked c JOIN pg_temp.every_variable v ON v.indicator = c.chi_so JOIN pg_temp.open_measure o ON o.measure = v.measure;

-- An agency and those under it; what is of no agency is of every one that has none above it.
CREATE TEMP TABLE open_under AS
WITH RECURSIVE under (top, agency) AS (
	SELECT DISTINCT c.co_quan, c.co_quan FROM pg_temp.open_asked c
	UNION
	SELECT u.top, l.code FROM under u JOIN core.label l ON l.kind = 'agency' AND l.parent = u.agency
)
SELECT top, agency FROM under
UNION
SELECT c.co_quan, '' FROM pg_temp.open_asked c WHERE NOT EXISTS (SELECT FROM core.label l WHERE l.kind = 'agency' AND l.code = c.co_quan AND l.parent IS NOT NULL);

-- The periods that a longer one is made of: itself where it is counted, else its quarters, else its months.
CREATE TEMP TABLE open_within AS
SELECT DISTINCT w.ky, p.measure, p.period, c.ends_on
FROM (SELECT DISTINCT ky FROM pg_temp.open_rests WHERE is_protected) w
JOIN pg_temp.open_period l ON l.period = w.ky
JOIN pg_temp.open_period c ON c.starts_on >= l.starts_on AND c.ends_on <= l.ends_on
JOIN (SELECT DISTINCT measure, period FROM pg_temp.open_own) p ON p.period = c.period
WHERE c.kind = (
	SELECT k.kind FROM pg_temp.open_period k JOIN pg_temp.open_own o ON o.period = k.period AND o.measure = p.measure
	WHERE k.starts_on >= l.starts_on AND k.ends_on <= l.ends_on
	ORDER BY k.period = w.ky DESC, k.kind = 'quarter' DESC, k.kind LIMIT 1);

-- Of a stock the last of them.
CREATE TEMP TABLE open_rolled AS
WITH asked AS (
	SELECT DISTINCT r.measure, r.item, r.co_quan AS agency, r.ky AS period, r.over_time FROM pg_temp.open_rests r WHERE r.is_protected
), parts AS (
	SELECT a.measure, a.item, a.agency, a.period, o.agency AS of_agency, o.period AS of_period, o.value
	FROM asked a
	JOIN pg_temp.open_within w ON w.ky = a.period AND w.measure = a.measure
		AND (a.over_time = 'sum' OR w.ends_on = (SELECT max(x.ends_on) FROM pg_temp.open_within x WHERE x.ky = a.period AND x.measure = a.measure))
	JOIN pg_temp.open_under u ON u.top = a.agency
	JOIN pg_temp.open_own o ON o.measure = a.measure AND o.item = a.item AND o.period = w.period AND o.agency = u.agency
	WHERE a.over_time IN ('sum', 'last')
)
SELECT measure, item, agency, period, sum(value) AS value, array_agg(of_agency ORDER BY of_period, of_agency) AS of_agencies,
	array_agg(of_period ORDER BY of_period, of_agency) AS of_periods
FROM parts GROUP BY measure, item, agency, period;
CREATE INDEX ON open_rolled (measure, agency, period);
ANALYZE open_rolled;

-- Parts of formulas that are sums of counts alone: `a`, `a + b`.
CREATE TEMP TABLE open_formula AS
SELECT i.indicator, p.part, i.valid_from, array_agg(v.measure ORDER BY t.place) AS measures, array_agg(coalesce(v.item, '') ORDER BY t.place) AS items,
	string_agg(v.measure, '+' ORDER BY t.place) AS name, string_agg(coalesce(v.item, ''), '+' ORDER BY t.place) AS item
FROM pg_temp.all_indicators i
CROSS JOIN LATERAL (VALUES ('numerator', i.numerator), ('denominator', i.denominator), ('value', i.value)) p (part, formula)
CROSS JOIN LATERAL regexp_split_to_table(p.formula, ' [+] ') WITH ORDINALITY t (var, place)
LEFT JOIN pg_temp.every_variable v ON v.indicator = i.indicator AND v.var = t.var AND v.valid_from IS NOT DISTINCT FROM i.valid_from
LEFT JOIN pg_temp.open_measure o ON o.measure = v.measure
GROUP BY i.indicator, p.part, i.valid_from
HAVING bool_and(coalesce(o.protects AND o.is_count, false));

-- A sum of several is a number of its own: the denominator of a share.
CREATE TEMP TABLE open_part AS
SELECT DISTINCT o.name AS measure, o.item, c.co_quan AS agency, c.ky AS period, o.measures, o.items
FROM pg_temp.open_asked c JOIN pg_temp.open_formula o ON o.indicator = c.chi_so
WHERE cardinality(o.measures) > 1 AND EXISTS (SELECT FROM pg_temp.open_rolled r WHERE (r.measure, r.item) IN (SELECT u.m, u.i FROM unnest(o.measures, o.items) u (m, i))
	AND (r.agency, r.period) = (c.co_quan, c.ky));

CREATE TEMP TABLE open_cell AS
SELECT row_number() OVER (ORDER BY c.kind, c.period COLLATE "C", c.measure COLLATE "C", c.item COLLATE "C", c.agency COLLATE "C") AS cell, c.*
FROM (
	SELECT 'own' AS kind, measure, item, agency, period, value, CASE WHEN period ~ '^[0-9]{4}-[0-9]{2}$' THEN 1 ELSE 2 END AS cost
	FROM pg_temp.open_own WHERE is_protected
	UNION ALL
	SELECT 'rolled', measure, item, agency, period, value, least(1000, 4 + 2 * cardinality(of_agencies)) FROM pg_temp.open_rolled
	UNION ALL
	SELECT 'part', p.measure, p.item, p.agency, p.period, sum(r.value), least(1000, 4 + 2 * max(cardinality(r.of_agencies)))
	FROM pg_temp.open_part p CROSS JOIN LATERAL unnest(p.measures, p.items) u (measure, item)
	JOIN pg_temp.open_rolled r ON (r.measure, r.item, r.agency, r.period) = (u.measure, u.item, p.agency, p.period)
	GROUP BY p.measure, p.item, p.agency, p.period
) c;
CREATE UNIQUE INDEX ON open_cell (measure, item, agency, period, kind);
ANALYZE open_cell;

CREATE TEMP TABLE open_relation AS
-- a total and its parts
SELECT 'tong-' || t.cell AS relation, '=' AS sign, t.cell, 1 AS coefficient
FROM pg_temp.open_cell t WHERE t.kind <> 'own'
UNION ALL
SELECT 'tong-' || t.cell, '=', o.cell, -1
FROM pg_temp.open_cell t JOIN pg_temp.open_rolled r USING (measure, item, agency, period) CROSS JOIN LATERAL unnest(r.of_agencies, r.of_periods) p (agency, period)
JOIN pg_temp.open_cell o ON o.kind = 'own' AND o.measure = t.measure AND o.item = t.item AND o.agency = p.agency AND o.period = p.period
WHERE t.kind = 'rolled'
UNION ALL
SELECT 'tong-' || t.cell, '=', r.cell, -1
FROM pg_temp.open_cell t JOIN pg_temp.open_part p USING (measure, item, agency, period) CROSS JOIN LATERAL unnest(p.measures, p.items) u (measure, item)
JOIN pg_temp.open_cell r ON r.kind = 'rolled' AND (r.measure, r.item, r.agency, r.period) = (u.measure, u.item, t.agency, t.period)
WHERE t.kind = 'part';

-- a quarter and its months, where they are its parts: months that were not counted, or are not over, leave them at most
INSERT INTO open_relation
WITH months AS (
	SELECT q.cell, q.value, m.cell AS part, sum(m.value) OVER (PARTITION BY q.cell) AS parts
	FROM pg_temp.open_period c
	JOIN pg_temp.open_period d ON d.kind = 'month' AND d.starts_on >= c.starts_on AND d.ends_on <= c.ends_on
	JOIN pg_temp.open_cell q ON q.kind = 'own' AND q.period = c.period
	JOIN pg_temp.open_cell m ON m.kind = 'own' AND m.period = d.period AND (m.measure, m.item, m.agency) = (q.measure, q.item, q.agency)
	JOIN pg_temp.open_measure o ON o.measure = q.measure AND o.over_time = 'sum'
	WHERE c.kind = 'quarter'
)
SELECT 'thang-' || cell, CASE WHEN parts = value THEN '=' ELSE '<=' END, cell, -1 FROM months WHERE parts <= value GROUP BY cell, parts, value
UNION ALL
SELECT 'thang-' || cell, CASE WHEN parts = value THEN '=' ELSE '<=' END, part, 1 FROM months WHERE parts <= value;

-- a stock at the end of a quarter is that of its last month
INSERT INTO open_relation
WITH same AS (
	SELECT q.cell, m.cell AS part
	FROM pg_temp.open_period c
	JOIN pg_temp.open_period d ON d.ends_on = c.ends_on AND d.period <> c.period
	JOIN pg_temp.open_cell q ON q.kind IN ('own', 'rolled') AND q.period = c.period
	JOIN pg_temp.open_cell m ON m.kind = q.kind AND m.period = d.period AND (m.measure, m.item, m.agency, m.value) = (q.measure, q.item, q.agency, q.value)
	JOIN pg_temp.open_measure o ON o.measure = q.measure AND o.over_time = 'last'
	WHERE q.cell < m.cell
)
SELECT 'cuoi-' || cell || '-' || part, '=', cell, 1 FROM same
UNION ALL
SELECT 'cuoi-' || cell || '-' || part, '=', part, -1 FROM same;

-- what the catalogue says of measures, at each place; one that does not stand there is 0
INSERT INTO open_relation
SELECT r.relation || '-' || min(c.cell) OVER (PARTITION BY r.relation, c.kind, c.item, c.agency, c.period), r."is", c.cell, r.coefficient::integer
FROM pg_temp.open_relations r JOIN pg_temp.open_cell c ON c.measure = r.measure
WHERE c.kind = 'own' OR c.kind = 'rolled' AND NOT EXISTS (SELECT FROM pg_temp.open_relations s WHERE s.relation = r.relation
	AND NOT EXISTS (SELECT FROM pg_temp.open_cell x WHERE x.kind = 'rolled' AND (x.measure, x.item, x.agency, x.period) = (s.measure, c.item, c.agency, c.period)));
