#!/bin/bash
# A run that ended without telling is told by the next night that does, through any number of runs that died as well.
. "$(dirname "$0")/../lib/tap.sh"
need_postgres
chiso-load migrate -q
begin() { # KIND: its number
	psql -X -q -A -t -v ON_ERROR_STOP=1 -v kind="$1" -v now=2024-04-01T01:00:00+07:00 -v options= -v catalog=none \
		-f "$ROOT/sql/night/begin.sql" | cut -d'|' -f1
}
end() { sql "update audit.run set ended = now(), status = $2 where run_id = $1" >/dev/null; }
told() { psql -X -q -A -t -v run="$1" -f "$ROOT/sql/night/told.sql" -c 'select string_agg(run_id::text, $$ $$ order by run_id) from told'; }

a=$(begin night) # killed
b=$(begin night)
is 'a killed run is taken over' "$(told "$b")" "$a $b"
end "$b" 70 # not done
c=$(begin reprocess)
is 'reprocessing tells of itself alone' "$(told "$c")" "$c"
end "$c" 1
r=$(begin reprocess) # killed
d=$(begin night)
is 'a night takes over all that was not told' "$(told "$d")" "$a $b $r $d"
is 'and they are no longer with the one that was not done' "$(told "$b")" ''
end "$d" 0
e=$(begin night)
is 'what was told is told once' "$(told "$e")" "$e"
is 'and stays with who told it' "$(told "$d")" "$a $b $r $d"
sql "insert into audit.run (kind, now) values ('manual', now())" >/dev/null
f=$(begin night)
is 'a run by hand told who ran it' "$(told "$f")" "$e $f"
ok 'the index is there for the question' sql "set enable_seqscan = off; explain select from audit.run where told_by = $c"
like 'the index serves it' "$(cat "$T/out")" run_told_by
done_testing
