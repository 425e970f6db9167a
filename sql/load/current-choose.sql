-- The keys that were taken out are chosen anew among the versions of the loads that stand. After current-take-out.
-- Feed: current, version, gone, key
INSERT INTO core.:"current" (:key, sent_at, message, version_hash, load_id, record, periods)
SELECT DISTINCT ON (:key_v) :key_v, v.sent_at, v.message, v.version_hash, v.load_id, v.record, v.periods
FROM core.:"version" v JOIN pg_temp.:"gone" g ON (:key_v) = (:key_g)
JOIN audit.load l ON l.load_id = v.load_id AND l.state = 'ok'
ORDER BY :key_v, v.sent_at DESC, v.message DESC, v.record DESC, v.version_hash DESC, v.load_id;
