-- person-list: what is there of the person, by feed, by raw file and beside them. No identifier and no pseudonym is in it.
-- Variables: none
-- Tables: person, person_version and person_reject (person-find.sql), person_raw (raw files that hold the number), feeds, open_reject
-- Columns: feed, its name, records that stand, versions, messages that brought them, open rejects;
--          raw, hash, feed, the day until which it is kept ('': no term), open rejects of others in it;
--          keys, sets of keys of figures; lost, a key of the warehouse that the key file has not
WITH brought AS (
	SELECT p.feed, p.load_id FROM person_version p
	UNION
	SELECT l.feed, d.load_id FROM person_version p JOIN audit.duplicate d ON d.of_load = p.load_id AND d.of_record = p.record
	JOIN audit.load l ON l.load_id = d.load_id
)
SELECT 'feed', f.feed, count(p.load_id) FILTER (WHERE p.is_current), count(p.load_id),
	(SELECT count(DISTINCT l.file_hash) FROM brought b JOIN audit.load l USING (load_id) WHERE b.feed = f.feed),
	(SELECT count(*) FROM person_reject r WHERE r.feed = f.feed AND r.is_open)
FROM (SELECT feed FROM person_version UNION SELECT feed FROM person_reject WHERE is_open) f LEFT JOIN person_version p USING (feed)
GROUP BY f.feed ORDER BY f.feed;

SELECT 'raw', w.file, coalesce(l.feed, ''),
	coalesce(to_char(l.accepted_at + make_interval(days => substring(f.raw_days FROM '^[0-9]{1,6}$')::integer), 'YYYY-MM-DD'), ''),
	(SELECT count(*) FROM open_reject o WHERE o.file_hash = w.file AND o.mended_by IS NULL AND o.record > 0
		AND NOT EXISTS (SELECT FROM person_reject r WHERE r.load_id = o.load_id AND r.record = o.record))
FROM person_raw w
LEFT JOIN LATERAL (SELECT feed, max(accepted_at) AS accepted_at FROM audit.load WHERE file_hash = w.file AND state = 'ok' GROUP BY feed
	ORDER BY feed LIMIT 1) l ON true
LEFT JOIN feeds f ON f.feed = l.feed
ORDER BY w.file;

SELECT 'keys', count(*) FROM core.measure m
WHERE m.keys IS NOT NULL AND string_to_array(m.keys, ' ') && (SELECT array_agg(value) FROM person) HAVING count(*) > 0;

SELECT 'lost', k.key_id FROM audit.pseudonym_key k
WHERE NOT EXISTS (SELECT FROM person p WHERE p.key = k.key_id) AND EXISTS (SELECT FROM person p WHERE p.key <> '') ORDER BY 1, 2;
