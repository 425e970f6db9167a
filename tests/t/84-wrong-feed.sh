#!/bin/bash
# A feed whose rows are wrong costs itself: the night goes on with the others, names feed and row, and the feed's files wait.
# long
# shellcheck source=tests/lib/tap.sh
. "$(dirname "$0")/../lib/tap.sh"
# shellcheck source=tests/lib/night.sh
. "$ROOT/tests/lib/night.sh"

need_night_key
dir=$T/v catalog=$ROOT/pipeline/catalog
own_server "$dir/postgres"
mkdir -p "$dir/inbox/hoso-tthc" "$dir/inbox/danh-muc-tthc" "$T/my"
cp "$ROOT"/samples/danh-muc-tthc/danh-muc_20240205080000.xml "$dir/inbox/danh-muc-tthc/"
good 1001 >"$dir/inbox/hoso-tthc/a_20240116010000.xml"
folders=$catalog/base:$catalog/ba-ria-vung-tau:$catalog/ho-chi-minh:$catalog/kon-tum:$catalog/quang-ngai:$T/my

# wrong TABLE COLUMN VALUE FEED [FIELD]: an overlay whose row of that feed has the value.
wrong() {
	/usr/bin/python3 - "$catalog/base/$1.csv" "$T/my" "$@" <<'PY'
import csv, pathlib, sys
path, my, table, column, value, feed, *key = sys.argv[1:]
rows = list(csv.DictReader(open(path, encoding="utf-8", newline="")))
row = next(r for r in rows if r.get("feed") == feed and (not key or key[0] in (r.get("field"), r.get("measure"))))
row[column] = value
for old in pathlib.Path(my).glob("*.csv"): old.unlink()
with open(f"{my}/{table}.csv", "w", encoding="utf-8", newline="") as f:
    w = csv.DictWriter(f, rows[0].keys(), lineterminator="\n"); w.writeheader(); w.writerow(row)
PY
}

figures() { on_server "$dir" -c 'select set, indicator, agency, period, shown, status from core.indicator where run_to is null order by 1, 2, 3, 4'; }

code=0
night "$dir" CHISO_CATALOG="$folders" || code=$?
ok 'a night with good rows is done' test "$code" -le 1
figures >"$T/figures"
ok 'it has figures' test "$(wc -l <"$T/figures")" -gt 20
rows=$(on_server "$dir" -c 'select count(*) from core.danh_muc_tthc')

# a night each: a third of them in `make check`, another each day, all in `make soak`
n=1100 every=$((${CHISO_TEST_STRIDE:-1} > 1 ? 3 : 1))
while IFS='|' read -r table column value field; do
	n=$((n + 1))
	[ $((n % every)) -eq $((${CHISO_TEST_STRIDE_FROM:-0} % every)) ] || continue
	wrong "$table" "$column" "$value" danh-muc-tthc ${field:+"$field"}
	name="$table.$column=$value"
	exit_is "$name: lint has a finding" 78 chiso-catalog lint -q --catalog "$catalog/base" --catalog "$catalog/ba-ria-vung-tau" \
		--catalog "$catalog/ho-chi-minh" --catalog "$catalog/kon-tum" --catalog "$catalog/quang-ngai" --catalog "$T/my"
	like "$name: with its place" "$(cat "$T/out")" "my/$table.csv:2: .*column $column"
	good $n >"$dir/inbox/hoso-tthc/b${n}_20240117010000.xml"
	sed "s/ten_/&/; s/mẫu số 1 /mẫu số $n /" "$ROOT/samples/danh-muc-tthc/danh-muc_20240205080000.xml" >"$dir/inbox/danh-muc-tthc/m${n}_20240206080000.xml"
	code=0
	night "$dir" CHISO_CATALOG="$folders" || code=$?
	is "$name: the night is done, and asks for a person" "$code" 1
	out=$(tr '\n' ' ' <"$dir/page" | tr -s ' ')
	like "$name: it names the feed and the row" "$out" "danh-muc-tthc: danh mục ghi sai[^:]*: my/$table.csv:2: .*$column"
	like "$name: the other feed is loaded" "$out" 'files: 1 loaded'
	is "$name: the file waits in the inbox" "$(cd "$dir/inbox/danh-muc-tthc" && echo m${n}*)" "m${n}_20240206080000.xml"
	is "$name: nothing is in quarantine" "$(find "$dir/quarantine" -type f | wc -l)" 0
	is "$name: its records stay" "$(on_server "$dir" -c 'select count(*) from core.danh_muc_tthc')" "$rows"
