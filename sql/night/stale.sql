-- Figures that stand by another definition than the catalogue's of today, until their period is reprocessed: one line a set and
-- period, as in findings.sql. Periods whose definitions nobody recorded yet (a warehouse from before) take today's.
-- psql variable: run. Temporary tables definitions (today's, of every period that has figures), calendars, settings,
-- every_set are there.
with first as (
	insert into core.definition (period, set, indicator, hash, common_hash, run_id)
	select d.period, coalesce(d.set, ''), coalesce(d.indicator, ''), d.hash, coalesce(d.common, ''), :run from definitions d
	where d.set <> '' and not exists (select from core.definition k where k.period = d.period and k.set <> '')
	on conflict do nothing
	returning period
)
select 'info', 'core.definition', '', 'định nghĩa được ghi lần đầu, thay đổi trước đêm nay không biết được / definitions recorded for '
	|| 'the first time, a change before tonight is not known: ' || string_agg(distinct period, ' ')
from first having count(*) > 0;

with figure as (
	select period, set, indicator, count(*) as n from core.indicator where run_to is null group by 1, 2, 3
), was as (
	select * from core.definition where set <> '' and period in (select period from figure)
), today as (
	select period, set, indicator, hash, coalesce(common, '') as common_hash from definitions where set <> ''
), differs as (
	select period, set, indicator, case when w.hash is null then 'new' when t.hash is null then 'gone' when t.hash <> w.hash
		then 'changed' else 'common' end as how
	from was w full join today t using (period, set, indicator)
	where (t.hash, t.common_hash) is distinct from (w.hash, w.common_hash)
), counted as (
	select d.*, coalesce(f.n, 0) as n, exists (select from was k where k.period = d.period and k.set = d.set) as is_known
	from differs d left join figure f using (period, set, indicator)
), told as (
	-- a changed one that has no figure has nothing to be stale; a new one is not computed yet, where its territory has figures
	select *, row_number() over (partition by period, set, how order by indicator) as place from counted c
	where n > 0 or (how = 'new' and exists (select from figure f join every_set o on o.set = f.set
		join every_set s on s.set = c.set and s.territory = o.territory
		where f.period = c.period and (f.set = c.set or not c.is_known)))
), listed as (
	select period, set, sum(n) as n, bool_or(how = 'common') as is_common, bool_or(how = 'new' and not is_known) as is_new,
		string_agg(indicator, ', ' order by place) filter (where how = 'changed' and place <= 6)
			|| case when count(*) filter (where how = 'changed') > 6
				then ' … (' || count(*) filter (where how = 'changed') || ')' else '' end as changed,
		string_agg(indicator, ', ' order by place) filter (where how = 'new' and is_known and place <= 6) as added,
		string_agg(indicator, ', ' order by place) filter (where how = 'gone' and place <= 6) as gone
	from told group by period, set
), line as (
	select period, set, n, concat_ws('; ', 'định nghĩa của ' || changed || ' đã đổi',
			case when is_common then 'danh mục chung của bộ (cơ quan, địa bàn) đã đổi' end,
			added || ' mới, chưa tính', case when is_new then 'bộ mới có hiệu lực, chưa tính' end,
			gone || ' không còn trong danh mục') || ': ' || n || ' số liệu của ' || period || ' đã cũ' as vi,
		concat_ws('; ', 'definition of ' || changed || ' changed',
			case when is_common then 'what the set shares (agencies, territory) changed' end,
			added || ' new, not computed', case when is_new then 'set newly in force, not computed' end,
			gone || ' no longer in the catalogue') || ': ' || n || ' figures of ' || period || ' are stale' as en
	from listed
), report as (
	select c.* from calendars c join settings s on s.setting = 'report_calendar' and s.value = c.calendar
), ordered as (
	select l.*, row_number() over (order by l.period, l.set) as place,
		-- a year is computed again with its quarters
		coalesce((select max(q.period) from report q where q.parent = l.period and q.period in (select period from figure)),
			(select max(q.period) from report q join audit.period p using (period) where q.parent = l.period),
			l.period) as quarter
	from line l
)
select 'gate', set || ' ' || period, '', vi || ' / ' || en || ' (scripts/reprocess ' || quarter || ')'
from ordered where place <= 10
union all
select 'gate', 'core.definition', '', '… và / and ' || count(*) || ' bộ, kỳ nữa / more sets and periods: ' || sum(n)
	|| ' số liệu đã cũ / figures are stale: ' || string_agg(distinct quarter, ' ')
from ordered where place > 10 having count(*) > 0;
