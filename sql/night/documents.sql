-- documents: the documents' rows into core.document_row, the ends of their sets into core.set_end; nothing is written when nothing
-- changed.
-- Variables: now
-- Tables: documented (chiso-catalog show documents), all_sets
-- Columns: none
BEGIN;
CREATE TEMP TABLE document_rows ON COMMIT DROP AS
SELECT coalesce(set, '') AS set, seq::integer AS seq, coalesce(section, '') AS section, coalesce(section_title, '') AS section_title,
	announced::integer AS announced, rows::integer AS rows, coalesce(stt, '') AS stt, coalesce(indicator, '') AS indicator,
	coalesce(wording, '') AS wording, coalesce(guidance, '') AS guidance, year::integer AS year, coalesce(result, '') AS result
FROM pg_temp.documented;
DELETE FROM core.document_row WHERE EXISTS (SELECT 1 FROM (
	(SELECT * FROM core.document_row EXCEPT ALL SELECT * FROM pg_temp.document_rows) UNION ALL
	(SELECT * FROM pg_temp.document_rows EXCEPT ALL SELECT * FROM core.document_row)) changed);
INSERT INTO core.document_row SELECT * FROM pg_temp.document_rows WHERE NOT EXISTS (SELECT 1 FROM core.document_row);

-- the last row of a set says when it ends: one without an end goes on
CREATE TEMP TABLE set_ends ON COMMIT DROP AS
SELECT set, ends_on, ends_on < (:'now'::timestamptz AT TIME ZONE 'Asia/Ho_Chi_Minh')::date::text AS is_over, after_end FROM (
	SELECT DISTINCT ON (set) set, coalesce(valid_to, '') AS ends_on, coalesce(after_end, '') AS after_end
	FROM pg_temp.all_sets ORDER BY set, coalesce(valid_to, '') = '' DESC, valid_to DESC) last WHERE ends_on <> '';
DELETE FROM core.set_end WHERE EXISTS (SELECT 1 FROM (
	(SELECT * FROM core.set_end EXCEPT ALL SELECT * FROM pg_temp.set_ends) UNION ALL
	(SELECT * FROM pg_temp.set_ends EXCEPT ALL SELECT * FROM core.set_end)) changed);
INSERT INTO core.set_end SELECT * FROM pg_temp.set_ends WHERE NOT EXISTS (SELECT 1 FROM core.set_end);
COMMIT;
