-- A transaction that bounds the waiting: only where the session would wait longer, PGOPTIONS may say less.
-- wait: as a setting ("10s"); wait_ms
BEGIN;
SELECT set_config('lock_timeout', :'wait', true) FROM pg_settings
WHERE name = 'lock_timeout' AND setting::bigint NOT BETWEEN 1 AND :wait_ms;
