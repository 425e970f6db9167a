#!/bin/bash
# The targets of the five documents: all read or with a reason, a status that knows the calendar, wordings that are the same and
# those that only look so, what lint tells of them, and one more target by rows alone. Risky figures 3, 14, 19, 20, 21.
. "$(dirname "$0")/../lib/tap.sh"
cd "$ROOT" || exit 1
S=samples/bao-cao-quy

column() { # FILE COLUMN: "indicator value" of every row
	/usr/bin/python3 - "$@" <<'PY'
import csv, sys
for r in csv.DictReader(open(sys.argv[1], encoding="utf-8")):
    if r["_kind"] == "indicator":
        print(r["indicator"], r[sys.argv[2]])
PY
}
cell() { column "$1" "$3" | sed -n "s/^$2 //p"; }
having() { column "$1" "$2" | sed -n "s/ $3\$//p" | tr '\n' ' '; }
compute() { chiso-compute -q "$@" 2>>"$T/log"; }

# every line of the documents
ok 'coverage' chiso-catalog show coverage
grep '^targets,' "$T/out" >"$T/coverage"
count() { grep -c "\"document $1 line [0-9]*, $2" "$T/coverage"; }
is 'S000 has 36 targets, S001 28, S002 30, S004 30, S003 94: 218' \
	"$(count S000 s000) $(count S001 s001) $(count S002 s002) $(count S004 '[I]') $(count S003 '[0-9]')" '36 28 30 30 94'
is 'and S003 has three goals' "$(count S003 s003.muc-tieu)" 3
is 'no other' "$(wc -l <"$T/coverage")" 221
is 'no cell is empty' "$(/usr/bin/python3 -c 'import csv, sys; print(sum(not c for r in csv.reader(sys.stdin) for c in r))' <"$T/coverage")" 0
like 'nothing written means at least' "$(grep ', s000.V.25' "$T/coverage")" 'ge 70 %, due 2024-12-31'
like 'over is over' "$(grep ', s000.V.24' "$T/coverage")" 'gt 85 %'
like 'a range' "$(grep ', s003.muc-tieu.1' "$T/coverage")" 'range 0.7 0.8 diem, undated'
like 'a version' "$(grep ', 2.4"' "$T/coverage")" 'ge 3.0 phien-ban.*,version,'
like 'no figure: the reason' "$(grep ', 7.10"' "$T/coverage")" 'không có con số: khuyến khích,task,'
chiso-catalog show targets >"$T/targets"
chiso-catalog show set_rows >"$T/rows"
is 'line 9 of S001 is three targets of one of 26 lines' \
	"$(/usr/bin/python3 -c 'import csv, sys; r = [r["stt"] for r in csv.DictReader(open(sys.argv[1])) if r["set"] == "s001"]; print(len(r), len(set(r)), r.count("9"))' "$T/rows")" '28 26 3'
is 'to strive for something is to strive: a comparator of its own, or a range' "$(/usr/bin/python3 -c 'import csv, sys
print(*(r["indicator"] for r in csv.DictReader(open(sys.argv[1])) if "phấn đấu" in r["text"].lower() and r["low"] and r["comparator"] not in ("strive", "range")))' "$T/targets")" ''
is 'a baseline in words has its year as well' "$(/usr/bin/python3 -c 'import csv, sys
print(*(r["indicator"] for r in csv.DictReader(open(sys.argv[1])) if bool(r["baseline_text"]) != bool(r["baseline_year"])))' "$T/targets")" ''
is 'two lines have a second condition' "$(grep -c ',condition,province,2024,đảm bảo đạt 40 Mbps,condition,ge,40,,Mbps,' "$T/targets")" 2
is 'three hold for each sector, one for each pillar' "$(awk -F, '$1 != "set"' "$T/targets" | grep -c ',each,')" 4
is 'impossible and unit-less ones are kept and flagged' "$(grep -E ',(impossible|no_unit),' "$T/targets" | cut -d, -f2,6 | tr '\n' ' ')" \
	's000.V.27,>10 s000.VI.30,>100% s002.V.23,>10 s002.VI.25,>100% '
