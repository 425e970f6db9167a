#!/bin/bash
# The form of a department: written from the catalogue, filled, returned in the ways spreadsheets save it, read back as the feed's message.
# shellcheck source=tests/lib/tap.sh
. "$(dirname "$0")/../lib/tap.sh"

form() { chiso-form "$@"; }
clean() { chiso-extract -q --now 2024-04-01 --feed bien-so-chi-so "$1" 2>>"$T/log" | chiso-normalize -q --now 2024-04-01 --feed bien-so-chi-so 2>>"$T/log"; }
fill() { # FILE FROM: values by "INDICATOR VAR=VALUE[|UNIT]" on stdin
	/usr/bin/python3 - "$@" <<'PY'
import csv, sys
path, source = sys.argv[1:3]
rows = list(csv.reader(open(source, encoding="utf-8-sig", newline=""), delimiter=";"))
for r in rows[1:]:
    for text in sys.argv[3:]:
        key, _, value = text.partition("=")
        if f"CS {key}" == f"{r[2]} {r[3]}":
            r[8], _, unit = value.partition("|")
            r[5] = unit or r[5]
            r[9:12] = ["12/BC-STTTT", "30/3/2024", "Báo cáo; số liệu quý I"]
csv.writer(open(path, "w", encoding="utf-8", newline=""), delimiter=";", lineterminator="\r\n").writerows(rows)
PY
}

exit_is 'an agency and a quarter give a form' 0 form write H34.10 2024-Q1 -o "$T/form.csv"
is 'it begins with a BOM' "$(head -c 3 "$T/form.csv" | od -An -tx1 | tr -d ' ')" efbbbf
like 'and has semicolons' "$(head -n 1 "$T/form.csv")" 'Kỳ báo cáo;Đơn vị;Chỉ số;Biến;Nội dung;Đơn vị tính;Giá trị kỳ trước;Mục tiêu;Giá trị'
like 'a row has what is meant, its unit and its target' "$(grep ';CS 7\.10;a;' "$T/form.csv")" 'Tổng số tên miền \.vn trên địa bàn;tên miền;;Khuyến khích'
like 'a state names its words' "$(grep ';CS 1\.1;chair;' "$T/form.csv")" 'Bí thư / Chủ tịch'
is 'what others lead is not in it' "$(grep -c ';CS 7\.6;' "$T/form.csv")" 0
form write 'Sở Thông tin và Truyền thông' 2024-Q1 >"$T/by-name.csv"
same 'a name is as good as an id' "$T/by-name.csv" "$T/form.csv"
form write H34 2024-Q1 >"$T/all.csv"
like 'a unit that the document does not state is the sender'"'"'s' "$(grep ';CS 7\.1;b;' "$T/all.csv")" 'đơn vị gửi phải ghi đơn vị tính\];;'
is 'the form of the province has every variable of its documents but those of other feeds' "$(sed 1d "$T/all.csv" | grep -vc '^HẾT BIỂU')" \
	"$(awk -F, '$3 == "index_variable" && $4 == $1 " " $2 && $1 !~ /^s00[12]\./' "$ROOT"/pipeline/catalog/{base,kon-tum}/variables.csv | wc -l)"
exit_is 'an unknown agency is usage' 64 form write 'Quán phở Thìn' 2024-Q1
exit_is 'an unknown quarter is usage' 64 form write H34.10 2024-Q9
exit_is 'no argument is usage' 64 form
exit_is 'nor is write alone anything' 64 form write

# filled and returned
fill "$T/full.csv" "$T/form.csv" '1.1 chair=Bí thư' '1.4 has_page=Có' '1.4 freq=1,5' '7.10 a=1.585' '7.10 b=2300'
exit_is 'a returned form is read' 0 form read "$T/full.csv" --now 2024-03-30T08:00:00 -o "$T/message.xml"
clean "$T/message.xml" >"$T/clean.csv"
value() { /usr/bin/python3 - "$T/clean.csv" "$1" "$2" <<'PY'
import sys, told
print(*[r[sys.argv[3]] for r in told.rows(open(sys.argv[1], encoding="utf-8")) if r["_kind"] == "clean" and r["ma_bien"] == sys.argv[2]])
PY
}
is 'five values came' "$(grep -c '^clean' "$T/clean.csv")" 5
is 'a point parts thousands' "$(value '7.10 a' gia_tri_low)" 1585
is 'a comma is the decimal mark, and the unit was read' "$(value '1.4 freq' gia_tri_low) $(value '1.4 freq' gia_tri_unit)" '78 lan-nam'
is 'the evidence came along' "$(value '1.1 chair' so_van_ban)|$(value '1.1 chair' ngay_van_ban)|$(value '1.1 chair' trich_yeu)" \
	'12/BC-STTTT|2024-03-30|Báo cáo; số liệu quý I'
