#!/bin/bash
# The figures that could embarrass a province, rows 13 to 24: each row has its check here.
. "$(dirname "$0")/../lib/tap.sh"
. "$ROOT/tests/lib/risky.sh"

S=$ROOT/samples
NOW=2024-04-01
compute() { with_my chiso-compute --now $NOW "$@"; }
target() { # COMPARATOR LOW HIGH: of the on-time rate, shown without decimals
	printf 'set,indicator,level,year,text,comparator,low,high,unit,due,valid_from,valid_to,source\nho-so-tthc,hs.ty-le-dung-han,province,2024,test,%s,%s,%s,%%,2024-12-31,,,CHISO test\n' \
		"$1" "$2" "$3" >"$MY/targets.csv"
}
on_time() { # ON-TIME OVERDUE
	sums 2024-Q1 H34 "on_time=$1" "overdue=$2" | stream hoso-tthc >"$T/m"
	compute --period 2024-Q1 --set ho-so-tthc --agency H34 "$T/m" >"$T/got"
}

# 13: rounding does not print a value across its target
head -n 1 "$ROOT/pipeline/catalog/base/indicators.csv" >"$MY/indicators.csv"
grep '^hs\.ty-le-dung-han,' "$ROOT/pipeline/catalog/base/indicators.csv" | sed 's/,%,2,/,%,0,/' >>"$MY/indicators.csv"
target ge 70 ''
on_time 69939 30061
is 'risky 13: 69,939 % of 70 % is not shown as 70 %' "$(cell "$T/got" hs.ty-le-dung-han shown) $(cell "$T/got" hs.ty-le-dung-han status)" '69,9 not_reached'
on_time 69999 30001
is 'risky 13: as many digits as it takes' "$(cell "$T/got" hs.ty-le-dung-han shown)" '69,999'
on_time 70001 29999
is 'risky 13: no more' "$(cell "$T/got" hs.ty-le-dung-han shown) $(cell "$T/got" hs.ty-le-dung-han status)" '70 reached'
rm "$MY/indicators.csv"

# 14: each comparator at the target less one of a hundred thousand, at it, and above
verdicts() {
	local n out=''
	for n in 79999 80000 80001; do
		on_time $n $((100000 - n))
		out+="$(cell "$T/got" hs.ty-le-dung-han status) "
	done
	echo "$out"
}
while read -r comparator expected; do
	[ "$comparator" = plain ] && comparator=''
	target "$comparator" 80 ''
	is "risky 14: ${comparator:-a bare number} at 79,999 80 80,001" "$(verdicts)" "$expected "
done <<'END'
plain not_reached reached reached
ge not_reached reached reached
gt not_reached not_reached reached
le reached reached not_reached
lt reached not_reached not_reached
eq not_reached reached not_reached
END
rm "$MY/targets.csv"

# 15: paid online has three denominators
sums 2024-Q1 H34 received=100 with_fee=40 paid_online=10 fee_sum=1000000 fee_sum_online=900000 | stream hoso-tthc >"$T/m"
compute --period 2024-Q1 --set ho-so-tthc --agency H34 "$T/m" >"$T/got"
is 'risky 15: by dossiers with a fee' "$(cell "$T/got" hs.ty-le-thanh-toan-truc-tuyen value)" 25
is 'risky 15: by money' "$(cell "$T/got" hs.ty-le-gia-tri-truc-tuyen value)" 90
like 'risky 15: both say that the codes are assumed' \
	"$(cell "$T/got" hs.ty-le-thanh-toan-truc-tuyen flags)|$(cell "$T/got" hs.ty-le-gia-tri-truc-tuyen flags)" 'giả định.*\|.*giả định'
like 'risky 15: and by which' "$(cell "$T/got" hs.ty-le-gia-tri-truc-tuyen rules)" 'paid_online_codes=1'
like 'risky 15: by procedures it is another wording' "$(chiso-catalog -q show relations)" 's000\.III\.5,I\.4,different'
{
	sums 2024-Q1 H34 paid_online=10
	sums 2024-Q1 H34 portal_paid_online=12
} | stream 'hoso-tthc doi-chieu-cong' >"$T/m"
compute --period 2024-Q1 --set doi-chieu --agency H34 "$T/m" >"$T/got"
is 'risky 15: ours, the portal, the difference' \
	"$(cell "$T/got" doi-chieu.thanh-toan numerator) $(cell "$T/got" doi-chieu.thanh-toan denominator) $(cell "$T/got" doi-chieu.thanh-toan value)" '10 12 -2'
like 'risky 15: which is flagged' "$(cell "$T/got" doi-chieu.thanh-toan flags)" portal_differs

