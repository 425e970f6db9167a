-- The catalogue's names into core.label; only what differs is written. An agency of several times has its latest name.
-- Temporary tables all_agencies, all_indicators, all_sets, all_measures, all_units are there, with the rows of all times.
set client_min_messages = warning;
begin;
create temp table named on commit drop as
select distinct on (kind, code) kind, code, name_vi, parent
from (
	select 'agency' as kind, agency as code, name_vi, nullif(parent, '') as parent, valid_from from all_agencies
	union all select 'indicator', indicator, title_vi, null, valid_from from all_indicators
	union all select 'set', set, title_vi, null, valid_from from all_sets
	union all select 'measure', measure, title_vi, null, valid_from from all_measures
	union all select 'unit', unit, title_vi, null, valid_from from all_units
) every_row
where name_vi <> ''
order by kind, code, coalesce(valid_from, '') desc, name_vi;

delete from core.label l where not exists (select from named n where n.kind = l.kind and n.code = l.code);
insert into core.label as l (kind, code, name_vi, parent) select kind, code, name_vi, parent from named
on conflict (kind, code) do update set name_vi = excluded.name_vi, parent = excluded.parent
where (l.name_vi, l.parent) is distinct from (excluded.name_vi, excluded.parent);
commit;
