-- Figures of each agency, and rolled up over the tree and over the quarters of the year: parts added, sets united.
CREATE TABLE oracle.quarter AS
SELECT period, parent AS year, starts_on::date AS starts_on, ends_on::date AS ends_on
FROM oracle.calendars WHERE calendar = 'duong-lich' AND kind = 'quarter';

-- The list of procedures is a state: counted as it stands on the last day of a quarter or year that has begun.
CREATE TABLE oracle.listed AS
SELECT l.figure, p.co_quan AS agency, c.period, c.kind, l.is_in
FROM oracle.procedure p
JOIN oracle.calendars c ON c.calendar = 'duong-lich' AND c.starts_on::date <= :'today'::date
	AND p.hieu_luc_tu <= c.ends_on::date AND (p.hieu_luc_den IS NULL OR p.hieu_luc_den >= c.ends_on::date)
CROSS JOIN LATERAL (VALUES
	('list_full', p.muc_do = '4'),
	('list_eligible', p.du_dieu_kien),
	('list_online', p.muc_do IN ('3', '4')),
	('list_prefilled', p.muc_do IN ('3', '4') AND p.dien_san),
	('list_personalised', p.muc_do IN ('3', '4') AND p.ca_the_hoa)
) l(figure, is_in)
WHERE l.is_in;

CREATE TABLE oracle.above AS
WITH RECURSIVE tree AS (
	SELECT DISTINCT agency, parent FROM oracle.agencies
	WHERE coalesce(valid_from, '0') <= '2024-02-15' AND coalesce(valid_to, '9') >= '2024-02-15'
), up(agency, above) AS (
	SELECT agency, agency FROM tree
	UNION
	SELECT up.agency, t.parent FROM up JOIN tree t ON t.agency = up.above WHERE t.parent IS NOT NULL
)
SELECT * FROM up;

CREATE TABLE oracle.own AS
SELECT f.figure, f.agency, q.period,
	CASE WHEN count(f.member) > 0 THEN count(DISTINCT f.member) ELSE sum(f.value) END AS value
FROM oracle.fact f JOIN oracle.quarter q ON f.day BETWEEN q.starts_on AND q.ends_on
GROUP BY f.figure, f.agency, q.period
UNION ALL
SELECT figure, agency, period, count(*) FROM oracle.listed WHERE kind = 'quarter' GROUP BY figure, agency, period;

CREATE TABLE oracle.rolled AS
SELECT f.figure, a.above AS agency, p.period,
	CASE WHEN count(f.member) > 0 THEN count(DISTINCT f.member) ELSE sum(f.value) END AS value
FROM oracle.fact f
JOIN oracle.quarter q ON f.day BETWEEN q.starts_on AND q.ends_on
CROSS JOIN LATERAL (VALUES (q.period), (q.year)) p(period)
JOIN oracle.above a ON a.agency = f.agency
GROUP BY f.figure, a.above, p.period
UNION ALL
SELECT l.figure, a.above, l.period, count(*)
FROM oracle.listed l JOIN oracle.above a ON a.agency = l.agency
GROUP BY l.figure, a.above, l.period;
