#!/bin/bash
# The figures that could embarrass a province, rows 1 to 12: each row has its check here.
. "$(dirname "$0")/../lib/tap.sh"
. "$ROOT/tests/lib/risky.sh"

S=$ROOT/samples
LIST=$S/danh-muc-tthc/danh-muc_20240205080000.csv
NOW=2024-07-01
aggregate() { with_my chiso-aggregate --now $NOW --feed hoso-tthc --join danh-muc-tthc="$LIST" "$@"; }
compute() { with_my chiso-compute --now $NOW "$@"; }
reports() { # SED: the report of S004, altered
	sed "$1" "$S/bao-cao-quy/2024-Q1.measures.csv" | with_my chiso-compute --now 2024-04-01 --period 2024-Q1 --set s004-2024
}

# 1: one procedure in three communes over two quarters
for q in 02 05; do
	for x in 1 2 3; do echo "H34.40.0$x-$q ma_tthc=2.909001 ma_co_quan=H34.40.0$x ngay_tiep_nhan=2024-$q-10"; done
done | dossiers >"$T/services"
aggregate "$T/services" >"$T/m"
compute --period 2024 --set s003-2024 "$T/m" >"$T/got"
is 'risky 1: a service of three communes and two quarters counts once' "$(cell "$T/got" 6.11 denominator H34)" 1
compute --period 2024-Q1 --set s003-2024 "$T/m" >"$T/got"
is 'risky 1: and once in its quarter' "$(cell "$T/got" 6.11 denominator H34)" 1
aggregate --part 1/2 "$T/services" >"$T/a"
aggregate --part 2/2 "$T/services" >"$T/b"
chiso-aggregate -q --merge "$T/b" "$T/a" >"$T/merged"
same 'risky 1: split and merged gives the same' "$T/merged" "$T/m"

# 2: what no feed has is not computed
is 'risky 2: 6.13 has no value when nobody sent the accounts' "$(compute --period 2024-Q1 --set s003-2024 "$T/m" | grep ',6\.13,' | cut -d, -f9,10)" ','
like 'risky 2: with the reason' "$(compute --period 2024-Q1 --set s003-2024 "$T/m" | grep ',6\.13,')" '6\.13 a not received'
head -n 1 "$ROOT/pipeline/catalog/base/variables.csv" >"$MY/variables.csv"
grep '^6\.13,a,' "$ROOT/pipeline/catalog/base/variables.csv" | sed 's/,index_variable,/,logins,/' >>"$MY/variables.csv"
exit_is 'risky 2: a variable of a measure that is not there is a finding' 78 with_my chiso-catalog lint
like 'risky 2: which lint names' "$(cat "$T/out")" 'logins'
rm "$MY/variables.csv"
head -n 1 "$ROOT/pipeline/catalog/base/measures.csv" >"$MY/measures.csv"
grep '^digitised,' "$ROOT/pipeline/catalog/base/measures.csv" | sed 's/co_thanh_phan_so_hoa/da_so_hoa/' >>"$MY/measures.csv"
exit_is 'risky 2: a measure of a field that no feed has is a finding' 78 with_my chiso-catalog lint
rm "$MY/measures.csv"

# 3: before its day a target is not missed
with_my chiso-compute --now 2024-03-31 --period 2024-Q1 --set s004-2024 "$S/bao-cao-quy/2024-Q1.measures.csv" >"$T/march"
with_my chiso-compute --now 2024-12-31 --period 2024-Q1 --set s004-2024 "$S/bao-cao-quy/2024-Q1.measures.csv" >"$T/december"
is 'risky 3: 26 % of 60 % is not due in March' "$(cell "$T/march" I.9 due_status)" not_due
is 'risky 3: and not reached in December' "$(cell "$T/december" I.9 due_status)" not_reached
is 'risky 3: the value is the same' "$(cell "$T/march" I.9 value)" "$(cell "$T/december" I.9 value)"

