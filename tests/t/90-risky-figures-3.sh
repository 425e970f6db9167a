#!/bin/bash
# The figures that could embarrass a province, rows 25 to 34: each row has its check here.
. "$(dirname "$0")/../lib/tap.sh"
. "$ROOT/tests/lib/risky.sh"
. "$ROOT/tests/lib/documents.sh"

S=$ROOT/samples
NOW=2024-04-01
index() { # "INDICATOR VAR=VALUE UNIT" …: the index of Kon Tum in 2024-Q1
	variables 2024-Q1 "$@" | stream bien-so-chi-so >"$T/m"
	with_my chiso-compute --now $NOW --period 2024-Q1 --set s003 --agency H34 "$T/m" >"$T/got"
}

# 25: fractions are not added over rows
index '7.7 a=50 doanh-nghiep' '7.7 b=100 doanh-nghiep' '7.6 a=80 doanh-nghiep' '7.6 b=100 doanh-nghiep'
is 'risky 25: a score is a fraction while points are unknown' "$(cell "$T/got" 7.7 score) $(cell "$T/got" 7.7 score_max)" '0.5 '
like 'risky 25: and says so' "$(cell "$T/got" 7.7 flags)" points_unknown
with_my chiso-compute --now $NOW --period 2024-Q1 --set s003-diem --agency H34 "$T/m" >"$T/got"
is 'risky 25: no pillar and no total has a number' "$(awk -F, '/^indicator/ && ($9 != "" || $12 != "")' "$T/got")" ''
like 'risky 25: but the reason' "$(cell "$T/got" dti.7 reason)" 'points unknown|not received'

# 26: over the maximum
index '4.9 a=80 sinh-vien' '4.9 b=100 sinh-vien'
is 'risky 26: 4.9 has no cap: 80 % of 50 %' "$(cell "$T/got" 4.9 score)" 1.6
like 'risky 26: flagged, with the value as written' "$(cell "$T/got" 4.9 flags)" 'score_over_max: [^(]*\(1,6'
index '7.6 a=100 doanh-nghiep' '7.6 b=100 doanh-nghiep'
is 'risky 26: 7.6 is capped by its rule' "$(cell "$T/got" 7.6 score)" 1
unlike 'risky 26: and is no finding' "$(cell "$T/got" 7.6 flags)" score_over_max

# 27: Min-Max
index '5.10 n=4 su-co'
is 'risky 27: 5.10 has its value' "$(cell "$T/got" 5.10 value)" 4
is 'risky 27: and no score without the other provinces' "$(cell "$T/got" 5.10 score)" ''
like 'risky 27: with the reason' "$(cell "$T/got" 5.10 reason)" 'peer'
printf 'setting,value,source\npeers_least,2,CHISO test\n' >"$MY/settings.csv" # two other provinces are enough here
peers() { # VALUE …: of other provinces
	variables 2024-Q1 '5.10 n=4 su-co'
	local i=10 v
	for v; do echo "peer_value,5.10,H$((i += 1)),2024-Q1,last,su-co,$v,,$v,0,,,,kind=exact,2024-01-01|2024-01-01|m|h"; done
}
peers 0 8 | stream 'bien-so-chi-so chi-so-tinh-khac' >"$T/m"
with_my chiso-compute --now $NOW --period 2024-Q1 --set s003 --agency H34 "$T/m" >"$T/got"
is 'risky 27: the more incidents the more points: 4 between 0 and 8' "$(cell "$T/got" 5.10 score)" 0.5
{
	peers 0 8
	for own in 'H34 90' 'H34.19 80'; do # of an earlier message: its own bodies are no other provinces
		echo "peer_value,5.10,${own% *},2024-Q1,last,su-co,${own#* },,${own#* },0,,,,kind=exact,2024-01-01|2024-01-01|m|h"
	done
} | stream 'bien-so-chi-so chi-so-tinh-khac' >"$T/m"
with_my chiso-compute --now $NOW --period 2024-Q1 --set s003 --agency H34 "$T/m" >"$T/got"
is 'risky 27: what is said of the province itself is no peer' "$(cell "$T/got" 5.10 score)" 0.5
peers 4 4 | stream 'bien-so-chi-so chi-so-tinh-khac' >"$T/m"
with_my chiso-compute --now $NOW --period 2024-Q1 --set s003 --agency H34 "$T/m" >"$T/got"
is 'risky 27: all equal is 0/0' "$(cell "$T/got" 5.10 score)" ''
like 'risky 27: and says so' "$(cell "$T/got" 5.10 reason)" 'zero denominator'

