#!/bin/bash
# A mark goes with the figures that served it: one that a load set after the records were dumped stays, and the next night
# computes what is true.
. "$(dirname "$0")/../lib/tap.sh"
. "$(dirname "$0")/../lib/records.sh"
need_postgres
export CHISO_NOW=2024-04-01
chiso-load migrate -q
need_header
dossiers_of() { # FROM COUNT: dossiers received in January
	seq "$1" $(($1 + $2 - 1)) | sed 's/.*/ma_ho_so=H34.19-&/'
}
load() { # FILE FROM COUNT
	dossiers_of "$2" "$3" | records "$1" 2024-03-01T08:00:00+07:00 "m-$1" | chiso-load records -q --feed hoso-tthc
}
see() { chiso-load marks -q -o "$T/marks"; }
dump() { chiso-dump -q --feed hoso-tthc --period 2024-Q1 -o "$T/dump"; }
compute() {
	chiso-aggregate -q --feed hoso-tthc --period 2024-Q1 "$T/dump" >"$T/measures" &&
		chiso-compute -q --period 2024-Q1 "$T/measures" >"$T/figures" &&
		chiso-load measures -q --period 2024-Q1 -i "$T/measures" &&
		chiso-load indicators --period 2024-Q1 --marks "$T/marks" -i "$T/figures"
}
received() { sql "select sum(value)::int from core.measure where measure = 'received' and run_to is null"; }
marks() { sql "select count(*) from audit.mark where feed = 'hoso-tthc' and period = '2024-Q1'"; }

ok 'fifty dossiers' load a 1 50
see
dump
ok 'a message comes between the dump and its figures' load b 51 54
ok 'the figures of the dump' compute
is 'are those of the fifty' "$(received)" 50
is 'the mark of the other message stays' "$(marks)" 1
like 'and none was cleared' "$(cat "$T/err")" ' marks_cleared=0'
see
dump
ok 'the next night' compute
is 'counts all' "$(received)" 104
is 'and the mark goes' "$(marks)" 0

# a load that got its number before the list was made and commits after the dump has the smaller number
sql "select setval('audit.load_id_seq', 100)" >/dev/null
sql "insert into audit.mark values ('hoso-tthc', '2024-Q1', 102)" >/dev/null
see
sql "insert into audit.mark values ('hoso-tthc', '2024-Q1', 101) on conflict (feed, period) do update set marked_by = excluded.marked_by" >/dev/null
ok 'figures of before' compute
is 'leave the mark of a smaller number' "$(marks)" 1

# a load that is about to commit while the figures are loaded: its row is waited for
see
mkfifo "$T/in"
psql -X -q <"$T/in" >/dev/null &
exec 7>"$T/in"
echo "begin; update audit.mark set marked_by = 103;" >&7
for _ in $(seq 500); do [ "$(sql "select count(*) from pg_stat_activity where state = 'idle in transaction'")" = 0 ] || break; done
compute >/dev/null 2>&1 &
job=$!
for _ in $(seq 500); do [ "$(sql "select count(*) from pg_locks where not granted")" = 0 ] || break; done
is 'the figures wait for a load that sets the mark' "$(sql 'select count(*) from pg_locks where not granted')" 1
echo 'commit;' >&7
exec 7>&-
wait "$job"
is 'are loaded then' $? 0
is 'and leave its mark' "$(marks)" 1
wait

# without the list nothing is known of what was dumped
ok 'without a list' chiso-load indicators --period 2024-Q1 -i "$T/figures"
is 'no mark goes' "$(marks)" 1
done_testing