# 4: two calendars
for day in 2023-12-14 2023-12-15 2023-12-16 2024-03-14 2024-03-15 2024-04-01; do
	echo "H34.19-$day ma_co_quan=H34.19 ngay_tiep_nhan=$day"
done | dossiers >"$T/boundary"
counts() { # CALENDAR PERIOD
	compute --calendar "$1" --period "$2" --set ho-so-tthc --agency H34 "$T/m" >"$T/got"
	echo "$(cell "$T/got" hs.tiep-nhan value) $(cell "$T/got" hs.tiep-nhan rules)"
}
aggregate "$T/boundary" >"$T/m"
is 'risky 4: calendar quarters: December' "$(counts duong-lich 2023-Q4)" '3 calendar=duong-lich'
is 'risky 4: January to March' "$(counts duong-lich 2024-Q1)" '2 calendar=duong-lich'
is 'risky 4: April' "$(counts duong-lich 2024-Q2)" '1 calendar=duong-lich'
compute --calendar ky-bao-cao-15 --period 2024-Q1 --set ho-so-tthc --agency H34 "$T/m" >"$T/got"
like 'risky 4: one calendar is not read as the other' "$(cell "$T/got" hs.tiep-nhan reason)" 'received is counted by calendar duong-lich, not ky-bao-cao-15'
sed -n '1p; s/^\(received,.*\),duong-lich,/\1,ky-bao-cao-15,/p' "$ROOT/pipeline/catalog/base/measures.csv" >"$MY/measures.csv"
aggregate "$T/boundary" >"$T/m"
is 'risky 4: closed on the 14th: to 14 December' "$(counts ky-bao-cao-15 2023-Q4)" '1 calendar=ky-bao-cao-15'
is 'risky 4: 15 December to 14 March' "$(counts ky-bao-cao-15 2024-Q1)" '3 calendar=ky-bao-cao-15'
is 'risky 4: from 15 March' "$(counts ky-bao-cao-15 2024-Q2)" '2 calendar=ky-bao-cao-15'
rm "$MY/measures.csv"

# 5: flow, stock, distinct
{
	sums 2024-Q1 H34 received=10 list_online=100 list_prefilled=5
	sums 2024-Q2 H34 received=20 list_online=110 list_prefilled=6
	for m in services_partial services_partial_online services_full_online; do echo "$m,,H34,2024-Q1,distinct,,1,z,,,,,,,"; done
	echo 'services_full,,H34,2024-Q1,distinct,,2,a b,,,,,,,'
	echo 'services_full,,H34,2024-Q2,distinct,,2,b c,,,,,,,'
} | stream 'hoso-tthc danh-muc-tthc' >"$T/m"
compute --period 2024 "$T/m" >"$T/got"
is 'risky 5: a flow adds up' "$(cell "$T/got" hs.tiep-nhan value H34)" 30
is 'risky 5: a stock is its last' "$(cell "$T/got" 6.9 denominator H34 s003-2024)" 110
is 'risky 5: a set unites: a, b, c, and z of the other' "$(cell "$T/got" 6.11 denominator H34 s003-2024)" 4
compute --period 2024-Q1+2024-Q2 --set s003-2024 "$T/m" >"$T/got"
like 'risky 5: quarters of a stock are not added' "$(cell "$T/got" 6.9 reason H34 s003-2024)" 'is a stock: its quarters are not added'

# 6: two populations in one numerator
reports '' >"$T/got"
like 'risky 6: the interval, and not proven' "$(cell "$T/got" III.7 flags)" 'not_proven: .*\[70,23; 86,19\]; 75%; 639841 = III\.4'
reports 's/145440+639841/145440+639840/' >"$T/got"
like 'risky 6: the part that is no longer III.4' "$(cell "$T/got" III.7 flags)" 'part_differs'