is 'it is the territory'"'"'s, sent by the department' "$(value '1.1 chair' dia_ban) $(value '1.1 chair' don_vi_gui)" 'H34 H34.10'

/usr/bin/python3 - "$T/full.csv" "$T/commas.csv" <<'PY'
import csv, sys
rows = list(csv.reader(open(sys.argv[1], encoding="utf-8", newline=""), delimiter=";"))
csv.writer(open(sys.argv[2], "w", encoding="utf-8", newline=""), lineterminator="\n").writerows(rows)
PY
form read "$T/commas.csv" --now 2024-03-30T08:00:00 >"$T/again.xml"
same 'commas and no BOM give the same message' "$T/again.xml" "$T/message.xml"
{ printf '\357\273\277'; cat "$T/commas.csv"; } >"$T/bom.csv"
form read "$T/bom.csv" --now 2024-03-30T08:00:00 >"$T/again.xml"
same 'so do commas with a BOM' "$T/again.xml" "$T/message.xml"

# the same as a workbook: the same cells, the same bytes each time, the same message
form write H34.10 2024-Q1 -o "$T/form.xlsx" 2>/dev/null
form write H34.10 2024-Q1 --format xlsx >"$T/again.xlsx" 2>/dev/null
same 'a workbook has the same bytes, by its name or by --format' "$T/again.xlsx" "$T/form.xlsx"
/usr/bin/python3 - "$T/form.xlsx" "$T/full.xlsx" "$T/form.csv" "$T/full.csv" >"$T/cells" <<'PY'
import csv, re, sys, zipfile
from xml.sax.saxutils import escape
def rows(path):
    return list(csv.reader(open(path, encoding="utf-8-sig", newline=""), delimiter=";"))
book = zipfile.ZipFile(sys.argv[1])
shared = [re.sub("<[^>]*>", "", t) for t in re.findall("<si>(.*?)</si>", book.read("xl/sharedStrings.xml").decode(), re.S)]
sheet = book.read("xl/worksheets/sheet1.xml").decode()
cells = {m[1]: shared[int(m[2])] for m in re.finditer('<c r="([A-Z]+[0-9]+)"[^>]* t="s"><v>([0-9]+)</v></c>', sheet)}
wanted = {f"{chr(65 + k)}{n}": escape(c) for n, r in enumerate(rows(sys.argv[3]), 1) for k, c in enumerate(r) if c}
print("same" if cells == wanted else "other")
filled = {f"{chr(65 + k)}{n}": escape(c) for n, r in enumerate(rows(sys.argv[4]), 1) for k, c in enumerate(r) if c and k >= 8}
def fill(m):
    return f'{m[1]} t="inlineStr"><is><t>{filled[m[2]]}</t></is></c>' if m[2] in filled else m[0]
out = zipfile.ZipFile(sys.argv[2], "w", zipfile.ZIP_DEFLATED)
for name in book.namelist():
    text = re.sub('(<c r="([A-Z]+[0-9]+)" s="[0-9]+")/>', fill, sheet) if name == "xl/worksheets/sheet1.xml" else book.read(name)
    out.writestr(name, text)
PY
is 'its cells are those of the CSV' "$(cat "$T/cells")" same
form read "$T/full.xlsx" --now 2024-03-30T08:00:00 >"$T/again.xml"
same 'filled, it gives the same message' "$T/again.xml" "$T/message.xml"
form read --now 2024-03-30T08:00:00 <"$T/full.xlsx" >"$T/again.xml"
same 'so it does on standard input' "$T/again.xml" "$T/message.xml"
head -c 3000 "$T/full.xlsx" >"$T/bad.xlsx"
exit_is 'one that was cut is an error' 65 form read "$T/bad.xlsx" -o "$T/none.xml"
like 'that says so' "$(cat "$T/err")" 'bad\.xlsx: không đọc được bảng tính'
exit_is 'another format is usage' 64 form write H34.10 2024-Q1 --format ods

