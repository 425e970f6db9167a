#!/bin/bash
# Rows of the index that were read wrongly once: each as its document has it.
# shellcheck source=tests/lib/tap.sh
. "$(dirname "$0")/../lib/tap.sh"
# shellcheck source=tests/lib/risky.sh
. "$ROOT/tests/lib/risky.sh"

compute() { # PERIOD [NOW] < rows of measures
	stream 'bien-so-chi-so danh-muc-ket-noi' >"$T/m"
	with_my chiso-compute --now "${2:-2025-01-10}" --period "$1" --set s003 --agency H34 "$T/m" >"$T/got"
}
of() { cell "$T/got" "$1" "$2"; }
words() { echo "$(of "$1" status)/$(of "$1" due_status)"; }

# 6.6 and 6.7: the province's applications, and the centre's register
register() {
	sums "$1" H34 systems_listed=23 systems_connected=13 | sed 's/,H34,/,H34.?,/'
}
{
	variables 2024-Q1 '6.6 a=18 ung-dung' '6.6 b=21 ung-dung' '6.7 stated_a=13 he-thong' '6.7 stated_b=21 he-thong'
	register 2024-Q1
} | compute 2024-Q1
is '6.6 is 18 of 21 applications of the province' "$(of 6.6 numerator)/$(of 6.6 denominator) $(of 6.6 basis)" '18/21 computed'
unlike 'nothing of the register stands beside it' "$(of 6.6 flags)" 'stated_beside|denominator_second_value'
is '6.7 is the register: 13 of 23' "$(of 6.7 numerator)/$(of 6.7 denominator) $(of 6.7 basis)" '13/23 both'
like 'beside what the document states' "$(of 6.7 flags)" 'stated_beside: [^(]*\(13/21 ≠ 13/23\)'
register 2024-Q1 | compute 2024-Q1
is 'without its own variables 6.6 has nothing' "$(of 6.6 value)" ''
like 'and asks for them' "$(of 6.6 reason)" '6\.6 a not received'
is 'the words of the document are its unit' "$(chiso-catalog find value '18 ứng dụng')" "$(chiso-catalog find value '18 ứng dụng' | grep 'unit=ung-dung')"

# the register's own words
{
	echo '<DanhMucKetNoi xmlns="http://lris.example/bien-so-chi-so/1.0">'
	n=0
	for word in 'Đã kết nối' 'đã kết nối' 'ĐÃ KẾT NỐI' Có 1 true True 'Chưa kết nối' 'chưa kết nối' 'CHƯA KẾT NỐI' Không 0 false False 'Đang kết nối' 'Kết nối'; do
		echo "<HeThong><STT>$((n += 1))</STT><HieuLucTu>2024-02-01</HieuLucTu><Ten>Hệ thống $n</Ten><DaKetNoi>$word</DaKetNoi></HeThong>"
	done
	echo '</DanhMucKetNoi>'
} >"$T/list.xml"
echo 'sent_at=2024-02-01T08:00:00+07:00' >"$T/list.xml.meta"
with_my chiso-extract --now 2024-04-01 --feed danh-muc-ket-noi "$T/list.xml" |
	with_my chiso-normalize --now 2024-04-01 --feed danh-muc-ket-noi --rejects "$T/rejects" >"$T/clean"
is 'connected and not, as the document writes them' "$(/usr/bin/python3 -c 'import csv, sys
print("".join(r["da_ket_noi"] for r in csv.DictReader(open(sys.argv[1], encoding="utf-8")) if r["_kind"] == "clean"))' "$T/clean")" tttttttfffffff
is 'what is neither is refused' "$(grep -c ',bool.unknown,' "$T/rejects")" 2

# three pairs that are not the same
relation() { chiso-catalog show relations | awk -F, -v a="$1" -v b="$2" '($1 == a && $2 == b) || ($1 == b && $2 == a) { print $1, $3 }'; }
is 'officials trained in digital skills, civil servants in digital transformation' "$(relation s000.III.10 4.7)" 's000.III.10 broader'
is 'a digital address, one with the basic fields' "$(relation s000.V.28 8.4)" '8.4 broader'
is 'services with dossiers, services with dossiers online' "$(relation s001.5 6.11)" 's001.5 different'
variables 2024-Q4 '4.7 a=80 nguoi' '4.7 b=100 nguoi' '8.4 a=98 ho' '8.4 b=100 ho' | stream bien-so-chi-so >"$T/m"
with_my chiso-compute --now 2025-01-10 --period 2024 --set s000 --agency H34 "$T/m" >"$T/got"
is 'so neither lends its value' "$(of s000.III.10 value)$(of s000.V.28 value)" ''
chiso-catalog lint >"$T/lint" 2>&1
like 'but a person is still told of the two targets' "$(cat "$T/lint")" 'conflict kon-tum s000\.V\.28: >20 %, and 8\.4: Phấn đấu đạt 99% \(broader\)'
like 'and of what was measured near it' "$(cat "$T/lint")" 'past kon-tum s000\.III\.10: 50%, and Đã đạt 68% was measured \(4\.7\), which is near it, not the same'

