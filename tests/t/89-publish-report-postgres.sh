#!/bin/bash
# The quarterly report as a page, a workbook and a CSV: the document's own words in its ten columns, every number the warehouse's, no
# request to anywhere, nothing that is held.
# shellcheck source=tests/lib/tap.sh
. "$(dirname "$0")/../lib/tap.sh"
# shellcheck source=tests/lib/warehouse.sh
. "$ROOT/tests/lib/warehouse.sh"
# shellcheck source=tests/lib/flagged.sh
. "$ROOT/tests/lib/flagged.sh"
need_postgres
cd "$ROOT" || exit 1
export CHISO_NOW=$NOW
ok 'a warehouse of the samples' warehouse
sql "insert into core.label values ('set', 's004-2024', 'Phụ lục I: Chỉ tiêu thực hiện về chuyển đổi số năm 2024', null) on conflict do nothing"
page() { chiso-publish report -q --set s004-2024 --period 2024-Q1 --now 2024-04-01 "$@"; }
read_as() { /usr/bin/python3 tests/lib/published.py "$@"; }
write_csv() { psql -X -q -A -t -v ON_ERROR_STOP=1 -c "copy ($1) to stdout csv"; }

# --- the page ---
ok 'the page' page -o "$T/r.html"
is 'nothing strange is in it: no request, nothing of the template' "$(read_as strange "$T/r.html")" ''
ok 'a second reader takes it as well' xmllint --html --noout "$T/r.html"
read_as rows "$T/r.html" >"$T/rows"
is 'thirty rows' "$(grep -c . "$T/rows")" 30
is 'fifteen, one and fourteen, as the document has them' "$(cut -d. -f1 "$T/rows" | uniq -c | tr -s ' \n' ' ')" ' 15 I 1 II 14 III '
/usr/bin/python3 - "$T/rows" tests/data/s004.csv >"$T/differences" <<'PY'
import csv, re, sys
mine = {row[0]: row for row in csv.reader(open(sys.argv[1], encoding="utf-8"))}
space = lambda text: re.sub(r"\s+", " ", text or "").strip()
for row in csv.DictReader(open(sys.argv[2], encoding="utf-8")):
    cells = mine[row["ma_chi_tieu"]]
    for at, column in enumerate(("stt", "noi_dung", "don_vi_chu_tri", "don_vi_phoi_hop", "thanh_vien_chi_dao", "chi_tieu_quoc_gia",
                                 "chi_tieu_tinh", None, "so_lieu", "ghi_chu"), 1):
        if column and column != "so_lieu" and space(row[column]) != cells[at]:
            print(row["ma_chi_tieu"], column, repr(space(row[column])), repr(cells[at]))
        if column == "so_lieu" and row[column] and space(row[column]) != cells[at]:
            print(row["ma_chi_tieu"], column, row[column], cells[at])
PY
is "the document's own words, all of them" "$(cat "$T/differences")" ''
write_csv "select chi_so, coalesce(nullif(hien_thi, '') || '%', '-') from share.chi_so where bo_chi_so = 's004-2024' and ky = '2024-Q1'
	order by chi_so collate \"C\"" >"$T/figures"
/usr/bin/python3 -c 'import csv, sys
out = csv.writer(sys.stdout, lineterminator="\n")
out.writerows(sorted([row[0], row[8]] for row in csv.reader(open(sys.argv[1], encoding="utf-8"))))' "$T/rows" >"$T/shown"
[ "$(wc -l <"$T/figures")" -eq 30 ] || echo "# $(wc -l <"$T/figures") figures"
same "and every number of the warehouse's" "$T/shown" "$T/figures"
is 'the summary counts what the rows say' "$(grep -o '<b><a href="#phu-luc"><span>[0-9]*</span>' "$T/r.html" | sed 's,.*<span>,,' | tr -dc '0-9\n' | head -n 4 | paste -sd+ | bc)" 30
like 'what the document does not prove is told beside it' "$(tr '\n' ' ' <"$T/r.html")" 'số còn lại trong ghi chú không khớp'
ok 'under a megabyte' test "$(wc -c <"$T/r.html")" -lt 1000000

# --- for one who answers ---
agency=$(sql "select co_quan from share.phan_cong where bo_chi_so = 's004-2024' and vai_tro = 'chủ trì' and co_quan like '%/so-y-te' limit 1")
ok 'the list of one who answers' page --for "$agency" -o "$T/for.html"
is 'only what it answers for' "$(read_as rows "$T/for.html" | cut -d, -f1 | sort | paste -sd' ')" \
	"$(sql "select distinct chi_so from share.phan_cong where bo_chi_so = 's004-2024' and '$agency' in (co_quan, thanh_vien)" | LC_ALL=C sort | paste -sd' ')"
