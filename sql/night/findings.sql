-- What the quality rules found tonight: figures that are held, days on which half a feed came, messages that are not whole.
-- One line a finding: its severity, its place, the period in which it is approved ('' for what is not approved), its words. psql
-- variables: run now. Temporary tables told (the runs that this one tells of), checks, feeds, totals, published are there, and those that unreached.sql names.
set client_min_messages = warning;

-- Figures that a person had approved and that this run changed: provisional again.
select 'gate', concat_ws(' ', o.set, o.period), o.period,
	count(*) || ' số đã duyệt nay khác đi, chờ duyệt lại / approved figures have changed, to be approved again'
from core.indicator_published o
left join published n using (set, indicator, agency, period)
where o.run_to = any (array(select run_id from told)) and o.state = 'approved' and coalesce(n.state, 'provisional') = 'provisional'
group by o.set, o.period order by 2;

-- Held figures, of every period, until a person has looked and approves them.
select 'gate', concat_ws(' ', i.set, i.indicator, i.agency, i.period), i.period, f
from core.indicator i
join published p using (set, indicator, agency, period, run_from)
cross join lateral regexp_split_to_table(i.flags, '; (?=gate |[a-z0-9_-]+: )') f
where p.state = 'held' and f like 'gate %'
order by 2, 4;

-- The same folder was tried with the invented samples first: whatever comes after stands beside them.
select 'info', 'audit.run', '', 'kho này còn DỮ LIỆU MẪU tự tạo (đêm ' || to_char(min(now at time zone 'Asia/Ho_Chi_Minh'), 'DD/MM/YYYY')
	|| '): số liệu lẫn cả mẫu, hãy dùng kho khác cho dữ liệu thật / this warehouse holds INVENTED SAMPLES: its figures are mixed with them, use another one for real data'
from audit.run where kind = 'night' and options = 'samples' and not exists (select from audit.run where run_id = :run and options = 'samples')
having count(*) > 0;

-- What stood where the records of a file stand and is none that its feed describes: not read, and nobody but a person can say
-- whether records were lost. Three files of a feed by name.
with strange as (
	select l.feed, coalesce(nullif(l.file_name, ''), l.file_hash) as name, l.n_strangers, l.n_read, r.line, r.found,
		row_number() over (partition by l.feed order by l.n_strangers desc, l.load_id) as place
	from audit.load l left join audit.reject r on r.load_id = l.load_id and r.code = 'record.stranger'
	where l.run_id in (select run_id from told) and l.state = 'ok' and l.n_strangers > 0
)
select 'gate', feed || ' ' || name, '', n_strangers || ' phần tử lạ bên cạnh ' || n_read || ' bản ghi đã đọc / strangers beside '
	|| n_read || ' records read' || coalesce(' (' || 'dòng / line ' || line || ': ' || found || ')', '')
from strange where place <= 3
union all
select 'gate', feed, '', sum(n_strangers) || ' phần tử lạ trong ' || count(*) || ' tệp nữa / strangers in ' || count(*) || ' more files'
from strange where place > 3 group by feed
order by 2;

-- One key several times in one message: the later record stands, the others are versions that it replaced.
with twice as (
	select feed, coalesce(nullif(file_name, ''), file_hash) as name, n_repeated, n_read,
		row_number() over (partition by feed order by n_repeated desc, load_id) as place
	from audit.load where run_id in (select run_id from told) and state = 'ok' and n_repeated > 0
)
select 'info', feed || ' ' || name, '', n_repeated || ' trong ' || n_read || ' bản ghi có khóa lặp lại ngay trong thông điệp, bản ghi sau được dùng / of '
	|| n_read || ' records have a key that a later one of the message has: the later stands'
from twice where place <= 3
union all
select 'info', feed, '', sum(n_repeated) || ' bản ghi có khóa lặp lại trong ' || count(*) || ' thông điệp nữa / records with a repeated key in '
	|| count(*) || ' more messages'
from twice where place > 3 group by feed
order by 2;

