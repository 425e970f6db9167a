-- Kept records whose code no indicator and no variable has: a figure that is stated under it is nobody's. One line a feed, as in
-- findings.sql; of whose records none counts waits for a person. psql variables: none. Temporary tables told, measures (tonight's
-- rows), every_indicator, every_variable (all rows) are there.
with itemised as (
	select distinct m.feed, replace(m.feed, '-', '_') || '_version' as name, m.item as column from measures m
	where m.kind in ('last', 'stated') and m.item <> '' and m.feed in (select feed from audit.load
		where state = 'ok' and run_id in (select run_id from told))
), there as (
	select i.* from itemised i join pg_attribute a on a.attrelid = to_regclass(format('core.%I', i.name)) and a.attname = i.column
)
select format($q$
with fresh as (select load_id, accepted_quarter from audit.load
		where feed = %L and state = 'ok' and run_id in (select run_id from told)),
	kept as (
		select v.%I::text as item from core.%I v
		where load_id in (select load_id from fresh) and accepted_quarter in (select accepted_quarter from fresh)
	), counted as (
		select count(*) as n, count(*) filter (where unasked) as lost, string_agg(distinct left(item, 20), ', ') filter (where unasked and place <= 3) as examples
		from (select k.item, u.unasked, dense_rank() over (partition by u.unasked order by k.item collate "C") as place from kept k
			cross join lateral (select k.item is not null and not exists (select from every_indicator i where i.indicator = k.item)
				and not exists (select from every_variable x where x.item = k.item) as unasked) u) r
	)
select case when lost = n then 'gate' else 'info' end, %L, '', lost || '/' || n
	|| ' bản ghi mang mã không chỉ tiêu, biến số nào có / records have a code of no indicator and no variable (' || examples || ')'
from counted where lost > 0$q$, feed, "column", name, feed)
from there order by feed
\gexec
