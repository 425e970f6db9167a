#!/bin/bash
# What is kept as text: people in it are hidden in every writing, what the catalogue and the documents say is left as it is.
. "$(dirname "$0")/../lib/tap.sh"
cd "$ROOT" || exit 1

# rows TEXTS FIELD: raw records of danh-muc-ket-noi, a text each
rows() {
	/usr/bin/python3 - "$1" "$2" <<'PYTHON'
import csv, sys
out = csv.writer(sys.stdout, lineterminator="\n")
header = open("samples/danh-muc-ket-noi/aside/danh-muc-2024.raw.csv", encoding="utf-8").readline().strip().split(",")
texts = open(sys.argv[1], encoding="utf-8").read().splitlines()
out.writerow(header)
for i, text in enumerate(texts, 1):
	row = dict(_kind="raw", _file="x", _record=i, _line=i, _sent="2024-03-04T08:00:00+07:00", so=i, hieu_luc_tu="2024-01-01", da_ket_noi="1")
	row[sys.argv[2]] = text
	out.writerow([row.get(h, "") for h in header])
out.writerow(["file", "x", len(texts), 0, "state=ok sent_from=meta", "2024-03-04T08:00:00+07:00"] + [""] * (len(header) - 6))
out.writerow(["end", "", len(texts)] + [""] * (len(header) - 3))
PYTHON
}
cell() { /usr/bin/python3 -c 'import csv, sys
for r in csv.DictReader(open(sys.argv[1], encoding="utf-8")):
	if r["_kind"] == "clean": print(r["ten"])' "$1"; }

# what must stay: names of bodies, communes, units, codes and systems, the lines of documents
/usr/bin/python3 - <<'PYTHON' | LC_ALL=C sort -u >"$T/ours"
import csv, glob, os, re
columns = {"agencies": "name_vi short_vi", "agency_aliases": "alias", "admin_units": "name_vi", "territories": "name_vi",
	"units": "title_vi", "unit_aliases": "alias", "codes": "title_vi", "code_aliases": "alias", "set_texts": "text",
	"set_rows": "section_title wording lead coordinating following directing", "targets": "text baseline_text",
	"indicators": "title_vi", "systems": "title_vi", "agency_strings": "text"}
body = ("sở", "ubnd", "uỷ ban", "ủy ban", "xã", "phường", "thị trấn", "huyện", "thành phố", "thị xã", "tỉnh", "đặc khu", "ban ", "bộ ", "văn phòng", "trung tâm")
for table, names in columns.items():
	for path in glob.glob(f"pipeline/catalog/*/{table}.csv"):
		for row in csv.DictReader(open(path, encoding="utf-8")):
			for column in names.split():
				text = " ".join((row.get(column) or "").split())
				# a bare "Ngọc Linh" is a commune and a woman: a name of a place is one with its body before it
				if table in ("agencies", "agency_aliases", "admin_units", "territories", "agency_strings") and not text.lower().startswith(body):
					continue
				if text and not text.isascii() and len(text) < 900:
					print(text)
PYTHON
like 'the catalogue has many texts' "$(wc -l <"$T/ours")" '^[0-9]{4,}$'
rows "$T/ours" ten >"$T/raw"
ok 'they are normalised' chiso-normalize --feed danh-muc-ket-noi -i "$T/raw" -o "$T/clean" --rejects "$T/rejects"
cell "$T/clean" | diff "$T/ours" - | grep '^>' >"$T/changed"
is 'none is taken for a person' "$(head -n 5 "$T/changed")" ''
is 'nothing is told of them' "$(grep -c 'text.personal' "$T/rejects")" 0

for seed in 1 2; do
	/usr/bin/python3 tests/gen/people.py "$seed" 5000 >"$T/people"
	cut -f2 "$T/people" >"$T/texts"
	# the words of names that the catalogue has as words of its own prove nothing
	cut -f2- "$T/people" | tr '\t' '\n' | LC_ALL=C sort -u >"$T/all"
	cat pipeline/catalog/*/*.csv >"$T/known"
	for file in all known; do /usr/bin/python3 "$ROOT/tests/lib/forms.py" "$T/$file"; done
	LC_ALL=C grep -o -F -f "$T/all.lower" "$T/known.lower" | LC_ALL=C sort -u >"$T/words"
	LC_ALL=C grep -v -x -F -f "$T/words" "$T/all.lower" | LC_ALL=C sort -u >"$T/needles"
	for field in ten don_vi_theo_doi hieu_luc_den da_ket_noi so; do
		rows "$T/texts" "$field" >"$T/raw"
		chiso-normalize --feed danh-muc-ket-noi -i "$T/raw" -o "$T/clean" --rejects "$T/rejects" 2>"$T/err"
		case $field in ten) cell "$T/clean" >"$T/shown" ;; *) : >"$T/shown" ;; esac
		cat "$T/rejects" "$T/err" >>"$T/shown"
		/usr/bin/python3 "$ROOT/tests/lib/forms.py" "$T/shown"
		is "seed $seed, $field: nobody is shown" "$(LC_ALL=C grep -c -F -f "$T/needles" "$T/shown.lower")" 0
		like "seed $seed, $field: it is told" "$(grep -c . "$T/rejects")" '^[45][0-9]{3}$'
	done
done
chiso-normalize -q --feed danh-muc-ket-noi <"$T/clean" >"$T/twice"
same 'twice is once' "$T/twice" "$T/clean"
done_testing
