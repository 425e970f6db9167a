-- core.KIND_current: one row a feed and key, which version of it holds.
-- Feed: current, key; definitions: '"NAME" TYPE NOT NULL, ' of each column of the key
CREATE TABLE IF NOT EXISTS core.:"current" (:definitions
	sent_at timestamptz NOT NULL, message text COLLATE pg_catalog."C" NOT NULL, version_hash bytea NOT NULL,
	load_id bigint NOT NULL, record int NOT NULL, periods text COLLATE pg_catalog."C" NOT NULL,
	feed text COLLATE pg_catalog."C" NOT NULL, PRIMARY KEY (:key))
WITH (fillfactor = 90);