# 16: a missing channel is a class of its own
channels() { # 1 2 3 absent
	sums 2024-Q1 H34 received=$(($1 + $2 + $3 + $4)) received_channel_1="$1" received_channel_2="$2" received_channel_3="$3" \
		received_channel_absent="$4" | stream hoso-tthc >"$T/m"
	compute --period 2024-Q1 --set ho-so-tthc --agency H34 "$T/m" >"$T/got"
}
channels 100 100 0 2
is 'risky 16: the absent are neither online nor not' "$(cell "$T/got" hs.ty-le-truc-tuyen value)" 50
unlike 'risky 16: 2 of 202 are within 1 %' "$(cell "$T/got" hs.ty-le-truc-tuyen flags)" channel_absent
channels 100 97 0 3
like 'risky 16: 3 of 200 are not, and the figure is held' "$(cell "$T/got" hs.ty-le-truc-tuyen flags)" 'gate channel_absent_held'
channels 10 9 0 1
like 'risky 16: of twenty dossiers it is told and not held' "$(cell "$T/got" hs.ty-le-truc-tuyen flags)" '(^|; )channel_absent:'
unlike 'risky 16: a handful is no gate' "$(cell "$T/got" hs.ty-le-truc-tuyen flags)" gate
sums 2024-Q1 H34 received=10 received_channel_1=5 received_channel_2=2 received_channel_3=0 received_channel_absent=0 | stream hoso-tthc >"$T/m"
compute --period 2024-Q1 --set ho-so-tthc --agency H34 "$T/m" >"$T/got"
like 'risky 16: channels that do not add up are held' "$(cell "$T/got" hs.tiep-nhan flags)" 'gate parts_differ: .*5 \+ 2 \+ 0 \+ 0 = 7; 10'

# 17: stopped dossiers that look finished
printf '%s\n' \
	'A ma_co_quan=H34.19 ngay_tiep_nhan=2024-01-10 trang_thai=9 ngay_hen_tra=2024-01-20 ngay_ket_thuc=2024-01-10' \
	'B ma_co_quan=H34.19 ngay_tiep_nhan=2024-01-10 trang_thai=9 ngay_hen_tra=2024-01-20 ngay_ket_thuc=2024-01-25' \
	'C ma_co_quan=H34.15 ngay_tiep_nhan=2024-01-10 trang_thai=10 ngay_hen_tra=2024-01-20 ngay_ket_thuc=2024-01-19' | dossiers >"$T/states"
with_my chiso-aggregate --now $NOW --feed hoso-tthc "$T/states" >"$T/m"
compute --period 2024-Q1 --set ho-so-tthc "$T/m" >"$T/got"
is 'risky 17: the rate with what looks finished at once' "$(cell "$T/got" hs.ty-le-dung-han value H34.19)" 50
is 'risky 17: and without' "$(cell "$T/got" hs.ty-le-dung-han-loai-dang-ngo value H34.19)" 0
is 'risky 17: the share of zero duration of each agency' \
	"$(cell "$T/got" hs.ty-le-khong-thoi-gian value H34.19) $(cell "$T/got" hs.ty-le-khong-thoi-gian value H34.15)" '50 0'

# 18: one citizen who is thousands
/usr/bin/python3 - "$MY/measures.csv" "$ROOT/pipeline/catalog/base/measures.csv" <<'PY'
import csv, sys
with open(sys.argv[2], encoding="utf-8") as base, open(sys.argv[1], "w", encoding="utf-8") as out:
    header = next(csv.reader(base))
    w = csv.DictWriter(out, header, restval="", lineterminator="\n")
    w.writeheader()
    w.writerow(dict(measure="citizens", feed="hoso-tthc", kind="distinct", value="so_dinh_danh", date="ngay_tiep_nhan", agency="ma_co_quan",
                    unit="nguoi", over_agencies="union", over_time="union", calendar="duong-lich", title_vi="Người nộp", source="CHISO test"))
PY
sed 's/<SoDinhDanh>[^<]*</<SoDinhDanh>000000001</' "$S/hoso-tthc/02-nhieu-ho-so_20240120010000.xml" >"$T/same.xml"
printf 'k %064d\n' 7 >"$T/key"
chmod 600 "$T/key"
with_my chiso-extract --now $NOW --feed hoso-tthc --key "$T/key" --sent-at 2024-01-20T01:00:00+07:00 "$T/same.xml" |
	with_my chiso-normalize --now $NOW --feed hoso-tthc >"$T/clean"
is 'risky 18: 000000001 is nobody' "$(cut -d, -f22 "$T/clean" | sed 1d | sort -u | grep -c .)" 0
with_my chiso-aggregate --now $NOW --feed hoso-tthc "$T/clean" >"$T/m"
is 'risky 18: it counts no person' "$(awk -F, '$2 == "citizens" { n += $8 } END { print n + 0 }' "$T/m")" 0
is 'risky 18: and the count says of how many it knows nothing' \
	"$(awk -F, '$2 == "citizens" { sub(/.*undecided=/, "", $15); n += $15 } END { print n + 0 }' "$T/m")" \
	"$(grep -c '^clean' "$T/clean")"
