#!/bin/bash
# Keys with other hyphens are one key; every way of writing a day is that day; the days of other systems' nothing are missing.
# shellcheck source=tests/lib/tap.sh
. "$(dirname "$0")/../lib/tap.sh"

(umask 077 && printf 'test %064d\n' 7 >"$T/key")
# dossiers ID|RECEIVED|RETURNED… : one message
dossiers() {
	local d id received returned
	printf '<soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/" xmlns:dvc="http://dichvucong.gov.vn/qcvn120">'
	printf '<soapenv:Body><dvc:DongBoHoSoMC><dvc:data>'
	for d in "$@"; do
		IFS='|' read -r id received returned <<<"$d"
		printf '<dvc:HoSo><dvc:MaHoSo>%s</dvc:MaHoSo><dvc:MaTTHC>2.909004</dvc:MaTTHC><dvc:MaLinhVuc>G15-TP01</dvc:MaLinhVuc>' "$id"
		printf '<dvc:KenhThucHien>2</dvc:KenhThucHien><dvc:LoaiDoiTuong>1</dvc:LoaiDoiTuong><dvc:NgayTiepNhan>%s</dvc:NgayTiepNhan>' \
			"${received:-20240122080000}"
		printf '<dvc:TrangThaiHoSo>9</dvc:TrangThaiHoSo><dvc:NgayTra>%s</dvc:NgayTra></dvc:HoSo>' "$returned"
	done
	printf '</dvc:data></dvc:DongBoHoSoMC></soapenv:Body></soapenv:Envelope>\n'
}
# cleaned: of that message, its clean records (fields after the first six) in $T/clean; all rejects in $T/rejects
cleaned() {
	dossiers "$@" >"$T/m.xml"
	printf 'sent_at=2024-06-01T01:00:00+07:00\n' >"$T/m.xml.meta"
	rm -f "$T/r1" "$T/r2"
	chiso-extract -q --key "$T/key" --feed hoso-tthc --now 2024-06-02 --rejects "$T/r1" "$T/m.xml" >"$T/raw" 2>>"$T/log"
	chiso-normalize -q --feed hoso-tthc --now 2024-06-02 --rejects "$T/r2" -i "$T/raw" >"$T/clean" 2>>"$T/log"
	cat "$T/r1" "$T/r2" | grep -v ^_file >"$T/rejects"
	/usr/bin/python3 - "$T/clean" >"$T/cells" <<'PY'
import csv, sys
for r in csv.DictReader(open(sys.argv[1], encoding="utf-8", newline="")):
    if r["_kind"] == "clean":
        print(r["ma_ho_so"], r["ma_co_quan"], r["ngay_tiep_nhan"], r["ngay_tra"], sep="|")
PY
}

# Hyphens: one key is one key, and its agency is known
cleaned 'H34.15-240122-0001' 'H34.15‑240122‑0001' 'H34.15–240122–0001' "$(printf 'H34.15\xc2\xad240122\xc2\xad0001')" 'H34.15−240122−0001' \
	'H34.15－240122－0001' 'Ｈ34.15-240122-０００1' "$(printf 'H34.15-2401\xe2\x80\x8b22-0001')" "$(printf '\xef\xbb\xbfH34.15—240122—0001')"
is 'every hyphen and every width is one key of one agency' "$(cut -d'|' -f1,2 "$T/cells" | sort | uniq -c | tr -s ' ')" ' 9 H34.15-240122-0001|H34.15'
is 'nothing is refused' "$(cat "$T/rejects")" ''
cleaned 'H34.15.240122.0001' '000.00.15.H34_240122_0002'
is 'without its hyphen the agency is blank' "$(cut -d'|' -f1,2 "$T/cells" | tr '\n' ' ')" 'H34.15.240122.0001| 000.00.15.H34_240122_0002| '
is 'and told, one line a record' "$(cut -d, -f2,4-6 "$T/rejects" | tr '\n' ' ')" '1,field,ma_co_quan,field.no_mark 2,field,ma_co_quan,field.no_mark '
cleaned 'H34.15 - 240122 - 0004'
is 'blanks in a key are refused' "$(cut -d, -f4-6 "$T/rejects")" 'record,ma_ho_so,id.blank'

# Days: each in both kinds of field
n=0
while IFS= read -r text; do
	n=$((n + 1))
	cleaned "H34.15-240201-0001|$text|$text"
	is "'$text'" "$(cut -d'|' -f3,4 "$T/cells")" '2024-02-01T00:00:00+07:00|2024-02-01T00:00:00+07:00'
