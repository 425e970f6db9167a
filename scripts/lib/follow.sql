-- What follows from marked quarters: their year, the quarter and the year that are compared with them, and the later quarters of
-- the year (what is counted a year is counted from its first), when they have figures. Those need no records again: their
-- marks are of no feed. psql variable: only (a period; '' for all that is marked).
-- Temporary tables calendars (all rows), settings are there.
with report as (
	select c.*, lead(c.period) over (partition by c.kind order by c.starts_on) as next
	from calendars c join settings s on s.setting = 'report_calendar' and s.value = c.calendar
	where c.kind in ('quarter', 'year')
), quarter as (
	select r.* from report r where r.kind = 'quarter' and (:'only' = '' or r.period = :'only')
		and exists (select from audit.mark m where m.period = r.period and m.feed <> '')
), year as (
	select r.* from report r where r.kind = 'year' and exists (select from quarter q where q.parent = r.period)
), follower as (
	select period from year
	union
	select next from (select next from quarter union all select next from year
		union all select r.period from report r join quarter q on r.kind = 'quarter' and r.parent = q.parent and r.starts_on > q.starts_on) n
	where exists (select from core.indicator i where i.run_to is null and i.period = n.next)
)
insert into audit.mark (feed, period, marked_by) select '', period, 0 from follower on conflict do nothing;
