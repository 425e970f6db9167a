-- unasked: kept records whose code no indicator and no variable has: a figure that is stated under it is nobody's. A feed of whose
-- records none counts waits for a person.
-- Variables: none
-- Tables: told, measures (tonight's rows), every_indicator, every_variable (all rows)
-- Columns: as in findings.sql, a line a feed
\qecho rule unasked
WITH itemised AS (
	SELECT DISTINCT m.feed, replace(m.feed, '-', '_') || '_version' AS name, m.item AS column FROM measures m
	WHERE m.kind IN ('last', 'stated') AND m.item <> '' AND m.feed IN (SELECT kind FROM audit.load
		WHERE state = 'ok' AND run_id IN (SELECT run_id FROM told))
), there AS (
	SELECT i.* FROM itemised i JOIN pg_attribute a ON a.attrelid = to_regclass(format('core.%I', i.name)) AND a.attname = i.column
)
SELECT format($q$
WITH fresh AS (SELECT load_id, accepted_quarter FROM audit.load
		WHERE kind = %L AND state = 'ok' AND run_id IN (SELECT run_id FROM told)),
	kept AS (
		SELECT v.%I::text AS item FROM core.%I v
		WHERE load_id IN (SELECT load_id FROM fresh) AND accepted_quarter IN (SELECT accepted_quarter FROM fresh)
	), counted AS (
		SELECT count(*) AS n, count(*) FILTER (WHERE unasked) AS lost, string_agg(DISTINCT left(item, 20), ', ') FILTER (WHERE unasked AND place <= 3) AS examples
		FROM (SELECT k.item, u.unasked, dense_rank() OVER (PARTITION BY u.unasked ORDER BY k.item COLLATE "C") AS place FROM kept k
			CROSS JOIN LATERAL (SELECT k.item IS NOT NULL AND NOT EXISTS (SELECT FROM every_indicator i WHERE i.indicator = k.item)
				AND NOT EXISTS (SELECT FROM every_variable x WHERE x.item = k.item) AS unasked) u) r
	)
SELECT CASE WHEN lost = n THEN 'gate' ELSE 'info' END, %L, '', lost || '/' || n
	|| ' bản ghi mang mã không chỉ tiêu, biến số nào có / records have a code of no indicator and no variable (' || examples || ')'
FROM counted WHERE lost > 0$q$, feed, "column", name, feed)
FROM there ORDER BY feed
\gexec
