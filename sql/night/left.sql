-- The files that were left in the inbox for a person, or could not be removed from it, by what is the matter with them, ten of a
-- kind by name: how many further ones and one, the names, the reason. Temporary table verdicts is there.
select greatest(count(*) - 9, 1), string_agg(name, ', ' order by name collate "C") filter (where place <= 10), min(reason)
from (select *, row_number() over (partition by coalesce(code, ''), reason order by name collate "C") as place from verdicts
	where code = 'left.stuck' or verdict = 'left' and (coalesce(code, '') <> 'waiting'
		or split_part(stat, ':', 2)::numeric < extract(epoch from clock_timestamp()) - 86400)) v
group by coalesce(code, ''), reason order by count(*) desc, 2;
