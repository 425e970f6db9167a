-- What a run changed: name, agency, period, old, new. psql variable: run
select name, agency, period, max(shown) filter (where not is_new), max(shown) filter (where is_new)
from (
	select 1 as seq, concat_ws(' ', set, indicator) as name, agency, period, concat_ws(' ', coalesce(nullif(shown, ''), reason), '(' || concat_ws(', ', nullif(status, 'no_target'), nullif(due_status, '')) || ')') as shown,
		run_from = :run as is_new
	from core.indicator where run_from = :run or run_to = :run
	union all
	select 2, concat_ws(' ', measure, nullif(item, '')), agency, period, coalesce(value::text, text), run_from = :run
	from core.measure where run_from = :run or run_to = :run
) changed
group by seq, name, agency, period order by seq, name, agency, period;
