-- lock: the one lock of the database for whoever writes (load/lock.h). A program that outlived its run holds the second one,
-- shared: it is waited for.
-- Variables: none
-- Columns: the number of this session when the lock is ours now, else who has it
SELECT pg_try_advisory_lock(1128813907, 1) AS is_ours \gset
\if :is_ours
BEGIN;
SELECT set_config('lock_timeout', '10s', true) \g /dev/null
SELECT pg_advisory_lock(1128813907, 2) \g /dev/null
END;
SELECT pg_advisory_unlock(1128813907, 2) \g /dev/null
SELECT pg_backend_pid();
\else
SELECT coalesce((
	-- of another role's session only its name is told
	SELECT concat_ws(', ', nullif(a.application_name, ''), 'since ' || to_char(a.backend_start AT TIME ZONE 'Asia/Ho_Chi_Minh', 'YYYY-MM-DD HH24:MI:SS'),
		CASE WHEN a.backend_start IS NOT NULL THEN 'from ' || coalesce(host(a.client_addr), 'this host') END)
	FROM pg_locks l JOIN pg_stat_activity a USING (pid)
	WHERE l.locktype = 'advisory' AND l.classid = 1128813907 AND l.objid = 1 AND l.objsubid = 2 AND l.granted
		AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())
	LIMIT 1), 'somebody');
\endif
