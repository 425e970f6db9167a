-- What waits for approval in a period: the held ones with their proof, then counts of each set. psql variables: period set
-- indicator agency
with now_rows as (
	select i.*, p.state, l.name_vi from core.indicator i
	join core.indicator_published p using (set, indicator, agency, period, run_from)
	left join core.label l on l.kind = 'indicator' and l.code = i.indicator
	where i.run_to is null and i.period = :'period' and :'set' in ('', i.set, split_part(i.set, '@', 1))
		and :'indicator' in ('', i.indicator) and :'agency' in ('', i.agency)
)
select 'held', set, indicator, agency, coalesce(nullif(shown, ''), value, ''), coalesce(unit, ''), coalesce(name_vi, ''),
	coalesce((select string_agg(regexp_replace(f, '^gate [^:]*: ', ''), '; ')
		from regexp_split_to_table(flags, '; (?=gate |[a-z0-9_-]+: )') f where f like 'gate %'), '')
from now_rows where state = 'held'
union all
select 'set', r.set, count(*) filter (where state = 'provisional')::text, count(*) filter (where state = 'held')::text,
	count(*) filter (where state = 'approved')::text, coalesce(to_char(max(a.at at time zone 'Asia/Ho_Chi_Minh')
		filter (where state = 'approved'), 'DD/MM/YYYY'), ''), coalesce(max(s.name_vi), ''), ''
from now_rows r
left join core.label s on s.kind = 'set' and s.code = split_part(r.set, '@', 1)
left join lateral (select max(d.at) as at from audit.approval d where d.set = r.set and d.indicator = r.indicator
	and d.agency = r.agency and d.period = r.period) a on true
group by r.set
order by 1, 2, 3, 4;
