-- What is flagged in the quarter that ended last before now: one line an indicator of a set with targets, for the whole
-- territory; the words of the checks, without their codes. The proof of a held figure stands in the
-- list of what waits. psql variable: now. Temporary tables as in table.sql.
with quarter as (
	select to_char(date_trunc('quarter', :'now'::timestamptz at time zone 'Asia/Ho_Chi_Minh') - interval '1 day',
		'YYYY-"Q"Q') as period
), flagged as (
	select i.set, r.seq::integer as seq, i.indicator,
		case when i.state = 'held' then i.reason else
			btrim(regexp_replace(regexp_replace(i.flags, '(^|; )(points_unknown|unknown_unit|undecided): [^;]*', '', 'g'),
				'(^|; )(gate [^:]*|[a-z_0-9-]+): ', '\1', 'g'), '; ') end as words
	from core.indicator_published i
	join quarter using (period)
	join sets s using (set)
	join territories t on t.territory = s.territory and t.root_agency = i.agency
	join set_rows r on r.set = i.set and r.indicator = i.indicator
	where i.run_to is null and (i.flags <> '' or i.state = 'held')
)
select set, indicator, words from flagged where words <> '' order by set desc, seq;
