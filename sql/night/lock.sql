-- The one lock of the database for whoever writes (load/lock.h): the number of this session when it is ours now, else who has it.
-- A program that outlived its run holds the second one, shared: it is waited for.
select pg_try_advisory_lock(1128813907, 1) as is_ours \gset
\if :is_ours
begin;
select set_config('lock_timeout', '10s', true) \g /dev/null
select pg_advisory_lock(1128813907, 2) \g /dev/null
end;
select pg_advisory_unlock(1128813907, 2) \g /dev/null
select pg_backend_pid();
\else
select coalesce((
	select concat_ws(', ', nullif(a.application_name, ''), 'since ' || to_char(a.backend_start at time zone 'Asia/Ho_Chi_Minh', 'YYYY-MM-DD HH24:MI:SS'),
		'from ' || coalesce(host(a.client_addr), 'this host'))
	from pg_locks l join pg_stat_activity a using (pid)
	where l.locktype = 'advisory' and l.classid = 1128813907 and l.objid = 1 and l.objsubid = 2 and l.granted
		and l.database = (select oid from pg_database where datname = current_database())
	limit 1), 'somebody');
\endif
