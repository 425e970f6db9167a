#!/bin/bash
# A night over the generated dossiers, good files and bad: its figures are the oracle's, and no personal datum is in what it leaves.
# long
. "$(dirname "$0")/../lib/tap.sh"
. "$ROOT/tests/lib/world.sh"
need_postgres

world "$T/world" 1500
sort -u "$T/world/personal.txt" >"$T/personal"
mkdir -p "$T/inbox/hoso-tthc" "$T/inbox/danh-muc-tthc"
cp "$T/world/inbox/"* "$T/inbox/hoso-tthc/"
cp "$T/world/procedures/"* "$T/inbox/danh-muc-tthc/"
export CHISO_INBOX="$T/inbox" CHISO_VAR="$T/var" CHISO_KEY="$T/key" CHISO_NOW=2024-04-01T01:00:00+07:00 CHISO_RETRY_SECONDS=0

exit_is 'the night is done and something waits for a person' 1 "$ROOT/scripts/nightly"
cat "$T/out" "$T/err" >"$T/printed"
bad=$(awk -F, '$2 == "bad"' "$T/world/deliveries.csv" | wc -l)
is 'every bad file waits, and no other' "$(sql 'select count(*) from audit.quarantine')" "$bad"

ok 'the SQL computes its own figures' oracle prepare "$ROOT/pipeline/catalog" 2024-04-01
ok 'it agrees with the truth' oracle truth "$T/world/truth/rolled.csv"
tap_note "$(sed -n 1,5p "$T/out")"
ok 'and with the measures of the night' oracle measures
tap_note "$(sed -n 1,5p "$T/out")"
ok 'and with its indicators' oracle indicators
tap_note "$(sed -n 1,5p "$T/out")"
like 'thousands of quotients were compared' "$(sql 'select count(*) from oracle.shown where value is not null')" '^[0-9]{4,}$'
like 'years too' "$(sql "select count(*) from oracle.shown where value is not null and period = '2024'")" '^[0-9]{3,}$'
psql -X -q -c 'drop schema oracle cascade' 2>/dev/null

# what it leaves: everything but the raw zone and the quarantine, which hold the messages themselves
leaks() { LC_ALL=C grep -c -F -f "$T/personal" -- "$1"; }
find "$T/var" -type f ! -path "$T/var/raw/*" ! -path "$T/var/quarantine/*" ! -path "$T/var/postgres/*" >"$T/left"
like 'it leaves files' "$(wc -l <"$T/left")" '^[0-9]{2,}$'
found=''
while IFS= read -r file; do
	gzip -cdfq -- "$file" >"$T/plain" 2>/dev/null || cp -- "$file" "$T/plain"
	[ "$(leaks "$T/plain")" = 0 ] || found+="$file "
done <"$T/left"
is 'no personal datum in streams, metrics, published files, logs' "$found" ''
is 'none in what it printed' "$(leaks "$T/printed")" 0
pg_dump --data-only >"$T/tables.sql"
is 'none in any table' "$(leaks "$T/tables.sql")" 0
find "$T/var/raw" -type f -exec gzip -cdfq -- {} + >"$T/raw.bin" 2>/dev/null
like 'the search finds them in the raw zone' "$(leaks "$T/raw.bin")" '^[0-9]{3,}$'
done_testing
