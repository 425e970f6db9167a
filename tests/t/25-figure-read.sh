#!/bin/bash
# What people write is read as a person reads it, or refused; find shows the reading of the night.
. "$(dirname "$0")/../lib/tap.sh"

F=bien-so-chi-so.gia_tri
# reads TEXT READING: what find says of the text, alone and as a cell of the feed
reads() {
	chiso-catalog -q find value -- "$1" >"$T/out" 2>"$T/err"
	is "$1" "$(cat "$T/out")" "$2"
	chiso-catalog -q find value --feed $F -- "$1" >"$T/out" 2>"$T/err"
	like "$1, in a feed" "$(cat "$T/out")" "^gia_tri ${2%% parts=*}"
}
# refuses TEXT CODE
refuses() {
	exit_is "$1 is refused" 65 chiso-catalog -q find value -- "$1"
	is "$1: why" "$(sed 's/ .*//' "$T/out")" "refused=$2"
	exit_is "$1 is refused in a feed" 65 chiso-catalog -q find value --feed $F -- "$1"
	like "$1: why, in a feed" "$(cat "$T/out")" "^gia_tri refused=$2 expected="
}

# thousands apart by any blank
for blank in ' ' $'\u00a0' $'\u2009' $'\u202f' $'\u2007' $'\u2002'; do
	reads "15${blank}000" 'kind=exact low=15000 digits=0'
	reads "1${blank}234${blank}567,5 tỷ đồng" 'kind=exact low=1234567500000000 digits=1 unit=dong'
done
reads '1 170/4 500 CBCCVC' 'kind=fraction numerator=1170 denominator=4500 digits=0 unit=cbccvc'
reads '125,5 m2' 'kind=exact low=125.5 digits=1 unit=m2' # a unit's own digit is no second number
reads '2,75 ha' 'kind=exact low=27500 digits=2 unit=m2'
refuses '3 2 m2' figure.several
refuses '12 m3' figure.several
refuses '1500 000' figure.several
refuses '15 00' figure.several
refuses '15 0000' figure.several
refuses '1.234 567' figure.several
refuses '0 123' figure.several

# words that multiply, then a unit
reads '1,5 triệu người' 'kind=exact low=1500000 digits=1 unit=nguoi'
reads '3 triệu người' 'kind=exact low=3000000 digits=0 unit=nguoi'
reads '2 nghìn hồ sơ' 'kind=exact low=2000 digits=0 unit=ho-so'
reads '2 nghìn hồ sơ đã giải quyết' 'kind=exact low=2000 digits=0 unit=ho-so'
reads '1,234 triệu người' 'kind=exact low=1234000 digits=3 unit=nguoi'
reads '1-1,5 triệu người' 'kind=range low=1000000 high=1500000 digits=1 unit=nguoi'
reads '2 nghìn tỷ đồng' 'kind=exact low=2000000000000 digits=0 unit=dong'
refuses '1,2345 nghìn hộ' unit.whole
refuses '12 triệu USD' unit.unknown
refuses '3 triệu con' unit.unknown
refuses '3 nghìn %' share.unknown
refuses '1000 tấn' unit.unknown

# money
reads '2 tỷ VNĐ' 'kind=exact low=2000000000 digits=0 unit=dong'
reads '200.000 ₫' 'kind=exact low=200000 digits=0 unit=dong'
reads '1.250 tr.đ' 'kind=exact low=1250000000 digits=0 unit=dong'
reads '50000.0000' 'kind=exact low=50000 digits=4'
reads '50000.00 đồng' 'kind=exact low=50000 digits=2 unit=dong'
reads '2,125 tỷ đồng' 'kind=exact low=2125000000 digits=3 unit=dong'
refuses '50000.0001' number.group
refuses '-1 đồng' unit.least

# signs
reads '−5%' 'kind=exact low=-5 digits=0 unit=%'
reads '-5%' 'kind=exact low=-5 digits=0 unit=%'
reads '5 ÷ 6%' 'kind=range low=5 high=6 digits=0 unit=%'
reads '85−90%' 'kind=range low=85 high=90 digits=0 unit=%'
reads $'85\u201190%' 'kind=range low=85 high=90 digits=0 unit=%'
reads 'đạt: 85%' 'kind=exact comparator=eq low=85 digits=0 unit=%'
reads 'Kết quả: đạt 85 %.' 'kind=exact comparator=eq low=85 digits=0 unit=%'
reads '８５％' 'kind=exact low=85 digits=0 unit=%'
reads '９３，５５％（２９／３１）' 'kind=exact low=93.55 numerator=29 denominator=31 digits=2 unit=%'
reads $'8\u200b5%\ufeff' 'kind=exact low=85 digits=0 unit=%'
refuses '5%o' share.unknown
refuses '(5)' figure.brackets
refuses '(93,55%)' figure.brackets
refuses '(khoảng 5)' figure.brackets
refuses '(5) nền tảng' figure.brackets
refuses '(5)%' figure.brackets

# bits and bytes
reads '200 Mb/s' 'kind=exact low=200000000 digits=0 unit=bps'
reads '200 Mbps' 'kind=exact low=200000000 digits=0 unit=bps'
reads '200 MB/s' 'kind=exact low=1600000000 digits=0 unit=bps'
reads '200 MBps' 'kind=exact low=1600000000 digits=0 unit=bps'
refuses '200 MBPS' unit.unknown

