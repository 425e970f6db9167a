#!/bin/bash
# The targets of the five documents: all read or with a reason, a status that knows the calendar, wordings that are the same and
# those that only look so, what lint tells of them, and one more target by rows alone.
. "$(dirname "$0")/../lib/tap.sh"
cd "$ROOT" || exit 1
S=samples/bao-cao-quy

column() { # FILE COLUMN: "indicator value" of every row
	/usr/bin/python3 - "$@" <<'PY'
import sys, told
for r in told.rows(open(sys.argv[1], encoding="utf-8")):
    if r["_kind"] == "indicator":
        print(r["indicator"], r[sys.argv[2]])
PY
}
cell() { column "$1" "$3" | sed -n "s/^$2 //p"; }
having() { column "$1" "$2" | sed -n "s/ $3\$//p" | tr '\n' ' '; }
compute() { chiso-compute -q "$@" 2>>"$T/log"; }

# every line of the documents
ok 'coverage' chiso-catalog show coverage
grep '^targets,' "$T/out" | grep -v 'CHI-TIEU-TIEP\|KH31-2026\|KH60-2026' >"$T/coverage" # of the documents alone
is 'a plan of the city has two' "$(grep -c '^targets,.*KH31-2026' "$T/out")" 2
is 'another eight, each with its way in' "$(grep '^targets,.*KH60-2026' "$T/out" | grep -v -c 'không có lối vào')" 8
is 'those that Quảng Ngãi took over from S003 are beside them' "$(grep -c '^targets,.*CHI-TIEU-TIEP' "$T/out")" 80
count() { grep -c "\"$1 dòng [0-9-]*, $2" "$T/coverage"; }
is 'S000 has 36 targets, S001 28, S002 30, S004 30, S003 94: 218' \
	"$(count S000 s000) $(count S001 s001) $(count S002 s002) $(count S004 '[I]') $(count S003 '[0-9]')" '36 28 30 30 94'
is 'and S003 has three goals' "$(count S003 s003.muc-tieu)" 3
is 'no other' "$(wc -l <"$T/coverage")" 221
is 'no cell is empty' "$(/usr/bin/python3 -c 'import csv, sys; print(sum(not c for r in csv.reader(sys.stdin) for c in r))' <"$T/coverage")" 0
like 'nothing written means at least' "$(grep ', s000.V.25' "$T/coverage")" 'ge 70 %, due 2024-12-31'
is 'every figure has its comparator' "$(grep -c '"," ' "$T/coverage")" 0
like 'what is maintained is kept at least' "$(grep ', 1.7"' "$T/coverage")" '"ge 1, due 2024-12-31",maintain'
like 'over is over' "$(grep ', s000.V.24' "$T/coverage")" 'gt 85 %'
like 'a range' "$(grep ', s003.muc-tieu.1' "$T/coverage")" 'range 0.7 0.8 diem, undated'
like 'a version' "$(grep ', 2.4"' "$T/coverage")" 'ge 3.0 phien-ban.*,version,'
like 'no figure: the reason' "$(grep ', 7.10"' "$T/coverage")" 'không có con số: khuyến khích,task,'
chiso-catalog show targets >"$T/targets"
chiso-catalog show set_rows >"$T/rows"
is 'line 9 of S001 is three targets of one of 26 lines' \
	"$(/usr/bin/python3 -c 'import csv, sys; r = [r["stt"] for r in csv.DictReader(open(sys.argv[1])) if r["set"] == "s001"]; print(len(r), len(set(r)), r.count("9"))' "$T/rows")" '28 26 3'
is 'to strive for something is to strive: a comparator of its own, or a range' "$(/usr/bin/python3 -c 'import sys, told
print(*(r["indicator"] for r in told.rows(open(sys.argv[1])) if "phấn đấu" in r["text"].lower() and r["low"] and r["comparator"] not in ("strive", "range")))' "$T/targets")" ''
is 'a baseline in words has its year as well' "$(/usr/bin/python3 -c 'import sys, told
print(*(r["indicator"] for r in told.rows(open(sys.argv[1])) if bool(r["baseline_text"]) != bool(r["baseline_year"])))' "$T/targets")" ''
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
is 'the national target of the year before is past, and nothing of that year is there' \
	"$(cell "$T/2024-03-31.csv" I.9 national_status)/$(cell "$T/2024-03-31.csv" I.9 national_due_status)" no_data/no_figure

sed '/report_ket_qua,I\.2,/s/,100,/,99,/' $S/2024-Q1.measures.csv >"$T/relapse.csv"
compute --now 2024-03-31 --period 2024-Q1 -o "$T/relapsed.csv" "$T/relapse.csv"
is 'a relapse is told before the day' "$(having "$T/relapsed.csv" due_status relapsed)" 'I.2 '

