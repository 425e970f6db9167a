-- The ways in of the targets into core.target_entry; nothing is written when nothing changed. The temporary table ways is there, as
-- chiso-catalog show entries writes it.
begin;
delete from core.target_entry where exists (select 1 from (
	(select * from core.target_entry except all select * from pg_temp.ways) union all
	(select * from pg_temp.ways except all select * from core.target_entry)) changed);
insert into core.target_entry select * from pg_temp.ways where not exists (select 1 from core.target_entry);
commit;
