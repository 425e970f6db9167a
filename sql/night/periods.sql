-- What is to be computed, in order: period | records, when its records are measured again, else measures | the periods whose
-- stored measures it needs, joined by +: those of a year are its quarters', figures are compared with the period before. A quarter
-- needs the three before it: what is counted a year is counted from the year's first on, and a yearly delivery stands for four;
-- and the year before its own, which growth is held against.
-- psql variables: only (a period that is computed again, with what follows it; else ''), named (a period computed without a
-- mark, its records too; else ''). Temporary tables calendars (all rows), settings and wrong (feeds that cannot be read) are there.
with report as (
	select c.*, lag(c.period) over w as before, row_number() over w as n
	from calendars c join settings s on s.setting = 'report_calendar' and s.value = c.calendar
	where c.kind in ('quarter', 'year')
	window w as (partition by c.kind order by c.starts_on)
), wanted as (
	select period, bool_or(feed <> '') as has_records from audit.mark
	where :'named' = '' and (:'only' = '' or period = :'only' or feed = '')
		and feed not in (select feed from wrong) group by period
	union all
	select :'named', true where :'named' <> ''
), period as (
	select r.*, w.has_records and r.kind = 'quarter' as has_records from wanted w join report r using (period)
)
select p.period, case when p.has_records then 'records' else 'measures' end,
	coalesce(string_agg(q.period, '+' order by q.starts_on), '')
from period p left join report y on y.kind = 'year' and y.period = p.parent left join report q on q.kind = 'quarter'
	and case p.kind when 'year' then q.parent in (p.period, p.before)
		else p.n - q.n between 1 and 3 or q.parent = y.before or (q.period = p.period and not p.has_records) end
group by p.period, p.kind, p.starts_on, p.has_records
order by p.kind = 'year', p.starts_on;