# errors name the cell
cell_of() { awk -v key=";CS $1;" 'index($0, key) { print NR; exit }' "$T/form.csv"; }
fill "$T/bad.csv" "$T/form.csv" '1.1 chair=Trưởng phòng' '1.4 freq=khoảng một lần' '7.10 a=1.125%' '7.10 b=5|người'
exit_is 'values that cannot be read are errors' 65 form read "$T/bad.csv" -o "$T/none.xml"
cp "$T/err" "$T/said"
not_ok 'and there is no message' test -e "$T/none.xml"
like 'a state: its cell and the words that are allowed' "$(cat "$T/said")" "ô I$(cell_of '1.1;chair') \(Giá trị\): \"Trưởng phòng\": cần một trong: Bí thư"
like 'a number' "$(cat "$T/said")" "ô I$(cell_of '1.4;freq') \(Giá trị\): \"khoảng một lần\": không đọc được"
like 'an ambiguous one' "$(cat "$T/said")" "ô I$(cell_of '7.10;a') \(Giá trị\): \"1.125%\""
like 'another unit' "$(cat "$T/said")" "ô I$(cell_of '7.10;b') .*đơn vị \"người\" không phải doanh nghiệp"
is 'one line each' "$(wc -l <"$T/said")" 4
fill "$T/bad.csv" "$T/all.csv" '7.1 b=12345'
exit_is 'a missing unit is an error' 65 form read "$T/bad.csv"
like 'of column F' "$(cat "$T/err")" '^ô F[0-9]+ \(Đơn vị tính\): .*thiếu đơn vị tính'
fill "$T/bad.csv" "$T/form.csv" '1.4 freq=1'
sed -i 's|30/3/2024|31/2/2024|' "$T/bad.csv"
exit_is 'a day that does not exist is an error' 65 form read "$T/bad.csv"
like 'of column K' "$(cat "$T/err")" '^ô K[0-9]+ .*không phải ngày có thật'
exit_is 'a form with nothing in it is an error' 65 form read "$T/form.csv"
printf 'a;b\n1;2\n' >"$T/other.csv"
exit_is 'another table is an error' 65 form read "$T/other.csv"
exit_is 'a file that is not there is no input' 66 form read "$T/nowhere.csv"

for day in 01/01/0000 31/12/1899 '٣٠/٣/٢٠٢٤' '2024-03-٣٠' 30/3/24; do
	fill "$T/bad.csv" "$T/form.csv" '1.4 freq=1'
	sed -i "s|30/3/2024|$day|" "$T/bad.csv"
	exit_is "neither is $day a day" 65 form read "$T/bad.csv"
	like 'it says the cell' "$(cat "$T/err")" '^ô K[0-9]+ .*không phải ngày có thật'
done
fill "$T/good.csv" "$T/form.csv" '1.4 freq=1'
sed -i 's|30/3/2024|29/2/1904|' "$T/good.csv"
exit_is 'a leap day of long ago is one' 0 form read "$T/good.csv" -o "$T/none.xml"
like 'and goes along' "$(cat "$T/none.xml")" '<NgayVanBan>1904-02-29</NgayVanBan>'

# when it was sent
for now in abc '' 2024-13-45T99:99:99 2024-02-30 2024-03-30T24:00:00 20240330080000 '٢٠٢٤-03-30T08:00:00' 0001-01-01; do
	exit_is "--now '$now' is usage" 64 form read "$T/full.csv" --now "$now" -o "$T/never.xml"
	is 'in one line' "$(grep -c . "$T/err")" 1
done
not_ok 'there is no message then' test -e "$T/never.xml"
sent() { form read "$T/full.csv" --now "$1" | grep -o '<ThoiDiemGui>[0-9]*'; }
is 'a day is its midnight, a time is itself, a zone is told in Vietnam'"'"'s' "$(sent 2024-03-30) $(sent 2024-03-30T08:00:05+07:00) $(sent 2024-03-30T20:00:00Z)" \
	'<ThoiDiemGui>20240330000000 <ThoiDiemGui>20240330080005 <ThoiDiemGui>20240331030000'

