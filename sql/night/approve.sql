-- Decisions about the figures of a period, in one transaction. What may be approved: of a named indicator all, of a set what no
-- gate holds. psql variables: now period set indicator agency value decision by position note is_dry
set client_min_messages = warning;
begin;
create temp table chosen on commit drop as
select i.*, p.state, p.decision as last_decision, l.name_vi,
	case when :'decision' = 'revoke' then coalesce(p.decision = 'approve', false)
		else p.state = 'provisional' or (p.state = 'held' and :'indicator' <> '') end as is_due
from core.indicator i
join core.indicator_published p using (set, indicator, agency, period, run_from)
left join core.label l on l.kind = 'indicator' and l.code = i.indicator
where i.run_to is null and i.period = :'period' and :'set' in ('', i.set, split_part(i.set, '@', 1))
	and :'indicator' in ('', i.indicator) and :'agency' in ('', i.agency);

-- The person has looked at one number: another one is not what they approve. 65, 65,00, 65.00 and 65 % are one number: read as it
-- is shown (a comma, points between thousands) or as it is kept (a decimal point).
create function pg_temp.as_shown(t text) returns numeric language sql immutable as $$
	select case when t ~ '^-?([0-9]{1,3}([.][0-9]{3}){1,9}|[0-9]{1,30})(,[0-9]{1,30})?$' then replace(replace(t, '.', ''), ',', '.')::numeric end $$;
create function pg_temp.as_kept(t text) returns numeric language sql immutable as $$
	select case when t ~ '^-?[0-9]{1,30}([.][0-9]{1,30})?$' then t::numeric end $$;
create temp table other on commit drop as
select c.* from chosen c
cross join lateral (select btrim(case when right(:'value', length(unit)) = unit then left(:'value', -length(unit)) else :'value' end) as said) s
where :'value' <> '' and :'value' not in (coalesce(value, ''), coalesce(shown, ''), concat_ws(' ', shown, unit))
	and not coalesce(said <> '' and said = any (array_remove(array[value, shown], null)), false)
	and not coalesce(pg_temp.as_shown(said) = any (array_remove(array[pg_temp.as_shown(shown), pg_temp.as_kept(value)], null)), false)
	and not coalesce(pg_temp.as_kept(said) = pg_temp.as_kept(value), false)
	and not coalesce(pg_temp.as_shown(said) is null and pg_temp.as_kept(said) = pg_temp.as_shown(shown), false);

select 'other', set, indicator, agency, coalesce(shown, value, reason, '') from other order by 2, 3, 4;
select 'chosen', count(*), count(*) filter (where is_due), count(*) filter (where state = 'approved'),
	count(*) filter (where state = 'held' and not is_due) from chosen;
select 'set', set, count(*) filter (where is_due), count(*) filter (where state = 'approved'),
	count(*) filter (where state = 'held' and not is_due)
from chosen group by set order by set;
-- one by one: what was held, and what was named
select 'figure', set, indicator, agency, state, concat_ws(' ', coalesce(nullif(shown, ''), reason), nullif(unit, '')),
	coalesce(name_vi, '')
from chosen where is_due and (:'indicator' <> '' or state = 'held') order by 2, 3, 4;

with run as (
	insert into audit.run (kind, started, ended, now, status, options)
	select 'approve', clock_timestamp(), clock_timestamp(), :'now'::timestamptz, 0, concat_ws(' ', :'decision', :'period')
	where not :'is_dry'::boolean and exists (select from chosen where is_due) and not exists (select from other)
	returning run_id
), decided as (
	insert into audit.approval (decision, set, indicator, agency, period, numerator, denominator, value, unit, score, target,
		reason, flags, by_name, position, note, at, run_id)
	select :'decision', set, indicator, agency, period, numerator, denominator, value, unit, score, target, reason, flags,
		btrim(:'by'), btrim(:'position'), btrim(:'note'), :'now'::timestamptz, run.run_id
	from chosen cross join run where is_due order by set, indicator, agency
	returning run_id
)
select 'decided', count(*), coalesce(max(run_id)::text, '') from decided;
commit;
