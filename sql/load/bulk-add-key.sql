-- The key of core.FEED_current, added behind a savepoint: where one stands twice, the caller goes back to it.
-- Feed: records; key_columns: an array of the key's columns, without the feed
-- The sort of a million keys is some 60 MB: in memory it takes half the time.
SAVEPOINT chiso_key;
SET LOCAL maintenance_work_mem = '256MB';
SELECT core.close_current(:'records', :'key_columns');