# files that are not what they should be: one line, no traceback
wrong() { # NAME CODE REGEX ARGUMENT…
	exit_is "$1" "$2" form "${@:4}"
	is 'in one line' "$(grep -c . "$T/err")" 1
	like 'that says it' "$(cat "$T/err")" "$3"
}
/usr/bin/python3 -c 'import sys; sys.stdout.write("x" * 131073 + "\n")' >"$T/long"
wrong 'records that are not there' 66 "nowhere\.csv: .*No such file" write H34.10 2024-Q2 --last "$T/nowhere.csv"
wrong 'records that are another table' 65 'other\.csv:1: found another header, expected the columns of feed bien-so-chi-so' write H34.10 2024-Q2 --last "$T/other.csv"
wrong 'records that are empty' 65 'stream cut off' write H34.10 2024-Q2 --last /dev/null
wrong 'records that are no CSV' 65 'long:1: found another header' write H34.10 2024-Q2 --last "$T/long"
printf '\377\n' >"$T/latin"
wrong 'records that are no text' 65 'latin:1: found another header' write H34.10 2024-Q2 --last "$T/latin"
{ head -n 1 "$T/full.csv" && cat "$T/long"; } >"$T/bad.csv"
wrong 'a cell without an end' 65 'bad\.csv: dòng 2: không đọc được CSV' read "$T/bad.csv"
fill "$T/bad.csv" "$T/form.csv" "7.10 a=$(printf '1%.0s' {1..131000})"
wrong 'a number without an end' 65 '^ô I.*dài hơn' read "$T/bad.csv"
wrong 'a form in a folder that is not there' 73 "nowhere/x: .*No such file" write H34.10 2024-Q1 -o "$T/nowhere/x"
wrong 'a message there' 73 "nowhere/x: .*No such file" read "$T/full.csv" -o "$T/nowhere/x"
wrong 'a folder in the place of the form' 73 'Is a directory' write H34.10 2024-Q1 -o "$T"
not_ok 'nothing is left beside it' test -e "$T.part"
# shellcheck disable=SC2317 # called by the harness
to_full() { form "$@" >/dev/full; }
exit_is 'a full disk' 74 to_full write H34.10 2024-Q1
like 'in one line' "$(cat "$T/err")" 'program=chiso-form .*No space left on device$'
export PGHOST="$T/nowhere"
wrong 'the warehouse is away' 69 . write H34.10 2024-Q1 -o "$T/never.csv"
unset PGHOST

# numbers that cannot be: fewer than none, half a thing, an approximate one
fill "$T/bad.csv" "$T/form.csv" '7.10 a=-5' '7.10 b=10,5'
exit_is 'a number of things is whole and not below 0' 65 form read "$T/bad.csv"
like 'below 0' "$(cat "$T/err")" "ô I$(cell_of '7.10;a') \(Giá trị\): \"-5\": số tên miền không được nhỏ hơn 0"
like 'half a thing' "$(cat "$T/err")" "ô I$(cell_of '7.10;b') \(Giá trị\): \"10,5\": số doanh nghiệp phải là số nguyên"
fill "$T/good.csv" "$T/all.csv" '6.22 c=1,5|tỷ đồng'
exit_is 'money has parts' 0 form read "$T/good.csv" -o "$T/none.xml"