rm "$MY/measures.csv"

# 19: wordings that look the same
chiso-catalog -q show relations >"$T/relations"
while read -r a b relation; do
	is "risky 19: $a and $b are $relation" "$(awk -F, -v a="$a" -v b="$b" '($1 == a && $2 == b) || ($1 == b && $2 == a) { print $3 }' "$T/relations")" "$relation"
done <<'END'
s000.V.18 3.1 different
3.1 3.2 different
s001.1 s001.16 same_numerator
s000.IV.17 7.6 different
5.2 I.11 same_numerator
6.12 s000.III.7 different
s000.III.1 s000.III.2 different
s000.III.2 I.1 same
s000.III.2 6.8 same
END
like 'risky 19: covered is not connected' "$(grep 's001\.20' "$T/relations")" 's001\.20,[^,]*,(different|broader|same_numerator)'
{
	sums 2024-Q4 H34 list_full=14 list_eligible=25
} | stream 'danh-muc-tthc bien-so-chi-so' >"$T/m"
with_my chiso-compute --now 2025-01-10 --period 2024 --set s000 "$T/m" >"$T/got"
is 'risky 19: what is the same has the value' "$(cell "$T/got" s000.III.2 value H34)" 56
is 'risky 19: what is not has none' "$(cell "$T/got" s000.III.1 value H34)" ''

# 20, 21: targets against each other
with_lint() { chiso-catalog lint "${CATALOGS[@]}" >"$T/findings" 2>&1; }
with_lint
both() { grep -E "$1" "$T/findings" | grep -cE "$2"; }
while read -r number a b; do
	if [ "$(both "$a" "$b")" -gt 0 ]; then pass "risky $number: lint tells of $a and $b"; else fail "risky $number: lint tells of $a and $b" 'no such line'; fi
done <<'END'
20 s000\.V\.19 3\.3
20 5\.2 s000\.VI\.31
20 s000\.III\.10 4\.7
20 s000\.IV\.15 7\.5
20 s000\.V\.28 8\.4
20 s000\.V\.22 8\.2
21 s001\.17 s000\.V\.22
21 s001\.26 s000\.IV\.14
21 s001\.25 s000\.V\.25
21 s001\.11 s000\.IV\.12
21 s001\.23 s000\.V\.24
21 s001\.1 s001\.16
END

# 22: by the agencies of today
sums 2024-Q4 H34.11 received=30 >"$T/rows22"
sums 2024-Q4 H34.19 received=7 >>"$T/rows22"
stream hoso-tthc <"$T/rows22" >"$T/m"
with_my chiso-compute --now 2026-11-22 --series both --period 2024-Q4 --set ho-so-tthc "$T/m" >"$T/got"
is 'risky 22: a department that was split is of nobody' "$(cell "$T/got" hs.tiep-nhan value H48.~ ho-so-tthc@nay)" 30
is 'risky 22: none of its heirs has it' "$(cell "$T/got" hs.tiep-nhan value quang-ngai/so-noi-vu ho-so-tthc@nay)" ''
is 'risky 22: the sum is what it was' "$(cell "$T/got" hs.tiep-nhan value H48 ho-so-tthc@nay)" "$(cell "$T/got" hs.tiep-nhan value H34 ho-so-tthc)"

# 23: communes of the merged provinces
like 'risky 23: the official number is 96, and 168' "$(chiso-catalog show admin_counts)" 'commune,51,96,1,.*commune,79,168,1,|commune,79,168,1,.*commune,51,96,1,'
unlike 'risky 23: the 96, 168, 102, 82 and 77 are complete' "$(cat "$T/findings")" 'of (96|168|102|82|77) units of level commune'
head -n 1 "$ROOT/pipeline/catalog/kon-tum/admin_counts.csv" >"$MY/admin_counts.csv"
grep '102' "$ROOT/pipeline/catalog/kon-tum/admin_counts.csv" | sed 's/102/103/' >>"$MY/admin_counts.csv"
with_my chiso-catalog lint >"$T/findings" 2>&1
like 'risky 23: a commune too few is told' "$(cat "$T/findings")" '102.*103|103.*102'
rm "$MY/admin_counts.csv"

# 24: the index of a merged province
for p in H34:60 H48:71; do echo "dti_main,1,${p%:*},2024-Q4,last,diem,${p#*:},,,,,,,,2024-12-31"; done | stream '' >"$T/m"
with_my chiso-compute --now 2026-11-22 --series today --period 2024 --set dti-hop-nhat-quang-ngai "$T/m" >"$T/got"
is 'risky 24: the mean of the old main indices' "$(cell "$T/got" dti.hop-nhat.1 value)" 65.5
done_testing
