#!/bin/bash
# The embedded default: the invented samples, a private server, twice
# shellcheck source=tests/lib/tap.sh
. "$(dirname "$0")/../lib/tap.sh"
# shellcheck source=tests/lib/night.sh
. "$ROOT/tests/lib/night.sh"

export CHISO_VAR="$T/a b/var" CHISO_RETRY_SECONDS=0
mkdir -p "$CHISO_VAR"
own_server "$CHISO_VAR/postgres"
samples() { (cd "$ROOT/samples" && find . -type f -print0 | LC_ALL=C sort -z | xargs -0 sha256sum); }
width() { /usr/bin/python3 -c "import sys; print(max(len(l.rstrip(chr(10))) for l in open(sys.argv[1], encoding=\"utf-8\")))" "$1"; }
samples >"$T/samples"

exit_is 'the first night is done' 0 "$ROOT/scripts/nightly"
cp "$T/out" "$T/first"
like 'it says loudly that the samples are invented' "$(cat "$T/first")" 'DỮ LIỆU MẪU'
like 'in English too' "$(cat "$T/first")" 'INVENTED SAMPLES'
like 'figures are new' "$(cat "$T/first")" 'figures: [1-9][0-9]* new, 0 changed'
like 'nothing waits for a person' "$(cat "$T/first")" 'waiting for a person: nothing'
samples >"$T/samples.after"
same 'the samples are untouched' "$T/samples.after" "$T/samples"

read -r n_read n_kept n_rejected n_duplicate < <(tr -s ' \n' ' ' <"$T/first" | sed -n -E \
	's/.*read ([0-9]+) = nhận \/ kept ([0-9]+) \+ từ chối \/ refused ([0-9]+) \+ trùng \/ doubles ([0-9]+).*/\1 \2 \3 \4/p')
is 'the records add up' "$((n_kept + n_rejected + n_duplicate))" "$n_read"
ok 'and there are some' test "$n_read" -gt 30

ok 'the summary fits 80 columns' test "$(width "$T/first")" -le 80

dump_tables "$CHISO_VAR" >"$T/tables"
exit_is 'the second night is done' 0 "$ROOT/scripts/nightly"
like 'nothing new arrived, no figure changed' "$(cat "$T/out")" 'Nothing new arrived, no figure changed'
like 'in Vietnamese too' "$(cat "$T/out")" 'Không có gì mới, không số liệu nào thay đổi'
dump_tables "$CHISO_VAR" >"$T/tables.second"
same 'and no table changed' "$T/tables.second" "$T/tables"

# what is published is made again when it is not what was written, or when what it is made of changes
echo forged >>"$CHISO_VAR/publish/chi_so.csv"
echo forged >>"$CHISO_VAR/publish/bao-cao-s004-2024-2024-Q1.html"
rm "$CHISO_VAR/publish/den_han.csv" "$CHISO_VAR/publish/index.html"
exit_is 'a night over published files that somebody touched' 0 "$ROOT/scripts/nightly"
ok 'writes them again' sh -c 'cd "$0/publish" && sha256sum -c --quiet SHA256SUMS && ! grep -q forged chi_so.csv && test -s den_han.csv' "$CHISO_VAR"
ok 'pages too' sh -c 'cd "$0/publish" && ! grep -q forged bao-cao-s004-2024-2024-Q1.html && test -s index.html' "$CHISO_VAR"
before=$(stat -c %Y%i "$CHISO_VAR/publish/chi_so.csv")
on_server "$CHISO_VAR" -c "update core.label set name_vi = name_vi || ' (đổi tên)' where kind = 'set'" >/dev/null
exit_is 'one over a name that was changed' 0 "$ROOT/scripts/nightly"
is 'writes what changed and nothing else' "$(stat -c %Y%i "$CHISO_VAR/publish/chi_so.csv")" "$before"

mkdir -p "$T/ours/pages"
sed 's,<h1 id="tom-tat">,<h1 id="tom-tat">Mẫu trang riêng của tỉnh. ,' "$ROOT/pipeline/catalog/base/pages/report.html" >"$T/ours/pages/report.html"
CHISO_WIDTH=36 CHISO_CATALOG="$ROOT/pipeline/catalog/base:$ROOT/pipeline/catalog/ba-ria-vung-tau:$ROOT/pipeline/catalog/kon-tum:$T/ours" \
	"$ROOT/scripts/nightly" >"$T/narrow" 2>"$T/err"
