#!/bin/bash
# A form that a spreadsheet opened and saved, set to English or Vietnamese: every value is the one that was typed, or is refused with its cell.
# shellcheck source=tests/lib/tap.sh
. "$(dirname "$0")/../lib/tap.sh"

form() { chiso-form "$@"; }
saved() { /usr/bin/python3 "$ROOT/tests/lib/spreadsheet.py" "$@"; }
read_of() { # MESSAGE: what the feed makes of it, a variable a line
	chiso-extract -q --now 2024-04-01 --feed bien-so-chi-so "$1" 2>>"$T/log" | chiso-normalize -q --now 2024-04-01 --feed bien-so-chi-so 2>>"$T/log" |
		/usr/bin/python3 -c 'import csv, sys
for r in csv.DictReader(sys.stdin):
    if r["_kind"] == "clean":
        print(r["ma_bien"], r["gia_tri_low"] or r["gia_tri"], r["gia_tri_unit"], r["so_van_ban"], r["ngay_van_ban"], sep="|")' | LC_ALL=C sort
}

# the simulation does what the two programs do
cell() { /usr/bin/python3 -c 'import sys
sys.dont_write_bytecode = True
sys.path.insert(0, sys.argv[1])
from spreadsheet import Sheet
print(*[Sheet(*sys.argv[2:4]).cell(t) for t in sys.argv[4:]], sep=" ")' "$ROOT/tests/lib" "$@"; }
is 'English: 7.10 and 1.250 lose their zero' "$(cell calc en-US 7.10 1.250 1,250 3.0 1/2 30/3/2024)" '7.1 1.25 1250 3 01/02/24 30/3/2024'
is 'Vietnamese: a point parts thousands' "$(cell excel vi-VN 7.10 1.250 1,250 3.0 1/2 100000000000000)" '7.10 1.250 1,25 3.0 01-Thg2 1,00000E+14'

# every form's every key comes back
form write H34 2024-Q4 -o "$T/form.csv"
/usr/bin/python3 - "$T/form.csv" "$T/typed.csv" <<'PY'
import csv, itertools, sys
rows = list(csv.reader(open(sys.argv[1], encoding="utf-8-sig", newline=""), delimiter=";"))
whole = itertools.cycle(["1.250", "1250", "156", "10", "1.250.000", "100", "7"])
parts = itertools.cycle(["1,5", "0,75", "1250", "1.250.000", "12,25", "0,5", "100"])
words = itertools.cycle(["Có", "Không"])
for n, r in enumerate(rows[1:-1]):
    unit = r[5]
    if "[Có / Không]" in r[4]:
        r[8] = next(words)
    elif r[3] == "phien_ban":
        r[8] = "phiên bản 3.10"
    elif "[" in r[4] and " / " in r[4]:
        r[8] = r[4][r[4].rindex("[") + 1:].split(" / ")[0].rstrip("]")
    elif "đơn vị gửi phải ghi" in r[4]:
        r[8], r[5] = next(parts), "tỷ đồng"
    else:
        r[8] = next(parts if unit.endswith("đồng") or unit in ("điểm", "lần/tuần", "lần/năm", "lần/tháng", "phần trăm", "megabit/giây") else whole)
    r[9:12] = [f"{n + 20}/BC-UBND", "30/12/2024", "Báo cáo; số liệu"]
csv.writer(open(sys.argv[2], "w", encoding="utf-8", newline=""), delimiter=";", lineterminator="\r\n").writerows(rows)
PY
exit_is 'what was typed is read' 0 form read "$T/typed.csv" --now 2025-01-05 -o "$T/typed.xml"
read_of "$T/typed.xml" >"$T/typed"
is 'every row of it' "$(wc -l <"$T/typed")" "$(($(wc -l <"$T/form.csv") - 2))"
refused_cells() { grep -oE '^ô [A-Z]+[0-9]+' "$1" | tr -d 'ô '; }
for program in excel calc; do
	for locale in vi-VN en-US; do
		saved $program $locale "$T/typed.csv" "$T/saved.csv"
		form read "$T/saved.csv" --now 2025-01-05 -o "$T/saved.xml" 2>"$T/said"
		code=$?
		while ((code == 65)) && [ -n "$(refused_cells "$T/said")" ]; do # without what was refused, each by its cell
			refused_cells "$T/said" >>"$T/refused.$program.$locale"
			/usr/bin/python3 - "$T/saved.csv" "$T/refused.$program.$locale" <<'PY'
import csv, re, sys
mark = "," if "en-US" in sys.argv[2] else ";"
rows = list(csv.reader(open(sys.argv[1], encoding="utf-8-sig", newline=""), delimiter=mark))
for name in open(sys.argv[2]).read().split():
    column, row = re.fullmatch(r"([A-Z])(\d+)", name).groups()
    rows[int(row) - 1][ord(column) - 65] = ""
csv.writer(open(sys.argv[1], "w", encoding="utf-8", newline=""), delimiter=mark, lineterminator="\r\n").writerows(rows)
PY
			form read "$T/saved.csv" --now 2025-01-05 -o "$T/saved.xml" 2>"$T/said"
			code=$?
		done
		is "$program, $locale: the rest is read" "$code" 0
		read_of "$T/saved.xml" >"$T/saved"
		is "$program, $locale: nothing else than was typed" "$(LC_ALL=C comm -13 "$T/typed" "$T/saved")" ''
		is "$program, $locale: what is not there was refused" "$(LC_ALL=C comm -23 "$T/typed" "$T/saved" | wc -l)" \
			"$(tail -n +1 -- "$T/refused.$program.$locale" 2>/dev/null | wc -l)"
	done
done
not_ok 'Vietnamese changes nothing' test -e "$T/refused.excel.vi-VN"
ok 'English takes the zero of 1.250' test -s "$T/refused.excel.en-US"

# one cell at a time
set_value() { # INDICATOR VAR VALUE [UNIT]: $T/one.csv with this value alone
	/usr/bin/python3 - "$T/form.csv" "$T/one.csv" "$@" <<'PY'
import csv, sys
rows = list(csv.reader(open(sys.argv[1], encoding="utf-8-sig", newline=""), delimiter=";"))
for r in rows[1:-1]:
    if r[2] == f"CS {sys.argv[3]}" and r[3] == sys.argv[4]:
        r[8] = sys.argv[5]
        r[5] = sys.argv[6] if len(sys.argv) > 6 else r[5]
csv.writer(open(sys.argv[2], "w", encoding="utf-8", newline=""), delimiter=";", lineterminator="\r\n").writerows(rows)
PY
}
value_of() { # INDICATOR VAR VALUE [UNIT]: as the feed reads it, or why the form refuses
	set_value "$@"
	if form read "$T/one.csv" -o "$T/one.xml" 2>"$T/said"; then
		read_of "$T/one.xml" | cut -d'|' -f2
	else
		sed 's/^ô \([A-Z]\)[0-9]*/\1/' "$T/said"
	fi
}
is 'its own example: a version' "$(value_of 2.4 phien_ban 3.0)" 3
like 'is no traceback' "$(cat "$T/one.xml")" '<GiaTri>3\.0</GiaTri>'
is 'a version with its word' "$(value_of 2.4 phien_ban 'phiên bản 3.1')" 'phiên bản 3.1'
is 'a version that ends in zero was not cut' "$(value_of 2.4 phien_ban 3.10)" 3.1
like 'one that a spreadsheet may have cut' "$(value_of 2.4 phien_ban 3.1)" '^I \(Giá trị\): "3.1": bảng tính có thể đã bỏ số 0 ở cuối \(3.10\?\): hãy ghi "phiên bản 3.1"$'
like 'no version' "$(value_of 2.4 phien_ban mới)" 'cần một phiên bản như 3\.0'
is '1.250 people' "$(value_of s000.V.20 a 1.250)" 1250
like '1.25 people' "$(value_of s000.V.20 a 1.25)" '^I \(Giá trị\): "1.25": bảng tính đã đổi "1.250" thành "1.25"\? Hãy ghi 1250'
like '1.2 people' "$(value_of s000.V.20 a 1.2)" 'đã đổi "1.200" thành "1.2"\? Hãy ghi 1200'
is 'a whole number with nothing behind the point' "$(value_of s000.V.20 a 1250.0)" 1250
like 'a comma before three digits of whole things' "$(value_of s000.V.20 a 1,250)" 'đọc được hai cách, 1250 hay 1,25'
like '1.250 tỷ đồng is asked about' "$(value_of s000.IV.11 a 1.250 'tỷ đồng')" '^I \(Giá trị\): "1.250": đọc được hai cách, 1250 hay 1,25: hãy ghi'
like 'so is 1.25 tỷ đồng' "$(value_of s000.IV.11 a 1.25 'tỷ đồng')" 'đọc được hai cách, 1250 hay 1,25'
like 'and with the unit in the cell' "$(value_of s000.IV.11 a '1.250 tỷ đồng' '')" 'đọc được hai cách, 1250 hay 1,25'
is '1250 is said once' "$(value_of s000.IV.11 a 1250 'tỷ đồng')" 1250000000000
is 'so is 1,25' "$(value_of s000.IV.11 a 1,25 'tỷ đồng')" 1250000000
is 'so are 1.250.000' "$(value_of s000.IV.11 a 1.250.000 đồng)" 1250000
is 'so is 0.85 of anything' "$(value_of s000.IV.11 a 0.85 'tỷ đồng')" 850000000
is 'so is 1250.5: no thousands are parted so' "$(value_of s000.IV.11 a 1250.5 'triệu đồng')" 1250500000
is 'a share of 12.5 has one reading' "$(value_of s000.IV.12 thap_nhat 12.5)" 12.5
like 'one of 1.250 has two' "$(value_of s000.IV.12 thap_nhat 1.250)" 'hai cách, 1250 hay 1,25'
like 'a power of ten lost its digits' "$(value_of s000.V.20 a 1,23E+03)" 'bảng tính đã viết gọn số này: hãy ghi đủ các chữ số'
like 'a day is no number' "$(value_of s000.V.20 a 01-Thg2)" 'không đọc được thành một số'
like 'nor are two numbers' "$(value_of s000.V.20 a 18/21)" 'không đọc được thành một số'
like "nor is a spreadsheet's error" "$(value_of s000.V.20 a '#VALUE!')" 'ô báo lỗi của bảng tính'
is 'TRUE has one reading' "$(value_of 2.1 x TRUE)" True
is 'so has FALSE' "$(value_of 2.1 x FALSE)" False
is 'a word is that word in any case' "$(value_of 2.1 x CÓ)" Có
like 'another word is none' "$(value_of 2.1 x x)" 'cần một trong: Có / Không'
sed 's/;CS 7\.10;/;7.1;/' "$T/typed.csv" >"$T/one.csv"
exit_is 'a key that lost its letters' 65 form read "$T/one.csv"
like 'is told with its cell' "$(cat "$T/err")" '^ô C[0-9]+ \(Chỉ số\): "7\.1": thiếu chữ "CS": bảng tính có thể đã đổi mã'
done_testing
