#!/bin/bash
# What LibreOffice sees in every workbook of a night: the cells that were written, numbers as numbers; those of the appendix are its
# page's. On paper, from the browser and from the workbook, each sheet has the table's head.
# shellcheck source=tests/lib/tap.sh
. "$(dirname "$0")/../lib/tap.sh"
# shellcheck source=tests/lib/warehouse.sh
. "$ROOT/tests/lib/warehouse.sh"

[ -n "${CHISO_TEST_OFFICE:-}" ] || skip_all 'make check-all asks LibreOffice and a browser'
command -v soffice >/dev/null || skip_all 'no LibreOffice here (libreoffice-calc-nogui)'
command -v pdftotext >/dev/null || skip_all 'no pdftotext here (poppler-utils)'
need_postgres
cd "$ROOT" || exit 1
export CHISO_NOW=$NOW
ok 'a warehouse of the samples' warehouse
mkdir "$T/pages" "$T/seen"
ok 'its pages' chiso-publish -q --all "$T/pages" --now 2024-07-02
# shellcheck disable=SC2317 # ok calls it
office() { HOME=$T soffice --headless --convert-to "$1" --outdir "$T/seen" "${@:2}" >"$T/office.log" 2>&1; }
read_as() { /usr/bin/python3 tests/lib/published.py "$@"; }
seen() { /usr/bin/python3 tests/lib/office.py "$@"; }

# --- every workbook ---
ok 'LibreOffice opens all workbooks' office fods "$T"/pages/*.xlsx
is '  each of them' "$(find "$T/seen" -name '*.fods' | wc -l)" "$(find "$T/pages" -name '*.xlsx' | wc -l)"
ok '  some' test "$(find "$T/seen" -name '*.fods' | wc -l)" -ge 20
for book in "$T"/pages/*.xlsx; do
	name=${book##*/} name=${name%.xlsx}
	seen sheet "$T/seen/$name.fods" >"$T/seen.cells"
	read_as sheet "$book" | seen written >"$T/written.cells"
	cmp -s "$T/seen.cells" "$T/written.cells" || diff "$T/seen.cells" "$T/written.cells" | sed "s/^/$name: /"
done >"$T/differences"
is 'sees the cells that were written, in every sheet of every workbook' "$(head -n 5 "$T/differences")" ''
is 'no figure of them is a text' "$(grep -h -c -P '\ts:-?[0-9]+\.[0-9]{3,}(\t|$)' "$T/seen.cells" "$T"/seen/*.fods | sort -u | head -n 1)" 0

# --- the appendix ---
report=bao-cao-s004-2024-2024-Q1
seen sheet "$T/seen/$report.fods" | awk '/^# / { on = $0 == "# Phụ lục"; next } on' | sed 1d >"$T/appendix"
read_as rows "$T/pages/$report.html" >"$T/rows"
/usr/bin/python3 - "$T/appendix" "$T/rows" >"$T/differences" <<'PY'
import csv, re, sys
book = [line.rstrip("\n").split("\t") for line in open(sys.argv[1], encoding="utf-8")]
page = list(csv.reader(open(sys.argv[2], encoding="utf-8")))
print(len(book), len(page)) if len(book) != 30 or len(page) != 30 else None
said = lambda row, at: row[at][2:] if at < len(row) else ""
for mine, row in zip(book, page):
    # the workbook has the result as a number, then as it is printed
    got = [said(mine, at) for at in (0, 1, 2, 3, 4, 5, 6, 8, 9, 10)]
    for k, (a, b) in enumerate(zip(got, row[1:11])):
        if re.sub(r"\s+", " ", a).strip() != b:
            print(row[0], k, repr(a), repr(b))
    if re.search("[0-9]", row[8]) and not mine[7].startswith("n:"):
        print(row[0], "result is no number:", mine[7])
    if mine[7].startswith("n:") and f"{float(mine[7][2:]):.15g}".replace(".", ",") != row[8].rstrip("%"):
        print(row[0], mine[7], row[8])
PY
is "its cells are its page's, thirty rows of ten columns" "$(cat "$T/differences")" ''

# --- on paper ---
# how many sheets have rows, of how many the table's head is missing: paper PDF
paper() {
	local page n text rows=0 bare=0
	n=$(pdfinfo "$1" | sed -n 's/^Pages: *//p')
	for ((page = 1; page <= n; page++)); do
		text=$(pdftotext -f "$page" -l "$page" -layout "$1" - | tr -s ' \n' ' ')
		[[ $text =~ (^|\ )[0-9]{1,2}\.?\ (Tỷ|Duy|Thúc|Thanh)\ [a-zđ] ]] || continue
		rows=$((rows + 1))
		[[ $text == *'Nội dung'* ]] || bare=$((bare + 1))
	done
	echo "$rows $bare"
}
ok 'the workbook as PDF' office pdf "$T/pages/$report.xlsx"
read -r rows bare < <(paper "$T/seen/$report.pdf")
ok '  the appendix takes several sheets' test "$rows" -ge 2
is '  each with its head' "$bare" 0
browser=$(command -v chromium || command -v chromium-browser)
if [ -z "$browser" ]; then
	skip 'the page as PDF' 'no chromium here'
else
	ok 'the page as PDF' "$browser" --headless=new --no-sandbox --disable-gpu --user-data-dir="$T/browser" --no-pdf-header-footer \
		--print-to-pdf="$T/page.pdf" "file://$T/pages/$report.html"
	like '  A4 across' "$(pdfinfo "$T/page.pdf")" 'Page size: *841\.[0-9]* x 59[45].*A4'
	read -r rows bare < <(paper "$T/page.pdf")
	ok '  the appendix takes several sheets' test "$rows" -ge 2
	is '  each with its head' "$bare" 0
fi
done_testing
