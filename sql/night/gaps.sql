-- Holes that a feed leaves behind when it comes again after a silence: told once, by the night that sees it come; while it is
-- silent it is late. One line a feed, as in findings.sql.
--
-- The rule. A unit of the feed's cadence (day, week, month, quarter, year) that lies between the last one in which something
-- was sent before tonight (or came, when it was sent longer ago than it may be late) and the current one is a hole when nothing was sent in it: neither by the message's own time (where
-- the file only says when it arrived, it stands for every unit since the night before, for nobody knows), nor in the label of a
-- report (audit.period holds the quarter before), nor by records of their own day (valid_at) that came later and are at least
-- half as many as on a usual day of the four weeks before. Days on which a feed is never there are no holes: a silence of
-- nothing but Saturdays and Sundays without a record in those four weeks. It waits for a person (once) when its first unit
-- has passed its due days and days of grace, else it is noted; so are the holes in what the very first delivery holds.
-- psql variables: run now. Temporary tables told, feeds are there.
create temp table hole as
with cadence as (
	select feed, title_vi, valid_at, (:'now'::timestamptz at time zone 'Asia/Ho_Chi_Minh') as here,
		case cadence when 'daily' then 'day' when 'weekly' then 'week' when 'monthly' then 'month'
			when 'quarterly' then 'quarter' when 'yearly' then 'year' end as unit,
		make_interval(days => coalesce(substring(due from '[0-9]{1,4}')::integer, 0) + coalesce(substring(grace_days from '^[0-9]{1,4}$')::integer, 0)) as allowed
	from feeds
), step as (
	select *, case unit when 'quarter' then interval '3 months' else ('1 ' || unit)::interval end as one from cadence where unit is not null
), arrived as (
	select l.feed, l.run_id, l.run_id in (select run_id from told) as is_tonight, l.sent_from in ('path', 'name', 'meta') as is_own,
		l.accepted_at at time zone 'Asia/Ho_Chi_Minh' as accepted, t.at at time zone 'Asia/Ho_Chi_Minh' as at
	from audit.load l cross join lateral (
		select distinct x as at from unnest(case when l.sent_from in ('path', 'name', 'meta')
			then array[l.sent_at, l.sent_min, l.sent_max] else array[l.accepted_at] end) x where x is not null) t
	where l.state <> 'bad'
), night as (
	select max(now) at time zone 'Asia/Ho_Chi_Minh' as before from audit.run
	where kind = 'night' and status in (0, 1) and run_id < :run and run_id not in (select run_id from told)
), silence as (
	select s.*, date_trunc(s.unit, coalesce(b.last, f.first)) as last, coalesce(n.before, b.last, f.first) as night, b.last is null as is_first
	from step s cross join night n
	cross join lateral (select max(r.last) as last from (
		select case when max(a.at) >= max(a.accepted) - s.one - s.allowed then least(max(a.at), s.here) else max(a.accepted) end as last
		from arrived a where a.feed = s.feed and not a.is_tonight group by a.run_id) r) b
	cross join lateral (select min(a.at) as first from arrived a where a.feed = s.feed and a.is_tonight) f
	where f.first is not null
)
select s.feed, s.title_vi, s.valid_at, s.unit, s.here, s.last, s.one, s.allowed, s.is_first, u.at
from silence s cross join lateral generate_series(greatest(s.last + s.one, s.here - 400 * s.one), date_trunc(s.unit, s.here) - s.one, s.one) u(at)
where not exists (select from arrived a where a.feed = s.feed and a.is_tonight
		and (date_trunc(s.unit, a.at) = u.at or (not a.is_own and u.at >= date_trunc(s.unit, s.night))))
	and not exists (select from audit.period p where s.unit = 'quarter' and p.feed = s.feed
		and p.period = to_char(u.at - interval '1 day', 'YYYY-"Q"Q'));

-- Records of each of those days and of the four weeks before, for the feeds that have a hole.
create temp table had (feed text, day date, n bigint);
select format($q$insert into had select %L, d.day, count(*) from core.%I r
	cross join lateral (select (r.%I at time zone 'Asia/Ho_Chi_Minh')::date as day) d
	where d.day between %L and %L and r.accepted_quarter >= %L group by d.day$q$,
	feed, replace(feed, '-', '_'), valid_at, (min(last) - interval '28 days')::date, max(at + one)::date,
	to_char(min(last) - interval '28 days', 'YYYY-"Q"Q'))
from hole
where exists (select from pg_attribute a where a.attrelid = to_regclass(format('core.%I', replace(feed, '-', '_'))) and a.attname = valid_at
	and a.atttypid in ('timestamptz'::regtype, 'date'::regtype)) -- a report's period is no day
group by feed, valid_at
\gexec

with usual as (
	select h.feed, h.unit, percentile_cont(0.5) within group (order by b.n) as n, array_agg(distinct extract(isodow from b.day)) as weekdays
	from (select distinct feed, unit, last from hole) h join had b on b.feed = h.feed and b.day <= h.last group by 1, 2
), missing as (
	select h.*, u.weekdays from hole h left join usual u using (feed, unit)
	where not exists (select from had b where b.feed = h.feed and b.day >= h.at and b.day < h.at + h.one
		having sum(b.n) >= greatest(1, coalesce(u.n, 1) / 2))
), stretch as (
	select *, at - row_number() over (partition by feed order by at) * one as base from missing
), span as (
	select feed, title_vi, unit, min(at) as first, max(at) as last, count(*) as n,
		bool_or(at + one + one + allowed <= here and not is_first) as is_past,
		bool_or(unit <> 'day' or extract(isodow from at) < 6 or extract(isodow from at) = any(weekdays)) as is_expected
	from stretch group by feed, title_vi, unit, case when unit in ('day', 'week') then base end, case when unit not in ('day', 'week') then at end
), told_span as (
	select *, row_number() over (partition by feed order by first desc) as place,
		case unit when 'day' then case when n = 1 then to_char(first, 'DD/MM/YYYY')
				when to_char(first, 'MMYYYY') = to_char(last, 'MMYYYY') then to_char(first, 'DD') || '–' || to_char(last, 'DD/MM/YYYY')
				else to_char(first, 'DD/MM/YYYY') || '–' || to_char(last, 'DD/MM/YYYY') end
			when 'week' then to_char(first, 'DD/MM/YYYY') || '–' || to_char(last + interval '6 days', 'DD/MM/YYYY')
			when 'month' then to_char(first, 'MM/YYYY') when 'quarter' then to_char(first, 'YYYY-"Q"Q') else to_char(first, 'YYYY') end as label
	from span where is_expected
)
select case when bool_or(is_past) then 'gate' else 'info' end, feed, '', split_part(title_vi, ' (', 1) || ': không có gì '
	|| case unit when 'day' then 'các ngày ' when 'week' then 'các tuần ' when 'month' then 'các tháng ' when 'quarter' then 'các quý '
		else 'các năm ' end
	|| string_agg(label, ', ' order by first) filter (where place <= 5)
	|| case when count(*) > 5 then ' và ' || count(*) - 5 || ' quãng trước đó' else '' end || ' (' || sum(n) || ') / nothing came on '
	|| string_agg(label, ', ' order by first) filter (where place <= 5)
	|| case when count(*) > 5 then ' and ' || count(*) - 5 || ' stretches before' else '' end
	|| ': hỏi nơi gửi / ask the sender'
from told_span group by feed, title_vi, unit order by 2;
drop table hole, had;
