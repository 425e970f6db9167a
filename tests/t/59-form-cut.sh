#!/bin/bash
# A returned form that was cut, or has more or fewer cells or rows than the one that was sent out, is refused by its line: 156 is never 15.
# shellcheck source=tests/lib/tap.sh
. "$(dirname "$0")/../lib/tap.sh"

form() { chiso-form "$@"; }
form write H34.10 2024-Q1 -o "$T/form.csv"
is 'the last line counts the rows' "$(tail -n 1 "$T/form.csv" | tr -d '\r')" "HẾT BIỂU;$(($(wc -l <"$T/form.csv") - 2)) dòng;;;;;;;;;;;;hết"
is 'every row ends with a word' "$(grep -vc ';hết.$' "$T/form.csv")" 1

/usr/bin/python3 - "$T/form.csv" "$T/full.csv" <<'PY'
import csv, sys
rows = list(csv.reader(open(sys.argv[1], encoding="utf-8-sig", newline=""), delimiter=";"))
for r in rows[1:-1]:
    if r[3] in ("a", "b") and "đơn vị gửi" not in r[4] and "[" not in r[4]:
        r[8:12] = ["156", "12/BC-STTTT", "30/3/2024", "Báo cáo"]
csv.writer(open(sys.argv[2], "w", encoding="utf-8", newline=""), delimiter=";", lineterminator="\r\n").writerows(rows)
PY
exit_is 'the whole form is read' 0 form read "$T/full.csv" -o "$T/message.xml"
is 'with all that was said' "$(grep -o '<GiaTri>156</GiaTri>' "$T/message.xml" | wc -l)" "$(grep -c ';156;' "$T/full.csv")"

