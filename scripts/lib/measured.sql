-- Feeds that have measures, and the lists that their formulas look up.
select m.feed, string_agg(distinct f.feed, ' ' order by f.feed)
from measures m left join feeds f on f.feed <> m.feed and strpos(concat_ws(' ', m.value, m."where", m.agency, m.item), f.feed) > 0
group by m.feed order by m.feed;