# 7: subscriptions by households
reports '' >"$T/got"
like 'risky 7: the two kinds are told' "$(cell "$T/got" III.2 flags)" 'different_kinds_stated: .*thue-bao/ho'
is 'risky 7: and the figure is not clamped' "$(cell "$T/got" III.2 shown)" '105,48'
head -n 1 "$ROOT/pipeline/catalog/base/variables.csv" >"$MY/variables.csv"
grep '^3\.3,a,' "$ROOT/pipeline/catalog/base/variables.csv" | sed 's/,ho,/,thue-bao,/' >>"$MY/variables.csv"
{ variables 2024-Q1 '3.3 a=1055 thue-bao' '3.3 b=1000 ho'; } | stream bien-so-chi-so >"$T/m"
compute --period 2024-Q1 --set s003 --agency H34 "$T/m" >"$T/got"
like 'risky 7: computed, too' "$(cell "$T/got" 3.3 flags)" 'different_kinds: .*thue-bao/ho'
is 'risky 7: the score is as the rule says, uncapped' "$(cell "$T/got" 3.3 score)" 1.055
like 'risky 7: and says that it is over' "$(cell "$T/got" 3.3 flags)" 'score_over_max'
rm "$MY/variables.csv"

# 8: who is an adult
reports '' >"$T/got"
like 'risky 8: the denominator and its ages stand beside the figure' "$(cell "$T/got" III.4 rules)" 'denominator=dan-so-truong-thanh \(18\+\)'
like 'risky 8: another set divides by another' "$(cell "$T/got" III.6 rules)" 'denominator=dan-so-15 \(15\+\)'
exit_is 'risky 8: they are not compared' 65 with_my chiso-catalog compare 8.1 III.4
like 'risky 8: and the answer says why' "$(cat "$T/out")" 'refused: 8\.1: dan-so .*III\.4: dan-so-truong-thanh'
exit_is 'risky 8: those that divide by the same are' 0 with_my chiso-catalog compare 8.2 III.6
printf 'a,b,relation,note,valid_from,valid_to,source\n8.1,III.4,same,,,,CHISO test\n' >"$MY/relations.csv"
exit_is 'risky 8: "same" over two denominators is a finding' 78 with_my chiso-catalog lint
like 'risky 8: that names both' "$(cat "$T/out")" 'one divides by dan-so and the other by dan-so-truong-thanh'
rm "$MY/relations.csv"

# 9: population by single year of age
/usr/bin/python3 - "$T" <<'PY'
import sys
rows = [(xa, sex, age, (7 * age + 3 * int(xa) + sex) % 50 + 1) for xa in ("23293", "23296") for sex in (1, 2) for age in range(101)]
with open(sys.argv[1] + "/dan-so.xml", "w", encoding="utf-8") as out:
    out.write('<d:DanSo xmlns:d="http://thongke.example/dan-so/1.0" ngay="31/03/2024" diaBan="000.00.00.H34">')
    for xa, sex, age, n in rows:
        out.write(f'<d:Dong xa="{xa}" gioiTinh="{sex}" tuoi="{age}" soNguoi="{n}"/>')
    out.write("</d:DanSo>")
count = lambda keep: sum(n for xa, sex, age, n in rows if keep(sex, age))
with open(sys.argv[1] + "/truth", "w", encoding="utf-8") as out:
    print("population", count(lambda s, a: True), file=out)
    print("population_14", count(lambda s, a: a >= 14), file=out)
    print("population_15", count(lambda s, a: a >= 15), file=out)
    print("population_18", count(lambda s, a: a >= 18), file=out)
    print("population_working", count(lambda s, a: 15 <= a < (61 if s == 1 else 56)), file=out)
PY
with_my chiso-extract --now 2024-04-01 --feed dan-so --sent-at 2024-04-01T00:00:00+07:00 "$T/dan-so.xml" |
	with_my chiso-normalize --now 2024-04-01 --feed dan-so | with_my chiso-aggregate --now 2024-04-01 --feed dan-so >"$T/population"
