-- open-words: what the metadata of each set say, behind open-sets.sql.
-- Variables: none
-- Tables: open_sets, open_columns, settings, territories
-- Columns: what (set, column, setting, publisher); of a set: name, titles, descriptions, theme, frequency, keywords in both languages, is_series,
-- changed_on, issued_on, first and last day of its periods, rows, rows left out; of a column: set, name, type, is_key, titles;
-- of a setting: its name, value; of the publisher: code and name of the territory's agency
WITH series AS (
	SELECT 'chi-so' AS open_set, ky, trang_thai FROM pg_temp.open_figure UNION ALL SELECT open_set, ky, trang_thai FROM pg_temp.open_statistics
), spans AS (
	SELECT s.open_set, min(c.starts_on) AS starts_on, max(c.ends_on) AS ends_on, count(*) AS rows, count(*) FILTER (WHERE s.trang_thai = 'an') AS left_out
	FROM series s LEFT JOIN pg_temp.open_period c ON c.period = s.ky GROUP BY s.open_set
)
SELECT 'set', o.open_set, o.title_vi, o.title_en, o.description_vi, o.description_en, o.theme, o.frequency, o.keywords_vi, o.keywords_en,
	coalesce(o.is_series, ''), c.changed_on, c.issued_on, coalesce(s.starts_on, ''), coalesce(s.ends_on, ''), coalesce(s.rows, 0)::text, coalesce(s.left_out, 0)::text,
	to_char(o.seq::integer, 'FM0000')
FROM pg_temp.open_sets o LEFT JOIN pg_temp.open_changed c USING (open_set) LEFT JOIN spans s USING (open_set)
UNION ALL
SELECT 'column', open_set, "column", type, coalesce(is_key, ''), title_vi, title_en, '', '', '', '', '', '', '', '', '', '', to_char(seq::integer, 'FM0000')
FROM pg_temp.open_columns
UNION ALL
SELECT 'setting', setting, value, '', '', '', '', '', '', '', '', '', '', '', '', '', '', '' FROM pg_temp.settings WHERE setting LIKE 'open\_%'
UNION ALL
(SELECT 'publisher', t.root_agency, l.name_vi, '', '', '', '', '', '', '', '', '', '', '', '', '', '', ''
FROM pg_temp.settings s CROSS JOIN LATERAL regexp_split_to_table(s.value, '[ |]+') WITH ORDINALITY w (territory, place)
JOIN pg_temp.territories t ON t.territory = w.territory JOIN core.label l ON l.kind = 'agency' AND l.code = t.root_agency
WHERE s.setting = 'territory' ORDER BY w.place DESC LIMIT 1)
ORDER BY 1, 18, 2;
