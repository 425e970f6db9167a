#!/bin/bash
# The province's own feeds: what each brings, which row of the index it is worked out of, and that a number of two ways is told.
. "$(dirname "$0")/../lib/tap.sh"
cd "$ROOT" || exit 1
printf 'thu 000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f\n' >"$T/key"
chmod 600 "$T/key"

# measured FEED FILE…: what its records add up to
measured() {
	local feed=$1
	shift
	chiso-extract -q --key "$T/key" --now 2024-04-15 --feed "$feed" "$@" 2>>"$T/log" |
		chiso-normalize -q --feed "$feed" 2>>"$T/log" | chiso-aggregate -q --now 2024-04-15 --feed "$feed" 2>>"$T/log"
}
# computed FILE…: the index of those measures, into $T/figures
computed() {
	chiso-aggregate -q --merge -o "$T/merged" "$@" &&
		chiso-compute -q --now 2024-04-15 --period 2024-Q1 --set s003 -o "$T/figures" "$T/merged" 2>>"$T/log"
}
# of INDICATOR COLUMN: a cell of the province's figure
of() {
	/usr/bin/python3 -c 'import sys, told
print(*(r[sys.argv[3]] for r in told.rows(open(sys.argv[1], encoding="utf-8"))
        if r["_kind"] == "indicator" and (r["indicator"], r["agency"]) == (sys.argv[2], "H34")))' "$T/figures" "$1" "$2"
}

for feed in tai-khoan-dvc chi-ngan-sach vien-thong-buu-chinh su-co-attt phan-anh-1022; do
	measured "$feed" "samples/$feed/aside/quy-1-2024.xml" >"$T/$feed"
done
computed "$T"/tai-khoan-dvc
is '6.13: (7860 + 612) of (12480 + 945) accounts' "$(of 6.13 numerator)/$(of 6.13 denominator) $(of 6.13 shown)" '8472/13425 63,11'
computed "$T"/chi-ngan-sach
is '6.22: 11,2 and 7,6 of 1842,5 billion' "$(of 6.22 numerator)/$(of 6.22 denominator) $(of 6.22 shown)" '18.8/1842.5 1,02'
is 'its parts' "$(of 6.22.1 value) $(of 6.22.2 value)" '11.2 7.6'
is '7.11: 2,4 of 1842,5 billion' "$(of 7.11 shown)" '0,13'
is '7.12: nothing spent is nought, when it was sent' "$(of 7.12 value)" 0
is '5.12.1: 2,2 and 1,44 of 36,4 billion' "$(of 5.12.1 shown) $(of 5.12.1.a value) $(of 5.12.1.b value)" '10,00 2.2 1.44'
is '8.6, 8.7: in billions' "$(of 8.6 value) $(of 8.7 value)" '1.1 0.64'
grep -v ',7[.]12 a,' "$T/chi-ngan-sach" | sed '/^end,/s/,10,/,9,/' >"$T/without"
computed "$T/without"
is '7.12: what was not sent is not nought' "$(of 7.12 value)|$(of 7.12 reason)" '|7.12: 7.12 a not received'
computed "$T"/vien-thong-buu-chinh
is '7.8: 76 of 125 places' "$(of 7.8 shown)" '60,80'
is '7.9: 6150 of 51250 parcels' "$(of 7.9 shown)" '12,00'
is '3.1 to 3.3 and 7.10: what is counted of each' "$(of 3.1 numerator) $(of 3.2 numerator) $(of 3.3 numerator) $(of 7.10 numerator)" '352180 118640 84310 585'
computed "$T"/su-co-attt
is '5.10: four incidents' "$(of 5.10 value)" 4
is '5.11: three of them are over' "$(of 5.11 numerator)/$(of 5.11 denominator)" 3/4
computed "$T"/phan-anh-1022
is '8.8.2.1: the day itself is in time' "$(of 8.8.2.1 numerator)/$(of 8.8.2.1 denominator)" 2/3
is '8.8.2.2: without an answer it is not' "$(of 8.8.2.2 numerator)/$(of 8.8.2.2 denominator)" 1/2
like '8.8.2.4: without a day nobody can say' "$(of 8.8.2.4 flags)" 'undecided'
is '8.8.2.3: none came by that way' "$(of 8.8.2.3 denominator)|$(of 8.8.2.3 value)" '0|'
is '8.8.3.1: one of two is content' "$(of 8.8.3.1 shown)" '50,00'
unlike 'whoever wrote is in no stream' "$(cat "$T"/phan-anh-1022 samples/phan-anh-1022/aside/*.csv)" '0000000000|Người gửi|Địa chỉ thử|sửa biểu mẫu'
unlike 'nor what was hit' "$(cat "$T"/su-co-attt samples/su-co-attt/aside/*.csv)" 'Mã độc|10[.]0[.]0[.]1|Cán bộ trực'

