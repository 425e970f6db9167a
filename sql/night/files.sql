-- Files to read again for a period: hash, feed. psql variables: period, lists (feeds that measures look up)
set client_min_messages = warning;
create temp table touched (load_id bigint);
select format('insert into touched select distinct load_id from core.%I where %L = any(string_to_array(periods, '' ''))',
	c.relname, :'period')
from pg_class c join pg_namespace n on n.oid = c.relnamespace
where n.nspname = 'core' and c.relname like '%\_version' and c.relkind in ('r', 'p')
\gexec
select distinct file_hash, feed from audit.load
where state = 'ok' and (load_id in (select load_id from touched) or feed = any(string_to_array(trim(:'lists'), ' ')))
order by feed, file_hash;
