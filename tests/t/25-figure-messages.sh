#!/bin/bash
# Numbers as other countries and other programs write them, through the stages: whole things are whole, nothing is below its least, two
# numbers in one cell are compared, words and dialects go by the record's day.
. "$(dirname "$0")/../lib/tap.sh"
. "$ROOT/tests/lib/risky.sh"

printf 'thu 000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f\n' >"$T/key"
chmod 600 "$T/key"

# fees VALUE…: dossiers of one fee each, through extract and normalize: clean and rejects in $T
fees() {
	local value n=0
	{
		echo '<d:DongBoHoSoMC xmlns:d="http://dichvucong.gov.vn/qcvn120"><d:data>'
		for value; do
			n=$((n + 1))
			echo "<d:HoSo><d:MaHoSo>H34.15-240122-000$n</d:MaHoSo><d:MaTTHC>2.909004</d:MaTTHC><d:NgayTiepNhan>20240122080000</d:NgayTiepNhan>
				<d:TrangThaiHoSo>4</d:TrangThaiHoSo><d:DanhSachLePhi><d:LePhi><d:Gia>$value</d:Gia></d:LePhi></d:DanhSachLePhi></d:HoSo>"
		done
		echo '</d:data></d:DongBoHoSoMC>'
	} >"$T/ho-so_20240127010000.xml"
	chiso-extract -q --key "$T/key" --now 2024-04-01 --feed hoso-tthc "$T/ho-so_20240127010000.xml" |
		chiso-normalize -q --now 2024-04-01 --feed hoso-tthc --rejects "$T/rejects" >"$T/clean"
}
column() { # FILE COLUMN: the cells, with ; between
	/usr/bin/python3 - "$1" "$2" <<'PY'
import csv, sys
print(*[r[sys.argv[2]] for r in csv.DictReader(open(sys.argv[1], encoding="utf-8")) if r.get("_kind") in (None, "clean")], sep=";")
PY
}
fees 50000 50.000 50000.00 50000.0000 '50.000 đ' '50 000' '50.000 VNĐ' '0,5 triệu' '５０.０００ ₫'
is 'money with zeros behind the point, with blanks, with its unit' "$(column "$T/clean" tong_le_phi)" \
	'50000;50000;50000;50000;50000;50000;50000;500000;50000'
is 'nothing is refused' "$(wc -l <"$T/rejects")" 1
fees 50,000 1,234 1,234,567 -50000 '50000.0001' '(50000)' 5E4
is 'what has two readings or cannot be is blank' "$(column "$T/clean" tong_le_phi)" ';;;;;;'
is 'and said, field by field' "$(column "$T/rejects" code)" \
	'number.comma;number.comma;number.group;unit.least;number.group;figure.brackets;figure.several'
is 'with both readings' "$(sed -n 2p "$T/rejects" | cut -d'"' -f2)" \
	'a number with one reading, not 50000 (the comma parts thousands) or 50 (decimal comma)'

# variable INDICATOR VAR VALUE UNIT
variable() {
	echo "<BienSo><ChiSo>$1</ChiSo><Bien>$2</Bien><GiaTri>$3</GiaTri><DonViTinh>$4</DonViTinh></BienSo>"
}
# variables_of VARIABLE…: a message of 2024-Q1, to measures and, with the set, to indicators
variables_of() {
	{
		echo '<GuiBienSo xmlns="http://lris.example/bien-so-chi-so/1.0"><TieuDe><MaBanTin>T1</MaBanTin><ThoiDiemGui>2024-04-05T08:00:00+07:00</ThoiDiemGui>'
		echo '<KyBaoCao>2024-Q1</KyBaoCao><DiaBan>H34</DiaBan><DonViGui>H34</DonViGui></TieuDe><DanhSach>'
		printf '%s\n' "$@"
		echo '</DanhSach></GuiBienSo>'
	} >"$T/x.xml"
	with_my chiso-extract --now 2024-04-06 --feed bien-so-chi-so "$T/x.xml" |
		with_my chiso-normalize --now 2024-04-06 --feed bien-so-chi-so --rejects "$T/rejects" >"$T/clean"
	with_my chiso-aggregate --now 2024-04-06 --feed bien-so-chi-so "$T/clean" >"$T/m"
	with_my chiso-compute --now 2024-04-06 --period 2024-Q1 --set s003 --agency H34 "$T/m" >"$T/got"
}
answer() { echo "$(cell "$T/got" "$1" value)$(cell "$T/got" "$1" reason)"; }