# the same numbers sent by a department as well
message() { # VALUES of 6.13: a b c d
	cat <<-END
		<GuiBienSo xmlns="http://lris.example/bien-so-chi-so/1.0"><TieuDe><MaBanTin>hai-duong</MaBanTin><KyBaoCao>2024-Q1</KyBaoCao><DiaBan>H34</DiaBan>
		<DonViGui>H34.01</DonViGui><ThoiDiemGui>20240402091500</ThoiDiemGui></TieuDe><DanhSach>
		$(for v in a b c d; do
			printf '<BienSo><ChiSo>6.13</ChiSo><Bien>%s</Bien><GiaTri>%s</GiaTri></BienSo>' "$v" "$1"
			shift
		done)
		</DanhSach></GuiBienSo>
	END
}
message 7000 612 12480 945 >"$T/sent.xml"
measured bien-so-chi-so "$T/sent.xml" >"$T/sent"
computed "$T/sent"
is 'sent alone, what is sent counts' "$(of 6.13 numerator)/$(of 6.13 denominator)" 7612/13425
unlike '  and nothing differs' "$(of 6.13 flags)" counted_differs
computed "$T/sent" "$T/tai-khoan-dvc"
is 'of both what is counted' "$(of 6.13 numerator)/$(of 6.13 denominator)" 8472/13425
like '  and the other is told, with both numbers' "$(of 6.13 flags)" 'counted_differs: [^(]*\(a: 7860 ≠ 7000\)'
message 7860 612 12480 945 >"$T/sent.xml"
measured bien-so-chi-so "$T/sent.xml" >"$T/sent"
computed "$T/sent" "$T/tai-khoan-dvc"
unlike 'when they agree there is nothing to tell' "$(of 6.13 flags)" counted_differs

# two systems of the register whose measures an index row takes: what is divided by, and what is counted
one_value() { # INDICATOR VAR VALUE
	printf '<GuiBienSo xmlns="http://lris.example/bien-so-chi-so/1.0"><TieuDe><MaBanTin>mot</MaBanTin><KyBaoCao>2024-Q1</KyBaoCao><DiaBan>H34</DiaBan><DonViGui>H34.01</DonViGui><ThoiDiemGui>20240402091500</ThoiDiemGui></TieuDe><DanhSach><BienSo><ChiSo>%s</ChiSo><Bien>%s</Bien><GiaTri>%s</GiaTri></BienSo></DanhSach></GuiBienSo>' "$@"
}
# added MEASURE FILE: its rows of the quarter
added() { awk -F, -v m="$1" '$2 == m && $5 == "2024-Q1" { n += $8 } END { print n }' "$2"; }
one_value 7.6 a 1 >"$T/sent.xml"
measured bien-so-chi-so "$T/sent.xml" >"$T/sent"
computed "$T/sent" samples/doanh-nghiep/aside/doanh-nghiep.measures.csv
is '7.6 divides by the enterprises of the register' "$(of 7.6 denominator)" \
	"$(added dn.hoat-dong samples/doanh-nghiep/aside/doanh-nghiep.measures.csv)"
computed samples/dinh-danh-dien-tu/aside/tai-khoan.measures.csv
is '8.1 counts the accounts of the register' "$(of 8.1 numerator)" \
	"$(added ddt.tai-khoan samples/dinh-danh-dien-tu/aside/tai-khoan.measures.csv)"
like '  which are some' "$(of 8.1 numerator)" '^[1-9]'

# what is internal is told apart by its name
mkdir "$T/my"
head -n 1 pipeline/catalog/base/measures.csv >"$T/my/measures.csv"
grep '^noi-bo[.]su-co-phat-hien,' pipeline/catalog/base/measures.csv | sed 's/^noi-bo[.]//' >>"$T/my/measures.csv"
exit_is 'a measure of an internal feed has to be named so' 78 chiso-catalog lint -q --catalog pipeline/catalog --catalog "$T/my"
like '  it is said' "$(cat "$T/out")" 'measures.csv:2: column measure: found su-co-phat-hien of a feed that is internal, expected a name that begins with noi-bo\.'
like 'and the counts by agency leave that name out' "$(cat sql/share/*he-thong*.sql)" "measure NOT LIKE 'noi-bo\.%'"

# every refusal of its kind
for feed in tai-khoan-dvc chi-ngan-sach vien-thong-buu-chinh su-co-attt phan-anh-1022; do
	ok "$feed: a record is refused, and a field" /usr/bin/python3 -c 'import csv, sys
found = {r["severity"] for r in csv.DictReader(open(sys.argv[1], encoding="utf-8"))}
sys.exit(found != {"record", "field"})' "samples/$feed/aside/ban-sai-quy-1-2024.rejects.csv"
done
done_testing