# two numbers in one cell
reads '93,55% (29/31)' 'kind=exact low=93.55 numerator=29 denominator=31 digits=2 unit=%'
reads '29/31 (93,55%)' 'kind=exact low=93.55 numerator=29 denominator=31 digits=2 unit=%'
reads '29/31 HTTT (đạt 93,55%)' 'kind=exact low=93.55 numerator=29 denominator=31 digits=2 unit=%'
reads '8713 người được tập huấn (đạt 2.65%)' 'kind=exact low=8713 digits=0 unit=nguoi parts=eq 2.65 %'
reads 'khoảng 29/31 (93,55%)' 'kind=bound comparator=about low=93.55 numerator=29 denominator=31 digits=2 unit=%'
reads '29/31 (93,55%) (ước)' 'kind=bound comparator=about low=93.55 numerator=29 denominator=31 digits=2 unit=%'
reads '(ước) 85%' 'kind=bound comparator=about low=85 digits=0 unit=%'
for text in '29/31 = 93,55%' '29/31 HTTT, đạt 93,55%' '93,55%, 29/31' '93,55% tương ứng 29/31 HTTT' '29/31 HTTT chiếm 93,55%'; do
	reads "$text" 'kind=exact low=93.55 numerator=29 denominator=31 digits=2 unit=%'
done
reads '8713 người được tập huấn, đạt 2,65%' 'kind=exact low=8713 digits=0 unit=nguoi parts=eq 2.65 %'
refuses '85%, 90%' figure.several
refuses '12 hộ, 5 người' figure.several
refuses '29/31, đạt khoảng 93%' figure.several
refuses '85% (86%)' figure.several
refuses '12 hộ (5)' figure.several
refuses '29/31 (khoảng 93%)' figure.several
refuses '93,55% (29/31 chưa xử lý)' share.unknown

# what a per cent or a fraction is a share of
reads '100% thủ tục hành chính' 'kind=exact low=100 digits=0 unit=%'
reads '85% tổng số hộ' 'kind=exact low=85 digits=0 unit=%'
reads '85 phần trăm dân số trưởng thành' 'kind=exact low=85 digits=0 unit=%'
reads '100% cơ quan, đơn vị' 'kind=exact low=100 digits=0 unit=%'
reads '18/42 đã xử lý PAKN' 'kind=fraction numerator=18 denominator=42 digits=0 unit=pakn'
for words in 'kế hoạch' 'so với cùng kỳ' 'chưa thực hiện' 'hộ nghèo' 'của kế hoạch' '/năm' 'chỉ tiêu' 'mỗi năm' 'còn lại' 'so với năm 2023' '?' \
	'theo kế hoạch' 'hồ sơ chưa xử lý' 'hồ sơ quá hạn'; do
	case $words in *[0-9]*) code=figure.several ;; *) code=share.unknown ;; esac
	refuses "85% $words" $code
done
for words in 'PAKN chưa xử lý' 'con' 'triệu USD' 'hộ nghèo' 'kế hoạch'; do
	refuses "18/42 $words" share.unknown
done

# three digits behind a comma, of whole things
for text in '60,000 hộ' '60,000 người' '60,000 đồng' '310,400 kWh' '1,250 m2' '60,000 hồ sơ' '1,234 nền tảng' '-60,000 hộ' '>60,000 hộ' '1,170/4,500 CBCCVC' '1,170/4,500' \
	'93,55% (1,170/4,500)'; do
	refuses "$text" number.comma
done
chiso-catalog -q find value '60,000 hộ' >"$T/out"
is 'both readings are named' "$(cat "$T/out")" 'refused=number.comma readings=60|60000 unit=ho'
chiso-catalog -q find value '1,230 hộ' --feed $F >"$T/out"
is 'and told to the sender' "$(cat "$T/out")" \
	'gia_tri refused=number.comma expected=a number with one reading, not 1230 (the comma parts thousands) or 1.23 (decimal comma)'
chiso-catalog -q find value '123456,789 hộ' --feed $F >"$T/out"
is 'but not of a number as long as a telephone number' "$(cat "$T/out")" 'gia_tri refused=number.comma expected=a figure in the field'"'"'s dialect and dimension'
exit_is 'a bare one, of the unit that it is asked for' 65 chiso-catalog -q find value 2,000 --unit xã
reads '60.000 hộ' 'kind=exact low=60000 digits=0 unit=ho'
reads '60,000%' 'kind=exact low=60 digits=3 unit=%'
reads '1.234,000 hộ' 'kind=exact low=1234 digits=3 unit=ho'
refuses '1,234,567' number.group
refuses '-3 nền tảng' unit.least
refuses '1,5 hộ' unit.whole
refuses '0,125 hộ' unit.whole

# of a feed without a field of numbers, of a unit that is none
exit_is 'a feed that is none is usage' 64 chiso-catalog find value 85% --feed nowhere
exit_is 'a field that is none is usage' 64 chiso-catalog find value 85% --feed bao-cao-quy.nothing
exit_is 'a unit that is none is usage' 64 chiso-catalog find value 85 --unit nothing
exit_is 'every number field of a feed' 0 chiso-catalog find value 85% --feed bao-cao-quy
is 'has its line' "$(cut -d' ' -f1,2 "$T/out" | tr '\n' ';')" \
	'chi_tieu_quoc_gia kind=exact;chi_tieu_tinh kind=exact;ket_qua kind=exact;so_lieu kind=exact;ghi_chu kind=text;'
done_testing
