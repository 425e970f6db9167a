-- The documents' rows into core.document_row, the ends of their sets into core.set_end; nothing is written when nothing changed.
-- The temporary tables documented (chiso-catalog show documents) and all_sets are there. psql variable: now.
begin;
create temp table document_rows on commit drop as
select coalesce(set, '') as set, seq::integer as seq, coalesce(section, '') as section, coalesce(section_title, '') as section_title,
	announced::integer as announced, rows::integer as rows, coalesce(stt, '') as stt, coalesce(indicator, '') as indicator,
	coalesce(wording, '') as wording, coalesce(guidance, '') as guidance, year::integer as year, coalesce(result, '') as result
from pg_temp.documented;
delete from core.document_row where exists (select 1 from (
	(select * from core.document_row except all select * from pg_temp.document_rows) union all
	(select * from pg_temp.document_rows except all select * from core.document_row)) changed);
insert into core.document_row select * from pg_temp.document_rows where not exists (select 1 from core.document_row);

-- the last row of a set says when it ends: one without an end goes on
create temp table set_ends on commit drop as
select set, ends_on, ends_on < (:'now'::timestamptz at time zone 'Asia/Ho_Chi_Minh')::date::text as is_over, after_end from (
	select distinct on (set) set, coalesce(valid_to, '') as ends_on, coalesce(after_end, '') as after_end
	from pg_temp.all_sets order by set, coalesce(valid_to, '') = '' desc, valid_to desc) last where ends_on <> '';
delete from core.set_end where exists (select 1 from (
	(select * from core.set_end except all select * from pg_temp.set_ends) union all
	(select * from pg_temp.set_ends except all select * from core.set_end)) changed);
insert into core.set_end select * from pg_temp.set_ends where not exists (select 1 from core.set_end);
commit;
