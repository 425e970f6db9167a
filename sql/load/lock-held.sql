-- Whether a session holds the lock of the run in this database.
-- $1 the session's process
-- Gives: 0 or 1
SELECT count(*) FROM pg_locks l
WHERE l.locktype = 'advisory' AND l.granted AND l.mode = 'ExclusiveLock' AND l.classid = 1128813907 AND l.objid = 1
	AND l.objsubid = 2 AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())
	AND l.pid = $1::integer;
