-- The same figures of months, half-years and nine months that have begun and end by `until`: their days are written out here, no
-- calendar of the product is asked. An agency's own figures are of months; of the longer ones only what they add up to.
CREATE TABLE oracle.span AS
SELECT to_char(d, 'YYYY-MM') AS period, true AS is_month, d::date AS starts_on, (d + interval '1 month' - interval '1 day')::date AS ends_on
FROM generate_series('2022-01-01'::date, '2025-12-01'::date, '1 month') d
UNION ALL
SELECT y || n.name, false, make_date(y, n.first, 1), (make_date(y, n.first, 1) + n.months * interval '1 month' - interval '1 day')::date
FROM generate_series(2022, 2025) y CROSS JOIN (VALUES ('-H1', 1, 6), ('-H2', 7, 6), ('-9M', 1, 9)) n(name, first, months);
DELETE FROM oracle.span WHERE starts_on > :'today'::date OR ends_on > :'until'::date;

-- A state is that of the last day.
CREATE TABLE oracle.span_fact AS
SELECT f.figure, f.agency, s.period, f.value, f.member FROM oracle.fact f JOIN oracle.span s ON f.day BETWEEN s.starts_on AND s.ends_on
UNION ALL
SELECT l.figure, p.co_quan, s.period, 1, NULL
FROM oracle.procedure p
JOIN oracle.span s ON p.hieu_luc_tu <= s.ends_on AND (p.hieu_luc_den IS NULL OR p.hieu_luc_den >= s.ends_on)
CROSS JOIN LATERAL (VALUES
	('list_full', p.muc_do = '4'),
	('list_eligible', p.du_dieu_kien),
	('list_online', p.muc_do IN ('3', '4')),
	('list_prefilled', p.muc_do IN ('3', '4') AND p.dien_san),
	('list_personalised', p.muc_do IN ('3', '4') AND p.ca_the_hoa)) l(figure, is_in)
WHERE l.is_in;

CREATE TABLE oracle.span_came AS
SELECT DISTINCT d.feed, c.agency, s.period
FROM oracle.case c CROSS JOIN LATERAL (VALUES ('received', c.received_on), ('ended', c.ended_on)) d(feed, day)
JOIN oracle.span s ON d.day BETWEEN s.starts_on AND s.ends_on
UNION
SELECT 'listed', p.co_quan, s.period
FROM oracle.procedure p JOIN oracle.span s ON p.hieu_luc_tu <= s.ends_on AND (p.hieu_luc_den IS NULL OR p.hieu_luc_den >= s.ends_on);

INSERT INTO oracle.told
WITH rolled AS (
	SELECT f.figure, a.above AS agency, f.period,
		CASE WHEN count(f.member) > 0 THEN count(DISTINCT f.member) ELSE sum(f.value) END AS value
	FROM oracle.span_fact f JOIN oracle.above a ON a.agency = f.agency GROUP BY f.figure, a.above, f.period
), received AS (
	SELECT DISTINCT c.feed = 'listed' AS is_listed, a.above AS agency, c.period
	FROM oracle.span_came c JOIN oracle.above a ON a.agency = c.agency
)
SELECT f.figure, w.agency, w.period, coalesce(r.value, 0)
FROM oracle.figure f JOIN received w ON w.is_listed = (f.feed = 'listed')
LEFT JOIN rolled r ON (r.figure, r.agency, r.period) = (f.figure, w.agency, w.period);

INSERT INTO oracle.told_own
WITH own AS (
	SELECT figure, agency, period, CASE WHEN count(member) > 0 THEN count(DISTINCT member) ELSE sum(value) END AS value
	FROM oracle.span_fact GROUP BY figure, agency, period
), received AS (
	SELECT feed, agency, period FROM oracle.span_came
	UNION
	SELECT f.feed, 'H34', c.period FROM oracle.span_came c JOIN oracle.figure f ON (f.feed = 'listed') = (c.feed = 'listed')
)
SELECT f.figure, w.agency, w.period, coalesce(o.value, 0)
FROM oracle.figure f JOIN received w USING (feed)
LEFT JOIN own o ON (o.figure, o.agency, o.period) = (f.figure, w.agency, w.period)
WHERE w.period IN (SELECT period FROM oracle.span WHERE is_month);
