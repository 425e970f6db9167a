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

like 'the figure says that the list is constructed' "$(cell "$T/got" qd528.chia-se flags H34)" 'constructed: .*\(constructed list\)'
sed 's/,1,,,DANH-MUC-528/,,,,DANH-MUC-528/' "$ROOT/pipeline/catalog/kon-tum/datasets.csv" >"$MY/datasets.csv"
compute 2024-Q1 qd-528 "$T/deliveries"
unlike 'a list of the decision itself does not' "$(cell "$T/got" qd528.chia-se numerator H34) $(cell "$T/got" qd528.chia-se flags H34)" '^[^1]|constructed'
rm "$MY/datasets.csv"
compute 2024-Q1 qd-528 --series today --agencies-at 2025-07-15 "$T/deliveries"
is 'by the agencies of a later day the same sets are due and came' "$(share qd528.chia-se H48) $(share qd528.mo H48)" '1/5 1/4'

# nothing received is not zero
reason() { cell "$T/got" "$1" reason "${2:-H34}"; }
compute 2023-Q4 qd-528 "$T/deliveries"
is 'a quarter without a word of what came is not 0 of 2' "$(share qd528.chia-se) $(cell "$T/got" qd528.chia-se value H34)" '/2 '
is 'it says why' "$(reason qd528.chia-se)" 'qd528.chia-se: giao-nhan-du-lieu not received'
{
	sums 2024-Q1 H34 received=5
	variables 2024-Q1 '1.3:a=5 van-ban'
} | stream 'hoso-tthc bien-so-chi-so' >"$T/others"
compute 2024 s000 "$T/others"
is 'other feeds do not make it zero: S000 II.1' "$(cell "$T/got" s000.II.1 value)|$(reason s000.II.1)" '|s000.II.1: giao-nhan-du-lieu not received'
is 'S000 II.2' "$(cell "$T/got" s000.II.2 value)|$(reason s000.II.2)" '|s000.II.2: giao-nhan-du-lieu not received'
compute 2024 s001 "$T/others"
is 'S001 8' "$(cell "$T/got" s001.8 value)|$(reason s001.8 H34.45)" '|s001.8: giao-nhan-du-lieu not received'
deliveries 'khong-co-trong-danh-muc chia-se 01/12/2023' 'cong-chung chia-se 05/02/2024' 'luat-su mo 10/02/2024'
compute 2023-Q4 qd-528 "$T/deliveries"
is 'before its roadmap date a set is not due: two then' "$(share qd528.chia-se)" 0/2
compute 2024-Q2 qd-528 "$T/deliveries"
is 'in June another is' "$(cell "$T/got" qd528.mo denominator H34)" 5
is 'of a quarter without a word nothing is known' "$(share qd528.mo)" /5
compute 2024 qd-528 "$T/deliveries"
is 'over the year what came in a quarter came' "$(share qd528.chia-se)" 1/5

like 'and that one quarter of it told' "$(cell "$T/got" qd528.chia-se flags H34)" 'quarters: 1/4'

# a delivery stands for its frequency
NOW=2026-01-15
told=()
for day in 15/11/2023 15/02/2024 15/05/2024 15/08/2024 15/11/2024 15/02/2025 15/05/2025; do told+=("khong-co-trong-danh-muc mo $day"); done
opened() { # PERIOD: how many of the sets due to be opened stand as delivered
	compute "$1" qd-528 "$T/deliveries"
	cell "$T/got" qd528.mo numerator H34
}
deliveries 'truong-hoc mo 15/07/2024' "${told[@]}"
is 'yearly, delivered in July: in its quarter and three more' \
	"$(opened 2024-Q2)$(opened 2024-Q3)$(opened 2024-Q4)$(opened 2025-Q1)$(opened 2025-Q2)" 01111
deliveries 'truong-hoc mo 01/04/2024' "${told[@]}"
is 'on the first day of its quarter: until the fourth' "$(opened 2024-Q2)$(opened 2025-Q1)$(opened 2025-Q2)" 110
deliveries 'truong-hoc mo 30/06/2024' "${told[@]}"
is 'on the last: the same' "$(opened 2024-Q2)$(opened 2025-Q1)$(opened 2025-Q2)" 110
deliveries 'luat-su mo 30/06/2024' "${told[@]}"
is 'quarterly: in its quarter alone' "$(opened 2024-Q1)$(opened 2024-Q2)$(opened 2024-Q3)" 010
deliveries 'ho-ngheo-kon-ray mo 31/12/2023' "${told[@]}"
is 'the year before: it stands to September, no longer at the end of the year' "$(opened 2024-Q3)$(opened 2024-Q4)$(opened 2024)" 100
deliveries 'ho-ngheo-kon-ray mo 01/01/2024' "${told[@]}"
is 'in the year: the whole of it' "$(opened 2024-Q1)$(opened 2024-Q4)$(opened 2024)" 111
printf 'list,code,title_vi,meaning,source\ntan-suat,yearly,hằng năm,6,CHISO test\n' >"$MY/codes.csv"
is 'for how long is a row of the catalogue: half a year' "$(opened 2024-Q1)$(opened 2024-Q2)$(opened 2024-Q3)" 110
rm "$MY/codes.csv"
sed -e 1b -e '/^ho-so-tthc,/!d' -e 's/,daily,/,yearly,/' "$ROOT/pipeline/catalog/kon-tum/datasets.csv" >"$MY/datasets.csv"
deliveries "${told[@]}"
sums 2024-Q1 H34.01 received=5 | stream hoso-tthc >"$T/dossiers"
own=
for quarter in 2023-Q4 2024-Q1 2024-Q4 2025-Q1; do
	compute $quarter qd-528 "$T/deliveries" "$T/dossiers"
	own+=$(cell "$T/got" qd528.chia-se numerator H34)
done
is 'a yearly set of its own feed: as long' "$own" 0110
rm "$MY/datasets.csv"
deliveries 'ho-ngheo-kon-ray mo 01/03/2024'
printf 'set,title_vi,territory,period_kind,source\nthu,Thử,kon-tum/kon-ray,quarter,CHISO test\n' >"$MY/sets.csv"
printf 'set,seq,indicator,source\nthu,1,qd528.co-quan-mo,CHISO test\n' >"$MY/set_rows.csv"
compute 2024-Q4 thu "$T/deliveries"
is 'what is known to stand needs no later word' "$(share qd528.co-quan-mo H34.45)" 1/1
compute 2025-Q1 thu "$T/deliveries"
is 'when it no longer stands, nothing is known again' "$(share qd528.co-quan-mo H34.45)" /1
rm "$MY/sets.csv" "$MY/set_rows.csv"
NOW=2024-07-01
deliveries 'cong-chung chia-se 05/02/2024' 'cong-chung chia-se 05/03/2024' 'luat-su mo 10/02/2024'

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
