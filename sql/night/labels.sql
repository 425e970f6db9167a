-- labels: the catalogue's names into core.label; only what differs is written. An agency of several times has its latest name.
-- Variables: none
-- Tables: all_agencies, all_indicators, all_sets, all_measures, all_units, all_feeds, all_denominators, all_methods
-- Columns: none
SET client_min_messages = warning;
BEGIN;
CREATE TEMP TABLE named ON COMMIT DROP AS
SELECT DISTINCT ON (kind, code) kind, code, name_vi, parent, level
FROM (
	SELECT 'agency' AS kind, agency AS code, name_vi, nullif(parent, '') AS parent, level, valid_from FROM all_agencies
	UNION ALL SELECT 'indicator', indicator, title_vi, NULL, NULL, valid_from FROM all_indicators
	UNION ALL SELECT 'set', set, title_vi, NULL, NULL, valid_from FROM all_sets
	UNION ALL SELECT 'measure', measure, title_vi, NULL, NULL, valid_from FROM all_measures
	UNION ALL SELECT 'unit', unit, title_vi, NULL, NULL, valid_from FROM all_units
	UNION ALL SELECT 'feed', feed, title_vi, NULL, NULL, valid_from FROM all_feeds
	UNION ALL SELECT 'denominator', denominator, title_vi, NULL, NULL, valid_from FROM all_denominators
	UNION ALL SELECT 'method', method, title_vi, NULL, NULL, valid_from FROM all_methods
) every_row
WHERE name_vi <> ''
ORDER BY kind, code, coalesce(valid_from, '') DESC, name_vi;

DELETE FROM core.label l WHERE NOT EXISTS (SELECT FROM named n WHERE n.kind = l.kind AND n.code = l.code);
INSERT INTO core.label AS l (kind, code, name_vi, parent, level) SELECT kind, code, name_vi, parent, level FROM named
ON CONFLICT (kind, code) DO UPDATE SET name_vi = excluded.name_vi, parent = excluded.parent,
	level = excluded.level
WHERE (l.name_vi, l.parent, l.level) IS DISTINCT FROM (excluded.name_vi, excluded.parent, excluded.level);
COMMIT;
