-- The columns of core.FEED_version in their physical order, so that the view only ever grows at its end.
-- $1 the feed's SQL name
-- Gives: name
SELECT attname FROM pg_attribute
WHERE attrelid = to_regclass('core.' || quote_ident($1 || '_version')) AND attnum > 0 AND NOT attisdropped
ORDER BY attnum;