rm "$MY/settings.csv"

# 28: nothing happened
index '5.5 a=0 dia-chi' '5.5 b=0 dia-chi' '5.11 a=0 su-co' '5.11 b=0 su-co' '8.8.2.1 a=0 pakn' '8.8.2.1 b=0 pakn'
for i in 5.5 5.11 8.8.2.1; do
	is "risky 28: $i of 0/0 is neither 0 nor 100" "$(cell "$T/got" $i value)|$(cell "$T/got" $i score)" '|'
	like "risky 28: $i says why" "$(cell "$T/got" $i reason)" 'zero denominator'
done

# 29, 30: what S003 states
document_findings >"$T/findings"
like 'risky 29: 8713 people and 2,65 % imply 328 792' "$(grep '^4\.11 ' "$T/findings")" 'number_of_several_denominators: .*8713/2,65 = 328792'
like 'risky 29: which is not both denominators' "$(grep '^4\.11 ' "$T/findings")" '4\.11: dan-so, .*4\.10: dan-so-lao-dong'
like 'risky 30: 7.6 above 7.7' "$(grep '^7\.6 ' "$T/findings")" 'looks_swapped: .*7\.6: 1539; kq2023\.7\.7: 247'
like 'risky 30: 8 units left of 31 - 24' "$(grep '^5\.1 ' "$T/findings")" 'left_differs: .*8; 31 - 8 = 23: 74; 77'
like 'risky 30: 13/21 against the list of 23' "$(grep '^6\.7 ' "$T/findings")" 'denominator_second_value: .*ndxp: 21; .*: 23'
is 'risky 30: 18/21 are the applications of the province, which that list does not count' "$(grep '^6\.6 ' "$T/findings")" ''
like 'risky 30: and 71 against 63' "$(chiso-compute -q --now $NOW --period 2024-Q1 "$S/bao-cao-quy/2024-Q1.measures.csv" | grep ',I\.12,')" 'Còn lại 71\\; 82 - 19 = 63'

# 31: no trend over a changed definition
two_quarters() { {
	sums 2024-Q1 H34 on_time=90 overdue=10
	sums 2024-Q2 H34 on_time=50 overdue=50
} | stream hoso-tthc >"$T/m" && with_my chiso-compute --now 2024-07-01 --period 2024-Q2 --set ho-so-tthc --agency H34 "$T/m" >"$T/got"; }
two_quarters
like 'risky 31: 90 to 50 is a jump' "$(cell "$T/got" hs.ty-le-dung-han flags)" 'jump: .*2024-Q1: 90,00; 2024-Q2: 50,00'
unlike 'risky 31: of one definition' "$(cell "$T/got" hs.ty-le-dung-han flags)" definition_changed
/usr/bin/python3 - "$ROOT/pipeline/catalog/base/indicators.csv" "$T/base" <<'PY'
import csv, os, shutil, sys
shutil.copytree(os.path.dirname(sys.argv[1]), sys.argv[2])
rows = list(csv.DictReader(open(sys.argv[1], encoding="utf-8")))
with open(sys.argv[2] + "/indicators.csv", "w", encoding="utf-8") as out:
    w = csv.DictWriter(out, rows[0].keys(), lineterminator="\n")
    w.writeheader()
    for r in rows:
        if r["indicator"] == "hs.ty-le-dung-han":
            w.writerow(dict(r, valid_to="2024-03-31"))
            r = dict(r, valid_from="2024-04-01", title_vi=r["title_vi"] + ", cách tính mới")
        w.writerow(r)
