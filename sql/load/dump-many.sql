-- How many versions of records a narrow dump might read, counted up to a bound: in no order, so that what is enough is soon found.
-- Feed: version; period: as in dump-current; narrow: as in explain-current; most: the bound
-- Gives: one row
SELECT count(*) FROM (SELECT FROM core.:"version" v WHERE v.feed = :'feed_name':period:narrow LIMIT :most) x;
