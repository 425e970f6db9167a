#!/bin/bash
# The thirty results of document S004, each written in twenty inexact or qualified ways: none of the 600 becomes a value or is reached.
. "$(dirname "$0")/../lib/tap.sh"

NOW=2024-04-01
REPORT=$ROOT/samples/bao-cao-quy/2024-Q1.xml

# One report a way; the two rows without a number in the document get 90 %.
mkdir "$T/in"
/usr/bin/python3 - "$REPORT" "$T/in" <<'PY'
import html, re, sys
report, folder = open(sys.argv[1], encoding="utf-8").read(), sys.argv[2]
WAYS = ["khoảng {}", "gần {}", "ước {}", "phấn đấu {}", "trên {}", "dưới {}", "hơn {}", "xấp xỉ {}", "{} - 100%", "{} trở lên", "{} (ước)", "(ước) {}",
        "≥ {}", "~{}", "đạt trên dưới {}", "Đến {}", "{} kế hoạch", "đạt {} so với cùng kỳ", "{} chưa thực hiện", "({})", "{}o",
        "không dưới {}", "{} ÷ 101%", "tối thiểu {}", "{} (dự kiến)", "> {}", "chưa đạt {}"]
for n, way in enumerate(WAYS):
    def result(m):
        return "<bcq:KetQua>" + html.escape(way.format(m[1] if m[1] != "-" else "90%")) + "</bcq:KetQua>"
    with open(f"{folder}/{n:02}.xml", "w", encoding="utf-8") as f:
        f.write(re.sub(r"<bcq:KetQua>([^<]*)</bcq:KetQua>", result, report))
PY
is 'the ways of writing' "$(find "$T/in" -name '*.xml' | wc -l)" 27

# indicators FILE: through all stages, into $T/got
indicators() {
	chiso-extract -q --now $NOW --feed bao-cao-quy "$1" |
		chiso-normalize -q --now $NOW --feed bao-cao-quy --rejects "$T/rejects" |
		chiso-aggregate -q --now $NOW --feed bao-cao-quy >"$T/measures" &&
		chiso-compute -q --now $NOW --period 2024-Q1 -o "$T/got" "$T/measures"
}
# told: what becomes of the thirty: rows, with a value or a status that is none, shown as sent, refused with the field's name, text
told() {
	/usr/bin/python3 - "$1" "$T/got" "$T/rejects" <<'PY'
import csv, re, sys
sent = dict(zip(re.findall(r"<bcq:MaChiTieu>([^<]*)", open(sys.argv[1], encoding="utf-8").read()),
                re.findall(r"<bcq:KetQua>([^<]*)", open(sys.argv[1], encoding="utf-8").read())))
rows = [r for r in csv.DictReader(open(sys.argv[2], encoding="utf-8")) if r["_kind"] == "indicator"]
refused = [r for r in csv.DictReader(open(sys.argv[3], encoding="utf-8")) if r["field"] == "ket_qua"]
unescape = {"&gt;": ">", "&lt;": "<"}
clean = lambda s: re.sub("&[gl]t;", lambda m: unescape[m[0]], s)
bad = [r["indicator"] for r in rows if r["value"] or "reached" == r["status"] or r["status"] == "not_reached" or
       "reached" in (r["national_status"], r["due_status"], r["national_due_status"])]
silent = [r["indicator"] for r in rows if not r["reason"]]
shown = sum(r["shown"] == clean(sent[r["indicator"]]) for r in rows)
words = sum("(text)" in r["reason"] for r in rows)
print(len(rows), bad, silent, shown + len(refused) + words)
PY
}
for file in "$T"/in/*.xml; do
	way=$(grep -m 1 -o '<bcq:KetQua>[^<]*' "$file" | sed 's/.*>//')
	ok "$way: all stages" indicators "$file"
	is "$way is no value, reaches nothing, and stands as sent or is refused" "$(told "$file")" '30 [] [] 30'
done

# the words of a report are exact where they say so
ok 'the report itself' indicators "$REPORT"
is 'has its 28 values' "$(awk -F, '$1 == "indicator"' "$T/got" | /usr/bin/python3 -c '
import csv, sys
print(sum(bool(r[8]) for r in csv.reader(sys.stdin)))')" 28
sed 's/<bcq:KetQua>/&đạt: /' "$REPORT" >"$T/x.xml"
indicators "$T/x.xml"
cut -d, -f3,9,15 "$T/got" >"$T/reached"
indicators "$REPORT"
is 'and the same ones behind "đạt:"' "$(cut -d, -f3,9,15 "$T/got" | diff - "$T/reached" | grep -c '^[<>] .*[0-9],')" 0
done_testing
