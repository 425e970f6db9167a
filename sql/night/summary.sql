-- What the summary needs of the warehouse, one line a fact: its kind, then its columns. The temporary tables feeds, reject_codes and published are there.
-- psql variables: run now. Temporary table told: the runs that this one tells of
set client_min_messages = warning;

select 'total', count(*), coalesce(sum(n_read), 0), coalesce(sum(n_kept), 0), coalesce(sum(n_rejected), 0),
	coalesce(sum(n_duplicate), 0), coalesce(sum(n_strangers), 0)
from audit.load where run_id in (select run_id from told) and state = 'ok';

select 'feed', f.feed, f.title_vi, count(l.load_id), coalesce(sum(l.n_read), 0), coalesce(sum(l.n_kept), 0),
	coalesce(sum(l.n_rejected), 0), coalesce(sum(l.n_duplicate), 0), coalesce(sum(l.n_strangers), 0)
from feeds f left join audit.load l on l.feed = f.feed and l.run_id in (select run_id from told) and l.state = 'ok'
group by f.feed, f.title_vi order by f.feed;

-- When a feed is late: after the end of the period of its cadence in which it was seen last (or of the first night), plus
-- `due`, plus its days of grace.
with cadence as (
	select feed, title_vi, (:'now'::timestamptz at time zone 'Asia/Ho_Chi_Minh') as here,
		case cadence when 'daily' then 'day' when 'weekly' then 'week' when 'monthly' then 'month'
			when 'quarterly' then 'quarter' when 'yearly' then 'year' end as unit,
		coalesce(substring(due from '[0-9]{1,4}')::integer, 0) as due_days, coalesce(substring(grace_days from '^[0-9]{1,4}$')::integer, 0) as grace_days
	from feeds
), expected as (
	select *, date_trunc(unit, here) as ended,
		case unit when 'quarter' then to_char(date_trunc(unit, here) - interval '1 day', 'YYYY-"Q"Q')
			when 'year' then to_char(date_trunc(unit, here) - interval '1 day', 'YYYY') end as label
	from cadence where unit is not null
), met as (
	select e.*, (select max(l.accepted_at at time zone 'Asia/Ho_Chi_Minh') from audit.load l
			where l.feed = e.feed and l.state <> 'bad') as last_seen,
		(select min(now at time zone 'Asia/Ho_Chi_Minh') from audit.run) as first_night,
		exists (select from audit.period p where p.feed = e.feed and p.period = e.label) as has_label
	from expected e
), seen as (
	select m.*, date_trunc(unit, coalesce(last_seen, first_night)) + case unit when 'quarter' then interval '3 months'
			else ('1 ' || unit)::interval end + make_interval(days => due_days + grace_days) as late_from
	from met m
)
select 'arrival', feed, title_vi,
	case when last_seen >= ended or has_label then 'came' when here < late_from then 'due'
		when last_seen is null then 'missing' else 'late' end,
	greatest(0, here::date - late_from::date), to_char(late_from, 'DD/MM/YYYY'),
	coalesce(to_char(last_seen, 'DD/MM/YYYY'), '')
from seen order by feed;

-- Of each reason the agency that most of its records belong to, with their number; '' where none is known.
with refused as (
	select l.feed, r.field, r.code, r.severity, r.agency, l.load_id, l.file_name
	from audit.reject r join audit.load l using (load_id)
	where l.run_id in (select run_id from told) and l.state = 'ok'
), reasons as (
	select count(*) as n, feed, field, code, severity, min(file_name) as file_name, count(distinct load_id) as files
	from refused group by feed, field, code, severity order by 1 desc, 2, 3, 4 limit 8
)
select 'reject', r.n, r.feed, r.field, r.code, r.severity, r.file_name, r.files,
	coalesce(c.message_vi, r.code), coalesce(c.message_en, r.code), coalesce(w.name, ''), coalesce(w.n, 0)
from reasons r left join reject_codes c using (code)
left join lateral (
	select coalesce(l.name_vi, x.agency) as name, count(*) as n
	from refused x left join core.label l on l.kind = 'agency' and l.code = x.agency
	where (x.feed, x.field, x.code, x.severity) = (r.feed, r.field, r.code, r.severity) and x.agency <> ''
	group by 1 order by 2 desc, 1 limit 1
) w on true
order by r.n desc, r.feed, r.field, r.code;

select 'quarantine', name, feed, reason from audit.quarantine where run in (select run_id from told) order by name;

with now_rows as (select * from core.indicator where run_from in (select run_id from told) and run_to is null),
	old_rows as (select * from core.indicator where run_to in (select run_id from told) and run_from not in (select run_id from told))
select 'figures', count(*) filter (where o.set is null), count(*) filter (where o.set is not null and n.set is not null),
	count(*) filter (where n.set is null)
from now_rows n full join old_rows o using (set, indicator, agency, period);

select 'held', count(*), count(distinct i.set), count(*) filter (where i.value is null),
	count(*) filter (where i.state = 'approved'), count(*) filter (where i.state = 'held')
from (select i.value, i.set, p.state from core.indicator i join published p using (set, indicator, agency, period, run_from)) i;

select 'mark', feed, period from audit.mark order by 1, 2;
