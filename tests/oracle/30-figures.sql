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

-- Which agencies' records came in a period, by the day they were received, ended or listed: where none came a figure is missing,
-- where some came and none counts it is 0.
CREATE TABLE oracle.came AS
SELECT DISTINCT d.feed, c.agency, q.period, q.year
FROM oracle.case c
CROSS JOIN LATERAL (VALUES ('received', c.received_on), ('ended', c.ended_on)) d(feed, day)
JOIN oracle.quarter q ON d.day BETWEEN q.starts_on AND q.ends_on
UNION
SELECT DISTINCT 'listed', p.co_quan, c.period, c.period   -- a state: the year has its own
FROM oracle.procedure p
JOIN oracle.calendars c ON c.calendar = 'duong-lich' AND c.starts_on::date <= :'today'::date
	AND p.hieu_luc_tu <= c.ends_on::date AND (p.hieu_luc_den IS NULL OR p.hieu_luc_den >= c.ends_on::date);

CREATE TABLE oracle.figure AS
SELECT unnest AS figure, 'listed' AS feed
FROM unnest('{list_full,list_eligible,list_online,list_prefilled,list_personalised}'::text[])
UNION ALL
SELECT unnest, 'received'
FROM unnest('{received,received_channel_1,received_channel_2,received_channel_3,received_channel_absent,digitised,digitised_files,
	foreign_id,with_fee,fee_sum,paid_online,fee_sum_online,suspicious_end,services_partial,services_full,services_partial_online,
	services_full_online}'::text[])
UNION ALL
SELECT unnest, 'ended'
FROM unnest('{resolved,on_time,overdue,on_time_sure,overdue_sure,resolved_no_due,zero_duration,resolved_online_partial,
	resolved_online_full}'::text[]);

-- What each figure is for an agency and the bodies under it, in the periods for which any record of the feed came: the dossiers
-- are one feed, whichever day they are counted by.
CREATE TABLE oracle.told AS
WITH received AS (
	SELECT DISTINCT c.feed = 'listed' AS is_listed, a.above AS agency, p.period
	FROM oracle.came c CROSS JOIN LATERAL (VALUES (c.period), (c.year)) p(period) JOIN oracle.above a ON a.agency = c.agency
)
SELECT f.figure, w.agency, w.period, coalesce(r.value, 0) AS value
FROM oracle.figure f JOIN received w ON w.is_listed = (f.feed = 'listed')
LEFT JOIN oracle.rolled r ON (r.figure, r.agency, r.period) = (f.figure, w.agency, w.period);

-- What an agency tells of its own: a figure by the day that its records have in the quarter; the province of the quarter tells all
-- of them whenever anything came: from July 2025 on that is Quảng Ngãi.
CREATE TABLE oracle.told_own AS
WITH received AS (
	SELECT feed, agency, period FROM oracle.came
	UNION
	SELECT f.feed, CASE WHEN c.period < '2025-Q3' THEN 'H34' ELSE 'H48' END, c.period FROM oracle.came c JOIN oracle.figure f ON (f.feed = 'listed') = (c.feed = 'listed')
)
SELECT f.figure, w.agency, w.period, coalesce(o.value, 0) AS value
FROM oracle.figure f JOIN received w USING (feed)
LEFT JOIN oracle.own o ON (o.figure, o.agency, o.period) = (f.figure, w.agency, w.period)
WHERE w.period IN (SELECT period FROM oracle.quarter);
