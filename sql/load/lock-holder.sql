-- Who holds a lock of class "CHIS" in this database, as one text.
-- $1 the lock's number
-- Gives: text
SELECT format('%s (process %s%s)%s', coalesce(nullif(a.application_name, ''), 'a session without a name'), l.pid,
	coalesce(' of ' || host(a.client_addr), ''),
	coalesce(', connected since '
		|| to_char(a.backend_start AT TIME ZONE INTERVAL '+07:00', 'YYYY-MM-DD"T"HH24:MI:SS"+07:00"'), ''))
FROM pg_locks l JOIN pg_stat_activity a USING (pid)
WHERE l.locktype = 'advisory' AND l.granted AND l.classid = 1128813907 AND l.objid = $1::oid AND l.objsubid = 2
	AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database()) AND l.pid <> pg_backend_pid()
ORDER BY l.pid LIMIT 1;
