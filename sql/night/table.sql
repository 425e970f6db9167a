-- The rows of the sets with targets, for the whole territory, in the quarter that ended last before now.
-- What is held has no result here; what was found stands in the list of what waits. psql variable: now. Temporary tables published, sets,
-- set_rows, territories, targets are there.
with quarter as (
	select to_char(date_trunc('quarter', :'now'::timestamptz at time zone 'Asia/Ho_Chi_Minh') - interval '1 day',
		'YYYY-"Q"Q') as period
)
select i.set, s.title_vi, i.period, i.indicator, r.wording,
	case when coalesce(i.value, '') = '' then coalesce(nullif(i.shown, ''), '–') else concat_ws(' ', i.shown,
		-- a code is told by its name, a symbol (%, Mbps) is one already
		case when i.unit ~ '^[a-z-]+$' then coalesce(u.name_vi, i.unit) else nullif(i.unit, '') end) end,
	coalesce(i.target, ''),
	case when i.state = 'held' or i.is_status_held then 'TẠM GIỮ' when i.status = 'no_data' then 'chưa có số liệu'
		when i.due_status in ('reached', 'maintained') then 'đạt'
		when i.due_status = 'on_course' then 'đúng tiến độ' when i.due_status = 'behind' then 'chậm mốc'
		when i.due_status = 'not_due' then 'chưa đến hạn' when i.due_status = 'relapsed' then 'giảm, cần duy trì'
		when i.due_status = 'not_reached' then 'chưa đạt' when i.due_status = 'overdue' then 'quá hạn'
		when i.due_status = 'due' then 'đến hạn' when i.due_status = 'undated' then 'không định hạn'
		else 'không so sánh' end
from published i
join quarter using (period)
join sets s using (set)
join territories t on t.territory = s.territory and t.root_agency = i.agency
join set_rows r on r.set = i.set and r.indicator = i.indicator
left join core.label u on u.kind = 'unit' and u.code = i.unit
where exists (select from targets x where x.set = i.set)
order by i.set desc, r.seq::integer;
