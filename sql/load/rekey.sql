-- core.FEED_current by another key: chosen anew among the versions of the loads that stand; every period of it is marked.
-- Versions that lack a column of the new key leave it: such a record is refused today.
-- Feed: current, version, pkey, key; kind; columns: one ALTER TABLE a column of the key that goes or comes
ALTER TABLE core.:"current" DROP CONSTRAINT :"pkey";
TRUNCATE core.:"current";
:columns
INSERT INTO core.:"current" (:key, sent_at, message, version_hash, load_id, record, periods)
SELECT DISTINCT ON (:key_v) :key_v, v.sent_at, v.message, v.version_hash, v.load_id, v.record, v.periods
FROM core.:"version" v JOIN audit.load l USING (load_id)
WHERE l.state = 'ok' AND ROW(:key_v) IS NOT NULL
ORDER BY :key_v, v.sent_at DESC, v.message DESC, v.record DESC, v.version_hash DESC, v.load_id;
ALTER TABLE core.:"current" ADD CONSTRAINT :"pkey" PRIMARY KEY (:key);
INSERT INTO audit.mark (feed, period, marked_by)
SELECT DISTINCT :'kind', p, 0 FROM core.:"version", unnest(string_to_array(periods, ' ')) p WHERE p <> ''
ON CONFLICT DO NOTHING;