done <<'END'
feeds|sent_at|field:x
feeds|record|/nowhere:A/nowhere:B
feeds|complete_by|sometimes
feeds|valid_at|nowhere
fields|path|nowhere:MaTTHC|ma_tthc
fields|type|novel|muc_do
END
figures >"$T/figures.now"
is 'figures of the wrong feed stand as they were' "$(grep -c . <(grep -E '^[^|]*\|6\.(8|9|10|11)\|' "$T/figures.now"))" \
	"$(grep -c . <(grep -E '^[^|]*\|6\.(8|9|10|11)\|' "$T/figures"))"

# a file that lies beside the folders, while some feed's records cannot be told
wrong feeds record /nowhere:A/nowhere:B danh-muc-tthc
cp "$(find "$dir/inbox/danh-muc-tthc" -name 'm*.xml' | head -n 1)" "$dir/inbox/ben-canh.xml"
touch -d '2 minutes ago' "$dir/inbox/ben-canh.xml"
code=0
night "$dir" CHISO_CATALOG="$folders" || code=$?
is 'beside the folders: the night is done' "$code" 1
ok 'the file may be of that feed, and waits' test -e "$dir/inbox/ben-canh.xml"
is 'nothing is in quarantine' "$(find "$dir/quarantine" -type f | wc -l)" 0

# a wrong measure
rm -f "$dir/inbox/ben-canh.xml"
wrong measures value 'no_such_column + 1' danh-muc-tthc list_full
good 1200 >"$dir/inbox/hoso-tthc/c_20240117010000.xml"
code=0
night "$dir" CHISO_CATALOG="$folders" || code=$?
is 'a measure that cannot be read: the night is done' "$code" 1
like 'and named with its row' "$(tr '\n' ' ' <"$dir/page" | tr -s ' ')" 'danh-muc-tthc: danh mục ghi sai[^:]*: my/measures.csv:2: column value'
like 'its files are loaded: their description is right' "$(cat "$dir/page")" 'files: [2-9] loaded'
ok 'what it marked stays marked' test "$(on_server "$dir" -c "select count(*) from audit.mark where feed = 'danh-muc-tthc'")" -gt 0

# a wrong indicator: the period keeps its figures and its marks, the night has its end
rm -f "$T"/my/*.csv
night "$dir" CHISO_CATALOG="$folders"
figures >"$T/figures"
/usr/bin/python3 - "$catalog/base/indicators.csv" "$T/my/indicators.csv" <<'PY'
import csv, sys
rows = list(csv.DictReader(open(sys.argv[1], encoding="utf-8", newline="")))
row = next(r for r in rows if r["indicator"] == "hs.tiep-nhan")
row["value"] = "no_such_variable + 1"
with open(sys.argv[2], "w", encoding="utf-8", newline="") as f:
    w = csv.DictWriter(f, rows[0].keys(), lineterminator="\n"); w.writeheader(); w.writerow(row)
PY
good 1201 >"$dir/inbox/hoso-tthc/d_20240117010000.xml"
code=0
night "$dir" CHISO_CATALOG="$folders" || code=$?
is 'an indicator that cannot be read: the night is done' "$code" 1
like 'and named with its period and row' "$(tr '\n' ' ' <"$dir/page" | tr -s ' ')" '2024-Q1: danh mục ghi sai[^:]*: my/indicators.csv:2: '
like 'the file is loaded' "$(cat "$dir/page")" 'files: 1 loaded'
figures >"$T/figures.now"
same 'no figure changed' "$T/figures.now" "$T/figures"
ok 'its marks stay' test "$(on_server "$dir" -c "select count(*) from audit.mark where period = '2024-Q1'")" -gt 0

# mended
rm -f "$T"/my/*.csv
code=0
night "$dir" CHISO_CATALOG="$folders" || code=$?
ok 'mended, the night is done' test "$code" -le 1
unlike 'and says nothing of it' "$(cat "$dir/page")" 'danh mục ghi sai'
is 'nothing waits in the inbox' "$(find "$dir/inbox" -type f | wc -l)" 0
is 'no mark is left' "$(on_server "$dir" -c 'select count(*) from audit.mark')" 0
done_testing
