#!/bin/bash
# One writer of the database at a time: every door that writes takes the lock, or is of the run that holds it.
. "$(dirname "$0")/../lib/tap.sh"
. "$(dirname "$0")/../lib/records.sh"
need_postgres
export CHISO_NOW=2024-04-01
chiso-load migrate -q
need_header
echo 'ma_ho_so=H34.19-1' | records a 2024-03-01T08:00:00+07:00 m >"$T/records"
chiso-load records -q --feed hoso-tthc -i "$T/records"
chiso-dump -q --feed hoso-tthc -o "$T/dump"
chiso-aggregate -q --feed hoso-tthc "$T/dump" >"$T/measures"
chiso-compute -q --period 2024-Q1 "$T/measures" >"$T/figures"
echo '_file,_record,_line,severity,field,code,expected,found,agency' >"$T/rejects"
chiso-catalog show archive >"$T/archive"
(umask 077 && printf 'k1 %064d\n' 7 >"$T/key")
export CHISO_KEY=$T/key
sample=$ROOT/samples/hoso-tthc/01-mot-ho-so_20240116010000.xml
short() { PGOPTIONS='-c lock_timeout=200ms' "$@"; }

# hold: a process that holds the lock: its number of the server in $held, ours in $!; release: lets it go
hold() {
	rm -f "$T/hold"
	mkfifo "$T/hold"
	PGAPPNAME='chiso run 12' chiso-load lock <"$T/hold" >"$T/held" 2>"$T/held.err" &
	holder=$!
	exec 7>"$T/hold"
	for _ in $(seq 2000); do [ ! -s "$T/held" ] || break; sleep 0.01; done
	held=$(cat "$T/held")
}
release() {
	exec 7>&-
	wait "$holder"
}
doors() { # NAME CODE [COMMAND…]: every door that writes has that status
	local name=$1 code=$2
	shift 2
	exit_is "$name: migrate" "$code" "$@" chiso-load migrate
	exit_is "$name: records" "$code" "$@" chiso-load records --feed hoso-tthc -i "$T/records"
	exit_is "$name: rejects" "$code" "$@" chiso-load rejects --feed hoso-tthc -i "$T/rejects"
	exit_is "$name: measures" "$code" "$@" chiso-load measures -i "$T/measures"
	exit_is "$name: indicators" "$code" "$@" chiso-load indicators --period 2024-Q1 -i "$T/figures"
	exit_is "$name: catalog" "$code" "$@" chiso-load catalog -i "$T/archive"
	exit_is "$name: key" "$code" "$@" chiso-load key
	exit_is "$name: ingest" "$code" "$@" chiso-ingest --feed hoso-tthc "$sample"
}

doors 'nobody holds it' 0
hold
like 'the holder tells its process' "$held" '^[0-9]+$'
is 'which is the one that holds the lock' "$(sql "select pid from pg_locks where locktype = 'advisory' and mode = 'ExclusiveLock'")" "$held"
doors 'another run holds it' 75 short
like 'who, and since when, is told in one line' "$(cat "$T/err")" \
	"^level=error program=chiso-ingest another run holds the lock of database chiso: chiso run 12 \(process $held\), connected since [0-9-]+T[0-9:]+\+07:00"$
is 'in one line' "$(wc -l <"$T/err")" 1
exit_is 'a second run' 75 short chiso-load lock </dev/null
exit_is 'whatever it says it holds' 75 short env CHISO_LOCK="$held" chiso-load lock </dev/null
doors 'of the run that holds it' 0 env CHISO_LOCK="$held"
exit_is 'who only reads needs no lock' 0 short chiso-dump -q --feed hoso-tthc -o "$T/dump"
exit_is 'nor does a dry run' 0 short chiso-load indicators --period 2024-Q1 --dry-run -i "$T/figures"
exit_is 'nor who lists the marks' 0 short chiso-load marks
sql 'create database other' >/dev/null
exit_is 'the lock is that of one database' 0 env PGDATABASE=other chiso-load migrate -q
exit_is 'not of another' 75 env PGDATABASE=other CHISO_LOCK="$held" chiso-load migrate -q
exit_is 'another process of the server does not hold it' 75 env CHISO_LOCK="$(sql 'select pg_backend_pid()')" chiso-load migrate
like 'and it says so' "$(cat "$T/err")" "the run's lock is gone"
exit_is 'what is no process is usage' 64 env CHISO_LOCK=12x chiso-load migrate
release
is 'at the end of its input it lets go' $? 0
doors 'a run that is over' 75 env CHISO_LOCK="$held"
like 'is told so' "$(cat "$T/err")" "the run's lock is gone: CHISO_LOCK names process $held"

# a program that outlives its run is waited for
sed 's/H34.19-1/H34.19-2/; s/^\([a-z]*\),a,/\1,b,/' "$T/records" >"$T/late"
hold
mkfifo "$T/slow"
CHISO_LOCK=$held chiso-load records -q --feed hoso-tthc <"$T/slow" >"$T/late.out" 2>&1 7>&- &
job=$!
exec 6>"$T/slow"
head -n 1 "$T/late" >&6
for _ in $(seq 2000); do
	[ "$(sql "select count(*) from pg_locks where locktype = 'advisory' and mode = 'ShareLock'")" = 0 ] || break
done
release
exit_is 'a program of a run that has ended still writes' 75 short chiso-load lock </dev/null
like 'it is named' "$(cat "$T/err")" 'still writes to database chiso: chiso-load'
tail -n +2 "$T/late" >&6
exec 6>&-
wait "$job"
is 'it ends well' $? 0
exit_is 'then the lock is free' 0 chiso-load lock </dev/null

# the holder keeps nothing of the script that started it, and says when its lock is lost
exec 5>>"$T/flock"
flock -n 5
hold
exec 5>&-
ok 'the lock on a file of the script is free while the holder lives' flock -n "$T/flock" true
sql "select pg_terminate_backend($held)" >/dev/null
wait "$holder"
is 'a connection that breaks' $? 69
is 'is told in one line' "$(wc -l <"$T/held.err")" 1
exec 7>&-
hold
kill -9 "$holder"
wait "$holder" 2>/dev/null
exec 7>&-
exit_is 'a holder that was killed' 0 chiso-load lock </dev/null
exit_is 'is no holder any more' 75 env CHISO_LOCK="$held" chiso-load migrate
exit_is 'no database, no lock' 69 chiso-load lock -d 'host=/nowhere' </dev/null
done_testing