is 'secret papers are outside three denominators' "$(chiso-catalog show indicators | grep -c 'mật không nằm trong mẫu số')" 3

# the calendar
for day in 2024-03-31 2024-04-01 2024-12-31 2025-01-01 2026-11-01; do
	compute --now $day --period 2024-Q1 -o "$T/$day.csv" $S/2024-Q1.measures.csv
done
same 'on 1 April it is the golden' "$T/2024-04-01.csv" $S/2024-Q1.indicators.csv
for c in value shown status national_status; do
	is "$c is the same on 31 March and on 31 December" "$(column "$T/2024-03-31.csv" $c)" "$(column "$T/2024-12-31.csv" $c)"
done
is 'before the day nothing is missed' "$(having "$T/2024-03-31.csv" due_status not_reached)" ''
is 'not reached yet is not due' "$(having "$T/2024-03-31.csv" due_status not_due)" \
	'I.3 I.8 I.9 I.10 I.11 I.12 I.13 I.14 I.15 II.1 III.3 III.5 III.6 III.8 III.11 III.14 '
is 'reached already is on course' "$(having "$T/2024-03-31.csv" due_status on_course)" \
	'I.1 I.4 I.5 I.6 I.7 III.1 III.4 III.7 III.10 III.12 III.13 '
is 'what is to be maintained is' "$(having "$T/2024-03-31.csv" due_status maintained)" 'I.2 III.2 III.9 '
is 'on the day it is missed' "$(having "$T/2024-12-31.csv" due_status not_reached)" \
	'I.3 I.8 I.9 I.10 I.11 I.12 I.13 I.14 II.1 III.5 III.6 III.8 III.11 III.14 '
is 'without data it is due' "$(having "$T/2024-12-31.csv" due_status due)" 'I.15 III.3 '
is 'and overdue the day after' "$(having "$T/2025-01-01.csv" due_status overdue)" 'I.15 III.3 '
is 'years later only the words of the calendar differ' \
	"$(diff <(cut -d, -f1-12 "$T/2024-04-01.csv") <(cut -d, -f1-12 "$T/2026-11-01.csv"))$(
		for c in status target flags reason rules; do diff <(column "$T/2024-04-01.csv" $c) <(column "$T/2026-11-01.csv" $c); done)" ''
is 'the national target of the year before is past' "$(cell "$T/2024-03-31.csv" I.9 national_due_status)" not_reached

sed '/report_ket_qua,I\.2,/s/,100,/,99,/' $S/2024-Q1.measures.csv >"$T/relapse.csv"
compute --now 2024-03-31 --period 2024-Q1 -o "$T/relapsed.csv" "$T/relapse.csv"
is 'a relapse is told before the day' "$(having "$T/relapsed.csv" due_status relapsed)" 'I.2 '

mkdir "$T/milestones"
cat >"$T/milestones/milestones.csv" <<'CSV'
set,indicator,level,on_date,comparator,low,source
s004-2024,I.9,province,2024-03-31,ge,26,test
s004-2024,I.9,province,2024-06-30,ge,40,test
s004-2024,I.10,province,2024-06-30,ge,94,test
CSV
word() { # DAY INDICATOR
	compute --catalog pipeline/catalog --catalog "$T/milestones" --now "$1" --period 2024-Q1 -o "$T/m.csv" $S/2024-Q1.measures.csv
	cell "$T/m.csv" "$2" due_status
}
is 'before its first milestone a target is not due' "$(word 2024-03-30 I.9)" not_due
is 'at its milestone it is on course' "$(word 2024-03-31 I.9)" on_course
is 'below the next it is behind' "$(word 2024-06-30 I.9)" behind
is 'so is another' "$(word 2024-06-30 I.10)" behind
is 'a milestone does not change what is reached' "$(cell "$T/m.csv" I.9 status)" not_reached
is 'and after the day it is missed' "$(word 2024-12-31 I.9)" not_reached

