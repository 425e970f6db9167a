-- The one lock of the database for whoever writes (load/lock.h): the number of this session when it is ours now, else who has it.
select case when pg_try_advisory_lock(1128813907, 1) then pg_backend_pid()::text else coalesce((
	select concat_ws(', ', nullif(a.application_name, ''), 'since ' || to_char(a.backend_start at time zone 'Asia/Ho_Chi_Minh', 'YYYY-MM-DD HH24:MI:SS'),
		'from ' || coalesce(host(a.client_addr), 'this host'))
	from pg_locks l join pg_stat_activity a using (pid)
	where l.locktype = 'advisory' and l.classid = 1128813907 and l.objid = 1 and l.granted
		and l.database = (select oid from pg_database where datname = current_database())
	limit 1), 'somebody') end;
