-- person-erase: removes what person-find.sql found, in one transaction, with its rows of audit.erasure. What the ledger counted as received
-- stays counted; the periods of records that stood are marked, so that the figures are those of what is there.
-- Variables: run now by reason
-- Tables: person, person_version and person_reject (person-find.sql)
-- Columns: versions that were removed
SET client_min_messages = warning;
BEGIN;
-- another word in the place of the person in the sets of keys of measures, past ones too: as many as before
CREATE TEMP TABLE person_keys ON COMMIT DROP AS
SELECT m.ctid AS place, m.tableoid AS part FROM core.measure m
WHERE m.keys IS NOT NULL AND string_to_array(m.keys, ' ') && (SELECT array_agg(value) FROM person);
UPDATE core.measure m SET keys = (
	SELECT string_agg(word, ' ' ORDER BY word COLLATE "C") FROM (
		SELECT CASE WHEN k IN (SELECT value FROM person) THEN 'xoa:' || replace(gen_random_uuid()::text, '-', '') ELSE k END AS word
		FROM unnest(string_to_array(m.keys, ' ')) k) w)
FROM person_keys k WHERE m.ctid = k.place AND m.tableoid = k.part;

CREATE TEMP TABLE person_keyed ON COMMIT DROP AS
SELECT DISTINCT p.feed, p.load_id, p.record FROM person_reject p JOIN audit.reject r ON r.load_id = p.load_id AND r.record = p.record AND r.key <> '';

INSERT INTO audit.erasure (run_id, what, feed, n_records, n_versions, n_rejects, n_keys, periods, by_name, reason, at)
SELECT :run, 'records', f.feed, count(p.load_id) FILTER (WHERE p.is_current), count(p.load_id),
	(SELECT count(*) FROM person_keyed r WHERE r.feed = f.feed),
	CASE WHEN row_number() OVER (ORDER BY f.feed) = 1 THEN (SELECT count(*) FROM person_keys) ELSE 0 END,
	coalesce((SELECT string_agg(DISTINCT q, ' ' ORDER BY q) FROM person_version v, unnest(string_to_array(v.periods, ' ')) q
		WHERE v.feed = f.feed AND v.is_current AND q <> ''), ''),
	:'by', :'reason', :'now'
FROM (SELECT feed FROM person_version UNION SELECT feed FROM person_keyed) f LEFT JOIN person_version p USING (feed)
GROUP BY f.feed;

INSERT INTO audit.mark (feed, period, marked_by)
SELECT DISTINCT translate(p.kind, '_', '-'), q, 0 FROM person_version p, unnest(string_to_array(p.periods, ' ')) q
WHERE p.is_current AND q <> ''
ON CONFLICT DO NOTHING;

UPDATE audit.load l SET n_erased = l.n_erased + g.n FROM (
	SELECT load_id, count(*) AS n FROM (
		SELECT load_id FROM person_version
		UNION ALL
		SELECT d.load_id FROM person_version p JOIN audit.duplicate d ON d.of_load = p.load_id AND d.of_record = p.record) e
	GROUP BY load_id) g WHERE l.load_id = g.load_id;

UPDATE audit.reject r SET key = '' FROM person_keyed p
WHERE r.load_id = p.load_id AND r.record = p.record AND r.key <> '';

SELECT format('DELETE FROM core.%I c USING person_version p WHERE p.kind = %L AND c.load_id = p.load_id AND c.record = p.record', kind || '_current', kind)
FROM (SELECT DISTINCT kind FROM person_version) k ORDER BY kind
\gexec
SELECT format('DELETE FROM core.%I v USING person_version p WHERE p.kind = %L AND v.load_id = p.load_id AND v.record = p.record', kind || '_version', kind)
FROM (SELECT DISTINCT kind FROM person_version) k ORDER BY kind
\gexec
COMMIT;
SELECT count(*) FROM person_version;