mkdir "$T/milestones"
cat >"$T/milestones/milestones.csv" <<'CSV'
set,indicator,level,on_date,comparator,low,source
s004-2024,I.9,province,2024-03-31,ge,26,CHISO test
s004-2024,I.9,province,2024-06-30,ge,40,CHISO test
s004-2024,I.10,province,2024-06-30,ge,94,CHISO test
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
8.5 4.10 broader
III.5 8.3 same_numerator
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
	printf 'a,b,relation,source\ns000.III.2,6.8,%s,CHISO test\ns000.III.2,I.1,different,CHISO test\n' $kind >"$not_same/relations.csv"
	compute --catalog pipeline/catalog --catalog "$not_same" --now 2024-12-31 --period 2024 --set s000 -o "$T/other.csv" "${M[@]}"
	is "$kind shares nothing" "$(cell "$T/other.csv" s000.III.2 value)" ''
done

# what lint tells: these and nothing else
notes() { chiso-catalog lint "$@" 2>&1 >/dev/null | grep -v '/quang-ngai/' | sed -n 's/.* note .*\/targets\.csv:[0-9]*: //p' | awk '{ print $1, $1 == "flag" ? $2 " " $3 : $3 }' | tr -d : | sort; }
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
printf 'a,b,relation,source\n3.3,III.2,different,CHISO test\n' >"$T/calm/relations.csv"
printf 'set,indicator,level,year,text,kind,source\ns000,s000.V.19,province,2024,nhiều hơn,level,CHISO test\n' >"$T/calm/targets.csv"
exit_is 'a contradiction of relations is a finding' 78 chiso-catalog lint --catalog pipeline/catalog --catalog "$T/calm"
like 'with the pair' "$(cat "$T/out")" '/relations.csv:2: 3.3 and III.2: found different, and same by way of other rows'
like 'so is a target without number and reason' "$(cat "$T/out")" '/targets.csv:2: found neither a number nor a reason'

