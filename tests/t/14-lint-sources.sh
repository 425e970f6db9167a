#!/bin/bash
# Where the catalogue has its rows from can be opened: every source cell of every table, of the tests' too, cites rows of sources.csv; a
# row that says too little is a finding; nothing in the tree names what is not in it.
# shellcheck source=tests/lib/tap.sh
. "$(dirname "$0")/../lib/tap.sh"
cd "$ROOT" || exit 1
both=(--catalog pipeline/catalog --catalog "$T/my")
mkdir "$T/my"

exit_is 'every source is a row' 0 chiso-catalog lint --catalog pipeline/catalog --catalog tests/data/documents
unlike 'and every row is cited' "$(cat "$T/err")" 'no row cites it'
is 'sources are a table like any other' "$(chiso-catalog show sources | sed -n 's/^S003,.*,document,.*/S003/p')" S003

# A cell of each table of each folder: the folder's last rows as an overlay, each with a citation more.
/usr/bin/python3 - "$T/cells" <<'PY'
import csv, pathlib, sys
for path in sorted(pathlib.Path("pipeline/catalog").glob("*/*.csv")):
    header, *rows = csv.reader(open(path, encoding="utf-8", newline=""))
    if path.stem in ("schema", "sources") or not rows:
        continue
    row = dict(zip(header, rows[-1]), source=rows[-1][header.index("source")] + "; NOWHERE 12")
    my = pathlib.Path(sys.argv[1]) / path.parent.name
    my.mkdir(parents=True, exist_ok=True)
    with open(my / path.name, "w", encoding="utf-8", newline="") as f:
        w = csv.DictWriter(f, header, lineterminator="\n")
        w.writeheader()
        w.writerow(row)
PY
for my in "$T"/cells/*; do
	chiso-catalog lint -q --catalog pipeline/catalog --catalog "$my" >"$T/out" 2>&1
	for table in "$my"/*.csv; do
		like "${table#"$T/cells/"}: a source that is no row is told" "$(grep -F "$table:2: column source" "$T/out")" \
			": found 'NOWHERE', expected an id of sources.csv\$"
	done
done
ok 'of every table' test "$(find "$T/cells" -name '*.csv' | wc -l)" -ge 100

# cites NAME CELL FOUND: what lint finds in the cell
cites() {
	printf 'list,alias,code,source\ntro-ly-ao,thử,ca-the-hoa,%s\n' "$2" >"$T/my/code_aliases.csv"
	chiso-catalog lint -q "${both[@]}" >"$T/out" 2>&1
	is "$1" "$(sed -n "s/.*column source: found '\([^']*\)'.*/\1/p" "$T/out" | tr '\n' ' ')" "$3"
}
cites 'an id' S003 ''
cites 'an id with a place' 'S003 phụ lục 1, cột 2: ghi chú' ''
cites 'several' 'S003 6.11; S004; ND45-2025 điều 8' ''
cites 'words are none' 'as everybody knows' 'as '
cites 'each that is none is told' 'S003; S9; S004 1; S8 2' 'S9 S8 '
cites 'an id in other letters' 's003' 's003 '
cites 'a place alone' 'S003; điều 8' 'điều '
cites 'nothing behind a semicolon' 'S003; ' ' '
cites 'a blank first' ' S003' ' '
rm "$T/my/code_aliases.csv"

# says NAME ROW FOUND
says() {
	printf 'source,title,title_en,kind,published,confirm\nS003,a,b,document,p,\n%s\n' "$2" >"$T/my/sources.csv"
	exit_is "$1" 78 chiso-catalog lint -q "${both[@]}"
	like "$1: the place" "$(cat "$T/out")" "/sources.csv:3: $3"
}
for kind in act document standard; do
	says "$kind without where it is published" "S004,a,b,$kind,,c" 'column published: found nothing, expected where it is published'
done
says 'an assumption without who can confirm it' 'S004,a,b,assumption,p,' 'column confirm: found nothing, expected who can confirm'
says 'a kind that is none' 'S004,a,b,rumour,p,c' "column kind: found 'rumour'"
says 'an id with a blank' 'S 4,a,b,act,p,c' "column source: found 'S 4'"
printf 'source,title,title_en,kind,published,confirm\nS099,a,b,observation,,\nS098,a,b,reading,,\n' >"$T/my/sources.csv"
exit_is 'an observation and a reading owe neither, and a row that nothing cites is no finding' 0 chiso-catalog lint "${both[@]}"
is 'but told, each once' "$(grep -c 'sources.csv:[23]: source S09[89]: no row cites it$' "$T/err")" 2

# what is not in the tree is not named
absent='[d]omain notes|[r]isky figure|\b[i]ssue [0-9]|[d]esign\.md|\b[d]esign ([0-9§]|section)'
is 'nothing in the tree names what is not in it' "$(grep -rnE "$absent" README.md Makefile cmd pipeline samples scripts sql tests | head)" ''
is 'what a comment says a rule is from is a row, or a table' "$(/usr/bin/python3 - <<'PY'
import csv, pathlib, re
known = {r["source"] for r in csv.DictReader(open("pipeline/catalog/base/sources.csv", encoding="utf-8"))}
known |= {p.name for p in pathlib.Path("pipeline/catalog").glob("*/*.csv")}
for path in sorted(p for d in ("cmd", "pipeline", "tests/unit") for p in pathlib.Path(d).rglob("*.[ch]")):
    for comment in re.findall(r"/\*.*?\*/", path.read_text(encoding="utf-8"), re.S):
        for name in re.findall(r"Source: (\S+?)[.,;]*(?:\s|$)", re.sub(r"\s*\n\s*\*?\s*", " ", comment)):
            if name not in known:
                print(f"{path}: {name}")
PY
)" ''
done_testing
