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
	alter database hostile set idle_session_timeout = '300ms'; alter database hostile set idle_in_transaction_session_timeout = '300ms';
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

# The parameters come with the connection: no statement of ours ever meets the role's 1 ms and its exit_on_error. A pooler that
# takes none of ours is asked again with the caller's. (A server that writes down what it is told and refuses.)
cat >"$T/refuse.py" <<-'END'
	import socket, struct, sys
	s = socket.create_server(("127.0.0.1", 0))
	s.settimeout(20)
	print(s.getsockname()[1], flush=True)
	for _ in range(2):
	    c, _ = s.accept()
	    n, _ = struct.unpack("!II", c.recv(8, socket.MSG_WAITALL))
	    words = c.recv(n - 8, socket.MSG_WAITALL).decode().split("\0")
	    print(dict(zip(words[::2], words[1::2])).get("options", "none"), flush=True)
	    said = b"SFATAL\0C08P01\0Munsupported startup parameter: options\0\0"
	    c.sendall(b"E" + struct.pack("!I", len(said) + 4) + said)
	    c.close()
END
python3 "$T/refuse.py" >"$T/told" & server=$!
for _ in $(seq 2000); do [ ! -s "$T/told" ] || break; sleep 0.01; done
exit_is 'a server that takes nobody' 69 env PGHOST=127.0.0.1 PGPORT="$(head -n 1 "$T/told")" PGSSLMODE=disable PGGSSENCMODE=disable \
	PGOPTIONS='-c lock_timeout=5s' chiso-load marks -o "$T/marks"
wait "$server"
is 'is told every parameter at once' "$(sed -n 2p "$T/told")" "$(PGOPTIONS='-c lock_timeout=5s' chiso-load session)"
is 'and only the caller'"'"'s own the second time' "$(sed -n 3p "$T/told")" '-c lock_timeout=5s'

# what psql has is what the programs have
session psql -X -q -A -t -F = -c "select name, setting from pg_settings where name in
	($(chiso-load session | grep -o -E '(^| )-c [A-Za-z_]+' | sed "s/.*-c \(.*\)/'\1'/" | paste -sd,)) order by name collate \"C\"" >"$T/psql"
is 'every parameter is one of this server' "$(wc -l <"$T/psql")" "$(chiso-load session | grep -o -E '(^| )-c ' | wc -l)"
exec 9> >(chiso-load lock >"$T/lock.pid" 2>"$T/lock.err")
for _ in $(seq 2000); do [ ! -s "$T/lock.pid" ] || break; sleep 0.01; done
sleep 0.8
ok 'a session that waits is not ended by a limit of the server' kill -0 $!
exec 9>&-
{ chiso-load session-sql && sleep 0.8 && echo 'select 7;'; } | session psql -X -q -A -t >"$T/idle" 2>&1
is 'nor is a psql of the scripts, which runs session-sql first' "$(tail -n 1 "$T/idle")" 7
{ sleep 0.8 && echo 'select 7;'; } | session psql -X -q -A -t >"$T/idle" 2>&1
like 'as one is that does not' "$(cat "$T/idle")" 'idle-session timeout|idle_session_timeout'
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