done <<'END'
ngày 01 tháng 02 năm 2024
Ngày 1 tháng 2 năm 2024
01-02-2024
01.02.2024
1/2/2024
2024/02/01 00:00:00
2024-02-01T00:00:00+0700
2024-02-01T00:00:00.000+07:00
2024-01-31T17:00:00Z
０１/０２/２０２４
20240201
20240201000000.000
01 – 02 – 2024
00:00 ngày 01/02/2024
END
is 'all of them' "$n" 14
is 'a person reads the same' "$(chiso-catalog find date -q 'ngày 01 tháng 02 năm 2024')" 2024-02-01T00:00:00+07:00
like 'also as a value' "$(chiso-catalog find value -q 01.02.2024)" 'date=2024-02-01T00:00:00\+07:00'
while IFS= read -r text; do
	cleaned "H34.15-240201-0001||$text"
	is "'$text' is no day" "$(cut -d'|' -f4 "$T/cells")" ''
	like 'and told' "$(cat "$T/rejects")" '^m.xml,1,1,field,ngay_tra,date\.(syntax|not_real),'
done <<'END'
2/1/2024 8:00:00 AM
1706720400000
30/02/2024
01/02/24
2024-02
20240201240000
END

# The days that other systems write for nothing: missing, as if the field were not there
while IFS= read -r text; do
	cleaned "H34.15-240201-0001||$text"
	is "'$text' is missing, no fault" "$(cut -d'|' -f4 "$T/cells")$(cat "$T/rejects")" ''
	cleaned "H34.15-240201-0001|$text|"
	is 'where a day is required its record goes' "$(cut -d, -f4-6 "$T/rejects")" 'record,ngay_tiep_nhan,field.required'
done <<'END'
1900-01-01
19000101000000
0001-01-01
0001-01-01T00:00:00
9999-12-31
99991231235959
9999-12-31T23:59:59.9999999
1753-01-01
01/01/0001
01/01/1900 00:00:00
END
is 'a person sees it' "$(chiso-catalog find date -q 0001-01-01T00:00:00)" missing

# The time of sending goes the same way
sent() { chiso-extract -q --key "$T/key" --feed hoso-tthc --now 2024-06-02 "$T/m.xml" 2>"$T/err" | grep ^raw | cut -d, -f6; }
dossiers H34.15-240201-0001 >"$T/m.xml"
for text in '2024/02/01 11:08:36' '2024-02-01T11:08:36+0700' 'ngày 01/02/2024 11:08:36' '01-02-2024 11:08:36'; do
	printf 'sent_at=%s\n' "$text" >"$T/m.xml.meta"
	is "sent at '$text'" "$(sent)" 2024-02-01T11:08:36+07:00
done
printf 'sent_at=0001-01-01T00:00:00\narrived=2024-02-03T01:00:00+07:00\n' >"$T/m.xml.meta"
is 'a time of nothing is silent: the next source' "$(sent)" 2024-02-03T01:00:00+07:00
printf 'sent_at=2024-06-04T01:00:00+07:00\narrived=2024-02-03T01:00:00+07:00\n' >"$T/m.xml.meta"
chiso-extract -q --key "$T/key" --feed hoso-tthc --now 2024-06-02 --rejects "$T/r" "$T/m.xml" >"$T/raw" 2>/dev/null
is 'a time of more than a day ahead is no source' "$(grep ^raw "$T/raw" | cut -d, -f6)" 2024-02-03T01:00:00+07:00
like 'and told' "$(cat "$T/r")" 'sent_at.future'

# Two versions of a key in one message: the later in the message stands
cleaned 'H34.15-240122-0001||20240125100000' 'H34.15-240122-0001||20240126100000'
chiso-aggregate --feed hoso-tthc --now 2024-06-02 "$T/clean" >"$T/measures" 2>"$T/err"
like 'the earlier one is a version before' "$(cat "$T/err")" 'read=2 kept=1 .*duplicate=1'
# A person's number in groups of digits is the same person
person() {
	printf '<GuiBaoHiem xmlns="http://lris.example/he-thong-quoc-gia/1.0"><ThamGia><MaSoBHXH>%s</MaSoBHXH><Loai>YT</Loai>' "$1" >"$T/p.xml"
	printf '<TuNgay>01/01/2024</TuNgay></ThamGia></GuiBaoHiem>' >>"$T/p.xml"
	chiso-extract -q --key "$T/key" --feed bao-hiem --now 2024-06-02 "$T/p.xml" 2>>"$T/log" | grep ^raw | cut -d, -f7
}
one=$(person 9990000111)
like 'a number has a pseudonym' "$one" ':[0-9a-f]{64}$'
for text in '9990 000 111' '9990 0001 11' "$(printf '9990\xc2\xa0000\xc2\xa0111')" ' 9990000111 '; do
	is "'$text' is the same person" "$(person "$text")" "$one"
done
unlike 'another number is another' "$(person '9990 000 112')" "$one"
is 'a dummy in groups is one' "$(chiso-extract -q --key "$T/key" --feed dan-cu --now 2024-06-02 <(printf '%s' '<CongdanCollection xmlns="http://www.mic.gov.vn/dancu/1.0"><CongDan><SoDinhDanh>000 000 000 000</SoDinhDanh></CongDan></CongdanCollection>') | grep ^raw | cut -d, -f7)" ''
done_testing
