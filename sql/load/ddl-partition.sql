-- The partition of a quarter.
-- Feed: partition, version; quarter
CREATE TABLE core.:"partition" PARTITION OF core.:"version" FOR VALUES IN (:'quarter');
