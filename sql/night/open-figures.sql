-- open-figures: which figures are opened with their number, behind open-cells.sql and what chiso-suppress said of them. A figure is a
-- function of the counts that it rests on: with one of them left out, it is left out. So is one that rests on sums of money, areas or
-- kilowatt hours of a feed that protects, as a sum is nearly its greatest part's; one whose counts are not those that were looked at; and
-- the points above it. One whose printed parts are not the sums of the counts of today waits ("cho": its period was closed before they
-- changed). A figure of an internal feed, and one of which not all is known that it rests on, is no row at all.
-- Variables: none
-- Tables: open_state, all_indicators, every_variable
-- Columns: none
CREATE TEMP TABLE open_closed AS
SELECT c.measure, c.item, c.agency, c.period FROM pg_temp.open_cell c JOIN pg_temp.open_state s ON s.cell::bigint = c.cell
WHERE c.kind <> 'own' AND s.state <> 'open';

CREATE INDEX ON open_closed (measure, agency, period);

CREATE TEMP TABLE open_other AS
SELECT e.bo_chi_so, e.chi_so, e.co_quan, e.ky
FROM (
	SELECT c.bo_chi_so, c.chi_so, c.co_quan, c.ky, f.part, p.shown, sum(coalesce(r.value, 0)) AS reckoned
	FROM pg_temp.open_asked c JOIN pg_temp.open_formula f ON f.indicator = c.chi_so
	CROSS JOIN LATERAL (SELECT CASE f.part WHEN 'numerator' THEN c.tu_so WHEN 'denominator' THEN c.mau_so ELSE c.gia_tri END AS shown) p
	CROSS JOIN LATERAL unnest(f.measures, f.items) u (measure, item)
	LEFT JOIN pg_temp.open_rolled r ON (r.measure, r.item, r.agency, r.period) = (u.measure, u.item, c.co_quan, c.ky)
	WHERE p.shown IS NOT NULL
	GROUP BY c.bo_chi_so, c.chi_so, c.co_quan, c.ky, f.part, f.valid_from, p.shown) e
GROUP BY e.bo_chi_so, e.chi_so, e.co_quan, e.ky, e.part
HAVING NOT bool_or(e.shown = e.reckoned);

-- Indicators of which all is known that their figures rest on; another one is no row.
CREATE TEMP TABLE open_indicator AS
SELECT DISTINCT i.indicator FROM pg_temp.all_indicators i
WHERE EXISTS (SELECT FROM pg_temp.every_variable v WHERE v.indicator = i.indicator)
	AND NOT EXISTS (SELECT FROM pg_temp.every_variable v WHERE v.indicator = i.indicator AND coalesce(v.of, '') <> 'children'
		AND NOT EXISTS (SELECT FROM pg_temp.open_measure m WHERE m.measure = v.measure));

-- What is held is the sum of counts: they are withheld with it, and every figure that rests on one of them.
CREATE TEMP TABLE open_leaf AS
SELECT DISTINCT r.bo_chi_so, r.chi_so, r.co_quan, r.ky, o.measure, o.item, o.agency, o.period
FROM pg_temp.open_rests r
JOIN pg_temp.open_within w ON w.ky = r.ky AND w.measure = r.measure
JOIN pg_temp.open_under u ON u.top = r.co_quan
JOIN pg_temp.open_own o ON o.measure = r.measure AND o.item = r.item AND o.period = w.period AND o.agency = u.agency
WHERE r.is_protected AND EXISTS (SELECT FROM pg_temp.open_asked c WHERE c.tam_giu);
CREATE TEMP TABLE open_withheld AS
SELECT DISTINCT l.measure, l.item, l.agency, l.period
FROM pg_temp.open_leaf l JOIN pg_temp.open_asked c USING (bo_chi_so, chi_so, co_quan, ky) WHERE c.tam_giu;