u='nền tảng'
variables_of "$(variable 3.6 a 1,234 "$u")" "$(variable 3.6 b 2,000 "$u")" "$(variable 3.6 c -3 "$u")" "$(variable 3.6 d '(5)' "$u")"
is 'whole things: every one is refused' "$(column "$T/rejects" code)" 'number.comma;number.comma;unit.least;figure.brackets'
like 'no figure comes of them' "$(answer 3.6)" '3.6 [abcd] was sent, but left blank or refused'
variables_of "$(variable 8.4 a 1.000 hộ)" "$(variable 8.4 b '2 nghìn' 'hộ gia đình')"
is 'in the dialect they are read' "$(answer 8.4)" 50
variables_of "$(variable 8.4 a 1,000 '')" "$(variable 8.4 b 2,000 '')"
like 'bare numbers with two readings are of the unit of their variable' "$(answer 8.4)" 'expected one reading: before three digits the comma may part thousands'

# a per cent and its fraction
variables_of "$(variable 8.1 x '93,55% (28/31)' '')"
is 'a cell that disagrees with itself is read' "$(column "$T/clean" gia_tri_numerator)" 28
report() { # KETQUA SOLIEU of I.10
	sed "/<bcq:MaChiTieu>I.10</,/<.bcq:ChiTieu>/{s|<bcq:KetQua>[^<]*|<bcq:KetQua>$1|;s|<bcq:SoLieu>[^<]*|<bcq:SoLieu>$2|}" \
		"$ROOT/samples/bao-cao-quy/2024-Q1.xml" >"$T/r.xml"
	chiso-extract -q --now 2024-04-01 --feed bao-cao-quy "$T/r.xml" | chiso-normalize -q --now 2024-04-01 --feed bao-cao-quy |
		chiso-aggregate -q --now 2024-04-01 --feed bao-cao-quy >"$T/m"
	chiso-compute -q --now 2024-04-01 --period 2024-Q1 "$T/m" >"$T/got"
}
report '93,55%' '29/31 HTTT'
is 'the document' "$(cell "$T/got" I.10 value)|$(cell "$T/got" I.10 flags)" '93.55|'
for both in '93,55% (29/31)' '29/31 (93,55%)' '29/31 HTTT (đạt 93,55%)' '93.5% (29/31)'; do
	report "$both" '29/31 HTTT'
	is "$both agrees" "$(cell "$T/got" I.10 flags)" ''
	is "$both has its value" "$(cell "$T/got" I.10 value | cut -c1-2)$(cell "$T/got" I.10 status)" '93not_reached'
done
report '93,55% (28/31)' '29/31 HTTT'
is 'one of the two is wrong' "$(cell "$T/got" I.10 flags)" \
	'cell_differs: hai số trong một ô không khớp nhau (93,55% (28/31); 28/31 = 90,32)'
report '93,55%' '28/31 HTTT (93,55%)'
like 'in the cell of figures too' "$(cell "$T/got" I.10 flags)" 'cell_differs: .*28/31 HTTT \(93,55%\); 28/31 = 90,32'
report '93,55%' 'khoảng 29/31 HTTT'
is 'a fraction that is not exact is no proof' "$(cell "$T/got" I.10 numerator)$(cell "$T/got" I.10 value)" 93.55
report '93,54% (29/31)' '29/31 HTTT'
like 'cut off is not rounded' "$(cell "$T/got" I.10 flags)" 'cell_differs: .*29/31 = 93,55'

