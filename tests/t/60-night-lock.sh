#!/bin/bash
# Who else writes: another host's night, a person's ingest while the night computes, another user's lock on a file
# shellcheck source=tests/lib/tap.sh
. "$(dirname "$0")/../lib/tap.sh"
# shellcheck source=tests/lib/night.sh
. "$ROOT/tests/lib/night.sh"
# shellcheck source=tests/lib/user.sh
. "$ROOT/tests/lib/user.sh"

need_postgres
need_night_key
sample=$ROOT/samples/hoso-tthc/01-mot-ho-so_20240116010000.xml
mkdir -p "$T/a/inbox/hoso-tthc" "$T/b/inbox" "$T/bin"
cp "$sample" "$T/a/inbox/hoso-tthc/"
sed 's/240115-0007/240115-7007/; s/000000000011/000000009911/' "$sample" >"$T/second.xml"

# a night that waits in the middle of its work, until $T/go is there
# shellcheck disable=SC2016 # for the program
printf '#!/bin/bash\n: >%q\nwhile [ ! -e %q ]; do sleep 0.05; done\nexec %q "$@"\n' "$T/waits" "$T/go" "$BUILD/bin/chiso-aggregate" \
	>"$T/bin/chiso-aggregate"
chmod +x "$T/bin/chiso-aggregate"
night "$T/a" CHISO_BIN="$T/bin:$BUILD/bin" &
pid=$!
for _ in {1..600}; do [ ! -e "$T/waits" ] || break; sleep 0.05; done
ok 'a night computes' test -e "$T/waits"

code=0
night "$T/b" || code=$?
is 'another host does not' "$code" 75
like 'it names the one that does' "$(cat "$T/b/err")" 'another run writes into this database: chiso nightly'
exit_is 'nor does an ingest by hand' 75 chiso-ingest --feed hoso-tthc --key "$T/key" --now $NIGHT_NOW "$T/second.xml"
exit_is 'nor an approval' 75 env CHISO_VAR="$T/b" CHISO_INBOX="$T/b/inbox" CHISO_RETRY_SECONDS=0 "$ROOT/scripts/approve" 2024-Q1 \
	--set ho-so-tthc --by 'Nguyễn Văn Mẫu'
exit_is 'nor a reprocessing' 75 env CHISO_VAR="$T/b" CHISO_INBOX="$T/b/inbox" CHISO_RETRY_SECONDS=0 CHISO_KEY="$T/key" \
	"$ROOT/scripts/reprocess" 2024-Q1
# one that goes round the lock: the mark that it sets is not the night's to delete
exit_is 'one that says it belongs to the run' 0 env "CHISO_LOCK=$(sql "select pid from pg_locks where locktype = 'advisory' and objid = 1 and granted")" \
	chiso-ingest --feed hoso-tthc --key "$T/key" --now $NIGHT_NOW "$T/second.xml"
: >"$T/go"
code=0
wait "$pid" || code=$?
is 'the night goes on to its end' "$code" 0
figure() { sql "select value from core.indicator where indicator = 'hs.tiep-nhan' and agency = 'H34' and period = '2024-Q1' and run_to is null"; }
is 'its figure is that of what it read' "$(figure)" 1
like 'the mark of what came since is still there' "$(sql "select count(*) from audit.mark where period = '2024-Q1'")" '^[1-9]'
rm "$T/bin/chiso-aggregate"
code=0
night "$T/a" || code=$?
is 'the next night' "$code" 0
is 'counts both' "$(figure)" 2
is 'and no mark is left' "$(sql 'select count(*) from audit.mark')" 0

# a lock on a file that others can reach
if user_can_run && [ "$(id -u)" -eq 0 ]; then
	as_user flock -n "$T/a/run/lock" true 2>/dev/null
	not_ok 'nobody else can open the lock of the folder' as_user test -r "$T/a/run/lock"
else
	skip 'nobody else can open the lock of the folder' 'needs root, and a clone that others can read'
fi
done_testing