like 'whose it is' "$(cat "$T/for.html")" 'Danh mục đôn đốc'

# --- the workbook ---
ok 'the workbook' page --format xlsx -o "$T/r.xlsx"
read_as sheet "$T/r.xlsx" >"$T/sheet"
is 'numbers are numbers' "$(sed -n '2,31p' <(grep -v '^#' "$T/sheet") | cut -f8 | grep -c '^n:')" \
	"$(sql "select count(*) from share.chi_so where bo_chi_so = 's004-2024' and ky = '2024-Q1' and gia_tri is not null")"
is 'and those of the warehouse' "$(grep -v '^#' "$T/sheet" | sed -n '2,31p' | cut -f8 | sed -n 's/^n://p' |
	/usr/bin/python3 -c 'import sys; print(*(f"{float(n):.15g}" for n in sys.stdin))' | tr ' ' '\n' | LC_ALL=C sort -n | paste -sd' ')" \
	"$(sql "select gia_tri from share.chi_so where bo_chi_so = 's004-2024' and ky = '2024-Q1' and gia_tri is not null" | LC_ALL=C sort -n | paste -sd' ')"
like 'the head says which years' "$(cat "$T/sheet")" 'UBQG năm 2023.*tỉnh năm 2024'
is 'set up for A4 across, head repeated and frozen, with a chart' "$(read_as facts "$T/r.xlsx" | grep -v FilterDatabase | paste -sd,)" \
	'_xlnm.Print_Titles,_xlnm.Print_Titles,_xlnm.Print_Titles,paper 9 landscape,frozen frozen,charts 1'

# --- the CSVs ---
ok 'the CSV' page --format csv -o "$T/r.csv"
is 'begins with what a spreadsheet knows it by' "$(head -c 3 "$T/r.csv" | od -An -tx1)" ' ef bb bf'
ok 'and with commas' page --format csv-comma -o "$T/c.csv"
is 'as many rows' "$(/usr/bin/python3 -c 'import csv, sys
for path, mark in ((sys.argv[1], ";"), (sys.argv[2], ",")):
    print(len(list(csv.reader(open(path, encoding="utf-8-sig", newline=""), delimiter=mark))), end=" ")' "$T/r.csv" "$T/c.csv")" '31 31 '
is 'a decimal comma in the one, a point in the other' "$(grep -c ';8,48;' "$T/r.csv")$(grep -c ',8.48,' "$T/c.csv")" 11
sql "update core.bao_cao_quy_version set ghi_chu = '=HYPERLINK(\"x\")', so_lieu = '7/9' where ma_chi_tieu = 'I.3'"
page --format csv -o "$T/bad.csv"
like 'no cell begins a formula' "$(grep HYPERLINK "$T/bad.csv")" "\"'=HYPERLINK"
like 'and seven of nine is no date' "$(grep HYPERLINK "$T/bad.csv")" ';7⁄9;'

# --- what is held ---
sql "insert into core.indicator (set, indicator, agency, period, basis, value, shown, unit, run_from, flags) values
	('s004-2024', 'I.3', 'H06', '2024-Q3', 'computed', '93.57', '93,57', '%', 1, 'gate jump: nhảy (93,57; 50)'),
	('s004-2024', 'I.4', 'H06', '2024-Q3', 'computed', '41.25', '41,25', '%', 1, null)"
