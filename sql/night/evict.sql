-- evict: ends the sessions of an earlier run of this folder that was killed. Its lock is ours, so they are nobody's.
-- Variables: mine (the last word of their application_name)
-- Columns: none
SELECT set_config('chiso.mine', :'mine', false) \g /dev/null
DO $$
DECLARE
	left_over integer;
BEGIN
	FOR attempt IN 1 .. 250 LOOP
		PERFORM pg_stat_clear_snapshot();
		SELECT count(pg_terminate_backend(pid)) INTO left_over FROM pg_stat_activity
		WHERE datname = current_database() AND usename = current_user AND pid <> pg_backend_pid()
			AND application_name LIKE 'chiso %' AND right(application_name, 9) = ' ' || current_setting('chiso.mine');
		EXIT WHEN left_over = 0;
		PERFORM pg_sleep(0.02);
	END LOOP;
END
$$;
