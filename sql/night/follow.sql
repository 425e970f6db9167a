-- What follows from marked quarters: their year, and the quarters and the year that look back at them (periods.sql), when
-- they have figures. Those need no records again: their marks are of no feed. psql variable: only (a period; '' for all that is
-- marked). Temporary tables calendars (all rows), settings and wrong (feeds that cannot be read) are there.
with report as (
	select c.*, row_number() over w as n, lag(c.period) over w as before
	from calendars c join settings s on s.setting = 'report_calendar' and s.value = c.calendar
	where c.kind in ('quarter', 'year')
	window w as (partition by c.kind order by c.starts_on)
), quarter as (
	select r.* from report r where r.kind = 'quarter' and (:'only' = '' or r.period = :'only')
		and exists (select from audit.mark m where m.period = r.period and m.feed <> ''
			and m.feed not in (select feed from wrong))
), year as (
	select r.* from report r where r.kind = 'year' and exists (select from quarter q where q.parent = r.period)
), follower as (
	select period from year
	union
	select r.period from report r
	where (exists (select from quarter q where r.kind = q.kind and r.n - q.n between 1 and 3)
			or exists (select from report y join year b on b.period = y.before
				where y.kind = 'year' and y.period in (r.period, r.parent)))
		and exists (select from core.indicator i where i.run_to is null and i.period = r.period)
)
insert into audit.mark (feed, period, marked_by) select '', period, nextval('audit.load_id_seq') from follower
on conflict (feed, period) do update set marked_by = excluded.marked_by;
