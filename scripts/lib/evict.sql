-- Ends the sessions of an earlier run that was killed. The lock is ours, so they are nobody's.
do $$
declare
	left_over integer;
begin
	for attempt in 1 .. 100 loop
		perform pg_stat_clear_snapshot();
		select count(pg_terminate_backend(pid)) into left_over from pg_stat_activity
		where datname = current_database() and usename = current_user
			and application_name like 'chiso run %' and pid <> pg_backend_pid();
		exit when left_over = 0;
		perform pg_sleep(0.02);
	end loop;
end
$$;
