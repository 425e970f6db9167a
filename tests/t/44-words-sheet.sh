#!/bin/bash
# What is published for a double click: a spreadsheet reads every number as that number, and no text as a number, a day or a formula.
# shellcheck source=tests/lib/tap.sh
. "$(dirname "$0")/../lib/tap.sh"
# shellcheck source=tests/lib/night.sh
. "$ROOT/tests/lib/night.sh"
need_night_key
dir="$T/v"
mkdir -p "$dir"
own_server "$dir/postgres"
fill_inbox "$dir/inbox"
night "$dir"
is 'a night is done' "$?" 0
ok 'a file a view' test "$(find "$dir/publish/bang-tinh" -name '*.csv' | wc -l)" -eq "$(find "$dir/publish" -maxdepth 1 -name '*.csv' ! -name '*-*' | wc -l)"
ok 'their sums too' sh -c "cd '$dir/publish' && sha256sum -c --quiet SHA256SUMS && grep -q bang-tinh/chi_so.csv SHA256SUMS"
not_ok 'what is held has none' test -e "$dir/publish/bang-tinh/tam_giu.csv"

cat >"$T/sheet.py" <<'PY'
import csv, glob, os, re, sys
folder = sys.argv[1]
# what Excel and LibreOffice turn a cell without quotes of its own into: a number (with either point), a day, a time, a formula
taken = re.compile(r"^[-+=@\t\r]|^[0-9][-0-9.,/:eE %]*$")
numbers = set(sys.argv[2].split())
ISO = re.compile(r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$")
seen = {"text": 0, "number": 0, "guarded": 0}
for path in sorted(glob.glob(folder + "/bang-tinh/*.csv")):
    raw = open(path, "rb").read()
    view = os.path.basename(path)
    if raw[:3] != b"\xef\xbb\xbf" or raw[3:6] == b"\xef\xbb\xbf":
        print(view, "has no byte order mark, or two")
    sheet = list(csv.reader(raw[3:].decode("utf-8").splitlines(keepends=True), delimiter=";"))
    plain = list(csv.reader(open(os.path.join(folder, view), encoding="utf-8", newline="")))
    if len(sheet) != len(plain) or sheet[0] != plain[0]:
        print(view, "has other rows or columns:", len(sheet), len(plain))
        continue
    for row, other in zip(sheet[1:], plain[1:]):
        for name, cell, was in zip(plain[0], row, other):
            column = view[:-4] + "." + name
            if column in numbers:
                seen["number"] += bool(cell)
                if cell.replace(",", ".") != was or not re.fullmatch(r"(-?[0-9]+(,[0-9]+)?)?", cell):
                    print(column, "is no number:", cell, was)
            elif column in sys.argv[3].split():
                seen["text"] += bool(cell)
                seen["guarded"] += cell.startswith("\u200b")
                if cell.lstrip("\u200b") != was or taken.match(cell):
                    print(column, "is taken for something else:", cell)
for kind, n in seen.items():
    if n < 20:
        print("only", n, kind)
PY
columns() { on_server "$dir" -c "select string_agg(c.relname || '.' || a.attname, ' ') from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0
	where c.relnamespace = 'share'::regnamespace and a.atttypid::regtype::text ~ '$1'"; }
is 'numbers are numbers, texts are texts' "$(/usr/bin/python3 "$T/sheet.py" "$dir/publish" "$(columns '^numeric$')" "$(columns '^(text|character varying)$')" | head -n 5)" ''
GUARD=$'\xe2\x80\x8b'
holds() { ok "$1" env LC_ALL=C grep -q -E "$2" "$dir/publish/bang-tinh/$3.csv"; }
holds 'row 10 of a document is not row 1' ";${GUARD}[0-9]+[.]10;" van_ban
holds 'a number has a decimal comma' ';[0-9]+,[0-9]+;' chi_so
holds 'an exact score beside it is no day' ';0,[0-9]+;[0-9]+⁄[0-9]+;' chi_so
done_testing