like 'a template of our own writes the pages again, though no figure changed' "$(cat "$CHISO_VAR/publish/bao-cao-s004-2024-2024-Q1.html")" 'Mẫu trang riêng của tỉnh'
ok 'in a narrow window it stays within 48 columns' test "$(width "$T/narrow")" -le 48

ok 'the metrics say that it was done' grep -qx 'chiso_night_status 0' "$CHISO_VAR/metrics.prom"
ok 'the published files have their checksums' sh -c 'cd "$0/publish" && sha256sum -c --quiet SHA256SUMS' "$CHISO_VAR"
is 'the raw zone is for its owner alone' "$(stat -c %a "$CHISO_VAR/raw")" 700
is 'and so is the key' "$(stat -c %a "$CHISO_VAR/key")" 600
is 'no run is left open' "$(on_server "$CHISO_VAR" -c 'select count(*) from audit.run where ended is null')" 0
is 'no mark is left' "$(on_server "$CHISO_VAR" -c 'select count(*) from audit.mark')" 0

pid=$("$ROOT/scripts/private-postgres" pid "$CHISO_VAR/postgres")
is 'the server does not hold the lock' "$(find "/proc/$pid/fd" -lname '*/lock' 2>/dev/null | wc -l)" 0

(
	exec 8>>"$CHISO_VAR/run/lock"
	flock 8
	echo 'process 1, a test' >"$CHISO_VAR/run/lock.holder"
	"$ROOT/scripts/nightly" >"$T/out" 2>"$T/err" 8>&-
	echo $? >"$T/locked"
)
is 'a locked run is 75' "$(cat "$T/locked")" 75
like 'and says who holds it' "$(cat "$T/err")" 'another run holds the lock .*: process 1, a test'

exit_is 'an inbox that is not there is 66' 66 env CHISO_INBOX="$T/nowhere" "$ROOT/scripts/nightly"
exit_is 'a clock that is none is 64' 64 env CHISO_NOW=yesterday "$ROOT/scripts/nightly"
for now in 2024-13-99T99:99:99+07:00 2024-02-30T01:00:00+07:00 0000-01-01T00:00:00Z 2024-04-01T0:::0000Z; do
	exit_is "so is $now" 64 env CHISO_NOW="$now" "$ROOT/scripts/nightly"
	is 'it says so in one line' "$(cat "$T/err")" "chiso: CHISO_NOW: found \"$now\", expected a real time like 2024-04-01T01:00:00+07:00"
done
exit_is 'a series that is none is 64' 64 env CHISO_SERIES=nonsense CHISO_VAR="$T/untouched" "$ROOT/scripts/nightly"
is 'in one line' "$(cat "$T/err")" 'chiso: CHISO_SERIES: found "nonsense", expected as-was or both'
not_ok 'before anything was done' test -e "$T/untouched"
printf '# ours\nCHISO_NOW=2024-04-01T01:00:00+07:00\nrm -rf /\n' >"$T/config"
exit_is 'a configuration that is none is 64' 64 env CHISO_CONFIG="$T/config" "$ROOT/scripts/nightly"
like 'it names the line' "$(cat "$T/err")" "config:3: found \"rm -rf /\""
exit_is 'no database is 69' 69 env PGHOST="$T" "$ROOT/scripts/nightly" --samples
like 'in one line' "$(cat "$T/err")" 'the database does not answer'
is 'that promises nothing' "$(grep -c . "$T/err")" 1
exit_is 'an argument is usage' 64 "$ROOT/scripts/nightly" now
is 'in one line too' "$(cat "$T/err")" 'chiso: found "now", expected an option of scripts/nightly --help'
exit_is 'so is a second one' 64 "$ROOT/scripts/nightly" --steps x
is 'one line' "$(cat "$T/err")" 'chiso: found "x" after --steps, expected at most one option (scripts/nightly --help)'

done_testing