-- The sender's control total (the sidecar's total=) against the records that were read.
select c.severity, l.feed || ' ' || coalesce(nullif(l.file_name, ''), l.file_hash),
	'', c."check" || ': ' || c.message_vi || ' (' || case when t.total ~ '^[0-9]{1,8}$' then t.total else length(t.total) || ' ký tự / characters' end || '; ' || l.n_read || ')'
from checks c join audit.load l on c.kind = 'control_total' and (c.feed = '' or c.feed is null or c.feed = l.feed)
join totals t on t.file_hash = l.file_hash
where l.run_id in (select run_id from told) and l.state = 'ok' and case when t.total ~ '^[0-9]{1,18}$' then t.total::bigint <> l.n_read else true end
order by 2;

-- Files of an unusual size: fewer or more records than the feed's usual (usual_min, usual_max); three of a feed by name. A check
-- of the feed's own goes before the one for all.
with unusual as (
	select distinct on (l.load_id) l.load_id, c.severity, c."check" || ': ' || c.message_vi as words, l.feed, l.file_name, l.n_read,
		coalesce(nullif(f.usual_min, ''), '0') || '–' || coalesce(nullif(f.usual_max, ''), '…') as usual
	from checks c join feeds f on c.kind = 'usual' and (c.feed = '' or c.feed is null or c.feed = f.feed)
	join audit.load l on l.feed = f.feed and l.run_id in (select run_id from told) and l.state = 'ok'
	where l.n_read < substring(f.usual_min from '^[0-9]{1,18}$')::bigint or l.n_read > substring(f.usual_max from '^[0-9]{1,18}$')::bigint
	order by l.load_id, nullif(c.feed, '') nulls last
), ranked as (
	select *, row_number() over (partition by feed, severity order by load_id) as place from unusual
)
select severity, feed || ' ' || file_name, '', words || ' (' || n_read || '; ' || usual || ')' from ranked where place <= 3
union all
select severity, feed, '', words || ' (+' || count(*) || ' tệp / files: ' || min(n_read) || '–' || max(n_read) || '; ' || usual || ')'
from ranked where place > 3 group by severity, feed, words, usual
order by 2;

-- Half a day's feed: fewer than so many per cent of the median of the same weekday in the weeks before (params: PERCENT WEEKS
-- LEAST, the least median that says anything). The last seven days are looked at.
select format($q$
with here as (select (%L::timestamptz at time zone 'Asia/Ho_Chi_Minh')::date as today),
	days as (select d::date as day from here, generate_series(today - 7 * (%s + 1), today - 1, interval '1 day') d),
	came as (select (r.%I at time zone 'Asia/Ho_Chi_Minh')::date as day, count(*) as n from core.%I r
		where r.%I >= %L::timestamptz - make_interval(days => 7 * (%s + 1) + 1) group by 1),
	counted as (select d.day, coalesce(c.n, 0) as n from days d left join came c on c.day = d.day),
	usual as (select c.day, c.n, percentile_cont(0.5) within group (order by b.n) as median
		from here, counted c join counted b on b.day < c.day and b.day >= c.day - 7 * %s
			and extract(isodow from b.day) = extract(isodow from c.day)
		where c.day >= today - 7 group by c.day, c.n)
select %L, %L || ' ' || to_char(day, 'DD/MM/YYYY'), '', %L || ' (' || n || '; ' || median || ')'
from usual where median >= %s and n * 100 < median * %s order by day$q$,
	:'now', p[2], f.valid_at, replace(f.feed, '-', '_'), f.valid_at, :'now', p[2], p[2], c.severity, f.feed, c."check" || ': ' || c.message_vi, p[3], p[1])
from checks c join feeds f using (feed) cross join lateral (select string_to_array(c.params, ' ') as p) s
where c.kind = 'half_day' and c.params ~ '^[0-9]{1,6} [0-9]{1,6} [0-9]{1,6}$' and f.feed not in (select feed from wrong)
	and exists (select from pg_attribute a where a.attrelid = to_regclass(format('core.%I', replace(f.feed, '-', '_')))
		and a.attname = f.valid_at and a.atttypid in ('timestamptz'::regtype, 'date'::regtype))
\gexec

\ir unreached.sql
\ir unasked.sql
\ir stale.sql
\ir gaps.sql
