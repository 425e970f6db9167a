#!/bin/bash
# A late file: what would change, what changes, what stays readable, and the published bytes again
# shellcheck disable=SC2317 # called by the harness
# shellcheck source=tests/lib/tap.sh
. "$(dirname "$0")/../lib/tap.sh"
# shellcheck source=tests/lib/night.sh
. "$ROOT/tests/lib/night.sh"

need_night_key
dir="$T/v 1"
mkdir -p "$dir"
own_server "$dir/postgres"
fill_inbox "$dir/inbox"
night "$dir"
is 'the night is done' $? 0

reprocess() {
	env CHISO_VAR="$dir" CHISO_INBOX="$dir/inbox" CHISO_NOW=2024-04-20T01:00:00+07:00 CHISO_KEY="$T/key" \
		CHISO_RETRY_SECONDS=0 "$ROOT/scripts/reprocess" "$@"
}
figures() { on_server "$dir" -c "select set, indicator, agency, value, shown from core.indicator
	where period = '2024-Q1' and ${1:-run_to is null} order by 1, 2, 3"; }

exit_is 'without a late file nothing would change' 0 reprocess 2024-Q1 --dry-run
like 'and it says so' "$(cat "$T/out")" 'no figure changes'
cp "$dir/figures/2024-Q1.csv" "$T/published.csv"

# A late file: a dossier of January with another key.
sed 's/240115-0007/240115-7007/; s/000000000011/000000009911/' \
	"$ROOT"/samples/hoso-tthc/01-mot-ho-so_20240116010000.xml >"$dir/inbox/hoso-tthc/tre_20240405010000.xml"
dump_tables "$dir" >"$T/tables"
dump_files "$dir" >"$T/files"
figures >"$T/figures"

exit_is 'a dry run' 0 reprocess 2024-Q1 --dry-run
cp "$T/out" "$T/dry"
like 'lists figures that would change' "$(cat "$T/dry")" '[1-9][0-9]* số liệu sẽ thay đổi'
dump_tables "$dir" >"$T/tables.dry"
same 'and changes no table' "$T/tables.dry" "$T/tables"
dump_files "$dir" >"$T/files.dry"
same 'and no file, the inbox among them' "$T/files.dry" "$T/files"
is 'and leaves no database behind' "$(on_server "$dir" -c "select count(*) from pg_database where datname like 'chiso\\_dry%'")" 0

exit_is 'the real run' 0 reprocess 2024-Q1
like 'the year follows' "$(cat "$T/out")" 'ho-so-tthc hs.tiep-nhan  H34  2024: 12 -> 13'
sed 1d "$T/dry" >"$T/dry.list"
sed 1d "$T/out" >"$T/real.list"
same 'changes exactly those' "$T/real.list" "$T/dry.list"
figures >"$T/figures.now"
not_ok 'the figures are others now' cmp -s "$T/figures" "$T/figures.now"
last=$(on_server "$dir" -c "select max(run_id) from audit.run where kind = 'night'")
figures "run_from <= $last and (run_to is null or run_to > $last)" >"$T/figures.before"
same 'the old ones stay readable as of the night' "$T/figures.before" "$T/figures"
not_ok 'the late file has left the inbox' test -e "$dir/inbox/hoso-tthc/tre_20240405010000.xml"

dump_tables "$dir" >"$T/tables"
exit_is 'once more' 0 reprocess 2024-Q1
like 'nothing changes' "$(cat "$T/out")" 'no figure changes'
dump_tables "$dir" >"$T/tables.again"
same 'in no table' "$T/tables.again" "$T/tables"

# What is known is neither asked for nor opened; without the raw bytes other rows read what the warehouse holds, and it says so.
chiso-catalog show readings -q --now 2024-04-20T01:00:00+07:00 | tail -n +2 | sort >"$T/readings"
on_server "$dir" -F , -c "select distinct feed, catalog_hash, format from audit.load where state = 'ok' order by 1" >"$T/read"
is 'the catalogue says what the files were read by' "$(comm -13 "$T/readings" <(sort "$T/read") | wc -l), $(wc -l <"$T/read") feeds" "0, $(cut -d, -f1 "$T/read" | uniq | wc -l) feeds"
mkdir "$T/aside"
mv "$dir"/raw/*.xml* "$T/aside/"
exit_is 'without raw bytes' 0 reprocess 2024-Q1 --dry-run
is 'nothing is missed' "$(cat "$T/err")" ''
like 'and nothing changes' "$(cat "$T/out")" 'no figure changes'
cp -r "$ROOT/pipeline/catalog" "$T/relabelled"
sed -i '/^hoso-tthc,kenh,/s/Kênh/Kênh nộp và kênh/' "$T/relabelled/base/fields.csv"
not_ok 'other rows that read the feed' cmp -s "$T/relabelled/base/fields.csv" "$ROOT/pipeline/catalog/base/fields.csv"
exit_is 'by them, without raw bytes' 0 env CHISO_CATALOG="$T/relabelled/base:$T/relabelled/ba-ria-vung-tau:$T/relabelled/kon-tum" \
	CHISO_VAR="$dir" CHISO_INBOX="$dir/inbox" CHISO_NOW=2024-04-20T01:00:00+07:00 CHISO_KEY="$T/key" \
	"$ROOT/scripts/reprocess" 2024-Q1 --dry-run
like 'the stored records are read' "$(cat "$T/err")" 'its records are read as the warehouse holds them'
like 'and give the same' "$(cat "$T/out")" 'no figure changes'
mv "$T"/aside/* "$dir/raw/"

# A changed catalogue: other figures today, the same bytes as published.
cp "$dir/figures/2024-Q1.csv" "$T/published.csv"
cp -r "$ROOT/pipeline/catalog" "$T/catalog"
sed -i '/^s004-2024,I.4,,province,/s/,40%,level,ge,40,/,99%,level,ge,99,/' "$T/catalog/ba-ria-vung-tau/targets.csv"
changed=$T/catalog/base:$T/catalog/ba-ria-vung-tau:$T/catalog/kon-tum
exit_is 'as published, with a changed catalogue' 0 env CHISO_CATALOG="$changed" CHISO_VAR="$dir" CHISO_INBOX="$dir/inbox" \
	CHISO_KEY="$T/key" "$ROOT/scripts/reprocess" 2024-Q1 --catalog as-published
same 'the published bytes' "$T/out" "$T/published.csv"
exit_is 'with the catalogue of today' 0 env CHISO_CATALOG="$changed" CHISO_VAR="$dir" CHISO_INBOX="$dir/inbox" \
	CHISO_KEY="$T/key" CHISO_NOW=2024-04-21T01:00:00+07:00 "$ROOT/scripts/reprocess" 2024-Q1 --dry-run
like 'two figures would change: of the quarter, and of the one compared with it' "$(cat "$T/out")" '2024-Q1: 2 số liệu sẽ thay đổi'
is 'and they are those of the changed row' "$(grep -c '^s004-2024 I.4  H06  2024-Q[12]: ' "$T/out")" 2
like 'what reads the same names what differs' "$(cat "$T/out")" '2024-Q2: .* \[target\]'

exit_is 'the year as published' 0 reprocess 2024 --catalog as-published
same 'gives the published bytes' "$T/out" "$dir/figures/2024.csv"
exit_is 'a year is not read again' 64 reprocess 2024
exit_is 'a period that was never published is 66' 66 reprocess 2019-Q1 --catalog as-published
is 'in one line: nothing was loaded that could stand' "$(cat "$T/err")" 'chiso: 2019-Q1 was never published from here'
exit_is 'so is a year' 66 reprocess 2030 --catalog as-published
is 'that says so too' "$(cat "$T/err")" 'chiso: 2030 was never published from here'

wrong() { # NAME EXPECTED ARGUMENT…
	exit_is "$1 is usage" 64 reprocess "${@:3}"
	is 'in one line of what was found and expected' "$(cat "$T/err")" "chiso: $2"
}
wrong 'a period that is none' 'period: found "spring", expected a quarter like 2024-Q1 or a month like 2024-02 (scripts/reprocess --help)' spring
wrong 'a month that is none' 'period: found "2024-13", expected a quarter like 2024-Q1 or a month like 2024-02 (scripts/reprocess --help)' 2024-13
wrong 'no period' 'period: found "", expected a quarter like 2024-Q1 or a month like 2024-02 (scripts/reprocess --help)'
wrong 'a year' 'period: found the year 2024, expected a quarter like 2024-Q1, or --catalog as-published with it' 2024
wrong 'a second period' 'found "2024-Q2" after 2024-Q1, expected one period' 2024-Q1 2024-Q2
wrong 'an unknown option' 'found "--dry", expected an option of scripts/reprocess --help' 2024-Q1 --dry
wrong 'another catalogue' '--catalog: found "today", expected as-published (scripts/reprocess --help)' 2024-Q1 --catalog today
wrong 'a file for nothing' '-o: found without --catalog as-published, expected both: otherwise nothing is written but the difference' 2024-Q1 -o "$T/x"
wrong 'no file after -o' '-o: found nothing, expected a file (scripts/reprocess --help)' 2024-Q1 --catalog as-published -o

done_testing
