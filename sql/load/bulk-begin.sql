-- An empty core.FEED_current loses its key and gets a fresh file: what is copied into it in this transaction needs no log.
-- Feed: current, pkey
ALTER TABLE core.:"current" DROP CONSTRAINT IF EXISTS :"pkey";
TRUNCATE core.:"current";
