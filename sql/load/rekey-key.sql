-- The columns of the key of core.FEED_current as it is, in their order.
-- $1 the feed's SQL name
-- Gives: name
SELECT a.attname
FROM pg_constraint c CROSS JOIN LATERAL unnest(c.conkey) WITH ORDINALITY k (n, at)
JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = k.n
WHERE c.conrelid = to_regclass('core.' || quote_ident($1 || '_current')) AND c.contype = 'p'
ORDER BY k.at;
