-- A run begins: its number, and whether its catalogue is kept already. A night tells what the runs before it did and could not
-- tell (they were killed, or ended with a fault).
-- psql variables: kind now options catalog
with begun as (
	insert into audit.run (kind, now, options, catalog_hash) values (:'kind', :'now', :'options', :'catalog') returning run_id
), adopted as (
	update audit.run r set told_by = b.run_id from begun b
	where :'kind' = 'night' and r.kind in ('night', 'reprocess') and coalesce(r.status, 70) >= 64 and r.run_id < b.run_id
		and r.run_id > coalesce((select max(run_id) from audit.run where kind = 'night' and status in (0, 1)), 0)
	returning r.run_id
)
select run_id, exists (select from audit.catalog where hash = :'catalog') from begun;