# cut at many bytes, and at every one of the last three hundred (test_form_whole.c cuts a small one at every byte)
/usr/bin/python3 - "$T/full.csv" "$T/cut.csv" >"$T/cuts" <<'PY'
import subprocess, sys
data, taken = open(sys.argv[1], "rb").read(), []
for n in sorted({*range(0, len(data), 61), *range(len(data) - 300, len(data))}):
    open(sys.argv[2], "wb").write(data[:n])
    done = subprocess.run(["chiso-form", "read", sys.argv[2]], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert done.returncode in (0, 65), done
    if done.returncode == 0:
        taken.append((n - len(data), done.stdout.count(b"<GiaTri>156<")))
print(taken)
PY
is 'a form that was cut anywhere is refused, but for the end of its last line' "$(cat "$T/cuts")" \
	"[(-2, $(grep -c ';156;' "$T/full.csv")), (-1, $(grep -c ';156;' "$T/full.csv"))]"

refused() { # NAME REGEX: of $T/bad.csv
	exit_is "$1" 65 form read "$T/bad.csv" -o "$T/none.xml"
	like 'it says which' "$(cat "$T/err")" "$2"
	not_ok 'and there is no message' test -e "$T/none.xml"
}
n=$(grep -n ';156;' "$T/full.csv" | tail -n 1 | cut -d: -f1)
{ head -n $((n - 1)) "$T/full.csv" && sed -n "${n}s/;156;.*/;15/p" "$T/full.csv" | tr -d '\n'; } >"$T/bad.csv"
refused 'a form cut in a number' "^dòng $n: có 9 ô, cần 14: dòng bị cắt"
form read "$T/bad.csv" 2>"$T/said"
like 'and that its end is missing' "$(tail -n 1 "$T/said")" "thiếu dòng cuối \"HẾT BIỂU\" \(đọc được $((n - 1)) dòng\)"
head -n 20 "$T/full.csv" >"$T/bad.csv"
refused 'one that was cut between two rows' 'thiếu dòng cuối "HẾT BIỂU" \(đọc được 19 dòng\)'
sed 5d "$T/full.csv" >"$T/bad.csv"
refused 'one with a row less' 'thiếu hoặc thừa dòng'
sed 5p "$T/full.csv" >"$T/bad.csv"
refused 'one with a row twice' 'thiếu hoặc thừa dòng'
sed '7s/;[^;]*;hết/;hết/' "$T/full.csv" >"$T/bad.csv"
refused 'a row with a cell less' '^dòng 7: có 13 ô, cần 14: dòng bị cắt'
sed '7s/;hết/;;hết/' "$T/full.csv" >"$T/bad.csv"
refused 'a row with a cell more' '^dòng 7: có 15 ô, cần 14: thừa ô'
sed '7s/;hết/;hế/' "$T/full.csv" >"$T/bad.csv"
refused 'a row whose end was changed' '^dòng 7: ô cuối \(cột N\) là "hế", cần "hết"'
{ cat "$T/full.csv" && sed -n 3p "$T/full.csv"; } >"$T/bad.csv"
refused 'a row behind the end' 'sau "HẾT BIỂU" không được có dòng nào nữa'
sed "\$s/ dòng/0 dòng/" "$T/full.csv" >"$T/bad.csv"
refused 'another count' 'thiếu hoặc thừa dòng'

head -c "$(($(grep -abo 'hết' "$T/full.csv" | tail -n 1 | cut -d: -f1) + 2))" "$T/full.csv" >"$T/bad.csv"
refused 'cut inside its last letter' 'bị cắt'
for unit in 'nghìn ' ''; do
	/usr/bin/python3 - "$T/full.csv" "$T/bad.csv" "$unit" <<'PY'
import csv, re, sys
rows = list(csv.reader(open(sys.argv[1], encoding="utf-8-sig", newline=""), delimiter=";"))
row = next(r for r in rows[1:-1] if r[5] and re.search(r"[0-9]$", r[8]))
row[5] = sys.argv[3] and sys.argv[3] + row[5]
csv.writer(open(sys.argv[2], "w", encoding="utf-8", newline=""), delimiter=";", lineterminator="\r\n").writerows(rows)
PY
	refused "another unit than was asked for: '$unit'" '^ô F[0-9]+ .*(đơn vị tính đã bị sửa|thiếu đơn vị tính)'
done

# forms of before: twelve columns and no end
cut -d';' -f1-12 "$T/form.csv" | sed '$d; s/;CS /;/' >"$T/bad.csv"
refused 'a form of before' '^dòng 1: thiếu cột Địa bàn; Hết dòng: biểu cũ'
{ head -n 4 "$T/bad.csv" && sed -n '5s/;[^;]*;[^;]*;[^;]*;[^;]*$/;15/p' "$T/bad.csv" | tr -d '\n'; } >"$T/bad" && mv "$T/bad" "$T/bad.csv"
refused 'and one of those that was cut' 'dòng 5: có 9 ô, cần 12: dòng bị cắt'

# what spreadsheets add takes nothing away
taken() { # NAME: $T/good.csv gives the same message
	exit_is "$1" 0 form read "$T/good.csv" -o "$T/again.xml"
	same 'with the same values' "$T/again.xml" "$T/message.xml"
}
sed 's/\r$/;;;\r/' "$T/full.csv" >"$T/good.csv"
printf ';;;;;;;;;;;;;;;;\r\n;;;;;;;;;;;;;;;;\r\n' >>"$T/good.csv"
taken 'blank columns and rows behind it'
{ printf '\357\273\277sep=;\r\n' && cat "$T/full.csv"; } >"$T/good.csv"
taken 'a line that names the mark between cells'
/usr/bin/python3 - "$T/full.csv" "$T/good.csv" <<'PY'
import csv, sys
rows = list(csv.reader(open(sys.argv[1], encoding="utf-8", newline=""), delimiter=";"))
csv.writer(open(sys.argv[2], "w", encoding="utf-16", newline=""), delimiter="\t", lineterminator="\r\n").writerows(rows)
PY
taken '"Unicode text": UTF-16 and tabs'
done_testing