PY
saved=("${CATALOGS[@]}")
CATALOGS[1]=$T/base
two_quarters
like 'risky 31: another definition is a break' "$(cell "$T/got" hs.ty-le-dung-han flags)" 'definition_changed: .*2024-Q1 \| 2024-Q2'
unlike 'risky 31: over which nothing is compared' "$(cell "$T/got" hs.ty-le-dung-han flags)" 'jump:'
CATALOGS=("${saved[@]}")

# 32: money, by the thresholds of a year
index_of_year() { # "INDICATOR VAR=VALUE UNIT" …: the index of Kon Tum in the year 2024
	variables 2024-Q4 "$@" | stream bien-so-chi-so >"$T/m"
	with_my chiso-compute --now 2025-01-10 --period 2024 --set s003 --agency H34 "$T/m" >"$T/got"
}
index_of_year '5.12.2 x=1999999999 dong'
is 'risky 32: 1.999.999.999 đồng are less than 2 tỷ' "$(cell "$T/got" 5.12.2 score)" 0.7
is 'risky 32: and are not printed as 2' "$(cell "$T/got" 5.12.2 shown)" 1,999999999
index_of_year '5.12.2 x=2000000000 dong'
is 'risky 32: one đồng more are 2 tỷ' "$(cell "$T/got" 5.12.2 score)" 1
is 'risky 32: which are printed as they are' "$(cell "$T/got" 5.12.2 shown)" 2,00
index_of_year '5.12.1.a a=9999999900 dong' '5.12.1.b b=0 dong' '5.12.1 c=100000000000 dong'
is 'risky 32: 9,99999… % score by the step below 10 %' "$(cell "$T/got" 5.12.1 score)" 0.7
is 'risky 32: and are not printed as 10 %' "$(cell "$T/got" 5.12.1 shown)" 9,9999999
index '7.7 a=99999999 doanh-nghiep' '7.7 b=100000000 doanh-nghiep'
is 'risky 32: a score that grows with the value has no step to cross' "$(cell "$T/got" 7.7 shown)" 100,00
index '7.1 a=5' '7.1 b=100'
like 'risky 32: a unit is mandatory where the document names none' "$(cell "$T/got" 7.1 reason)" 'has no unit'

# 33: stated per cents are not averaged
{ for x in 40 41; do echo "report_ket_qua,I.1,H34.$x,2024-Q1,stated,%,100,,100%,0,,,,kind=exact,x|x|x|x"; done; } | stream bao-cao-quy >"$T/m"
sed -n '1p; s/^s004-2024,\([^,]*\),ba-ria-vung-tau,/s004-2024,\1,kon-tum,/p' "$ROOT/pipeline/catalog/ba-ria-vung-tau/sets.csv" >"$MY/sets.csv"
with_my chiso-compute --now $NOW --period 2024-Q1 --set s004-2024 --agency H34 "$T/m" >"$T/got"
is 'risky 33: 100 % of two districts is no 100 % of the province' "$(cell "$T/got" I.1 value)" ''
like 'risky 33: it says so' "$(cell "$T/got" I.1 reason)" 'is stated: it is not added up or averaged'
rm "$MY/sets.csv"
with_my chiso-compute --now 2024-07-01 --period 2024-Q1+2024-Q2 --set s004-2024 "$S/bao-cao-quy/2024-Q1.measures.csv" >"$T/got"
like 'risky 33: nor are quarters' "$(cell "$T/got" I.1 reason)" 'is stated: it is not added up or averaged'

# 34: the rule stands beside the rate
sums 2024-Q1 H34 on_time=9 overdue=1 | stream hoso-tthc >"$T/m"
with_my chiso-compute --now $NOW --period 2024-Q1 --set ho-so-tthc --agency H34 "$T/m" >"$T/got"
is 'risky 34: end date, comparison, missing due dates, states' "$(cell "$T/got" hs.ty-le-dung-han rules)" \
	'calendar=duong-lich; compare=date; end_date=ngay_ket_thuc; missing_due=left_out; resolved_states=9 10; giả định chờ xác nhận (assumed): QUY-TAC-HO-SO'
like 'risky 34: on the page, too' "$(cat "$ROOT/sql/share/20-chi-so.sql")" 'rules_vi AS quy_tac'
done_testing
