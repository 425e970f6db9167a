#!/bin/bash
# A run that ended without telling is told by the next one that does, through any number of runs that died as well.
. "$(dirname "$0")/../lib/tap.sh"
need_postgres
chiso-load migrate -q
begin() { # KIND: its number
	local run
	run=$(sql "insert into audit.run (kind, now) values ('$1', now()) returning run_id")
	psql -X -q -A -t -v ON_ERROR_STOP=1 -v run="$run" -f "$ROOT/scripts/lib/adopt.sql" >"$T/adopted"
	echo "$run"
}
end() { sql "update audit.run set ended = now(), status = $2 where run_id = $1" >/dev/null; }
told() { sql "select coalesce(string_agg(run_id::text, ' ' order by run_id), '') from audit.run where told_by = $1"; }

a=$(begin night) # killed
b=$(begin night)
is 'a killed run is taken over' "$(cat "$T/adopted")" "$a"
end "$b" 70 # not done
c=$(begin reprocess)
is 'and again, with the one that was not done' "$(told "$c")" "$a $b"
end "$c" 1
d=$(begin night)
is 'what was told is told once' "$(cat "$T/adopted")" ''
is 'and stays with who told it' "$(told "$c")" "$a $b"
end "$d" 0
m=$(begin manual)
e=$(begin night)
is 'a run by hand told who ran it' "$(told "$e")" ''
ok 'the index serves the question' sql "set enable_seqscan = off; explain select from audit.run where told_by = $c"
like 'the index serves the question' "$(cat "$T/out")" run_told_by
is 'of the runs of this test' "$m" 5
done_testing
