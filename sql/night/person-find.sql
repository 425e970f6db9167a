-- person-find: the records of one person, as the temporary tables person_version (all versions that are that person's) and person_reject.
-- A record that stands is the person's with all its versions; of a record that is somebody else's by now, only those versions that named
-- the person.
-- Variables: none
-- Tables: person (chiso-extract --identify), person_taken (records of raw files that are the person's), open_reject (rejects-open.sql)
-- Columns: none
SET client_min_messages = warning;
DROP TABLE IF EXISTS pg_temp.person_version, pg_temp.person_reject;
CREATE TEMP TABLE person_version (kind text COLLATE "C", feed text COLLATE "C", load_id bigint, record int, is_current boolean,
	periods text COLLATE "C");

SELECT format('INSERT INTO person_version SELECT DISTINCT %1$L, v.feed, v.load_id, v.record, c.load_id IS NOT NULL, v.periods
	FROM core.%2$I v JOIN person p ON p.kind = %1$L AND p.field = %3$L AND p.feed = v.feed AND p.value = v.%3$I COLLATE "C"
	LEFT JOIN core.%4$I c ON c.load_id = v.load_id AND c.record = v.record', w.kind, w.kind || '_version', w.field, w.kind || '_current')
FROM (SELECT DISTINCT kind, field FROM person) w
JOIN pg_catalog.pg_attribute a ON a.attrelid = to_regclass(format('core.%I', w.kind || '_version')) AND a.attname = w.field AND NOT a.attisdropped
ORDER BY w.kind, w.field
\gexec

-- The other versions of a record that stands and is the person's.
SELECT format('INSERT INTO person_version SELECT %1$L, v.feed, v.load_id, v.record, false, v.periods
	FROM core.%2$I v JOIN (SELECT DISTINCT %4$s FROM core.%3$I c
		JOIN person_version p ON p.kind = %1$L AND p.is_current AND p.load_id = c.load_id AND p.record = c.record) k ON (%5$s) = (%6$s)',
	w.kind, w.kind || '_version', w.kind || '_current', string_agg(format('c.%I', a.attname), ', ' ORDER BY k.at),
	string_agg(format('v.%I', a.attname), ', ' ORDER BY k.at), string_agg(format('k.%I', a.attname), ', ' ORDER BY k.at))
FROM (SELECT DISTINCT kind FROM person_version WHERE is_current) w
JOIN pg_catalog.pg_constraint p ON p.contype = 'p' AND p.conrelid = to_regclass(format('core.%I', w.kind || '_current'))
CROSS JOIN LATERAL unnest(p.conkey) WITH ORDINALITY k (n, at)
JOIN pg_catalog.pg_attribute a ON a.attrelid = p.conrelid AND a.attnum = k.n
GROUP BY w.kind
\gexec

-- Each once: a record may be found by two fields.
CREATE TEMP TABLE person_once AS
SELECT kind, feed, load_id, record, bool_or(is_current) AS is_current, min(periods) AS periods FROM person_version GROUP BY 1, 2, 3, 4;
TRUNCATE person_version;
INSERT INTO person_version SELECT * FROM person_once;
DROP TABLE person_once;

CREATE TEMP TABLE person_reject AS
SELECT o.load_id, o.record, o.file_hash, o.feed, o.mended_by IS NULL AS is_open FROM open_reject o
WHERE string_to_array(o.key, E'\x1f') && (SELECT array_agg(value) FROM person p WHERE p.feed = o.feed)
	OR EXISTS (SELECT FROM person_taken t WHERE t.file = o.file_hash AND t.feed = o.feed AND t.record::bigint = o.record)
	OR EXISTS (SELECT FROM person_version p WHERE p.load_id = o.load_id AND p.record = o.record);