CREATE TEMP TABLE open_state_own AS
WITH rests AS (
	SELECT x.bo_chi_so, x.chi_so, x.co_quan, x.ky, bool_or(x.class <> 'open') AS is_internal, bool_or(x.is_magnitude) AS is_magnitude,
		-- of a feed that protects, and its counts are not those that were looked at
		bool_or(x.is_protected AND r.measure IS NULL AND (c.gia_tri <> 0 OR c.tu_so <> 0 OR c.mau_so <> 0)) AS is_unknown,
		bool_or(k.measure IS NOT NULL) AS is_closed,
		-- as many services as there are had that many dossiers
		bool_or(x.is_distinct AND EXISTS (SELECT FROM pg_temp.open_closed d JOIN pg_temp.open_measure m ON m.measure = d.measure
			WHERE m.feed = x.feed AND d.agency = x.co_quan AND d.period = x.ky)) AS is_bound
	FROM pg_temp.open_rests x
	JOIN pg_temp.open_asked c USING (bo_chi_so, chi_so, co_quan, ky)
	LEFT JOIN pg_temp.open_rolled r ON (r.measure, r.item, r.agency, r.period) = (x.measure, x.item, x.co_quan, x.ky)
	LEFT JOIN pg_temp.open_closed k ON (k.measure, k.item, k.agency, k.period) = (x.measure, x.item, x.co_quan, x.ky)
	GROUP BY x.bo_chi_so, x.chi_so, x.co_quan, x.ky
), sums AS (
	SELECT DISTINCT c.bo_chi_so, c.chi_so, c.co_quan, c.ky
	FROM pg_temp.open_asked c JOIN pg_temp.open_formula o ON o.indicator = c.chi_so
	JOIN pg_temp.open_closed k ON (k.measure, k.item, k.agency, k.period) = (o.name, o.item, c.co_quan, c.ky)
), withheld AS (
	SELECT DISTINCT l.bo_chi_so, l.chi_so, l.co_quan, l.ky FROM pg_temp.open_leaf l JOIN pg_temp.open_withheld w USING (measure, item, agency, period)
)
SELECT c.bo_chi_so, c.chi_so, c.co_quan, c.ky, CASE
	WHEN r.is_internal OR NOT EXISTS (SELECT FROM pg_temp.open_indicator i WHERE i.indicator = c.chi_so) THEN 'noi-bo'
	WHEN c.tam_giu OR h.ky IS NOT NULL THEN 'tam-giu'
	WHEN r.is_closed OR s.ky IS NOT NULL OR r.is_magnitude OR r.is_unknown OR r.is_bound THEN 'an'
	WHEN w.ky IS NOT NULL THEN 'cho'
	WHEN c.gia_tri IS NULL AND c.gia_tri_phan_so IS NULL AND c.diem IS NULL THEN 'khong-co'
	ELSE 'co' END AS state
FROM pg_temp.open_asked c
LEFT JOIN rests r USING (bo_chi_so, chi_so, co_quan, ky)
LEFT JOIN sums s USING (bo_chi_so, chi_so, co_quan, ky)
LEFT JOIN withheld h USING (bo_chi_so, chi_so, co_quan, ky)
LEFT JOIN (SELECT DISTINCT bo_chi_so, chi_so, co_quan, ky FROM pg_temp.open_other) w USING (bo_chi_so, chi_so, co_quan, ky);

-- The points of a component are the sum of its indicators': with one of them left out, they would tell it.
CREATE TEMP TABLE open_above AS
WITH RECURSIVE edge AS (
	-- a component is called otherwise than the indicator that has its points: 8, dti.8
	SELECT DISTINCT i.indicator AS below, v.indicator AS above
	FROM pg_temp.all_indicators i JOIN pg_temp.every_variable v ON v.of = 'children' AND v.item = i.parent
), up AS (
	SELECT below, above FROM edge
	UNION
	SELECT u.below, e.above FROM up u JOIN edge e ON e.below = u.above
)
SELECT DISTINCT s.bo_chi_so, u.above AS chi_so, s.co_quan, s.ky
FROM pg_temp.open_state_own s JOIN up u ON u.below = s.chi_so WHERE s.state IN ('noi-bo', 'tam-giu', 'an', 'cho');

CREATE TEMP TABLE open_figure AS
SELECT c.*, CASE WHEN s.state IN ('co', 'khong-co', 'cho') AND a.ky IS NOT NULL THEN 'an' ELSE s.state END AS trang_thai
FROM pg_temp.open_asked c
JOIN pg_temp.open_state_own s USING (bo_chi_so, chi_so, co_quan, ky)
LEFT JOIN pg_temp.open_above a USING (bo_chi_so, chi_so, co_quan, ky)
WHERE s.state <> 'noi-bo';
