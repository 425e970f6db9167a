-- core.FEED: the version that holds of every key.
-- Feed: records, current, version; have: the columns of core.FEED_version
CREATE OR REPLACE VIEW core.:"records" AS
SELECT :have_v FROM core.:"current" c JOIN core.:"version" v ON v.load_id = c.load_id AND v.record = c.record;
