#!/bin/bash
# What a sender states with a strange unit, or not as one exact number, is never computed with, and the reason says what was found.
. "$(dirname "$0")/../lib/tap.sh"
. "$ROOT/tests/lib/risky.sh"

# message PERIOD "INDICATOR|VAR|VALUE|UNIT" …: a message of variables, as the province sends it
message() {
	local period=$1 line indicator var value unit
	shift
	echo '<b:GuiBienSo xmlns:b="http://lris.example/bien-so-chi-so/1.0"><b:TieuDe>'
	echo "<b:MaBanTin>m-$period</b:MaBanTin><b:KyBaoCao>$period</b:KyBaoCao><b:DiaBan>H34</b:DiaBan><b:DonViGui>H34</b:DonViGui>"
	echo '<b:ThoiDiemGui>20240705080000</b:ThoiDiemGui></b:TieuDe><b:DanhSach>'
	for line; do
		IFS='|' read -r indicator var value unit <<<"$line"
		value=$(sed 's/</\&lt;/g; s/>/\&gt;/g' <<<"$value")
		echo "<b:BienSo><b:ChiSo>$indicator</b:ChiSo><b:Bien>$var</b:Bien><b:GiaTri>$value</b:GiaTri><b:DonViTinh>$unit</b:DonViTinh>"
		echo '<b:MinhChung><b:SoVanBan>12/BC</b:SoVanBan><b:NgayVanBan>2024-03-31</b:NgayVanBan><b:TrichYeu>Thử</b:TrichYeu></b:MinhChung></b:BienSo>'
	done
	echo '</b:DanhSach></b:GuiBienSo>'
}
# measured FILE…: messages to measures
measured() {
	with_my chiso-extract --now 2024-07-06 --feed bien-so-chi-so "$@" |
		with_my chiso-normalize --now 2024-07-06 --feed bien-so-chi-so --rejects "$T/rejects" |
		with_my chiso-aggregate --now 2024-07-06 --feed bien-so-chi-so
}
compute() { with_my chiso-compute --now 2024-07-06 --period "$1" --set s003 --agency H34 "$T/m" >"$T/got"; }
# answer INDICATOR: its value, else why there is none
answer() { echo "$(cell "$T/got" "$1" value)$(cell "$T/got" "$1" reason)"; }
# sent "INDICATOR|VAR|VALUE|UNIT" …: into $T/got
sent() {
	message 2024-Q1 "$@" >"$T/x.xml"
	measured "$T/x.xml" >"$T/m"
	compute 2024-Q1
}

# a unit that nobody knows
for text in '12 hợp đồng' '3 triệu con' '12 triệu USD' '1000 tấn' '12 con' '12 hộ nghèo'; do
	exit_is "$text has no known unit" 65 chiso-catalog find value "$text"
	is "$text: so it is refused" "$(cat "$T/out")" refused=unit.unknown
done
sent '7.1|a|12|triệu USD' '7.1|b|12|tỷ đồng' '6.22|c|1000|tấn' '8.4|a|12|con' '8.4|b|100|hộ'
is 'the sender is told each of them' "$(cut -d, -f6,8 "$T/rejects" | sed 1d | LC_ALL=C sort | tr '\n' ';')" \
	'unit.unknown,1000 tấn;unit.unknown,12 con;unit.unknown,12 triệu USD;'
is '12 triệu USD are not 12 million đồng' "$(answer 7.1)" '7.1: 7.1 a was sent, but left blank or refused'
is '12 of something are not 12 households' "$(answer 8.4)" '8.4: 8.4 a was sent, but left blank or refused'
unlike '1000 tons are no amount' "$(grep -F '6.22 c' "$T/m")" '1000'
sent '7.1|a|12|hộ' '7.1|b|12|tỷ đồng' '8.4|a|12|' '8.4|b|100|hộ'
is 'a known unit of another kind: what was found and expected' "$(answer 7.1)" '7.1: 7.1 a: found unit ho, expected dong'
is 'a bare number is in the unit of its variable' "$(answer 8.4)" 12
sent '7.1|a|12|' '7.1|b|12|tỷ đồng'
like 'but where the document names none' "$(answer 7.1)" '7.1 a has no unit: .* the sender must'

# a number of things is whole and not below zero: refused where it is read, when it names its unit
sent '3.4|a|-5|xã' '3.4|b|10|xã' '8.4|a|12|hộ' '8.4|b|10,5|hộ' '7.1|a|-1|tỷ đồng' '7.1|b|12|tỷ đồng'
is 'the sender is told each of them' "$(cut -d, -f6,7 "$T/rejects" | sed 1d | LC_ALL=C sort | tr '\n' ';')" \
	'unit.least,"not below the least;unit.least,"not below the least;unit.whole,a whole number of hộ;'
is 'no commune below zero is counted' "$(answer 3.4)" '3.4: 3.4 a was sent, but left blank or refused'
is 'nor half a household' "$(answer 8.4)" '8.4: 8.4 b was sent, but left blank or refused'
# and where it is counted, when it does not
sent '3.4|a|-5|' '3.4|b|10|' '8.4|a|12|' '8.4|b|10,5|'
is 'five communes below zero' "$(answer 3.4)" '3.4: 3.4 a: found -5, expected a whole number of xã not below the least'
is 'half a household' "$(answer 8.4)" '8.4: 8.4 b: found 10,5, expected a whole number of hộ not below the least'
sent '8.4|a|1,000|' '8.4|b|2,000|'
is 'a bare number with two readings' "$(answer 8.4)" \
	"8.4: 8.4 a: found '1,000', expected one reading: before three digits the comma may part thousands"
