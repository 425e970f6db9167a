-- sums: what every table of ours holds, run ids and clocks too, as one line a table: two databases of which one is the copy of the other have
-- the same lines. It streams: the sum of hashes follows no order.
-- Variables: none
-- Columns: table, rows, sum of the hashes of the rows
SET timezone = 'UTC';
SET datestyle = 'ISO, YMD';
SET intervalstyle = 'iso_8601';
SET extra_float_digits = 1;
SET bytea_output = 'hex';
SELECT format('SELECT %L, count(*), coalesce(sum(hashtextextended(t::text, 0)), 0) FROM %I.%I t', n.nspname || '.' || c.relname, n.nspname, c.relname)
FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
WHERE n.nspname IN ('core', 'audit', 'share', 'staging') AND c.relkind IN ('r', 'p') AND NOT c.relispartition
ORDER BY n.nspname COLLATE "C", c.relname COLLATE "C"
\gexec
