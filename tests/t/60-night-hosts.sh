#!/bin/bash
# Two hosts, a login each, and one warehouse: one works, the other is told who does; whose host is gone has let go.
# shellcheck source=tests/lib/tap.sh
. "$(dirname "$0")/../lib/tap.sh"
# shellcheck source=tests/lib/night.sh
. "$ROOT/tests/lib/night.sh"
need_postgres
need_night_key
ok 'the owner migrates' chiso-load migrate -q --now 2024-04-01
sql 'create role host_a login in role chiso_loader; create role host_b login in role chiso_loader' >/dev/null
mkdir -p "$T/a/inbox/hoso-tthc" "$T/b/inbox/hoso-tthc" "$T/bin"
good 7001 >"$T/a/inbox/hoso-tthc/one.xml"
good 7002 >"$T/b/inbox/hoso-tthc/two.xml"

# a night that waits in the middle of its work, until $T/go is there
# shellcheck disable=SC2016 # for the program
printf '#!/bin/bash\n: >%q\nwhile [ ! -e %q ]; do sleep 0.05; done\nexec %q "$@"\n' "$T/waits" "$T/go" "$BUILD/bin/chiso-aggregate" \
	>"$T/bin/chiso-aggregate"
chmod +x "$T/bin/chiso-aggregate"
begin() { # a night of the first host, up to there
	rm -f "$T/waits" "$T/go"
	night "$T/a" PGUSER=host_a CHISO_BIN="$T/bin:$BUILD/bin" &
	pid=$!
	for _ in {1..1200}; do [ ! -e "$T/waits" ] || break; sleep 0.05; done
	ok 'a night of the first host computes' test -e "$T/waits"
}
second() { # CODE: what the night of the second host ends with
	local code=0
	night "$T/b" PGUSER=host_b || code=$?
	is "$1" "$code" "$2"
}
stored() { sql "select count(*) from audit.load where state = 'ok'"; }

begin
before=$(stored)
second 'that of the second does not begin' 75
like 'it is told which run has the warehouse' "$(grep 'another run writes' "$T/b/err" | tail -n 1)" \
	'^chiso: another run writes into this database: chiso nightly [0-9a-f]{8}(, since [0-9: -]+)?$'
is 'in a line each time it asked' "$(grep -c 'another run writes' "$T/b/err")" 2
is 'nothing of it was stored' "$(stored)" "$before"
ok 'what came to it is still there' test -e "$T/b/inbox/hoso-tthc/two.xml"
like 'its summary says so' "$(cat "$T/b/summary.txt")" '75'
: >"$T/go"
code=0
wait "$pid" || code=$?
is 'the first goes on to its end' "$code" 0
second 'then the second has its turn' 0
is 'both are stored' "$(stored)" $((before + 1))

# a host that is gone
good 7003 >"$T/a/inbox/hoso-tthc/three.xml"
good 7004 >"$T/b/inbox/hoso-tthc/four.xml"
begin
second 'while it is there the second waits' 75
kill -9 "$(sed -n 's/^process \([0-9]*\), nightly.*/\1/p' "$T/a/run/lock.holder")"
wait "$pid" 2>/dev/null
: >"$T/go"
for _ in {1..1200}; do
	[ "$(sql "select count(*) from pg_locks where locktype = 'advisory' and objid in (1, 2) and objsubid = 2")" != 0 ] || break
	sleep 0.05
done
second 'when it is gone the second works' 0
is 'and reads what the first has loaded' "$(sql "select value from core.indicator where indicator = 'hs.tiep-nhan' and agency = 'H34' and period = '2024-Q1' and run_to is null")" 4
done_testing
