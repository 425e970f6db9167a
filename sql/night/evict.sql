-- Ends the sessions of an earlier run of this folder that was killed. Its lock is ours, so they are nobody's. psql variable: mine.
select set_config('chiso.mine', :'mine', false) \g /dev/null
do $$
declare
	left_over integer;
begin
	for attempt in 1 .. 250 loop
		perform pg_stat_clear_snapshot();
		select count(pg_terminate_backend(pid)) into left_over from pg_stat_activity
		where datname = current_database() and usename = current_user and pid <> pg_backend_pid()
			and application_name like 'chiso %' and right(application_name, 9) = ' ' || current_setting('chiso.mine');
		exit when left_over = 0;
		perform pg_sleep(0.02);
	end loop;
end
$$;