# no feed takes people below zero, or half a dossier
people() { chiso-catalog -q find value --feed "$1" -- "$2" | sed 's/ expected=.*//'; }
is 'a count of a population feed' "$(people dan-so.so_nguoi 12) $(people dan-so.so_nguoi -5) $(people dan-so.so_nguoi 1.5)" \
	'so_nguoi value=12 so_nguoi refused=unit.least so_nguoi refused=unit.whole'
is 'a count of dossiers' "$(people doi-chieu-cong.so_thanh_toan -1)" 'so_thanh_toan refused=unit.least'
is 'a count of records' "$(people giao-nhan-du-lieu.so_ban_ghi -1)" 'so_ban_ghi refused=unit.least'
{
	variables 2024-Q1 '5.9 n=5 cuoc'
	echo 'peer_value,5.9,H01,2024-Q1,last,,-1,,-1,0,,,,kind=exact,2024-01-01|2024-01-01|m|h'
	echo 'peer_value,5.9,H02,2024-Q1,last,,9,,9,0,,,,kind=exact,2024-01-01|2024-01-01|m|h'
} | stream 'bien-so-chi-so chi-so-tinh-khac' >"$T/m"
with_my chiso-compute --now 2024-04-06 --period 2024-Q1 --set s003 --agency H34 "$T/m" >"$T/got"
unlike 'a province below zero is the least of none' "$(cell "$T/got" 5.9 score)" '[0-9]'

# words and dialects of the record's day
base=$T/base
cp -r "$ROOT/pipeline/catalog/base" "$base"
sed -i 's/^khoảng,comparator,about,,,,/khoảng,comparator,about,,2024-03-01,,/; s/^triệu,scale,,1000000,,,/triệu,scale,,1000000,,2024-03-31,/' "$base/number_words.csv"
sed -i 's/^plain,\(.*\),,,QCVN/plain,\1,,2024-02-29,QCVN/; $a plain,",",.,,"the other way round, from a day on",2024-03-01,,CHISO test' "$base/dialects.csv"
on() { chiso-catalog -q find value --catalog "$base" --at "$1" --feed "$2" "$3" | sed 's/ expected=.*//'; }
is 'a word that holds' "$(on 2024-03-05 bien-so-chi-so 'khoảng 5')" 'gia_tri kind=bound comparator=about low=5 digits=0'
is 'before its day it is a strange one' "$(on 2024-02-05 bien-so-chi-so 'khoảng 5')" 'gia_tri kind=text'
is 'a scale that holds' "$(on 2024-03-31 bien-so-chi-so '2 triệu người')" 'gia_tri kind=exact low=2000000 digits=0 unit=nguoi'
is 'that has ended' "$(on 2024-04-01 bien-so-chi-so '2 triệu người')" 'gia_tri refused=unit.unknown'
is 'a dialect of January' "$(on 2024-01-05 hoso-tthc.so_tai_lieu 1.500)" 'so_tai_lieu refused=number.range'
is 'and of April' "$(on 2024-04-05 hoso-tthc.so_tai_lieu 1.500)" 'so_tai_lieu value=1500'
night() { # PERIOD VALUE: a message of that quarter in the night's stages
	sed "s/<KyBaoCao>[^<]*/<KyBaoCao>$1/; s|<GiaTri>[^<]*</GiaTri><DonViTinh>[^<]*|<GiaTri>$2</GiaTri><DonViTinh>|" "$T/x.xml" >"$T/y.xml"
	chiso-extract -q --catalog "$base" --catalog "$ROOT/pipeline/catalog/kon-tum" --now 2024-04-06 --feed bien-so-chi-so "$T/y.xml" |
		chiso-normalize -q --catalog "$base" --catalog "$ROOT/pipeline/catalog/kon-tum" --now 2024-04-06 --feed bien-so-chi-so >"$T/clean"
	column "$T/clean" gia_tri_kind
}
variables_of "$(variable 8.4 a 1 hộ)"
is 'the night reads by the last day of the period' "$(night 2023-Q4 'khoảng 5') $(night 2024-Q1 'khoảng 5')" 'text bound'
done_testing