# whose form it is
retell() { # FROM TO LINE COLUMN TEXT: a copy with another cell
	/usr/bin/python3 - "$@" <<'PY'
import csv, sys
source, target, line, column, text = sys.argv[1:]
rows = list(csv.reader(open(source, encoding="utf-8-sig", newline=""), delimiter=";"))
rows[int(line) - 1][int(column)] = text.encode().decode("unicode_escape") if "\\" in text else text
csv.writer(open(target, "w", encoding="utf-8", newline=""), delimiter=";", lineterminator="\r\n").writerows(rows)
PY
}
retell "$T/full.csv" "$T/bad.csv" 5 0 2024-Q2
exit_is 'another quarter in one row is an error' 65 form read "$T/bad.csv"
like 'of that cell' "$(cat "$T/err")" '^ô A5 \(Kỳ báo cáo\): "2024-Q2": khác ô A2 \("2024-Q1"\)'
sed 's/2024-Q1/Quý I\/2024/' "$T/full.csv" >"$T/bad.csv"
exit_is 'a quarter written otherwise is an error of the form' 65 form read "$T/bad.csv"
like 'of its cell' "$(cat "$T/err")" '^ô A2 \(Kỳ báo cáo\): "Quý I/2024": không phải một quý trong lịch, cần như 2024-Q1$'
sed 's/H34\.10/H99.99/' "$T/full.csv" >"$T/bad.csv"
exit_is 'an agency that is not known is an error' 65 form read "$T/bad.csv"
like 'of its cell too' "$(cat "$T/err")" '^ô B2 \(Đơn vị\): "H99\.99": không có trong danh mục đơn vị'
sed 's/H34\.10/H34.19/' "$T/full.csv" >"$T/bad.csv"
exit_is 'who does not answer for a row does not report it' 65 form read "$T/bad.csv"
like 'and reads which' "$(cat "$T/err")" '^ô C2 \(Chỉ số\): "CS [0-9.]+": đơn vị H34\.19 không chủ trì và không phối hợp chỉ số này'
retell "$T/full.csv" "$T/bad.csv" 2 9 'x\x01y'
exit_is 'a control character is an error' 65 form read "$T/bad.csv"
like 'of its cell, and is not printed' "$(cat "$T/err")" '^ô J2 \(Số văn bản\): "x\?y": có ký tự không in được$'
exit_is 'another province has no rows of this one' 64 form write H06 2024-Q1
like 'it says so' "$(cat "$T/err")" '^đơn vị H06 không chủ trì chỉ số nào có biến phải báo cáo trong 2024-Q1$'
like 'a row says which indicator it is' "$(grep ';CS 2\.1;' "$T/all.csv")" ';Nghị quyết [^;]*: Đã ban hành \[Có / Không\];'
like 'the words of a yes or no are said once' "$(retell "$T/form.csv" "$T/bad.csv" "$(cell_of '1.4;has_page')" 8 co && form read "$T/bad.csv" 2>&1)" \
	'cần một trong: Có / Không$'

# the last value
chiso-extract -q --now 2024-04-01 --feed bien-so-chi-so "$T/message.xml" 2>>"$T/log" |
	chiso-normalize -q --now 2024-04-01 --feed bien-so-chi-so >"$T/records.csv" 2>>"$T/log"
form write H34.10 2024-Q2 --last "$T/records.csv" >"$T/next.csv"
like 'the next form shows the last value with its quarter' "$(grep ';CS 7\.10;a;' "$T/next.csv")" ';1\.585 tên miền \(2024-Q1\);'
like 'and nothing where none came' "$(grep ';CS 4\.11;a;' "$T/next.csv")" ';người;;'

# two leads of one row: the order of their returns changes nothing, the one that the document names first counts
is 'both leads have the row' "$(grep -c ';CS 3\.7;a;' "$T/form.csv") $(form write H34.01 2024-Q1 | grep -c ';CS 3\.7;a;')" '1 1'
returned() { # AGENCY MINUTE 'INDICATOR VAR=VALUE[|UNIT]'…: the message of its form
	form write "$1" 2024-Q1 --coordinating >"$T/blank.csv"
	fill "$T/filled.csv" "$T/blank.csv" "${@:3}"
	form read "$T/filled.csv" --now "2024-03-30T08:$2:00" -o "$T/message.$1.$2.xml"
	echo "$T/message.$1.$2.xml"
}
measured() { # MESSAGE…: what compute reads of them
	chiso-extract -q --now 2024-04-01 --feed bien-so-chi-so "$@" 2>>"$T/log" | chiso-normalize -q --now 2024-04-01 \
		--feed bien-so-chi-so 2>>"$T/log" | chiso-aggregate -q --now 2024-04-01 --feed bien-so-chi-so >"$T/measures.csv" 2>>"$T/log"
	chiso-compute -q --now 2024-04-01 --period 2024-Q1 --set s003 --agency H34 "$T/measures.csv" >"$T/figures.csv" 2>>"$T/log"
}
figure() { # INDICATOR COLUMN
	/usr/bin/python3 - "$T/figures.csv" "$@" <<'PY'
import sys, told
print(*[r[sys.argv[3]] for r in told.rows(open(sys.argv[1], encoding="utf-8")) if r["indicator"] == sys.argv[2] and r["agency"] == "H34"])
PY
}
lead=$(returned H34.10 10 '3.7 a=4' '3.7 b=7')
other=$(returned H34.01 50 '3.7 a=5|nền tảng' '3.7 b=7')
measured "$lead" "$other"
cp "$T/measures.csv" "$T/first.csv"
is 'the first lead'"'"'s value counts, though the other came later' "$(figure 3.7 numerator)/$(figure 3.7 denominator)" 4/7
like 'and the other value is a finding that holds it' "$(figure 3.7 flags)" 'gate senders_differ: [^(]*\(3\.7 a: H34\.10 4.* ≠ H34\.01 5 nen-tang\)'
unlike 'equal values agree' "$(figure 3.7 flags)" '3\.7 b'
measured "$other" "$lead"
same 'the other order gives the same measures' "$T/measures.csv" "$T/first.csv"
for k in 1 2 3; do
	chiso-extract -q --now 2024-04-01 --feed bien-so-chi-so "$lead" "$other" 2>>"$T/log" | chiso-normalize -q --now 2024-04-01 \
		--feed bien-so-chi-so | chiso-aggregate -q --now 2024-04-01 --feed bien-so-chi-so --part $k/3 >"$T/part.$k"
