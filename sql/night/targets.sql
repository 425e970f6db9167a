-- Every target and its day into core.target_due; nothing is written when nothing changed. The temporary table listed is there,
-- as chiso-catalog show due writes it.
begin;
create temp table targets on commit drop as
select state, coalesce(due, '') as due, coalesce(set, '') as set, coalesce(territory, '') as territory, coalesce(stt, '') as stt, coalesce(indicator, '') as indicator, coalesce(part, '') as part, coalesce(level, '') as level,
	coalesce(text, '') as text, coalesce(kind, '') as kind, coalesce(wording, '') as wording, coalesce(lead, '') as lead, coalesce(agency, '') as agency, coalesce(feeds, '') as feeds, coalesce(reason, '') as reason
from pg_temp.listed;
delete from core.target_due where exists (select 1 from (
	(select * from core.target_due except all select * from pg_temp.targets) union all
	(select * from pg_temp.targets except all select * from core.target_due)) changed);
insert into core.target_due select * from pg_temp.targets where not exists (select 1 from core.target_due);
commit;
