-- What a run changed: name, agency, period, old, new, and the columns that differ where old and new read the same.
-- psql variable: run
with figure as (
	select 1 as seq, concat_ws(' ', set, indicator) as name, agency, period, concat_ws(' ', coalesce(nullif(shown, ''), reason),
			'(' || nullif(concat_ws(', ', nullif(status, 'no_target'), nullif(due_status, '')), '') || ')') as shown,
		run_from = :run as is_new, to_jsonb(i) - array['run_from', 'run_to'] as whole
	from core.indicator i where run_from = :run or run_to = :run
	union all
	select 2, concat_ws(' ', measure, nullif(item, '')), agency, period, coalesce(value::text, text), run_from = :run,
		to_jsonb(m) - array['run_from', 'run_to']
	from core.measure m where run_from = :run or run_to = :run
), changed as (
	select seq, name, agency, period, o.shown as old, n.shown as new, o.whole as old_whole, n.whole as new_whole
	from (select * from figure where not is_new) o full join (select * from figure where is_new) n
		using (seq, name, agency, period)
)
select name, agency, period, old, new, case when old = new then (
	select string_agg(n.key, ' ' order by n.key) from jsonb_each(new_whole) n
	where n.value is distinct from old_whole -> n.key) end
from changed order by seq, name, agency, period;