flagged
mkdir "$T/all"
ok 'every page' chiso-publish --all "$T/all" --now 2024-10-01
ok 'of the period with one held as well' test -s "$T/all/bao-cao-s004-2024-2024-Q3.html"
like 'the figure beside it is there' "$(cat "$T/all/bao-cao-s004-2024-2024-Q3.html")" '41,25%'
like 'it says that one is held' "$(cat "$T/all/bao-cao-s004-2024-2024-Q3.html")" 'tạm giữ, chờ duyệt'
for file in "$T"/all/*.xlsx; do unzip -p "$file" >"$file.text"; done
is 'its number is on no page, in no workbook and no CSV' "$(grep -l -r -F -e 93,57 -e 93.57 "$T/all" | head -n 3)" ''
is 'the entry page leads to each' "$(grep -o 'href="bao-cao-[^"]*' "$T/all/index.html" | cut -c7- | LC_ALL=C sort | paste -sd' ')" \
	"$(cd "$T/all" && find . -name 'bao-cao-*' ! -name '*.text' -printf '%f\n' | LC_ALL=C sort | paste -sd' ')"

# --- again ---
cp -r "$T/all" "$T/before"
like 'what is as it was is not written' "$(chiso-publish --all "$T/all" --known "$T/before/pages.state" --now 2024-10-01 2>&1)" 'pages=0$'
sql "update core.bao_cao_quy_version set noi_dung = 'Khác' where ma_chi_tieu = 'I.7'"
like "another's words in the report alone write its page" "$(chiso-publish --all "$T/all" --known "$T/before/pages.state" --now 2024-10-01 2>&1)" 'pages=1$'
mkdir -p "$T/ours/pages"
cp "$ROOT/pipeline/catalog/base/pages/report.html" "$T/ours/pages/"
ours=(--catalog "$ROOT/pipeline/catalog/base" --catalog "$T/ours")
cp "$T/all/pages.state" "$T/state"
ok 'a page by a template of the same words in a folder of our own' chiso-publish -q --all "$T/all" --known "$T/state" --now 2024-10-01 "${ours[@]}"
cp "$T/all/pages.state" "$T/state"
made_by=$(chiso-publish --made-by "${ours[@]}")
like '  stays' "$(chiso-publish --all "$T/all" --known "$T/state" --now 2024-10-01 "${ours[@]}" 2>&1)" 'pages=0$'
sed -i 's,<h1 id="tom-tat">,<h1 id="tom-tat">Mẫu riêng. ,' "$T/ours/pages/report.html"
like '  and is written again when nothing but the template is another' "$(chiso-publish --all "$T/all" --known "$T/state" --now 2024-10-01 "${ours[@]}" 2>&1)" \
	"pages=$(wc -l <"$T/state")$"
like '    by it' "$(cat "$T/all/bao-cao-s004-2024-2024-Q1.html")" 'Mẫu riêng'
not_ok '    as --made-by says' test "$(chiso-publish --made-by "${ours[@]}")" = "$made_by"
exit_is '  asked for beside a page it is usage' 64 chiso-publish report --made-by
like '    in a line' "$(cat "$T/err")" '--made-by: found a page or --all beside it, expected it alone'

# --- a page that cannot be made, one that is no longer one ---
mkdir -p "$T/my/pages" "$T/some"
echo '<html><p>' >"$T/my/pages/report.html"
exit_is 'a template that is none is told' 78 chiso-publish --all "$T/some" --now 2024-10-01 --catalog pipeline/catalog --catalog "$T/my"
like 'with the page, the file and how many' "$(cat "$T/err")" 'pages/report.html:2: page bao-cao-[^ ]*: .*expected a template of well-formed HTML [(][0-9]+ not written[)]'
ok 'and stops no other' test -s "$T/some/index.html"
is 'what was not written has no state' "$(grep -c '^bao-cao-' "$T/some/pages.state")" 0
mkdir -p "$T/folder/pages/report.html" "$T/other"
not_ok 'a folder in the place of a template is told' chiso-publish --all "$T/other" --now 2024-10-01 --catalog pipeline/catalog --catalog "$T/folder"
ok '  and stops no other' test -s "$T/other/index.html"
is '  of any state' "$(grep -c '^bao-cao-' "$T/other/pages.state")" 0
sql "delete from core.indicator where period = '2024-Q3'"
flagged
ok 'figures that are gone' chiso-publish -q --all "$T/all" --known "$T/all/pages.state" --now 2024-10-01
is 'take their pages along' "$(cd "$T/all" && find . -name 'bao-cao-*2024-Q3*' ! -name '*.text')" ''
ok 'and no other' test -s "$T/all/bao-cao-s004-2024-2024-Q1.xlsx"

# --- wrong questions ---
while IFS='|' read -r name code words arguments; do
	read -r -a arguments <<<"$arguments"
	exit_is "$name" "$code" chiso-publish "${arguments[@]}"
	like "$name: in one line" "$(cat "$T/err")" "$words"
done <<'END'
a page that is none|64|found page "nothing", expected one of page_lists.csv|nothing
a set without figures|66|set nothing has no figures of 2024-Q1|report --set nothing --period 2024-Q1
one who answers for nothing|66|found nothing for set "s004-2024", period "2024-Q1", agency "H06", for H99|report --set s004-2024 --period 2024-Q1 --for H99
the same as a workbook|66|found nothing for set|report --set s004-2024 --period 2024-Q1 --for H99 --format xlsx
an agency without figures|66|found nothing for set "s004-2024", period "2024-Q1", agency "H99"|report --set s004-2024 --period 2024-Q1 --agency H99
no set|66|found nothing for set ""|report
a format that is none|64|format: found "pdf", expected html|report --set s004-2024 --period 2024-Q1 --format pdf
no page|64|expected one PAGE|--set s004-2024
END
done_testing
