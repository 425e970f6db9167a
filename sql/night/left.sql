-- left: the files that were left in the inbox for a person, or could not be removed from it, by what is the matter with them, ten
-- of a kind by name.
-- Variables: none
-- Tables: verdicts
-- Columns: how many further ones and one, the names, the reason
SELECT greatest(count(*) - 9, 1), string_agg(name, ', ' ORDER BY name COLLATE "C") FILTER (WHERE place <= 10), min(reason)
FROM (SELECT *, row_number() OVER (PARTITION BY coalesce(code, ''), reason ORDER BY name COLLATE "C") AS place FROM verdicts
	WHERE code = 'left.stuck' OR verdict = 'left' AND (coalesce(code, '') <> 'waiting'
		OR split_part(stat, ':', 2)::numeric < extract(epoch FROM clock_timestamp()) - 86400)) v
GROUP BY coalesce(code, ''), reason ORDER BY count(*) DESC, 2;
