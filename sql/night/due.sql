-- A day has come on which what officials read changes without a new file: the periods of figures whose target was due, or had
-- a milestone, since the last night that was done are marked, of no feed: their records are not needed again.
-- psql variables: run now. Temporary table milestones is there.
with last as (
	select (max(now) at time zone 'Asia/Ho_Chi_Minh')::date as day from audit.run
	where kind = 'night' and status in (0, 1) and run_id < :run
), today as (
	select (:'now'::timestamptz at time zone 'Asia/Ho_Chi_Minh')::date as day
), come as (
	select distinct i.period from core.indicator i, last, today
	where i.run_to is null and last.day < today.day
		and (i.due between last.day::text and today.day::text
			or i.national_due between last.day::text and today.day::text
			or exists (select from milestones m where m.set = i.set and m.indicator = i.indicator
				and m.on_date between last.day::text and today.day::text))
)
insert into audit.mark (feed, period, marked_by) select '', period, nextval('audit.load_id_seq') from come
on conflict (feed, period) do update set marked_by = excluded.marked_by;
