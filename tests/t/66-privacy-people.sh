#!/bin/bash
# Invented people, planted in every text of every feed of every territory's catalogue, in what stands around records, in names, sidecars,
# packets and broken markup: whatever a night, the lists of refused records and the programs by hand write holds none of them.
# CHISO_TEST_PEOPLE=N: how many (make soak: 10000).
# long
. "$(dirname "$0")/../lib/tap.sh"
. "$ROOT/tests/lib/night.sh"
. "$ROOT/tests/lib/mending.sh"
need_night_key

dir=$T/night seed=${CHISO_TEST_SEED:-2024} count=${CHISO_TEST_PEOPLE:-2000}
mkdir -p "$dir"
own_server "$dir/postgres"
mapfile -t catalogs < <(printf '%s\n' "$ROOT"/pipeline/catalog/*/ | sort -r | sed '/\/base\//d; 1i '"$ROOT"'/pipeline/catalog/base')
ok 'people are planted' /usr/bin/python3 "$ROOT/tests/gen/planted.py" "$dir/inbox" "$seed" "$count" "${catalogs[@]}"
planted=$(cat "$T/out")
like 'all of them, in every feed' "$planted" "^planted=$count feeds=$(chiso-catalog show feeds -q | sed 1d | wc -l) "
like 'each text of each feed at least once' "$planted" ' rounds=([2-9]|[1-9][0-9]) '
mv "$dir/inbox.needles" "$T/all"
mv "$dir/inbox.people" "$T/people"
# two words of a name may be words of ours ("Quang Trung", "ngay không"): those prove nothing, in the form in which they are the same. Of
# needles that overlap grep -o has the first alone, so it is asked until it has none
find "$ROOT"/pipeline "$ROOT"/samples "$ROOT"/sql "$ROOT"/scripts "$ROOT"/cmd -type f ! -path '*/samples/*.csv' -exec cat {} + >"$T/ours"
awk -F, 'FNR > 1 { print "trường " $2 }' "$ROOT"/pipeline/catalog/*/fields.csv >>"$T/ours" # as the summary names a field
for file in all ours; do /usr/bin/python3 "$ROOT/tests/lib/forms.py" "$T/$file"; done
for form in '' .lower .plain; do
	sort -u "$T/all$form" -o "$T/needles$form"
	while LC_ALL=C grep -o -a -F -f "$T/needles$form" "$T/ours$form" | sort -u >"$T/words" && [ -s "$T/words" ]; do
		LC_ALL=C grep -v -x -F -f "$T/words" "$T/needles$form" >"$T/others"
		mv "$T/others" "$T/needles$form"
	done
done
ok 'there is much to look for' test "$(wc -l <"$T/needles")" -gt $((count * 2))
ok 'without marks as well' test "$(wc -l <"$T/needles.plain")" -gt $((count * 3 / 2))
find "$dir/inbox" -type f -exec cat {} + >"$T/sent"
ok 'the senders did write it' test "$(LC_ALL=C grep -o -a -F -f "$T/needles" "$T/sent" | sort -u | wc -l)" -gt $((count * 3 / 4))

# gia-hang-hoa gia is a feed with its field, and no Hòa Gia: a name has no hyphen
codes=$(chiso-catalog show feeds -q | sed 1d | cut -d, -f1 | grep -e - | paste -sd'|')

# shows where, never what: as it was written, in small letters, without marks
clean() {
	local found form
	if [ ! -s "$2" ]; then fail "nobody in $1" 'nothing was written'; else
		sed -E -i "s/\\<($codes)\\>/·/g" "$2"
		/usr/bin/python3 "$ROOT/tests/lib/forms.py" "$2"
		found=$(for form in '' .lower .plain; do LC_ALL=C grep -c -a -F -f "$T/needles$form" -- "$2$form"; done | paste -sd' ')
		is "nobody in $1" "$found" '0 0 0'
		[ "$found" = '0 0 0' ] || [ -z "${CHISO_TEST_KEEP:-}" ] ||
			for form in '' .lower .plain; do LC_ALL=C grep -n -a -F -f "$T/needles$form" -- "$2$form" >"$T/leak.$1$form"; done
		rm -f "$2.lower" "$2.plain"
	fi
}

# by hand, so that what each program says is seen; the file's own name is the caller's argument there
for feed in "$dir"/inbox/*; do
	feed=${feed##*/}
	find "$dir/inbox/$feed" -maxdepth 1 -type f -name '*-[0-9][0-9][0-9][0-9][0-9]_*' ! -name '* *' ! -name '*.meta' -print0 | sort -z |
		xargs -0 chiso-extract -v --feed "$feed" --key "$T/key" --max-rejects 100% --rejects "$T/refused" 2>>"$T/log" |
		chiso-normalize -v --feed "$feed" --max-rejects 100% --rejects "$T/rejects" >>"$T/clean" 2>>"$T/log"
	cat "$T/rejects" "$T/refused" >>"$T/all-rejects"
done
clean 'the clean records' "$T/clean"
clean 'the rejects' "$T/all-rejects"
clean 'what the programs say' "$T/log"

