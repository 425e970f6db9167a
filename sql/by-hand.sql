-- What the files of sql/load are filled in with, for whoever runs one by hand in psql; the programs fill in the same names
-- (load/feed_sql.h). What a file wants beside it says in its header. Parameters $1 …: PREPARE, or \bind.
--   psql -v feed=hoso_tthc -v quarter=2024-Q1 -f sql/by-hand.sql -f sql/load/dump-current.sql
-- psql variables: feed (the SQL name of its kind; it is the kind's own), quarter (of acceptance)
SELECT :'feed' AS records, :'feed' || '_version' AS version, :'feed' || '_current' AS current, :'feed' || '_stage' AS stage,
	:'feed' || '_late' AS late, :'feed' || '_gone' AS gone,
	replace(:'feed', '_', '-') AS feed_name, :'feed' || '_late_sent' AS late_sent,
	:'feed' || '_version_' || lower(replace(:'quarter', '-', '_')) AS "partition"
\gset

-- The key, bare and of each table that a statement names by one letter.
WITH key AS (
	SELECT quote_ident(a.attname) AS name, k.at
	FROM pg_catalog.pg_constraint c CROSS JOIN LATERAL unnest(c.conkey) WITH ORDINALITY k (n, at)
	JOIN pg_catalog.pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = k.n
	WHERE c.conrelid = to_regclass('core.' || quote_ident(:'current')) AND c.contype = 'p'
)
SELECT string_agg(name, ', ' ORDER BY at) AS key, array_agg(name ORDER BY at) FILTER (WHERE name <> 'feed') AS key_columns,
	string_agg('b.' || name, ', ' ORDER BY at) AS key_b,
	string_agg('c.' || name, ', ' ORDER BY at) AS key_c, string_agg('g.' || name, ', ' ORDER BY at) AS key_g,
	string_agg('l.' || name, ', ' ORDER BY at) AS key_l, string_agg('r.' || name, ', ' ORDER BY at) AS key_r,
	string_agg('s.' || name, ', ' ORDER BY at) AS key_s, string_agg('v.' || name, ', ' ORDER BY at) AS key_v,
	string_agg('t.' || name, ', ' ORDER BY at) AS key_t, string_agg('w.' || name, ', ' ORDER BY at) AS key_w
FROM key
\gset

-- The columns of the versions: all of them, and the clean ones.
SELECT string_agg('v.' || quote_ident(attname), ', ' ORDER BY attnum) AS have_v,
	string_agg(quote_ident(attname), ', ' ORDER BY attnum) FILTER (WHERE attnum > 8 AND attname <> 'feed') AS clean,
	string_agg(', v.' || quote_ident(attname), '' ORDER BY attnum) FILTER (WHERE attnum > 8 AND attname <> 'feed') AS cells
FROM pg_catalog.pg_attribute
WHERE attrelid = to_regclass('core.' || quote_ident(:'version')) AND attnum > 0 AND NOT attisdropped
\gset

-- The columns of measures and of indicators, bare and of each table that a statement names by one letter. By hand a difference is
-- told without the names of the columns that differ (what).
SELECT string_agg(quote_ident(attname), ', ' ORDER BY attnum) AS measure,
	string_agg('c.' || quote_ident(attname), ', ' ORDER BY attnum) AS measure_c,
	string_agg('s.' || quote_ident(attname), ', ' ORDER BY attnum) AS measure_s
FROM pg_catalog.pg_attribute
WHERE attrelid = 'core.measure'::regclass AND attnum > 0 AND NOT attisdropped AND attname NOT IN ('feed', 'run_from', 'run_to')
\gset
SELECT string_agg(quote_ident(attname), ', ' ORDER BY attnum) AS indicator,
	string_agg('c.' || quote_ident(attname), ', ' ORDER BY attnum) AS indicator_c,
	string_agg('s.' || quote_ident(attname), ', ' ORDER BY attnum) AS indicator_s
FROM pg_catalog.pg_attribute
WHERE attrelid = 'core.indicator'::regclass AND attnum > 0 AND NOT attisdropped AND attname NOT IN ('run_from', 'run_to')
\gset
\set figure_key 'set, indicator, agency, period'
\set what ', NULL'

-- The rest as a program has it that asks for all that holds.
\set freeze ''
\set narrow ''
\set changed 1
\set most 100001
\set set s004-2024
\set agency H06
\set whom ''
\set day 2024-04-01
\set kind hoso-tthc
\set period ''
\set run 1
\set load 1
\set wait 10s
\set wait_ms 10000
\set feeds '''hoso-tthc'''
\set periods 2024-Q1
\set held 'run_to IS NULL'
\set in_period NULL
\set in_set NULL
