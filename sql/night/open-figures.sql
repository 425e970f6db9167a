-- open-figures: which figures are opened with their number, behind open-cells.sql and what chiso-suppress said of them. A figure is a
-- function of the counts that it rests on: with one of them left out, it is left out. So is one that rests on sums of money, areas or
-- kilowatt hours of a feed that protects, as a sum is nearly its greatest part's; and one whose printed parts are not the sums that
-- open-cells.sql made of the counts, of which nobody can say what it tells. A figure of an internal feed is no row at all.
-- Variables: none
-- Tables: open_state
-- Columns: none
CREATE TEMP TABLE open_closed AS
SELECT c.measure, c.item, c.agency, c.period FROM pg_temp.open_cell c JOIN pg_temp.open_state s ON s.cell::bigint = c.cell
WHERE c.kind <> 'own' AND s.state <> 'open';

CREATE INDEX ON open_closed (measure, agency, period);

CREATE TEMP TABLE open_other AS
SELECT e.bo_chi_so, e.chi_so, e.co_quan, e.ky
FROM (
	SELECT c.bo_chi_so, c.chi_so, c.co_quan, c.ky, f.part, p.shown, sum(coalesce(r.value, 0)) AS reckoned
	FROM share.chi_so c JOIN pg_temp.open_formula f ON f.indicator = c.chi_so
	CROSS JOIN LATERAL (SELECT CASE f.part WHEN 'numerator' THEN c.tu_so WHEN 'denominator' THEN c.mau_so ELSE c.gia_tri END AS shown) p
	CROSS JOIN LATERAL unnest(f.measures, f.items) u (measure, item)
	LEFT JOIN pg_temp.open_rolled r ON (r.measure, r.item, r.agency, r.period) = (u.measure, u.item, c.co_quan, c.ky)
	WHERE p.shown IS NOT NULL
	GROUP BY c.bo_chi_so, c.chi_so, c.co_quan, c.ky, f.part, f.valid_from, p.shown) e
GROUP BY e.bo_chi_so, e.chi_so, e.co_quan, e.ky, e.part
HAVING NOT bool_or(e.shown = e.reckoned);

CREATE TEMP TABLE open_figure AS
WITH rests AS (
	SELECT x.bo_chi_so, x.chi_so, x.co_quan, x.ky, bool_or(x.class <> 'open') AS is_internal, bool_or(x.is_magnitude) AS is_magnitude,
		bool_or(x.is_protected AND x.over_time NOT IN ('sum', 'last') AND EXISTS (SELECT FROM pg_temp.open_own o WHERE o.measure = x.measure)) AS is_unknown,
		bool_or(k.measure IS NOT NULL) AS is_closed
	FROM pg_temp.open_rests x
	LEFT JOIN pg_temp.open_closed k ON (k.measure, k.item, k.agency, k.period) = (x.measure, x.item, x.co_quan, x.ky)
	GROUP BY x.bo_chi_so, x.chi_so, x.co_quan, x.ky
), sums AS (
	SELECT DISTINCT c.bo_chi_so, c.chi_so, c.co_quan, c.ky
	FROM share.chi_so c JOIN pg_temp.open_formula o ON o.indicator = c.chi_so
	JOIN pg_temp.open_closed k ON (k.measure, k.item, k.agency, k.period) = (o.name, o.item, c.co_quan, c.ky)
)
SELECT c.*, CASE
	WHEN c.tam_giu THEN 'tam-giu'
	WHEN r.is_closed OR s.ky IS NOT NULL OR r.is_magnitude OR r.is_unknown OR w.ky IS NOT NULL THEN 'an'
	WHEN c.gia_tri IS NULL AND c.gia_tri_phan_so IS NULL AND c.diem IS NULL THEN 'khong-co'
	ELSE 'co' END AS trang_thai,
	w.ky IS NOT NULL AS is_other
FROM share.chi_so c
LEFT JOIN rests r USING (bo_chi_so, chi_so, co_quan, ky)
LEFT JOIN sums s USING (bo_chi_so, chi_so, co_quan, ky)
LEFT JOIN (SELECT DISTINCT bo_chi_so, chi_so, co_quan, ky FROM pg_temp.open_other) w USING (bo_chi_so, chi_so, co_quan, ky)
WHERE NOT coalesce(r.is_internal, false);