# 3.3: 80 % by 10 to 15 points a year from 52,97 %
fibre() { # HOUSEHOLDS PERIOD NOW
	variables "${2%-Q*}-Q4" "3.3 a=$1 ho" '3.3 b=10000 ho' | compute "$2" "$3"
}
fibre 6300 2024 2025-01-10
is '63 % at the end of 2024 are on the path' "$(words 3.3)" not_reached/on_course
fibre 6297 2024 2024-12-31
is 'so are 62,97 % on the very day' "$(words 3.3)" not_reached/on_course
fibre 6296 2024 2025-01-10
is '62,96 % are not: ten points were asked for' "$(words 3.3)" not_reached/not_reached
like 'which part of the cell it is' "$(of 3.3 flags)" 'chưa đạt: Hằng năm \(phấn đấu mỗi năm tăng trưởng 10-15%\)'
fibre 8000 2024 2025-01-10
is '80 % are reached, two years early' "$(words 3.3)" reached/on_course
is 'the day of the 80 % is that of the slower path' "$(chiso-catalog show targets | sed -n 's/^s003,3\.3,,province,2024,80%,level,ge,80,,%,\([0-9-]*\),.*/\1/p')" 2026-12-31
is 'its milestones are ten points a year' "$(chiso-catalog show milestones | sed -n 's/^s003,3\.3,,province,\([0-9-]*\),ge,\([0-9.]*\),.*/\1 \2/p' | tr '\n' ' ')" \
	'2024-12-31 62.97 2025-12-31 72.97 '

# 3.4: to be maintained, as the deadline's cell says
communes() { variables 2024-Q4 "3.4 a=$1 xa" '3.4 b=102 xa' | compute 2024; }
communes 102
is 'all communes are connected' "$(words 3.4) $(of 3.4 target)" 'reached/maintained Hằng năm (tiếp tục duy trì)'
communes 101
is 'one fell back' "$(words 3.4)" not_reached/relapsed
like 'lint reads it in the other column' "$(cat "$T/lint")" "shifted column 3\.4: a target in the deadline's cell"

# 3.6: what is deployed centrally is deployed, and is one number
platforms() { variables 2024-Q4 "3.6 a=$1 nen-tang" '3.6 b=7 nen-tang' "3.6 c=$2 nen-tang" "3.6 d=$3 nen-tang" | compute 2024; }
platforms 4 3 4
unlike 'three of the four are central' "$(of 3.6 flags)" 'central_exceeds|platforms_differ'
platforms 4 4 4
unlike 'all four are' "$(of 3.6 flags)" 'central_exceeds|platforms_differ'
platforms 4 5 4
like 'five of four are not' "$(of 3.6 flags)" 'central_exceeds: [^(]*\(c = 5, d = 4\)'
platforms 4 3 5
like 'four in the one part, five in the other' "$(of 3.6 flags)" 'platforms_differ: [^(]*\(a = 4, d = 5\)'
printf 'check,set,indicator,kind,params,severity,message_vi,source\nx,,3.6,compare,a lt d,flag,m,CHISO test\n' >"$MY/checks.csv"
exit_is 'a comparison that is none is a finding' 78 with_my chiso-catalog lint
like 'by its words' "$(cat "$T/out")" "checks.csv:2: column params: found 'a lt d', expected VAR gt|ne VAR"
rm "$MY/checks.csv"

# a denominator at another date is another number
entered() { printf 'denominator,territory,date,document,value,unit,source\nhe-thong,kon-tum,%s,Công văn,31,he-thong,CHISO test\n' "$1" >"$MY/denominator_values.csv"; }
systems() { # PERIOD
	variables "$1" '5.7 a=24 he-thong' '5.7 b=33 he-thong' | compute "$2"
	of 5.7 flags
}
entered 2023-12-31
unlike '33 systems in March are no second value of 31 in December' "$(systems 2024-Q1 2024-Q1)" denominator_second_value
entered 2024-03-31
like '33 are, where 31 were entered for the same day' "$(systems 2024-Q1 2024-Q1)" 'gate denominator_second_value: [^(]*\(he-thong: 33; Công văn: 31'
entered 2024-02-15
like 'or for a day of the same quarter' "$(systems 2024-Q1 2024-Q1)" 'gate denominator_second_value'
entered 2024-12-31
unlike 'what was counted in September is no second value of December either' "$(systems 2024-Q3 2024)" denominator_second_value
entered 2024-09-30
like 'but of September' "$(systems 2024-Q3 2024)" 'gate denominator_second_value'
rm "$MY/denominator_values.csv"
{
	variables 2024-Q3 '5.6 a=20 he-thong' '5.6 b=31 he-thong'
	variables 2024-Q4 '5.7 a=24 he-thong' '5.7 b=33 he-thong'
} | compute 2024
unlike 'nor are two rows of one year at two dates' "$(of 5.7 flags)" denominator_second_value
variables 2024-Q4 '5.6 a=20 he-thong' '5.6 b=31 he-thong' '5.7 a=24 he-thong' '5.7 b=33 he-thong' | compute 2024
like 'at one date they are' "$(of 5.7 flags)" 'denominator_second_value: [^(]*\(he-thong: 33; 5\.6: 31\)'
done_testing
