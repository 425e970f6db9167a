#!/bin/bash
# What the database refuses is told by its kind: data, something to try again, or something for its administrator; our own fault
# is none of these.
. "$(dirname "$0")/../lib/tap.sh"
. "$(dirname "$0")/../lib/records.sh"
need_postgres
chiso-load migrate -q
need_header
as_admin() { PGUSER=postgres psql -X -q -A -t -v ON_ERROR_STOP=1 -c "$1"; }
record() { printf 'ma_ho_so=%s\n' "$2" | records "$1" 2024-03-01T08:00:00+07:00 "m-$1" >"$T/in"; }
load() { chiso-load records -q --feed hoso-tthc --now 2024-04-01 -i "$T/in"; }
one_line() { is "$1, in one line" "$(wc -l <"$T/err")" 1; }

record a "$(head -c 3000 /dev/urandom | base64 -w 0)"
exit_is 'a key that no index takes is bad data' 65 load
record b H34.19-1
as_admin "create function public.stop() returns trigger language plpgsql as 'begin raise exception ''not today''; end';
	create trigger stop before insert on audit.load for each row execute function public.stop()" >/dev/null
exit_is 'a trigger of an administrator' 69 load
one_line 'it is told'
like 'in its words' "$(cat "$T/err")" 'PostgreSQL says: not today \(SQLSTATE P0001\)'
as_admin 'drop trigger stop on audit.load' >/dev/null

for what in cancel:75 terminate:69; do
	mkfifo "$T/fifo"
	psql -X -q <"$T/fifo" >/dev/null &
	exec 7>"$T/fifo"
	echo 'begin; lock table audit.load;' >&7
	for _ in $(seq 500); do [ "$(sql "select count(*) from pg_locks where mode = 'AccessExclusiveLock'")" = 0 ] || break; done
	load >"$T/out" 2>"$T/err" 7>&- &
	job=$!
	for _ in $(seq 500); do [ "$(sql 'select count(*) from pg_locks where not granted')" = 0 ] || break; done
	sql "select pg_${what%:*}_backend(pid) from pg_locks where not granted" >/dev/null
	wait "$job"
	is "somebody says ${what%:*}" $? "${what#*:}"
	one_line 'it is told'
	exec 7>&-
	wait
	rm "$T/fifo"
done
exit_is 'then it is loaded' 0 load
is 'once' "$(sql 'select count(*) from core.hoso_tthc')" 1

# what somebody built on ours
sql 'create table mine (like audit.load); drop view share.danh_muc cascade; create table share.danh_muc (a int)' >/dev/null
sql "delete from audit.migration where name = 'share/05-danh-muc.sql'" >/dev/null
exit_is 'a table where a view of ours belongs' 69 chiso-load migrate
one_line 'it is told'
done_testing
