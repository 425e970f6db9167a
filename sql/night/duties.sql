-- Who answers for what into core.duty; nothing is written when nothing changed. The temporary table duties is there.
begin;
delete from core.duty d where exists (select 1 from (
	(select * from core.duty except all select * from pg_temp.duties) union all
	(select * from pg_temp.duties except all select * from core.duty)) changed);
insert into core.duty select * from pg_temp.duties where not exists (select 1 from core.duty);
commit;
