#!/bin/bash
# One table of parameters for every session, programs and psql: a server, a database, a role and an environment full of others
# give the same tables and the same published bytes.
. "$(dirname "$0")/../lib/tap.sh"
. "$(dirname "$0")/../lib/warehouse.sh"
need_postgres
as_admin() { PGUSER=postgres PGDATABASE=${1} psql -X -q -A -t -v ON_ERROR_STOP=1 -c "$2"; }

exit_is 'a plain database' 0 warehouse
tables >"$T/plain"
export_views "$T/plain.views"
ok 'it has rows to compare' test "$(wc -l <"$T/plain")" -gt 200
ok 'and views' test "$(cat "$T"/plain.views/*.csv | wc -l)" -gt 200

as_admin postgres "create role hostile login createrole" >/dev/null
as_admin postgres "create database hostile owner hostile" >/dev/null
as_admin hostile "alter database hostile set search_path = 'public';
	alter database hostile set jit = on; alter database hostile set jit_above_cost = 0;
	alter database hostile set datestyle = 'SQL, DMY'; alter database hostile set timezone = 'Asia/Tokyo';
	alter database hostile set lc_numeric = 'C.UTF-8'; alter database hostile set intervalstyle = 'sql_standard';
	alter database hostile set idle_session_timeout = '20ms'; alter database hostile set idle_in_transaction_session_timeout = '20ms';
	alter database hostile set quote_all_identifiers = on; alter database hostile set synchronous_commit = off;
	alter role hostile set default_transaction_read_only = on; alter role hostile set statement_timeout = '1ms';
	alter role hostile set client_encoding = 'LATIN1'; alter role hostile set standard_conforming_strings = off;
	alter role hostile set bytea_output = 'escape'; alter role hostile set extra_float_digits = -15;
	alter role hostile set array_nulls = off; alter role hostile set transform_null_equals = on;
	alter role hostile set exit_on_error = on; alter role hostile set default_transaction_isolation = 'serializable';
	alter role hostile set row_security = on; alter role hostile set xmloption = 'document'" >/dev/null
export PGUSER=hostile PGDATABASE=hostile PGTZ=America/New_York PGDATESTYLE='German, DMY' PGCLIENTENCODING=LATIN1
is 'its own sessions are otherwise' "$(PGOPTIONS='-c statement_timeout=0 -c idle_session_timeout=0' psql -X -q -A -t -c "select current_setting('timezone'), current_setting('datestyle'),
	current_setting('client_encoding'), current_setting('search_path')" 2>&1 | tail -n 1)" 'America/New_York|German, DMY|LATIN1|public'
exit_is 'a database full of other settings' 0 warehouse
tables >"$T/hostile"
same 'has the same tables' "$T/hostile" "$T/plain"
export_views "$T/hostile.views"
for view in "$T"/plain.views/*.csv; do
	same "and publishes the same $(basename "$view" .csv)" "$T/hostile.views/${view##*/}" "$view"
done
like 'published times are of Vietnam' "$(head -n 2 "$T/plain.views/tinh_hinh_nap.csv" | tail -n 1)" ',[0-9-]+ [0-9:]+\+07,'

# what psql has is what the programs have
session psql -X -q -A -t -F = -c "select name, setting from pg_settings where name in
	($(chiso-load session | grep -o -E '(^| )-c [A-Za-z_]+' | sed "s/.*-c \(.*\)/'\1'/" | paste -sd,)) order by name collate \"C\"" >"$T/psql"
is 'every parameter is one of this server' "$(wc -l <"$T/psql")" "$(chiso-load session | grep -o -E '(^| )-c ' | wc -l)"
exec 9> >(chiso-load lock >"$T/lock.pid" 2>"$T/lock.err")
for _ in $(seq 2000); do [ ! -s "$T/lock.pid" ] || break; sleep 0.01; done
sleep 0.2
ok 'a session that waits is not ended by a limit of the server' kill -0 $!
exec 9>&-
is 'temporary tables have short names in it' "$(session psql -X -q -A -t -c 'create temp table feeds (a int)' \
	-c 'insert into feeds values (1)' -c 'select count(*) from feeds, pg_temp.feeds f')" 1
is 'a limit of the locks that the caller set stays' "$(PGOPTIONS='-c lock_timeout=5s' session sql 'show lock_timeout')" 5s
is 'else it is ours' "$(session sql 'show lock_timeout')" 1min
is 'options of options are the same' "$(PGOPTIONS=$(chiso-load session) chiso-load session)" "$(chiso-load session)"

unset PGTZ PGDATESTYLE PGCLIENTENCODING
as_admin postgres "create database latin encoding 'LATIN1' lc_collate 'C' lc_ctype 'C' template template0" >/dev/null
exit_is 'a database of another encoding' 69 env PGUSER=postgres PGDATABASE=latin chiso-load migrate
like 'is told' "$(cat "$T/err")" 'found database latin in LATIN1, expected UTF8'
done_testing