night "$dir"
like 'the night ends' "$?" '^[01]$'
clean 'its output' "$dir/out"
clean 'the summary' "$dir/summary.txt"
clean 'the metrics' "$dir/metrics.prom"
{
	echo "what the night wrote of itself:"
	cat "$dir/err" "$dir"/log/*
} >"$T/logs"
clean 'the logs' "$T/logs"

# what everybody may have
exit_is 'the open data are made' 0 env CHISO_VAR="$dir" CHISO_INBOX="$dir/inbox" CHISO_NOW="$NIGHT_NOW" CHISO_BIN="$BUILD/bin" "$ROOT/scripts/open-data"
cat "$dir"/open/*/* "$dir"/open/*.* >"$T/opened" 2>/dev/null
clean 'the open data' "$T/opened"

# the longest lists of departments, and their pages; somebody written into its cells is refused and said nowhere
rejects "$dir" --list >"$T/lists" 2>&1
clean 'the list of lists' "$T/lists"
on_server "$dir" -c "select agency from audit.reject where agency !~ '[?]$' and agency <> '' group by 1 order by count(*) desc, 1 limit 4" >"$T/agencies"
echo unknown >>"$T/agencies"
mkdir "$T/mend"
while read -r agency; do
	rejects "$dir" --agency "$agency" -o "$T/mend/$agency.csv" >>"$T/mend/said" 2>&1
	rejects "$dir" --agency "$agency" --page -o "$T/mend/$agency.html" >>"$T/mend/said" 2>&1
done <"$T/agencies"
ok 'there are several lists' test "$(find "$T/mend" -name '*.csv' -size +1k | wc -l)" -ge 3
cat "$T"/mend/* >"$T/mended"
clean 'the lists' "$T/mended"
largest=$(find "$T/mend" -name '*.csv' -printf '%s %p\n' | sort -rn | sed -n '1s/[0-9]* //p')
/usr/bin/python3 - "$largest" "$T/people" "$T/edited.csv" <<'PY'
import csv, sys
rows = list(csv.reader(open(sys.argv[1], encoding="utf-8-sig", newline="")))
people = open(sys.argv[2], encoding="utf-8").read().splitlines()
for i, row in enumerate(rows[1:301]):
    row[-1] = people[i * 37 % len(people)]
csv.writer(open(sys.argv[3], "w", encoding="utf-8-sig", newline="")).writerows(rows[:301])
PY
rejects "$dir" --apply "$T/edited.csv" --by 'LÊ THỬ' >"$T/applied" 2>&1
clean 'what is said of people in its cells' "$T/applied"
rejects "$dir" --agency "$(basename "$largest" .csv)" >"$T/after" 2>&1
clean 'the list behind it' "$T/after"

# the originals are what they are: in the raw zone and in quarantine, and the server's own files are looked at as tables
find "$dir" -type f ! -path "$dir/postgres/*" ! -path "$dir/raw/*" ! -path "$dir/quarantine/*" ! -path "$dir/inbox/*" ! -name '*.xlsx' -print -exec cat {} + >"$T/tree"
find "$dir/raw" "$dir/quarantine" -printf '%f\n' >>"$T/tree"
clean 'the tree' "$T/tree"
# a workbook is packed
/usr/bin/python3 - "$dir/publish" >"$T/workbooks" <<'PY'
import glob, sys, zipfile
for path in glob.glob(sys.argv[1] + "/**/*.xlsx", recursive=True):
    with zipfile.ZipFile(path) as z:
        for name in z.namelist():
            print(name, z.read(name).decode("utf-8", "replace"))
PY
clean 'the workbooks' "$T/workbooks"
find "$dir/quarantine" -name '*.txt' -exec cat {} + >"$T/notes"
clean 'the notes of the quarantine' "$T/notes"
is 'the originals are not for everybody' "$(find "$dir/raw" "$dir/quarantine" -type f -perm /o+r ! -name '*.txt' | wc -l)" 0
# every table and view but the catalogue itself, which is ours
on_server "$dir" -c "select format('%I.%I', schemaname, tablename) from pg_tables where schemaname in ('audit', 'core') and tablename <> 'catalog'
	union all select format('%I.%I', schemaname, viewname) from pg_views where schemaname in ('share', 'core')" >"$T/tables"
while read -r table; do on_server "$dir" -c "copy (select * from $table) to stdout"; done <"$T/tables" >"$T/rows"
(eval "$("$ROOT/scripts/private-postgres" env "$dir/postgres")" && pg_dump --data-only -T audit.catalog) | LC_ALL=C sed '/^COPY /d' >"$T/dump" # names of tables and columns are the catalogue's
clean 'a dump of the warehouse' "$T/dump"
clean 'the tables' "$T/rows"
like 'and they hold much' "$(wc -l <"$T/rows")" '^[0-9]{4,}$'
like 'records of every feed' "$(on_server "$dir" -c "select count(distinct feed) from audit.load where state = 'ok' and n_kept > 0")" '^3[0-9]$'
like 'what was refused is told with what was wrong' "$(on_server "$dir" -c "select count(distinct (field, code)) from audit.reject")" '^([5-9][0-9]|[0-9]{3})$'
done_testing
