-- The session's tables: the rows of a chunk, those that came late, and what a replaced load leaves behind.
-- Feed: current, stage, late, gone, key
CREATE TEMP TABLE IF NOT EXISTS :"stage" ON COMMIT DELETE ROWS AS
SELECT :key, sent_at, message, version_hash, load_id, record, periods FROM core.:"current" WITH NO DATA;
CREATE TEMP TABLE IF NOT EXISTS :"late" ON COMMIT DELETE ROWS AS TABLE pg_temp.:"stage" WITH NO DATA;
CREATE TEMP TABLE IF NOT EXISTS :"gone" ON COMMIT DELETE ROWS AS
SELECT :key, load_id, periods FROM pg_temp.:"stage" WITH NO DATA;
