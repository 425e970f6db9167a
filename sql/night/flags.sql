-- What is flagged in the quarter that ended last before now: one line an indicator of a set with targets, for the whole
-- territory; the words of the checks, without their codes. The proof of a held figure stands in the
-- list of what waits. psql variable: now. Temporary tables as in table.sql.
with quarter as (
	select to_char(date_trunc('quarter', :'now'::timestamptz at time zone 'Asia/Ho_Chi_Minh') - interval '1 day',
		'YYYY-"Q"Q') as period
), flagged as (
	select i.set, r.seq::integer as seq, i.indicator,
		case when i.state = 'held' then i.reason else
			(select string_agg(case when i.is_proof_held then core.bare_words(f.words) when f.proof = '' then f.words
				else f.words || ' (' || f.proof || ')' end, '; ' order by f.ordinal)
			from core.indicator_flag f where f.set = i.set and f.indicator = i.indicator and f.agency = i.agency and f.period = i.period
				and f.run_to is null and f."check" not in ('points_unknown', 'unknown_unit', 'undecided')) end as words
	from core.indicator_published i
	join quarter using (period)
	join sets s using (set)
	join territories t on t.territory = s.territory and t.root_agency = i.agency
	join set_rows r on r.set = i.set and r.indicator = i.indicator
	where i.run_to is null and (i.flags <> '' or i.state = 'held')
)
select set, indicator, words from flagged where words <> '' order by set desc, seq;
