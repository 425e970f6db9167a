#!/bin/bash
# A second, invented version of the index from 1/4/2024: definitions, points, targets and sets go by the period; today's date changes only what is due.
# shellcheck source=tests/lib/tap.sh
. "$(dirname "$0")/../lib/tap.sh"

C=$ROOT/pipeline/catalog S=$ROOT/samples
catalog=(--catalog "$C/base")
for folder in "$C"/*/; do [ "$(basename "$folder")" = base ] || catalog+=(--catalog "${folder%/}"); done
cell() { # FILE SET INDICATOR COLUMN…
	/usr/bin/python3 - "$@" <<'PY'
import csv, sys
path, name, indicator, *columns = sys.argv[1:]
for r in csv.DictReader(open(path, encoding="utf-8")):
    if (r["set"], r["indicator"]) == (name, indicator):
        print(*[r[c] for c in columns])
PY
}

# the same 60 of 100 enterprises in both quarters
{
	echo '_kind,measure,item,agency,period,kind,unit,value,keys,text,digits,numerator,denominator,parts,flags,order'
	echo 'part,1/1,bien-so-chi-so,,,,,,,,,,,,,'
	for var in a:60 b:100; do
		for quarter in 1 2; do
			echo "measure,index_variable,7.6 ${var%:*},H34,2024-Q$quarter,last,doanh-nghiep,${var#*:},,${var#*:},,,,,,1"
		done
	done
	echo 'end,,,,,,,4,,,,,,,,'
} >"$T/measures.csv"
compute() { chiso-compute -q --now 2026-11-01 --agency H34 "$@" "$T/measures.csv" 2>>"$T/log"; }
compute --period 2024-Q1 "${catalog[@]}" >"$T/before.q1"
compute --period 2024-Q2 "${catalog[@]}" >"$T/before.q2"
is 'the first version: 60 % of the 80 % that are wanted' "$(cell "$T/before.q2" s003 7.6 value score score_max)" '60 0.75 '

mkdir "$T/second"
{
	head -n 1 "$C/base/indicators.csv"
	grep '^7\.6,' "$C/base/indicators.csv"
	grep '^7\.6,' "$C/base/indicators.csv" | sed 's/0\.80/0.50/g'
} >"$T/second/indicators.csv"
/usr/bin/python3 - "$T/second/indicators.csv" <<'PY'
import csv, sys
path = sys.argv[1]
head, first, second = csv.reader(open(path, encoding="utf-8"))
first[head.index("valid_to")] = "2024-03-31"
second[head.index("valid_from")] = "2024-04-01"
second[head.index("source")] = "CHISO test"
csv.writer(open(path, "w", encoding="utf-8", newline=""), lineterminator="\n").writerows([head, first, second])
PY
cat >"$T/second/points.csv" <<'CSV'
indicator,max_points,decision,valid_from,valid_to,source
7.6,10,Quyết định cũ (bịa),,2024-03-31,CHISO test
7.6,20,Quyết định mới (bịa),2024-04-01,,CHISO test
CSV
cat >"$T/second/sets.csv" <<'CSV'
set,title_vi,territory,document,period_kind,needs,valid_from,valid_to,source
s003,Bộ chỉ số cũ,kon-tum,419/KH-UBND,quarter year,bien-so-chi-so,,2024-03-31,CHISO test
dti-moi,Bộ chỉ số mới (bịa),kon-tum,Quyết định mới (bịa),quarter year,bien-so-chi-so,2024-04-01,,CHISO test
CSV
cat >"$T/second/set_rows.csv" <<'CSV'
set,seq,stt,indicator,wording,valid_from,valid_to,source
dti-moi,10,1,7.6,Tỷ lệ doanh nghiệp sử dụng hợp đồng điện tử,2024-04-01,,CHISO test
CSV
cat >"$T/second/targets.csv" <<'CSV'
set,indicator,level,year,text,kind,comparator,low,unit,due,valid_from,valid_to,source
dti-moi,7.6,province,2024,Tối thiểu 55%,level,ge,55,%,2024-12-31,2024-04-01,,CHISO test
CSV
exit_is 'the second version is rows only, and lint takes it' 0 chiso-catalog lint -q "${catalog[@]}" --catalog "$T/second"
second=("${catalog[@]}" --catalog "$T/second")
compute --period 2024-Q1 "${second[@]}" >"$T/q1"
compute --period 2024-Q2 "${second[@]}" >"$T/q2"
is 'the quarter before keeps its formula and its points' "$(cell "$T/q1" s003 7.6 value score score_max)" '60 7.5 10'
is 'the quarter after has the new ones' "$(cell "$T/q2" dti-moi 7.6 value score score_max)" '60 20 20'
is 'the new set is not there before' "$(grep -c ',dti-moi,' "$T/q1")" 0
is 'the old one is not there after' "$(grep -c ',s003,' "$T/q2")" 0
is 'the target goes by the period' "$(cell "$T/q2" dti-moi 7.6 target status)" 'Tối thiểu 55% reached'
is 'the old one knows nothing of it' "$(cell "$T/q1" s003 7.6 target)" "$(cell "$T/before.q1" s003 7.6 target)"
without() { grep -v ',7\.6,' "$1"; }
without "$T/before.q1" | grep -v s003-diem >"$T/a"
without "$T/q1" | grep -v s003-diem >"$T/b"
same 'every other row of the quarter before has its bytes' "$T/b" "$T/a"
compute --period 2024-Q1 "${second[@]}" >"$T/again"
same 'back again: the same bytes' "$T/again" "$T/q1"

# now: 2024-Q1 as of April 2024 and as of November 2026
mkdir "$T/year"
/usr/bin/python3 "$ROOT/tests/gen/index_year.py" write "$C" 5 "$T/year"
printf 'test %s\n' "$(printf '6b%.0s' {1..32})" >"$T/key"
chmod 600 "$T/key"
quarter_at() { # NOW DIR: everything of the quarter, from the messages on
	local now=$1 dir=$2 feed
	mkdir "$dir"
	pipe() { # FEED FILE…
		local name=$1
		shift
		chiso-extract -q --now "$now" --feed "$name" --key "$T/key" "$@" 2>>"$T/log" |
			chiso-normalize -q --now "$now" --feed "$name" >"$dir/$name.clean" 2>>"$T/log"
	}
	pipe danh-muc-tthc "$S"/danh-muc-tthc/*.xml
	pipe hoso-tthc "$S"/hoso-tthc/*.xml "$S"/hoso-tthc/*.xml.gz
	pipe bao-cao-quy "$S"/bao-cao-quy/*.xml
	pipe bien-so-chi-so "$T"/year/bien-so-2024-Q1-*.xml
	pipe danh-muc-ket-noi "$T/year/danh-muc-ket-noi.xml"
	for feed in danh-muc-tthc hoso-tthc bao-cao-quy bien-so-chi-so danh-muc-ket-noi; do
		chiso-aggregate -q --now "$now" --feed "$feed" --period 2024-Q1 --join "danh-muc-tthc=$dir/danh-muc-tthc.clean" \
			"$dir/$feed.clean" >"$dir/$feed.measures" 2>>"$T/log"
	done
	chiso-compute -q --now "$now" --period 2024-Q1 "$dir"/*.measures >"$dir/indicators" 2>>"$T/log"
	/usr/bin/python3 - "$dir/indicators" >"$dir/figures" <<'PY'
import csv, sys
rows = list(csv.reader(open(sys.argv[1], encoding="utf-8")))
due = {i for i, name in enumerate(rows[0]) if name in ("due_status", "national_due_status")}
csv.writer(sys.stdout, lineterminator="\n").writerows([c for i, c in enumerate(r) if i not in due] for r in rows)
PY
}
quarter_at 2024-04-01 "$T/then"
quarter_at 2026-11-01 "$T/now"
for feed in danh-muc-tthc hoso-tthc bao-cao-quy bien-so-chi-so danh-muc-ket-noi; do
	same "measures of $feed in November 2026 are those of April 2024" "$T/now/$feed.measures" "$T/then/$feed.measures"
done
same 'so are the figures, but for what is due' "$T/now/figures" "$T/then/figures"
ok 'they are figures' test "$(grep -c '^indicator' "$T/now/figures")" -gt 300
ok 'what is due did change' test "$(diff "$T/now/indicators" "$T/then/indicators" | grep -c '^<')" -gt 10
done_testing
