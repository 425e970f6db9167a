#!/bin/bash
# The provinces of today as rows: whose a record is on its day, bodies found by their codes, which codes are real, what takes over
# from the old provinces; and a province whose sets ended.
# shellcheck source=tests/lib/tap.sh
. "$(dirname "$0")/../lib/tap.sh"
# shellcheck source=tests/lib/night.sh
. "$ROOT/tests/lib/night.sh"
catalog=$ROOT/pipeline/catalog
cd "$ROOT" || exit 1

is 'the base names no province in its feeds' "$(chiso-catalog show feeds -q --catalog "$catalog/base" |
	/usr/bin/python3 -c 'import csv, sys; print(*sorted({r["territory"] for r in csv.DictReader(sys.stdin)}))')" ' own'

# codes
exit_is 'coverage has no empty cell' 0 chiso-catalog show coverage
codes() { sed -n "s/^codes,$1: $2,\"\\{0,1\\}\\([0-9]*\\) .*/\\1/p" "$T/out"; }
is 'Quảng Ngãi: real, assumed, invented' "$(codes quang-ngai real) $(codes quang-ngai assumed) $(codes quang-ngai invented)" '0 1 116'
is 'Hồ Chí Minh City' "$(codes ho-chi-minh real) $(codes ho-chi-minh assumed) $(codes ho-chi-minh invented)" '0 1 185'
is 'every code says which' "$(grep -c '^codes,.*: unsaid' "$T/out")" 0
mkdir "$T/my"
put() { printf 'agency,territory,parent,level,name_vi,code,code_is,kind,source\n%s\n' "$1" >"$T/my/agencies.csv"; }
put 'quang-ngai/thu,quang-ngai,H48,province,Ban Thử,H48.90001,invented,body,CHISO test'
exit_is 'one code of two bodies is a finding' 78 chiso-catalog lint -q --catalog "$catalog" --catalog "$T/my"
like 'with its place' "$(cat "$T/out")" 'my/agencies.csv:2: column code: found H48.90001, which is that of quang-ngai/so-tu-phap|: column code: found H48.90001, which is that of quang-ngai/thu'
put 'quang-ngai/thu,quang-ngai,H48,province,Ban Thử,,real,body,CHISO test'
exit_is 'so is a word about no code' 78 chiso-catalog lint -q --catalog "$catalog" --catalog "$T/my"
like 'with its place too' "$(cat "$T/out")" "my/agencies.csv:2: column code_is: found 'real' without a code"
put 'quang-ngai/thu,quang-ngai,H48,province,Ban Thử,H48.77,,body,CHISO test'
exit_is 'a code that does not say what it is leaves a cell empty' 78 chiso-catalog show coverage --catalog "$catalog" --catalog "$T/my"
like 'is counted' "$(cat "$T/out")" 'codes,quang-ngai: unsaid,"1 codes, H48.77 to H48.77",,'

# bodies by their codes, in the province of the day
who() { chiso-catalog find agency "$1" --territory "$2" --at "$3" 2>/dev/null | cut -f 1; }
is 'a commune by its code' "$(who H48.23293 quang-ngai 2026-10-05)" quang-ngai/phuong-kon-tum
is 'before its day it is not there' "$(who H48.23293 quang-ngai 2025-06-30)" ''
is 'a department by its code' "$(who H29.90001 ho-chi-minh 2026-10-05)" ho-chi-minh/so-tu-phap
is 'all communes of both have a body with a code' "$(/usr/bin/python3 - "$catalog" <<'PY'
import csv, sys
for p in ("quang-ngai", "ho-chi-minh"):
    rows = lambda t: list(csv.DictReader(open(f"{sys.argv[1]}/{p}/{t}.csv", encoding="utf-8")))
    units = {r["code"] for r in rows("admin_units") if r["level"] == "commune"}
    codes = {r["code"].split(".")[1] for r in rows("agencies") if r["level"] == "commune"}
    print(len(units), len(codes), units == codes, end=" ")
PY
)" '96 96 True 168 168 True '

# what the new province knows of the old ones needs both folders; then each body of Kon Tum leads into it
merged=(--catalog "$catalog/base" --catalog "$catalog/kon-tum" --catalog "$catalog/quang-ngai" --catalog "$catalog/quang-ngai-kon-tum")
like 'a department of Kon Tum goes on' "$(chiso-catalog show agency_successors "${merged[@]}")" 'H34.13,quang-ngai/so-khoa-hoc-va-cong-nghe,'
is 'every line of the index has somebody who leads it, or had nobody before' "$(chiso-catalog show set_rows -q "${merged[@]}" | /usr/bin/python3 -c '
import csv, sys
rows = [r for r in csv.DictReader(sys.stdin)]
led = lambda s: {r["indicator"] for r in rows if r["set"] == s and r["lead"]}
print(len(led("s003")), sorted(led("s003") ^ led("chi-so-quang-ngai")))')" '111 []'

# a late dossier of Kon Tum stays Kon Tum's, one of today is of the province that follows
need_night_key
dir=$T/v
own_server "$dir/postgres"
mkdir -p "$dir/inbox/hoso-tthc"
good 1001 >"$dir/inbox/hoso-tthc/a_20240116010000.xml"
good 1002 | sed 's/000\.00\.19\.H34-240115/H48.90001-261005/; s/20240115/20261005/g; s/20240122/20261012/g' >"$dir/inbox/hoso-tthc/b_20261006010000.xml"
code=0
night "$dir" CHISO_NOW=2026-11-01T01:00:00+07:00 || code=$?
ok 'one night with all folders' test "$code" -le 1
received() { on_server "$dir" -c "select string_agg(set || ' ' || agency || ' ' || value, ', ' order by agency) from core.indicator
	where run_to is null and indicator = 'hs.tiep-nhan' and period = '$1' and agency in ('H34', 'H48')"; }
is 'the dossier of 2024 is of Kon Tum' "$(received 2024-Q1)" 'ho-so-tthc H34 1'
is 'that of 2026 of Quảng Ngãi' "$(received 2026-Q4)" 'ho-so-quang-ngai H48 1'

# without the new province nothing is in force
rm -rf "$dir/inbox/hoso-tthc"/*
good 1003 | sed 's/240115/261006/; s/20240115/20261006/g; s/20240122/20261012/g' >"$dir/inbox/hoso-tthc/c_20261007010000.xml"
"$ROOT/scripts/private-postgres" remove "$dir/postgres" >/dev/null 2>&1
code=0
night "$dir" CHISO_NOW=2026-11-01T01:00:00+07:00 CHISO_CATALOG="$catalog/base:$catalog/kon-tum" || code=$?
is 'a territory and period without any set waits for a person' "$code" 1
like 'and is named' "$(tr '\n' ' ' <"$dir/page" | tr -s ' ')" 'WAITING FOR A PERSON: 1 - kon-tum: Tỉnh Kon Tum: không bộ chỉ số nào có hiệu lực ở kỳ / no set in force at 2026-Q4'
done_testing
