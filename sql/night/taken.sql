-- What a reprocessing read, held back and left, a fact a line: its kind, then its columns. psql variable: run. Temporary tables
-- verdicts (of the files of the inbox) and reject_codes are there.
with mine as (select * from audit.load where run_id = :run and state = 'ok')
select 'read', count(*), sum(n_read), sum(n_kept), sum(n_rejected), sum(n_duplicate) from mine having count(*) > 0;

with mine as (select * from audit.load where run_id = :run and state = 'ok'), reasons as (
	select count(*) as n, l.feed, r.field, r.code, min(l.file_name) as file_name, count(distinct l.load_id) as files
	from audit.reject r join mine l using (load_id) group by l.feed, r.field, r.code order by 1 desc, 2, 3, 4 limit 8
)
select 'reject', n, feed, field, coalesce(c.message_vi, r.code), coalesce(c.message_en, r.code), file_name, files
from reasons r left join reject_codes c using (code) order by n desc, feed, field, code;

select 'held', greatest(count(*) - 9, 1), string_agg(name, ', ' order by name collate "C") filter (where place <= 10), min(reason)
from (select *, row_number() over (partition by code order by name collate "C") as place from verdicts where verdict = 'bad') v
group by code order by count(*) desc, 3;
