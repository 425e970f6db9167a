#!/bin/bash
# Decision 528: how much of what is due was shared and opened, from what was really received (the list of sets is constructed).
. "$(dirname "$0")/../lib/tap.sh"
. "$ROOT/tests/lib/risky.sh"

NOW=2024-07-01
deliveries() { # "CODE HOW DATE[ RECORDS]" …: measures of what came
	local one
	{
		echo '<g:GiaoNhan xmlns:g="http://kho.example/giao-nhan/1.0">'
		for one; do
			# shellcheck disable=SC2086 # words
			set -- $one
			printf '<g:Dong ma="%s" hinhThuc="%s" ngay="%s" coQuan="H34.19" soBanGhi="%s"/>\n' "$1" "$2" "$3" "${4:-10}"
		done
		echo '</g:GiaoNhan>'
	} >"$T/giao-nhan.xml"
	with_my chiso-extract --now $NOW --feed giao-nhan-du-lieu --sent-at 2024-04-01T00:00:00+07:00 "$T/giao-nhan.xml" |
		with_my chiso-normalize --now $NOW --feed giao-nhan-du-lieu | with_my chiso-aggregate --now $NOW --feed giao-nhan-du-lieu >"$T/deliveries"
}
compute() { # PERIOD SET FILE…
	with_my chiso-compute --now $NOW --period "$1" --set "$2" "${@:3}" >"$T/got"
}
share() { echo "$(cell "$T/got" "$1" numerator "${2:-H34}")/$(cell "$T/got" "$1" denominator "${2:-H34}")"; }

deliveries 'cong-chung chia-se 05/02/2024' 'cong-chung chia-se 05/03/2024' 'luat-su mo 10/02/2024' 'co-so-y-te mo 12/03/2024 0' \
	'khong-co-trong-danh-muc chia-se 01/02/2024'
compute 2024-Q1 qd-528 "$T/deliveries"
is 'one of five sets due to be shared came: twice is once, what is not listed does not count' "$(share qd528.chia-se)" 1/5
is 'one of four due to be opened: a file without a record is none' "$(share qd528.mo)" 1/4
is 'as a per cent' "$(cell "$T/got" qd528.chia-se shown H34)" '20,00'

sums 2024-Q1 H34.01 received=5 | stream hoso-tthc >"$T/dossiers"
compute 2024-Q1 qd-528 "$T/deliveries" "$T/dossiers"
is 'records of its own feed deliver a set' "$(share qd528.chia-se)" 2/5
is 'they do not open it' "$(share qd528.mo)" 1/4

compute 2023-Q4 qd-528 "$T/deliveries"
is 'before its roadmap date a set is not due: two then' "$(share qd528.chia-se)" 0/2
compute 2024-Q2 qd-528 "$T/deliveries"
is 'in June another is' "$(cell "$T/got" qd528.mo denominator H34)" 5
compute 2024 qd-528 "$T/deliveries"
is 'over the year what came in a quarter came' "$(share qd528.chia-se)" 1/5

# the wordings of the documents
compute 2024 s000 "$T/deliveries"
is 'S000 II.1' "$(share s000.II.1)" 1/5
is 'S000 II.2' "$(share s000.II.2)" 1/5
deliveries 'ho-ngheo-kon-ray mo 01/03/2024'
compute 2024 s001 "$T/deliveries"
is 'S001 8: of Kon Rẫy one agency of one gives all its open data' "$(share s001.8 H34.45)" 1/1
deliveries 'cong-chung chia-se 05/02/2024'
compute 2024 s001 "$T/deliveries"
is 'and none without' "$(share s001.8 H34.45)" 0/1
compute 2024 s002 "$T/deliveries"
like 'S002 II.1: a district that nobody names has no list' "$(cell "$T/got" s002.II.1 reason)" 'no data set is due'
is 'so it has no value' "$(cell "$T/got" s002.II.1 value)$(cell "$T/got" s002.II.2 value)" ''
is 'the rows of the list say that they are constructed' "$(chiso-catalog -q show datasets | sed 1d | grep -vc ',1,')" 0
done_testing