# one list
chiso-catalog show due --now 2024-12-31 >"$T/due"
is 'every state stands in the list' "$(cut -d, -f1 "$T/due" | sed 1d | uniq | tr '\n' ' ')" 'past today ahead undated '
like 'with days, document, line and who leads' "$(grep 's002,.*s002.VI.26,,' "$T/due")" \
	'^today,2024-12-31,0,s002,kon-tum/huyen-bien-gioi,26,s002.VI.26,,province,>50%,level,'
is 'S001 is undated' "$(grep -c '^undated,,,s001,' "$T/due")" 28
is 'a dash sets no target' "$(grep -c ',-,none,' "$T/due")" 0
is 'a yearly one comes again' "$(chiso-catalog show due --now 2025-02-01 | grep ',s003,.*,1.4,,' | cut -d, -f1-3)" 'ahead,2025-12-31,333'
exit_is 'a day that is none is usage' 64 chiso-catalog show due --now yesterday

# the same thing under several words
chiso-catalog show relations >"$T/relations"
relation() { awk -F, -v a="$1" -v b="$2" '($1 == a && $2 == b) || ($1 == b && $2 == a) { print $3 }' "$T/relations"; }
while read -r a b expected; do
	is "$a and $b: $expected" "$(relation "$a" "$b")" "$expected"
done <<'PAIRS'
s000.V.18 3.1 different
s000.V.18 3.2 different
3.1 3.2 different
s000.V.18 s001.1 different
s000.V.18 s001.16 different
s001.1 s001.16 same_numerator
s001.16 3.1 same_numerator
s000.IV.17 7.6 different
5.2 I.11 same_numerator
6.12 s000.III.7 different
s000.III.1 s000.III.2 different
s000.III.1 I.1 different
s000.III.1 6.8 different
s000.III.2 I.1 same
s000.III.2 6.8 same
s001.20 3.3 broader
PAIRS
M=(samples/hoso-tthc/measures.csv samples/danh-muc-tthc/measures.csv)
compute --now 2024-12-31 --period 2024 --set s000 -o "$T/s000.csv" "${M[@]}"
compute --now 2024-12-31 --period 2024 --set s003-2024 -o "$T/s003.csv" "${M[@]}"
is 'what is the same has its value' "$(cell "$T/s000.csv" s000.III.2 value)" "$(cell "$T/s003.csv" 6.8 value)"
like 'and says whose' "$(cell "$T/s000.csv" s000.III.2 rules)" 'same=6\.8'
unlike 'a value stands there' "$(cell "$T/s003.csv" 6.12 value)" '^$'
is 'what is different has none of it' "$(cell "$T/s000.csv" s000.III.7 value)" ''
is 'nor has every procedure that of the eligible' "$(cell "$T/s000.csv" s000.III.1 value)" ''
not_same=$T/not-same
mkdir "$not_same"
for kind in same_numerator broader different; do
	printf 'a,b,relation,source\ns000.III.2,6.8,%s,test\ns000.III.2,I.1,different,test\n' $kind >"$not_same/relations.csv"
	compute --catalog pipeline/catalog --catalog "$not_same" --now 2024-12-31 --period 2024 --set s000 -o "$T/other.csv" "${M[@]}"
	is "$kind shares nothing" "$(cell "$T/other.csv" s000.III.2 value)" ''
done

