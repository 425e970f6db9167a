-- serials: numbers that are missing between those that came, of feeds whose messages are numbered by their sender (serials.csv). It
-- waits for a person by the night that sees the number behind the hole; later it is noted until the message comes.
-- Variables: none
-- Tables: told, serials, feeds
-- Columns: as in findings.sql, a line a series
-- A pattern that is none has no numbers: lint names it.
CREATE FUNCTION pg_temp.serial_of(text, text) RETURNS text[] LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
	RETURN regexp_match($1, $2);
EXCEPTION WHEN invalid_regular_expression THEN
	RETURN NULL;
END
$$;
\qecho rule missing_numbers
WITH came AS (
	SELECT l.feed, m[1] AS series, m[2]::numeric AS number, bool_or(l.run_id IN (SELECT run_id FROM told)) AS is_tonight
	FROM audit.load l JOIN serials s USING (feed)
	CROSS JOIN LATERAL pg_temp.serial_of(CASE s.part WHEN 'name' THEN l.file_name ELSE l.message END, s.pattern) m
	WHERE m[2] ~ '^[0-9]{1,15}$' GROUP BY 1, 2, 3
), hole AS (
	SELECT feed, series, number + 1 AS first, next - 1 AS last, is_next_tonight
	FROM (SELECT *, lead(number) OVER w AS next, lead(is_tonight) OVER w AS is_next_tonight FROM came WINDOW w AS (PARTITION BY feed, series ORDER BY number)) c
	WHERE next > number + 1
), told_hole AS (
	SELECT *, CASE WHEN first = last THEN first::text ELSE first || '–' || last END AS label,
		row_number() OVER (PARTITION BY feed, series ORDER BY first DESC) AS place
	FROM hole
)
SELECT CASE WHEN bool_or(is_next_tonight) THEN 'gate' ELSE 'info' END, h.feed, '', split_part(min(f.title_vi), ' (', 1) || ': thiếu thông điệp số '
	|| string_agg(label, ', ' ORDER BY first) FILTER (WHERE place <= 5)
	|| CASE WHEN count(*) > 5 THEN ' và ' || count(*) - 5 || ' quãng trước đó' ELSE '' END || CASE WHEN series = '' THEN '' ELSE ' (' || left(series, 40) || ')' END
	|| ' / messages that did not come, by their numbers: '
	|| string_agg(label, ', ' ORDER BY first) FILTER (WHERE place <= 5)
	|| CASE WHEN count(*) > 5 THEN ' and ' || count(*) - 5 || ' stretches before' ELSE '' END || ': hỏi nơi gửi / ask the sender'
FROM told_hole h JOIN feeds f USING (feed) GROUP BY h.feed, series ORDER BY 2, series;
DROP FUNCTION pg_temp.serial_of(text, text);
