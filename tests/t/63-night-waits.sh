#!/bin/bash
# What waits: a missing feed, a late one, a file that is not complete, one put aside; and what goes: old raw bytes
# shellcheck source=tests/lib/tap.sh
. "$(dirname "$0")/../lib/tap.sh"
# shellcheck source=tests/lib/night.sh
. "$ROOT/tests/lib/night.sh"

need_night_key
dir=$T/v
own_server "$dir/postgres"
mkdir -p "$dir/inbox/hoso-tthc"
cp "$ROOT"/samples/hoso-tthc/01-mot-ho-so_20240116010000.xml "$dir/inbox/hoso-tthc/"
cp -r "$ROOT/pipeline/catalog" "$T/catalog"
sed -i '/^hoso-tthc,/s/,rename,90,/,marker,90,/' "$T/catalog/base/feeds.csv"
catalog=$T/catalog/base:$T/catalog/ba-ria-vung-tau:$T/catalog/kon-tum

code=0
night "$dir" CHISO_CATALOG="$catalog" || code=$?
is 'a file without its marker waits; nobody has to do anything' "$code" 0
like 'the summary says so' "$(cat "$dir/page")" '1 tệp chưa xong'
touch -d '25 hours ago' "$dir/inbox/hoso-tthc/01-mot-ho-so_20240116010000.xml"
code=0
night "$dir" CHISO_CATALOG="$catalog" || code=$?
is 'one that has waited for a day is told to a person' "$code" 1
like 'by name' "$(tr -s ' \n' ' ' <"$dir/page")" '- 01-mot-ho-so_20240116010000\.xml: để nguyên .* found no marker \.done beside it'
unlike 'and is nothing that comes by itself' "$(cat "$dir/page")" 'tệp chưa xong'
: >"$dir/inbox/hoso-tthc/01-mot-ho-so_20240116010000.xml.done"
code=0
night "$dir" CHISO_CATALOG="$catalog" || code=$?
is 'with its marker it is taken' "$code" 0
like 'and loaded' "$(cat "$dir/page")" 'files: 1 loaded'
is 'file and marker have left the inbox' "$(find "$dir/inbox" -type f | wc -l)" 0

code=0
night "$dir" CHISO_CATALOG="$catalog" CHISO_NOW=2024-09-20T01:00:00+07:00 || code=$?
is 'late and missing feeds wait for a person' "$code" 1
like 'the daily one is late' "$(cat "$dir/page")" 'days LATE'
like 'the quarterly one is missing' "$(cat "$dir/page")" 'MISSING'
is 'raw bytes older than raw_days are gone' "$(find "$dir/raw" -name '*.xml*' | wc -l)" 0
hash=$(on_server "$dir" -c "select file_hash from audit.load where state = 'ok'")
eval "$("$ROOT/scripts/private-postgres" env "$dir/postgres")"
ok 'the warehouse gives their clean stream again' chiso-dump --feed hoso-tthc --load "$hash"
is 'with their record' "$(grep -c '^clean,' "$T/out")" 1

mkdir -p "$dir/inbox/bao-cao-quy"
cp "$ROOT"/samples/hoso-tthc/02*.xml "$dir/inbox/bao-cao-quy/"
code=0
night "$dir" CHISO_CATALOG="$catalog" || code=$?
is 'a file in the folder of another feed waits for a person' "$code" 1
like 'with a note in both languages' "$(cat "$dir"/quarantine/*.txt)" 'Lý do / reason: file.other_feed found hoso-tthc'
is 'and its bytes' "$(cmp "$dir"/quarantine/*02*.xml "$ROOT"/samples/hoso-tthc/02*.xml && echo same)" same
is 'it is in the list of what was put aside' "$(on_server "$dir" -c 'select count(*) from audit.quarantine')" 1

done_testing