# what lint tells: these and nothing else
notes() { chiso-catalog lint "$@" 2>&1 >/dev/null | sed -n 's/.* note .*\/targets\.csv:[0-9]*: //p' | awk '{ print $1, $1 == "flag" ? $2 " " $3 : $3 }' | tr -d : | sort; }
notes >"$T/notes"
cat >"$T/expected" <<'NOTES'
below s001.11
below s001.12
below s001.13
below s001.17
below s001.23
below s001.24
below s001.25
below s001.26
conflict s000.III.10
conflict s000.IV.15
conflict s000.V.19
conflict s000.V.28
conflict s000.VI.31
conflict s001.1
flag impossible s000.VI.30
flag impossible s002.VI.25
flag no_unit s000.V.27
flag no_unit s002.V.23
flag other_measure 4.5
flag other_measure 4.6
flag other_measure 5.12
jump 5.2
jump 7.4
jump 7.5
jump 8.2
jump 8.3
jump s000.V.22
past s000.III.10
past s000.IV.15
past s000.V.28
NOTES
same 'conflicts, baselines, jumps, districts below their province' "$T/notes" "$T/expected"
mkdir "$T/calm"
head -n 1 "$T/targets" >"$T/calm/targets.csv"
grep '^s000,s000.V.19,' "$T/targets" | sed 's/>65%/80%/; s/,gt,65,/,ge,80,/' >>"$T/calm/targets.csv"
is 'a mended target is no longer told' "$(notes --catalog pipeline/catalog --catalog "$T/calm" | comm -13 - "$T/expected")" 'conflict s000.V.19'
is 'but the district that is now below it' "$(notes --catalog pipeline/catalog --catalog "$T/calm" | comm -23 - "$T/expected")" 'below s002.V.15'
head -n 1 "$T/targets" >"$T/calm/targets.csv"
grep '^s000,s000.III.10,' "$T/targets" | sed 's/50%/68%/; s/,ge,50,/,ge,68,/' >>"$T/calm/targets.csv"
is 'a baseline at its target is not past it' "$(notes --catalog pipeline/catalog --catalog "$T/calm" | comm -13 - "$T/expected")" 'past s000.III.10'
printf 'a,b,relation,source\n3.3,III.2,different,test\n' >"$T/calm/relations.csv"
printf 'set,indicator,level,year,text,kind,source\ns000,s000.V.19,province,2024,nhiều hơn,level,test\n' >"$T/calm/targets.csv"
exit_is 'a contradiction of relations is a finding' 78 chiso-catalog lint --catalog pipeline/catalog --catalog "$T/calm"
like 'with the pair' "$(cat "$T/out")" '/relations.csv:2: 3.3 and III.2: found different, and same by way of other rows'
like 'so is a target without number and reason' "$(cat "$T/out")" '/targets.csv:2: found neither a number nor a reason'

# README's target, by rows alone
README=pipeline/catalog/README.md
my=$T/my
mkdir "$my"
block() { awk -v first="    $1" 'index($0, first) == 1 { on = 1 } on && !/^    / { exit } on { print substr($0, 5) }' "$README"; }
block 'set,title_vi,territory,document' >"$my/sets.csv"
block 'indicator,title_vi,unit,digits,period_kind' >"$my/indicators.csv"
block 'set,seq,stt,indicator' >"$my/set_rows.csv"
block 'set,indicator,level,year' >"$my/targets.csv"
block 'set,indicator,level,on_date' >"$my/milestones.csv"
block 'a,b,relation' >"$my/relations.csv"
both=(--catalog pipeline/catalog --catalog "$my")
exit_is "README's target is clean" 0 chiso-catalog lint "${both[@]}"
is 'it stands in the list' "$(chiso-catalog show due --now 2024-04-01 "${both[@]}" | grep ',ke-hoach-9,' | cut -d, -f1-3)" 'ahead,2024-12-31,274'
is 'and is covered' "$(chiso-catalog show coverage "${both[@]}" | grep -c '^targets,"Kế hoạch 9/KH-UBND line 12, kh9.1","\?ge 60 %')" 1
compute "${both[@]}" --now 2024-04-01 --period 2024-Q1 --set ke-hoach-9 -o "$T/mine.csv" "${M[@]}"
compute --now 2024-04-01 --period 2024-Q1 --set ho-so-tthc --agency H34 -o "$T/hs.csv" "${M[@]}"
is 'it has the value of what it is the same as' "$(cell "$T/mine.csv" kh9.1 value)" "$(cell "$T/hs.csv" hs.ty-le-truc-tuyen value)"
like 'and a word of the calendar' "$(cell "$T/mine.csv" kh9.1 due_status)" '^(on_course|behind)$'
done_testing