done
chiso-aggregate -q --merge "$T/part.2" "$T/part.1" "$T/part.3" >"$T/merged.csv"
same 'and so do three parts, merged' "$T/merged.csv" "$T/first.csv"
again=$(returned H34.10 20 '3.7 a=5' '3.7 b=7')
measured "$lead" "$other" "$again"
is 'a lead corrects itself' "$(figure 3.7 numerator)" 5
unlike 'and then they agree, with a unit or without' "$(figure 3.7 flags)" senders_differ
sed 's,<GiaTri>4</GiaTri><DonViTinh>[^<]*</DonViTinh>,<GiaTri>-</GiaTri>,; s,20240330081000,20240330083000,g' "$lead" >"$T/silent.xml"
silent=$T/silent.xml
measured "$silent" "$other"
is 'a lead that says nothing leaves the row to the next' "$(figure 3.7 numerator)" 5
unlike 'which is no difference' "$(figure 3.7 flags)" senders_differ
measured "$other" "$(returned H34 40 '3.7 a=6' '3.7 b=7')"
is 'any lead goes before the province' "$(figure 3.7 numerator)" 5
measured "$(returned H34.01 11 '6.16 x=Có')" "$(returned H34.10 12 '6.16 x=1')"
is 'the first lead says yes' "$(figure 6.16 value)" 1
unlike 'two words for yes are the same' "$(figure 6.16 flags)" senders_differ
measured "$(returned H34.01 13 '6.16 x=Có')" "$(returned H34.10 14 '6.16 x=Không')"
is 'it still does' "$(figure 6.16 value)" 1
like 'the other word is shown beside it' "$(figure 6.16 flags)" 'senders_differ: [^(]*\(6\.16 x: H34\.01 Có ≠ H34\.10 Không\)'
measured "$(returned H34.01 15 '1.3 a=3' '1.3 b=4')" "$(returned H34.10 16 '1.3 a=4')"
is 'who coordinates does not answer for the lead' "$(figure 1.3 numerator)" 3

# what it coordinates, when it is asked for
is 'without --coordinating the form has what the agency leads' "$(grep -c ';CS 1\.3;' "$T/form.csv")" 0
form write H34.10 2024-Q1 --coordinating >"$T/more.csv"
like 'with it, the rows that it coordinates too' "$(grep ';CS 1\.3;' "$T/more.csv")" '^2024-Q1;H34\.10;CS 1\.3;'
is 'and all that it leads' "$(grep -v '^HẾT BIỂU' "$T/form.csv" | grep -vcxF -f "$T/more.csv")" 0
exit_is 'a returned form says what it has: no option' 64 form read --coordinating "$T/full.csv"

# the calendar of reports is the setting's, as everywhere: a period that it does not have is none
mkdir "$T/calendar"
printf 'setting,value,title_vi,source\nreport_calendar,khong-co,lịch khác,CHISO test\n' >"$T/calendar/settings.csv"
exit_is 'the period of another calendar is no period' 64 env CHISO_CATALOG="$ROOT/pipeline/catalog/base:$ROOT/pipeline/catalog/kon-tum:$T/calendar" \
	chiso-form write H34.10 2024-Q1
done_testing
