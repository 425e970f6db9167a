-- A run of kind manual, ended as it begins.
-- $1 now, in seconds
-- Gives: run_id
INSERT INTO audit.run (kind, now, ended, status) VALUES ('manual', to_timestamp($1::bigint), now(), 0) RETURNING run_id;
