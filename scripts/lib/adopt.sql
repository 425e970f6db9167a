-- The runs before this one that ended without telling are told by it: those without an end, or not done (64 and above), unless
-- the one that took them over has told. Call it right after begin.sql, under the lock. Then the facts of run R are those of
-- every run_id with run_id = R or told_by = R. psql variable: run
with told as (
	update audit.run r set told_by = :run
	where r.run_id < :run and r.kind in ('night', 'reprocess') and (r.ended is null or r.status >= 64)
		and not exists (select from audit.run t where t.run_id = r.told_by and t.ended is not null and t.status < 64)
	returning r.run_id
)
select run_id from told order by 1;