# every kind, by what departments send: a message a quarter, and the measures of its year
sent() { # QUARTER INDICATOR/VAR=VALUE[@UNIT] …
	local quarter=$1 pair value
	shift
	{
		printf '<b:GuiBienSo xmlns:b="http://lris.example/bien-so-chi-so/1.0"><b:TieuDe><b:MaBanTin>%s</b:MaBanTin>' "$quarter"
		printf '<b:KyBaoCao>%s</b:KyBaoCao><b:DiaBan>H34</b:DiaBan><b:DonViGui>H34.19</b:DonViGui>' "$quarter"
		printf '<b:ThoiDiemGui>20250105100000</b:ThoiDiemGui></b:TieuDe><b:DanhSach>'
		for pair; do
			value=${pair#*=}
			printf '<b:BienSo><b:ChiSo>%s</b:ChiSo><b:Bien>%s</b:Bien>' "${pair%%/*}" "$(cut -d/ -f2 <<<"${pair%%=*}")"
			printf '<b:GiaTri>%s</b:GiaTri><b:DonViTinh>%s</b:DonViTinh></b:BienSo>' "${value%@*}" \
				"$([[ $value != *@* ]] || printf '%s' "${value#*@}")"
		done
		printf '</b:DanhSach></b:GuiBienSo>'
	} >"$T/$quarter.xml"
	chiso-extract -q --now 2025-01-10 --feed bien-so-chi-so "$T/$quarter.xml" 2>>"$T/log" |
		chiso-normalize -q --now 2025-01-10 --feed bien-so-chi-so 2>>"$T/log" |
		chiso-aggregate -q --now 2025-01-10 --feed bien-so-chi-so >"$T/$quarter.sent" 2>>"$T/log"
}
words() { # INDICATOR: of $T/kinds.csv
	printf '%s/%s' "$(cell "$T/kinds.csv" "$1" status)" "$(cell "$T/kinds.csv" "$1" due_status)"
}
kinds() { # TODAY PERIOD SET QUARTER…
	local today=$1 period=$2 set=$3
	shift 3
	rm -f "$T/kinds.csv"
	compute --now "$today" --period "$period" --set "$set" --agency H34 -o "$T/kinds.csv" "${@/%/.sent}"
}
sent 2023-Q4 3.3/a=80000@hộ 3.3/b=100000@hộ 3.6/a=4 3.6/b=7 3.6/c=4 3.6/d=4
sent 2024-Q1 5.9/n=0 1.4/n=20 4.2/a=751@thôn 4.2/b=751@thôn 4.2/x=Có 2.4/x=Có '2.4/phien_ban=Phiên bản 3.0' 1.10/freq='1@lần/tuần' \
	's000.I.1/a=3@xã' 's000.I.1/b=13@xã' 7.3/a=5@'doanh nghiệp' 7.3/b=100@'doanh nghiệp'
sent 2024-Q2 5.9/n=1 1.4/n=33 4.2/a=751@thôn 4.2/b=751@thôn 4.2/to=750@tổ
sent 2024-Q4 3.3/a=90000@hộ 3.3/b=100000@hộ 3.6/a=5 3.6/b=7 3.6/c=5 3.6/d=5 5.9/n=0 1.4/n=0 4.2/a=751@thôn 4.2/b=751@thôn 4.2/to=751@tổ \
	's000.I.1/a=3@xã' 's000.I.1/b=13@xã' 's000.I.1/toc_do=39@Mbps' \
	s003.muc-tieu.1/chinh_phu_so=0,75@điểm s003.muc-tieu.1/kinh_te_so=0,69@điểm s003.muc-tieu.1/xa_hoi_so=0,8@điểm s003.muc-tieu.2/hang=30
kinds 2024-04-01 2024-Q1 s003 "$T/2024-Q1"
is 'a count a year is not missed by its first quarter' "$(words 5.9) $(words 1.4)" 'not_reached/not_due not_reached/not_due'
is 'a version is reached' "$(words 2.4)" reached/on_course
is 'once a week is 52 a year' "$(words 1.10)" reached/on_course
is 'five enterprises are counted, whatever their share' "$(words 7.3) $(cell "$T/kinds.csv" 7.3 value)" 'reached/on_course 5'
is 'of the remainder nothing is known' "$(words 4.2)" no_data/not_due
like 'and it is said' "$(cell "$T/kinds.csv" 4.2 flags)" 'target_line: chưa có số liệu: Đến 2025, rà soát thành lập thêm 185 Tổ'
kinds 2024-07-01 2024-Q2 s003 "$T/2024-Q1" "$T/2024-Q2"
is 'two quarters of the year together reach it' "$(words 5.9) $(words 1.4)" 'reached/on_course reached/on_course'
is 'one more team is left' "$(words 4.2)" not_reached/not_due
kinds 2024-07-01 2024-Q2 s003 "$T/2024-Q2"
is 'without the first quarter 33 are not 53' "$(words 1.4)" no_data/not_due
kinds 2025-01-10 2024 s003 "$T"/2024-Q{1,2,4}
is 'the year has one quarter less than it should, and enough' "$(words 5.9) $(words 1.4)" 'reached/reached reached/reached'
is 'the remainder is done' "$(words 4.2)" reached/on_course
is 'growth from the baseline: 52,97 and 10 points; the 80 % are due three years on' "$(words 3.3) $(cell "$T/kinds.csv" 3.3 rules | grep -o 'growth_from=[^;]*')" \
	'reached/on_course growth_from=52.97 (2023)'
kinds 2025-01-10 2024 s003 "$T"/2023-Q4 "$T"/2024-Q{1,2,4}
is 'growth from the year before: 80 and 10 points' "$(words 3.3) $(cell "$T/kinds.csv" 3.3 rules | grep -o 'growth_from=[^;]*')" \
	'reached/on_course growth_from=80 (2023)'
year_words=$(words 3.3)
kinds 2025-01-10 2024-Q4 s003 "$T"/2023-Q4 "$T"/2024-Q{1,2,4}
is 'its last quarter grows from the same year' "$(words 3.3) $(cell "$T/kinds.csv" 3.3 rules | grep -o 'growth_from=[^;]*')" \
	"$year_words growth_from=80 (2023)"
kinds 2025-01-10 2024 s003 "$T"/2023-Q4 "$T"/2024-Q{1,2,4}
is 'a platform more than in 2023' "$(words 3.6) $(cell "$T/kinds.csv" 3.6 rules | grep -o 'growth_from=[^;]*')" 'reached/reached growth_from=4 (2023)'
sent 2024-Q4 3.3/a=89999@hộ 3.3/b=100000@hộ 3.6/a=4 3.6/b=7 3.6/c=4 3.6/d=4
kinds 2025-01-10 2024 s003 "$T"/2023-Q4 "$T"/2024-Q{1,2,4}
is 'a household less is not' "$(words 3.3) $(words 3.6)" 'not_reached/not_reached not_reached/not_reached'
like 'and which part of the line is told' "$(cell "$T/kinds.csv" 3.3 flags)" 'target_line: chưa đạt: Hằng năm \(phấn đấu mỗi năm tăng trưởng 10-15%\)'
sent 2024-Q4 's000.I.1/a=3@xã' 's000.I.1/b=13@xã' s003.muc-tieu.1/chinh_phu_so=0,75@điểm s003.muc-tieu.1/kinh_te_so=0,69@điểm \
	s003.muc-tieu.1/xa_hoi_so=0,8@điểm s003.muc-tieu.2/hang=30
kinds 2025-01-10 2024 s000 "$T/2024-Q4"
is 'a commune measured, its speed not told' "$(words s000.I.1)" no_data/overdue
is 'both conditions are the target' "$(cell "$T/kinds.csv" s000.I.1 target)" '20%; đảm bảo đạt 40 Mbps'
like 'the one that is missing is told' "$(cell "$T/kinds.csv" s000.I.1 flags)" 'target_line: chưa có số liệu: đảm bảo đạt 40 Mbps'
kinds 2025-01-10 2024 s003-muc-tieu "$T/2024-Q4"
is 'the least pillar decides, whatever the others' "$(words s003.muc-tieu.1) $(cell "$T/kinds.csv" s003.muc-tieu.1 value)" 'not_reached/undated 0.69'
like 'by name' "$(cell "$T/kinds.csv" s003.muc-tieu.1 flags)" 'chưa đạt ở: Kinh tế số 0,6900\]'
is 'the thirtieth is among thirty' "$(words s003.muc-tieu.2)" reached/reached
for speed in 39,9 40; do
	sent 2024-Q4 's000.I.1/a=3@xã' 's000.I.1/b=13@xã' "s000.I.1/toc_do=$speed@Mbps" s003.muc-tieu.2/hang=31
	kinds 2025-01-10 2024 s000 "$T/2024-Q4"
	is "$speed Mbps" "$(words s000.I.1)" "$([ $speed = 40 ] && echo reached/reached || echo not_reached/not_reached)"
done

# what cannot be held against its figure has its reason, or is found
mkdir "$T/held"
{
	head -n 1 "$T/targets"
	grep '^s003,1.4,' "$T/targets" | sed 's/,n$/,m/'
	grep '^s003,1.8,' "$T/targets" | sed 's/,lan-nam,/,to,/'
	grep '^s003,2.9,' "$T/targets" | sed 's/,task,ge,1,/,task,ge,một,/'
} >"$T/held/targets.csv"
exit_is 'a target that nothing can be held against is a finding' 78 chiso-catalog lint --catalog pipeline/catalog --catalog "$T/held"
like 'without the variable' "$(cat "$T/out")" 'targets.csv:2: 1.4: found m, expected a variable of the indicator'
like 'in another unit' "$(cat "$T/out")" 'targets.csv:3: 1.8: found unit to of "lan-tuan", expected the same unit, or a reason'
like 'or without a number' "$(cat "$T/out")" 'targets.csv:4: 2.9: found một, expected a number'

# README's target, by rows alone
README=pipeline/catalog/README.md
my=$T/my
mkdir "$my"
block() { awk -v first="    $1" 'index($0, first) == 1 { on = 1 } on && !/^    / { exit } on { print substr($0, 5) }' "$README"; }
block 'source,title,' >"$my/sources.csv"
block 'set,title_vi,territory,document' >"$my/sets.csv"
block 'indicator,title_vi,unit,digits,period_kind' >"$my/indicators.csv"
block 'set,seq,stt,indicator' >"$my/set_rows.csv"
block 'set,indicator,level,year' >"$my/targets.csv"
block 'set,indicator,level,on_date' >"$my/milestones.csv"
block 'a,b,relation' >"$my/relations.csv"
both=(--catalog pipeline/catalog --catalog "$my")
exit_is "README's target is clean" 0 chiso-catalog lint "${both[@]}"
is 'it stands in the list' "$(chiso-catalog show due --now 2024-04-01 "${both[@]}" | grep ',ke-hoach-9,' | cut -d, -f1-3)" 'ahead,2024-12-31,274'
is 'and is covered' "$(chiso-catalog show coverage "${both[@]}" | grep -c '^targets,"KH9-2024 dòng 12, kh9.1","\?ge 60 %')" 1
compute "${both[@]}" --now 2024-04-01 --period 2024-Q1 --set ke-hoach-9 -o "$T/mine.csv" "${M[@]}"
compute --now 2024-04-01 --period 2024-Q1 --set ho-so-tthc --agency H34 -o "$T/hs.csv" "${M[@]}"
is 'it has the value of what it is the same as' "$(cell "$T/mine.csv" kh9.1 value)" "$(cell "$T/hs.csv" hs.ty-le-truc-tuyen value)"
like 'and a word of the calendar' "$(cell "$T/mine.csv" kh9.1 due_status)" '^(on_course|behind)$'
done_testing