# and of rows that were kept before that
{
	echo 'index_variable,3.4 a,H34,2024-Q1,last,xa,-5,,-5 xã,0,,,,kind=exact,2024-01-01|2024-01-01|m|h'
	echo 'index_variable,3.4 b,H34,2024-Q1,last,xa,10,,10 xã,0,,,,kind=exact,2024-01-01|2024-01-01|m|h'
	echo 'index_variable,7.1 a,H34,2024-Q1,last,dong,-1000000000,,-1 tỷ đồng,0,,,,kind=exact,2024-01-01|2024-01-01|m|h'
	echo 'index_variable,7.1 b,H34,2024-Q1,last,dong,12000000000,,12 tỷ đồng,0,,,,kind=exact,2024-01-01|2024-01-01|m|h'
} | stream bien-so-chi-so >"$T/m"
compute 2024-Q1
is 'five stored communes below zero' "$(answer 3.4)" '3.4: 3.4 a: found -5 xã, expected a whole number of xã not below the least'
is 'a debt is no spending' "$(answer 7.1)" '7.1: 7.1 a: found -1 tỷ đồng, expected a number of đồng not below the least'

# rows that were kept before words were refused
{
	echo 'index_variable,8.4 a,H34,2024-Q1,last,,12,,12 con,0,,,,kind=exact,2024-01-01|2024-01-01|m|h'
	echo 'index_variable,8.4 b,H34,2024-Q1,last,ho,100,,100 hộ,0,,,,kind=exact,2024-01-01|2024-01-01|m|h'
} | stream bien-so-chi-so >"$T/m"
compute 2024-Q1
is 'a stored number with words behind it is not computed with either' "$(answer 8.4)" "8.4: 8.4 a: found '12 con', expected a unit of units.csv"

# no exact number
for value in 10-15 'khoảng 10' '>=10' 'trên 10' '~10' 'ước đạt 10'; do
	sent "7.8|a|$value|điểm phục vụ" '7.8|b|20|điểm phục vụ'
	is "$value is not 10" "$(answer 7.8)" "7.8: 7.8 a: found '$value điểm phục vụ', expected an exact number"
done
sent '7.8|a|dưới 10|điểm phục vụ' '7.8|b|20|điểm phục vụ'
is 'below 10 is no number' "$(answer 7.8)" "7.8: 7.8 a: found 'dưới 10 điểm phục vụ', expected a number"
sent '5.12.5|x|1-3|tỷ đồng' '5.12.3|x|khoảng 2|tỷ đồng' '5.12.2|x|đạt 2|tỷ đồng' '5.12.4|x|vài|tỷ đồng'
is 'a range of money has no score' "$(answer 5.12.5)$(cell "$T/got" 5.12.5 score)" "5.12.5: 5.12.5 x: found '1-3 tỷ đồng', expected an exact number"
is 'about 2 tỷ has none' "$(cell "$T/got" 5.12.3 score)" ''
is 'what is reached is exact' "$(cell "$T/got" 5.12.2 value)" 2
is 'words are no number' "$(answer 5.12.4)" "5.12.4: 5.12.4 x: found 'vài tỷ đồng', expected a number"
exit_is 'about' 0 chiso-catalog find value 'khoảng 10'
is 'is read as such' "$(cat "$T/out")" 'kind=bound comparator=about low=10 digits=0'

# the quarters of a year: in one unit, each exact
year() { # FIRST SECOND: 5.12.3 of two quarters
	message 2024-Q1 "5.12.3|x|$1" >"$T/a.xml"
	message 2024-Q2 "5.12.3|x|$2" >"$T/b.xml"
	measured "$T/a.xml" "$T/b.xml" >"$T/m"
	compute 2024-Q1+2024-Q2
	answer 5.12.3 # without a score: its thresholds are a year's
}
is 'a quarter in đồng, one in tỷ đồng, one bare' "$(year '500000000|đồng' '1,5|' | sed 's/5.12.3: score: .*//')" 2
like 'a quarter of another kind' "$(year '5|hộ' '1|tỷ đồng')" '5.12.3 x: found the units ho and dong, expected one'
like 'an inexact quarter before an exact one' "$(year 'khoảng 5|tỷ đồng' '1|tỷ đồng')" "found 'khoảng 5 tỷ đồng', expected an exact"

# the other provinces, as many as are needed
{
	variables 2024-Q1 '5.9 n=5 cuoc'
	for n in 01 $(seq -w 3 33); do
		echo "peer_value,5.9,H$n,2024-Q1,last,,1,,1,0,,,,kind=exact,2024-01-01|2024-01-01|m|h"
	done
	echo 'peer_value,5.9,H02,2024-Q1,last,,9,,trên 9,0,,,,kind=bound comparator=gt,2024-01-01|2024-01-01|m|h'
} | stream 'bien-so-chi-so chi-so-tinh-khac' >"$T/m"
compute 2024-Q1
like 'more than 9 is not the greatest of the provinces' "$(answer 5.9)" "5.9: found 'trên 9', expected an exact number"
is 'and there is no score' "$(cell "$T/got" 5.9 score)" ''
done_testing
