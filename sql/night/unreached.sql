-- unreached: what is kept and counted nowhere: records of tonight that no period takes, periods of a territory without a set in
-- force, months and half-years that were asked for and never computed, calendars that end.
-- Variables: now
-- Tables: told, feeds, measures, settings (tonight's rows), calendars, every_set, every_territory (all rows)
-- Columns: as in findings.sql

-- Records by feed and reason. A feed that has measures and of whose records none counts waits for a person; some are noted.
\qecho rule uncounted
WITH dated AS (
	SELECT DISTINCT m.feed, replace(m.feed, '-', '_') || '_version' AS name, strpos(d.value, '..') > 0 AS is_span,
		split_part(d.value, '..', 1) AS column
	FROM measures m LEFT JOIN settings s ON m.date = '$' || s.setting
	CROSS JOIN LATERAL (SELECT coalesce(s.value, m.date) AS value) d
	WHERE d.value <> '' AND d.value !~ '^\$'
), there AS (
	SELECT d.* FROM dated d JOIN pg_attribute a ON a.attrelid = to_regclass(format('core.%I', d.name)) AND a.attname = d.column
	WHERE d.feed IN (SELECT kind FROM audit.load WHERE state = 'ok' AND run_id IN (SELECT run_id FROM told))
), who AS (
	-- a last or stated figure of nobody is nobody's; a sum has its territory's total
	SELECT m.feed, format('coalesce(%s, false)', string_agg(DISTINCT format('v.%I::text LIKE ''%%?''', m.agency), ' AND ')) AS unknown
	FROM measures m JOIN pg_attribute a ON a.attrelid = to_regclass(format('core.%I', coalesce(replace(m.feed, '-', '_'), '') || '_version'))
		AND a.attname = m.agency
	GROUP BY m.feed HAVING bool_and(m.kind IN ('last', 'stated'))
), feed AS (
	SELECT feed, name, string_agg(format('%I', t.column), ', ' ORDER BY t.column) AS columns,
		string_agg(format('left(%I::text, 10)', t.column), ', ' ORDER BY t.column) AS days,
		coalesce(string_agg(format('left(%I::text, 10) > here.today', t.column), ' OR ' ORDER BY t.column) FILTER (WHERE is_span),
			'false') AS later
	FROM there t GROUP BY feed, name
), described AS (
	SELECT f.*, coalesce(w.unknown, 'false') AS unknown FROM feed f LEFT JOIN who w USING (feed)
)
SELECT format($q$
WITH here AS (SELECT (%L::timestamptz AT TIME ZONE 'Asia/Ho_Chi_Minh')::date::text AS today),
	fresh AS (SELECT load_id, accepted_quarter FROM audit.load
		WHERE kind = %L AND state = 'ok' AND run_id IN (SELECT run_id FROM told)),
	kept AS (
		SELECT count(*) AS n, count(*) FILTER (WHERE periods = '' OR (%s)) AS lost,
			count(*) FILTER (WHERE periods <> '' AND (%s)) AS unknown,
			count(*) FILTER (WHERE periods = '' AND num_nonnulls(%s) = 0) AS undated,
			count(*) FILTER (WHERE periods = '' AND (%s)) AS later, min(coalesce(%s)) FILTER (WHERE periods = '') AS first,
			max(coalesce(%s)) FILTER (WHERE periods = '') AS last
		FROM core.%I v CROSS JOIN here
		WHERE load_id IN (SELECT load_id FROM fresh) AND accepted_quarter IN (SELECT accepted_quarter FROM fresh)
	)
SELECT CASE WHEN lost = n AND later < n THEN 'gate' ELSE 'info' END, %L, '',
	lost || '/' || n || ' bản ghi không vào số liệu nào / records reach no figure: ' || concat_ws('; ',
		CASE WHEN lost > undated + later + unknown THEN lost - undated - later - unknown || ' có ngày ngoài mọi kỳ của lịch / no period of the calendar holds their date'
			|| ' (' || first || CASE WHEN last > first THEN '–' || last ELSE '' END || ')' END,
		CASE WHEN undated > 0 THEN undated || ' không có ngày / have no date' END,
		CASE WHEN later > 0 THEN later || ' có hiệu lực sau hôm nay / take effect after today' END,
		CASE WHEN unknown > 0 THEN unknown || ' không rõ của cơ quan nào / their agency is unknown' END)
FROM kept WHERE lost > 0$q$,
	:'now', feed, unknown, unknown, columns, later, days, days, name, feed)
FROM described ORDER BY feed
\gexec

-- Measured periods of a feed's territory in which no set is in force at the end: nothing is computed of them, until the
-- catalogue has one. What lies before the territory's first set was never meant to count: noted when its
-- feed comes. A set of the territory above counts a feed of the territory too.
\qecho rule no_set
WITH report AS (
	SELECT c.period, c.ends_on FROM calendars c JOIN settings s ON s.setting = 'report_calendar' AND s.value = c.calendar
	WHERE c.kind IN ('month', 'quarter')
), named AS ( -- lists of territories that follow one another: the data centre's first, and those that cells name
	SELECT '' AS cell, btrim(split_part(s.value, '|', 1)) AS names FROM settings s WHERE s.setting = 'territory'
	UNION SELECT f.territory, f.territory FROM feeds f WHERE f.territory LIKE '% %'
), mine AS ( -- of those the first that there is at the end of a period, else the last
	SELECT DISTINCT ON (n.cell, r.period) n.cell, r.period, t.territory FROM report r CROSS JOIN named n
		CROSS JOIN LATERAL unnest(string_to_array(n.names, ' ')) WITH ORDINALITY AS s (territory, place)
		JOIN every_territory t ON t.territory = s.territory
		CROSS JOIN LATERAL (SELECT coalesce(t.valid_from, '') <= r.ends_on AND r.ends_on <= coalesce(nullif(t.valid_to, ''), '9') AS is_there) h
	ORDER BY n.cell, r.period, h.is_there DESC, CASE WHEN h.is_there THEN s.place ELSE -s.place END
), own AS ( -- a feed's territory at the end of a period, as model/feed.h reads it
	SELECT f.feed, coalesce(nullif(f.kind, ''), f.feed) AS kind, r.period, CASE WHEN f.territory LIKE 'field:%' OR f.territory IN (SELECT t.territory FROM every_territory t)
		THEN f.territory ELSE coalesce(m.territory, f.territory) END AS territory
	FROM feeds f CROSS JOIN report r
	LEFT JOIN mine m ON m.period = r.period AND m.cell = CASE WHEN f.territory LIKE '% %' THEN f.territory ELSE '' END
), bare AS (
	SELECT f.territory, p.period, p.feed, f.kind, r.ends_on < (SELECT min(coalesce(s.valid_from, '')) FROM every_set s
		WHERE s.territory = f.territory) AS is_before
	FROM audit.period p JOIN own f ON f.feed = p.feed AND f.period = p.period AND f.territory <> '' JOIN report r ON r.period = p.period
	WHERE NOT EXISTS (SELECT FROM every_set s WHERE coalesce(s.valid_from, '') <= r.ends_on
		AND r.ends_on <= coalesce(s.valid_to, '9') AND (s.territory = f.territory
			OR s.territory IN (SELECT t.parent FROM every_territory t WHERE t.territory = f.territory)))
), counted AS (
	SELECT b.territory, coalesce(b.is_before, false) AS is_before, b.period, sum(m.n) AS n
	FROM (SELECT DISTINCT ON (territory, is_before, period, kind) * FROM bare ORDER BY territory, is_before, period, kind, feed) b CROSS JOIN LATERAL (SELECT count(*) AS n FROM core.measure m
		WHERE m.run_to IS NULL AND m.feed = b.kind AND m.period = b.period) m
	WHERE m.n > 0 AND (NOT coalesce(b.is_before, false) OR EXISTS (SELECT FROM audit.load l
		WHERE l.kind = b.kind AND l.run_id IN (SELECT run_id FROM told)))
	GROUP BY 1, 2, 3
)
SELECT CASE WHEN c.is_before THEN 'info' ELSE 'gate' END, c.territory, '',
	coalesce((SELECT min(t.name_vi) FROM every_territory t WHERE t.territory = c.territory), c.territory)
	|| ': không bộ chỉ số nào có hiệu lực ở kỳ / no set in force at '
	|| string_agg(c.period, ', ' ORDER BY c.period) FILTER (WHERE c.place <= 4)
	|| CASE WHEN count(*) > 4 THEN ' … (' || count(*) || ' kỳ / periods)' ELSE '' END
	|| ': ' || sum(c.n) || ' số liệu đo không vào chỉ số nào / measures reach no figure'
FROM (SELECT *, row_number() OVER (PARTITION BY territory, is_before ORDER BY period) AS place FROM counted) c
GROUP BY c.territory, c.is_before ORDER BY 2;

-- Months that are over and half-years that have begun, of a quarter for which their set was computed: nothing came of them, or
-- they were asked for since.
\qecho rule never_computed
WITH report AS (
	SELECT c.* FROM calendars c JOIN settings s ON s.setting = 'report_calendar' AND s.value = c.calendar
), here AS (
	SELECT (:'now'::timestamptz AT TIME ZONE 'Asia/Ho_Chi_Minh')::date::text AS today
), asked AS (
	SELECT DISTINCT s.set, r.period, r.kind, q.period AS quarter FROM every_set s JOIN report r ON r.kind NOT IN ('quarter', 'year')
		AND ' ' || s.period_kind || ' ' LIKE '% ' || r.kind || ' %'
		AND coalesce(s.valid_from, '') <= r.ends_on AND r.ends_on <= coalesce(s.valid_to, '9')
	JOIN report q ON q.kind = 'quarter' AND CASE r.kind WHEN 'month' THEN q.starts_on <= r.starts_on AND q.ends_on >= r.ends_on
		ELSE q.starts_on >= r.starts_on AND q.ends_on <= r.ends_on END
	CROSS JOIN here WHERE CASE r.kind WHEN 'month' THEN r.ends_on ELSE r.starts_on END < today
		AND EXISTS (SELECT FROM core.indicator i WHERE i.run_to IS NULL AND i.period = q.period AND i.set = s.set)
), never AS (
	SELECT set, period, kind, max(quarter) AS quarter FROM asked a
	WHERE NOT EXISTS (SELECT FROM core.definition d WHERE d.period = a.period AND d.set = a.set)
	GROUP BY set, period, kind
)
SELECT 'info', set, '', 'chưa bao giờ tính kỳ / never computed: ' || string_agg(period, ', ' ORDER BY period) FILTER (WHERE place <= 6)
	|| CASE WHEN count(*) > 6 THEN ' … (' || count(*) || ' kỳ / periods)' ELSE '' END
	|| ' (scripts/reprocess ' || min(CASE kind WHEN 'month' THEN period ELSE quarter END) || ')'
FROM (SELECT *, row_number() OVER (PARTITION BY set ORDER BY period) AS place FROM never) n
GROUP BY set ORDER BY 2;

-- A territory that had sets and has none today, while nothing of it is lost yet.
\qecho rule sets_end
SELECT 'info', s.territory, '', 'không còn bộ chỉ số nào có hiệu lực từ / no set in force since '
	|| to_char(max(s.valid_to::date) + 1, 'DD/MM/YYYY')
FROM every_set s CROSS JOIN (SELECT (:'now'::timestamptz AT TIME ZONE 'Asia/Ho_Chi_Minh')::date::text AS today) here
WHERE EXISTS (SELECT FROM every_territory t WHERE t.territory = s.territory AND coalesce(t.valid_from, '') <= today
	AND today <= coalesce(t.valid_to, '9'))
GROUP BY s.territory, today
HAVING max(coalesce(s.valid_to, '9')) < today
ORDER BY 2;

-- Calendars that measures are dated by and that end: said a year before, waited for in the last month.
\qecho rule calendar_ends
WITH ends AS (
	SELECT c.calendar, max(c.ends_on::date) AS last, (:'now'::timestamptz AT TIME ZONE 'Asia/Ho_Chi_Minh')::date AS today
	FROM calendars c WHERE c.kind = 'quarter' AND c.calendar IN (SELECT calendar FROM measures) GROUP BY c.calendar
)
SELECT CASE WHEN last - today < 31 THEN 'gate' ELSE 'info' END, calendar, '',
	'lịch kỳ báo cáo hết ngày / the calendar ends on ' || to_char(last, 'DD/MM/YYYY')
	|| ', thêm kỳ hoặc quy tắc / add rows or a rule (calendars.csv, calendar_rules.csv)'
FROM ends WHERE last - today < 366 ORDER BY 2;
