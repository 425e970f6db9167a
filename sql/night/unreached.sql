-- What is kept and counted nowhere, one line a finding as in findings.sql: records of tonight that no period takes, periods
-- of a territory without a set in force, calendars that end. psql variables: run now. Temporary tables told (the runs that this
-- one tells of), feeds, measures, settings (tonight's rows), calendars, every_set, every_territory (all rows) are there.

-- Records by feed and reason. A feed that has measures and of whose records none counts waits for a person; some are noted.
with dated as (
	select distinct m.feed, replace(m.feed, '-', '_') || '_version' as name, strpos(d.value, '..') > 0 as is_span,
		split_part(d.value, '..', 1) as column
	from measures m left join settings s on m.date = '$' || s.setting
	cross join lateral (select coalesce(s.value, m.date) as value) d
	where d.value <> '' and d.value !~ '^\$'
), there as (
	select d.* from dated d join pg_attribute a on a.attrelid = to_regclass(format('core.%I', d.name)) and a.attname = d.column
	where d.feed in (select feed from audit.load where state = 'ok' and run_id in (select run_id from told))
), who as (
	-- a last or stated figure of nobody is nobody's; a sum has its territory's total
	select m.feed, format('coalesce(%s, false)', string_agg(distinct format('v.%I::text like ''%%?''', m.agency), ' and ')) as unknown
	from measures m join pg_attribute a on a.attrelid = to_regclass(format('core.%I', coalesce(replace(m.feed, '-', '_'), '') || '_version'))
		and a.attname = m.agency
	group by m.feed having bool_and(m.kind in ('last', 'stated'))
), feed as (
	select feed, name, string_agg(format('%I', t.column), ', ' order by t.column) as columns,
		string_agg(format('left(%I::text, 10)', t.column), ', ' order by t.column) as days,
		coalesce(string_agg(format('left(%I::text, 10) > here.today', t.column), ' or ' order by t.column) filter (where is_span),
			'false') as later
	from there t group by feed, name
), described as (
	select f.*, coalesce(w.unknown, 'false') as unknown from feed f left join who w using (feed)
)
select format($q$
with here as (select (%L::timestamptz at time zone 'Asia/Ho_Chi_Minh')::date::text as today),
	fresh as (select load_id, accepted_quarter from audit.load
		where feed = %L and state = 'ok' and run_id in (select run_id from told)),
	kept as (
		select count(*) as n, count(*) filter (where periods = '' or (%s)) as lost,
			count(*) filter (where periods <> '' and (%s)) as unknown,
			count(*) filter (where periods = '' and num_nonnulls(%s) = 0) as undated,
			count(*) filter (where periods = '' and (%s)) as later, min(coalesce(%s)) filter (where periods = '') as first,
			max(coalesce(%s)) filter (where periods = '') as last
		from core.%I v cross join here
		where load_id in (select load_id from fresh) and accepted_quarter in (select accepted_quarter from fresh)
	)
select case when lost = n and later < n then 'gate' else 'info' end, %L, '',
	lost || '/' || n || ' bản ghi không vào số liệu nào / records reach no figure: ' || concat_ws('; ',
		case when lost > undated + later + unknown then lost - undated - later - unknown || ' có ngày ngoài mọi kỳ của lịch / no period of the calendar holds their date'
			|| ' (' || first || case when last > first then '–' || last else '' end || ')' end,
		case when undated > 0 then undated || ' không có ngày / have no date' end,
		case when later > 0 then later || ' có hiệu lực sau hôm nay / take effect after today' end,
		case when unknown > 0 then unknown || ' không rõ của cơ quan nào / their agency is unknown' end)
from kept where lost > 0$q$,
	:'now', feed, unknown, unknown, columns, later, days, days, name, feed)
from described order by feed
\gexec

-- Measured periods of a feed's territory in which no set is in force at the end: nothing is computed of them, until the
-- catalogue has one. What lies before the territory's first set was never meant to count: noted when its
-- feed comes. A set of the territory above counts a feed of the territory too.
with report as (
	select c.period, c.ends_on from calendars c join settings s on s.setting = 'report_calendar' and s.value = c.calendar
	where c.kind = 'quarter'
), own as ( -- the feed's territory as model/feed.h reads it
	select feed, case when territory like 'field:%' or territory in (select t.territory from every_territory t) then territory
		else coalesce((select value from settings where setting = 'territory'), territory) end as territory from feeds
), bare as (
	select f.territory, p.period, p.feed, r.ends_on < (select min(coalesce(s.valid_from, '')) from every_set s
		where s.territory = f.territory) as is_before
	from audit.period p join own f on f.feed = p.feed and f.territory <> '' join report r on r.period = p.period
	where not exists (select from every_set s where coalesce(s.valid_from, '') <= r.ends_on
		and r.ends_on <= coalesce(s.valid_to, '9') and (s.territory = f.territory
			or s.territory in (select t.parent from every_territory t where t.territory = f.territory)))
), counted as (
	select b.territory, coalesce(b.is_before, false) as is_before, b.period, sum(m.n) as n
	from bare b cross join lateral (select count(*) as n from core.measure m
		where m.run_to is null and m.feed = b.feed and m.period = b.period) m
	where m.n > 0 and (not coalesce(b.is_before, false) or exists (select from audit.load l
		where l.feed = b.feed and l.run_id in (select run_id from told)))
	group by 1, 2, 3
)
select case when c.is_before then 'info' else 'gate' end, c.territory, '',
	coalesce((select min(t.name_vi) from every_territory t where t.territory = c.territory), c.territory)
	|| ': không bộ chỉ số nào có hiệu lực ở kỳ / no set in force at '
	|| string_agg(c.period, ', ' order by c.period) filter (where c.place <= 4)
	|| case when count(*) > 4 then ' … (' || count(*) || ' kỳ / periods)' else '' end
	|| ': ' || sum(c.n) || ' số liệu đo không vào chỉ số nào / measures reach no figure'
from (select *, row_number() over (partition by territory, is_before order by period) as place from counted) c
group by c.territory, c.is_before order by 2;

-- A territory that had sets and has none today, while nothing of it is lost yet.
select 'info', s.territory, '', 'không còn bộ chỉ số nào có hiệu lực từ / no set in force since '
	|| to_char(max(s.valid_to::date) + 1, 'DD/MM/YYYY')
from every_set s cross join (select (:'now'::timestamptz at time zone 'Asia/Ho_Chi_Minh')::date::text as today) here
where exists (select from every_territory t where t.territory = s.territory and coalesce(t.valid_from, '') <= today
	and today <= coalesce(t.valid_to, '9'))
group by s.territory, today
having max(coalesce(s.valid_to, '9')) < today
order by 2;

-- Calendars that measures are dated by and that end: said a year before, waited for in the last month.
with ends as (
	select c.calendar, max(c.ends_on::date) as last, (:'now'::timestamptz at time zone 'Asia/Ho_Chi_Minh')::date as today
	from calendars c where c.kind = 'quarter' and c.calendar in (select calendar from measures) group by c.calendar
)
select case when last - today < 31 then 'gate' else 'info' end, calendar, '',
	'lịch kỳ báo cáo hết ngày / the calendar ends on ' || to_char(last, 'DD/MM/YYYY')
	|| ', thêm kỳ hoặc quy tắc / add rows or a rule (calendars.csv, calendar_rules.csv)'
from ends where last - today < 366 order by 2;
