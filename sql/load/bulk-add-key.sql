-- The key of core.FEED_current, added behind a savepoint: where one stands twice, the caller goes back to it.
-- Feed: current, pkey, key
-- The sort of a million keys is some 60 MB: in memory it takes half the time.
SAVEPOINT chiso_key;
SET LOCAL maintenance_work_mem = '256MB';
ALTER TABLE core.:"current" ADD CONSTRAINT :"pkey" PRIMARY KEY (:key);
