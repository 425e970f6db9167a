#!/bin/bash
# What figures divide by: entered once, in its own unit, and taken by all who divide by it, in theirs.
. "$(dirname "$0")/../lib/tap.sh"
. "$ROOT/tests/lib/risky.sh"

entered() { # DENOMINATOR,DATE,VALUE,UNIT …: what the overlay enters for Kon Tum
	local d date value unit line
	echo denominator,territory,date,document,value,unit,valid_from,valid_to,source >"$MY/denominator_values.csv"
	for line; do
		IFS=, read -r d date value unit <<<"$line"
		echo "$d,kon-tum,$date,Niên giám,$value,$unit,,,CHISO test" >>"$MY/denominator_values.csv"
	done
}
compute() { # PERIOD: of the variables on stdin, into $T/got
	stream bien-so-chi-so >"$T/m"
	with_my chiso-compute --now 2025-07-01 --period "$1" --set s003 --agency H34 "$T/m" >"$T/got"
}
column() { # COLUMN INDICATOR…
	local what=$1 id line=
	shift
	for id; do line+=" $(cell "$T/got" "$id" "$what")"; done
	echo "${line# }"
}

# lint
entered dan-so,2024-03-31,-100000,ho ho,2024-03-31,0,ho he-thong,2024-03-31,31,he-thong
exit_is 'a denominator in a strange unit, below zero and of zero' 78 with_my chiso-catalog lint
like 'the unit' "$(cat "$T/out")" "denominator_values.csv:2: column unit: found 'ho', expected 'nguoi': the unit of denominator dan-so"
like 'below zero' "$(cat "$T/out")" "denominator_values.csv:2: column value: found '-100000', expected more than 0"
like 'zero' "$(cat "$T/out")" "denominator_values.csv:3: column value: found '0', expected more than 0"
is 'and nothing else' "$(grep -c denominator_values "$T/out")" 3

# one value, whoever divides by it
entered don-vi-cap-xa,2024-03-31,102,xa cong-chuc-vien-chuc,2024-03-31,8000,nguoi doanh-nghiep-nho-vua,2024-03-31,2000,doanh-nghiep
exit_is 'right ones are no finding' 0 with_my chiso-catalog lint
variables 2024-Q1 '3.4 a=51 xa' '4.7 a=400 nguoi' '7.4 a=100 doanh-nghiep' '7.5 a=500 doanh-nghiep' '4.6 a=80 nguoi' | compute 2024-Q1
is 'communes, officials, small enterprises' "$(column value 3.4 4.6 4.7 7.4 7.5)" '50 1 5 5 25'
like 'with the name and the source' "$(column rules 7.5)" 'denominator=doanh-nghiep-nho-vua 2024-03-31 Niên giám'
variables 2024-Q1 '7.4 a=100 doanh-nghiep' '7.4 b=1999 doanh-nghiep' '7.5 a=500 doanh-nghiep' | compute 2024-Q1
like 'another one that was sent is held against it' "$(column flags 7.4)" 'gate denominator_second_value: .*doanh-nghiep-nho-vua: 1999; Niên giám: 2000'
rm "$MY/denominator_values.csv"
variables 2024-Q1 '4.6 a=80 nguoi' '4.6 b=8000 nguoi' '4.7 a=400 nguoi' '4.7 b=8001 nguoi' | compute 2024-Q1
like 'two rows that divide by different numbers of officials' "$(column flags 4.7)" 'gate denominator_second_value: .*cong-chuc-vien-chuc: 8001; 4.6: 8000'

# the year's spending: in đồng, in tỷ đồng
spent=(2024-Q4 '6.22.1 a=60000000000 dong' '6.22.2 b=40000000000 dong' '7.11 a=25000000000 dong' '7.12 a=50000000000 dong')
entered chi-ngan-sach,2024-12-31,10000000000000,dong
exit_is 'the spending is entered in its unit' 0 with_my chiso-catalog lint
variables "${spent[@]}" | compute 2024
is 'of the year, each in its own unit' "$(column value 6.22 7.11 7.12)" '1 0.25 0.5'
variables "${spent[@]}" | compute 2024-Q4
is 'its last quarter is no year' "$(column value 6.22 7.11 7.12)" '  '
variables "${spent[@]}" | compute 2024-Q4
like 'and says so' "$(column reason 7.11)" '7.11 b not received'
variables "${spent[@]}" '6.22 c=10000000000000 dong' '7.11 b=10000000000000 dong' '7.12 b=9999000000000 dong' | compute 2024
unlike 'the same in đồng and in tỷ đồng is one value' "$(column flags 7.11)" denominator_second_value
like 'another is not' "$(column flags 7.12)" 'denominator_second_value: .*chi-ngan-sach: 9999000000000; Niên giám: 10000000000000; 6.22: 10000000000000'
entered chi-ngan-sach,2023-12-31,9000000000000,dong
variables "${spent[@]}" | compute 2024
is "last year's spending is not this year's" "$(column value 6.22 7.11)" ' '
done_testing
