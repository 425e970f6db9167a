-- core.KIND_version: every version of every record of its feeds, partitioned by the quarter of acceptance.
-- Feed: version, version_load; definitions: ', "NAME" TYPE' of each clean column
CREATE TABLE IF NOT EXISTS core.:"version" (load_id bigint NOT NULL, record int NOT NULL, line int NOT NULL,
	message text COLLATE pg_catalog."C" NOT NULL, sent_at timestamptz NOT NULL, version_hash bytea NOT NULL,
	periods text COLLATE pg_catalog."C" NOT NULL, accepted_quarter text COLLATE pg_catalog."C" NOT NULL:definitions,
	feed text COLLATE pg_catalog."C" NOT NULL)
PARTITION BY LIST (accepted_quarter);
-- BRIN: versions are appended in the order of load_id, so it costs nothing and finds a load's rows.
CREATE INDEX IF NOT EXISTS :"version_load" ON core.:"version" USING brin (load_id)
	WITH (pages_per_range = 16, autosummarize = ON);