grep '^measure' "$T/population" | cut -d, -f2,8 | tr ',' ' ' >"$T/bands"
same 'risky 9: 14+, 15+, adults and working age from one count' "$T/bands" "$T/truth"
variables 2024-Q1 '8.2 a=100 nguoi' '8.3 a=50 nguoi' '4.10 a=10 nguoi' | stream bien-so-chi-so >"$T/m"
compute --period 2024-Q1 --set s003 --agency H34 "$T/m" "$T/population" >"$T/got"
is 'risky 9: all who divide by 15+ divide by it' "$(cell "$T/got" 8.2 denominator) $(cell "$T/got" 8.3 denominator)" \
	"$(sed -n 's/population_15 \(.*\)/\1 \1/p' "$T/truth")"
is 'risky 9: and by the working age' "$(cell "$T/got" 4.10 denominator)" "$(sed -n 's/population_working //p' "$T/truth")"

# 10: one denominator, one value
reports 's/639841,911125/639841,911124/g' >"$T/got"
like 'risky 10: a second value is held' "$(cell "$T/got" III.4 flags)" 'gate denominator_second_value: .*911124.*911125'
reports 's/,29,31,/,29,32,/' >"$T/got"
like 'risky 10: of systems, too' "$(cell "$T/got" I.10 flags)$(cell "$T/got" I.11 flags)" 'gate denominator_second_value: .*he-thong'
reports '' >"$T/got"
unlike 'risky 10: one value is no finding' "$(cell "$T/got" III.4 flags)$(cell "$T/got" III.7 flags)$(cell "$T/got" I.10 flags)$(cell "$T/got" I.11 flags)" 'denominator_second_value'
printf 'denominator,territory,date,document,value,unit,valid_from,valid_to,source\nhe-thong,ba-ria-vung-tau,2024-03-31,another,30,he-thong,,,CHISO test\n' >"$MY/denominator_values.csv"
exit_is 'risky 10: two sources that disagree are a finding' 78 with_my chiso-catalog lint
like 'risky 10: with both values' "$(cat "$T/out")" 'found a second value 30, .* says 31'

# 11: the same number elsewhere
printf 'denominator,territory,date,document,value,unit,valid_from,valid_to,source\nhe-thong,kon-tum,2024-03-31,another,32,he-thong,,,CHISO test\n' >"$MY/denominator_values.csv"
reports '' >"$T/other"
same "risky 11: Kon Tum's 32 systems change nothing of Ba Ria - Vung Tau's 31" "$T/other" "$T/got"
variables 2024-Q1 '5.7 a=24 he-thong' | stream bien-so-chi-so >"$T/m"
compute --period 2024-Q1 --set s003 --agency H34 "$T/m" >"$T/got"
is 'risky 11: and are those of Kon Tum' "$(cell "$T/got" 5.7 denominator)" 32
variables 2024-Q1 '5.2 a=2 he-thong' '5.6 a=31 he-thong' | stream bien-so-chi-so >"$T/m"
compute --period 2024-Q1 --set s003 --agency H34 "$T/m" >"$T/got"
is 'all systems stand under the watched ones (5.6), never under those that carry out their plan (5.2: of the approved)' \
	"$(cell "$T/got" 5.6 denominator) $(cell "$T/got" 5.2 denominator)" '32 '
rm "$MY/denominator_values.csv"

# 12: a remark against the figures
reports '' >"$T/got"
like 'risky 12: 71 is disproved twice' "$(cell "$T/got" I.12 flags)" \
	'Còn lại 71; 82 - 19 = 63; Vũng Tàu 17 \+ Châu Đức 16 \+ Xuyên Mộc 13 \+ Long Điền 7 \+ Phú Mỹ 10 = 63'
reports 's/Còn lại 71/Còn lại 63/' >"$T/got"
unlike 'risky 12: 63 is right' "$(cell "$T/got" I.12 flags)" remainder
done_testing
