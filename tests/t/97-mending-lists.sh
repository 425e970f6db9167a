#!/bin/bash
# The lists: each open reject in exactly one, nothing a spreadsheet would run, nothing personal, closed by what comes later
# shellcheck source=tests/lib/tap.sh
. "$(dirname "$0")/../lib/tap.sh"
# shellcheck source=tests/lib/night.sh
. "$ROOT/tests/lib/night.sh"
# shellcheck source=tests/lib/mending.sh
. "$ROOT/tests/lib/mending.sh"

exit_is 'it says how it is used' 0 bash "$ROOT/scripts/rejects" --help
like '  in one line' "$(cat "$T/out")" 'usage: scripts/rejects --list'
need_night_key
dir=$T/v
own_server "$dir/postgres"
inbox=$dir/inbox/hoso-tthc
mkdir -p "$inbox"
is_refused() { # NAME STATUS ARGUMENT…
	local name=$1 status=$2
	shift 2
	exit_is "$name" "$status" rejects "$dir" "$@"
}
is_refused 'nothing asked' 64
is_refused 'a day that is none' 64 --list --since 2024-02-31
is_refused 'an agency that is none' 64 --agency "x'; drop table" --list
is_refused 'no name' 64 --apply "$0"
is_refused 'no file' 66 --apply "$T/none" --by 'Lê Thử'
is_refused 'no warehouse' 66 --list

# a sender's own envelope, so that the message has an id
enveloped() { # ID
	printf '<?xml version="1.0" encoding="UTF-8"?>\n<soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/" xmlns:xrd="http://x-road.eu/xsd/xroad.xsd"><soapenv:Header><xrd:id>%s</xrd:id><xrd:protocolVersion>4.0</xrd:protocolVersion></soapenv:Header><soapenv:Body>\n' "$1"
	message | tail -n +2
	printf '</soapenv:Body></soapenv:Envelope>\n'
}
{
	dossier H34.19-240115-0001 TrangThaiHoSo 77
	dossier 0912345678 TrangThaiHoSo 9
	dossier H34.15-240115-0003 MaLinhVuc '=HYPERLINK("http://x.example") A'
	dossier H34.15-240115-0004 TrangThaiHoSo '<b>9</b>'
	dossier H34.15-240115-0005 DonViXuLy 'ông Nguyễn Văn Bịa'
	dossier H99.01-240115-0006 KenhThucHien 9
	dossier H34.19-240115-0007 NgayTra 20240230080000
} | message >"$inbox/+<b>một_20240201010000.xml"
{
	dossier H34.19-240115-0101
	dossier '' # its key is missing
} | enveloped 00000000-0000-4000-8000-000000009701 >"$inbox/bao_20240201020000.xml"
printf '<?xml version="1.0"?>\n<cut><off>' >"$inbox/hong_20240201030000.xml"
night "$dir"
now() { on_server "$dir" -c "$1"; }
count() { rejects "$dir" --list "$@" 2>/dev/null | sed -n 's/^Tất cả .*: //p'; }
all=$(now 'select count(*) from audit.reject')
is 'all that was refused is open' "$(count)" "$all"
is 'none of a later day' "$(count --since 2024-04-02)" 0
is_refused 'an agency that the catalogue does not have' 66 --agency H34.987
total=0
for list in H34.19 H34.15 unknown; do
	rejects "$dir" --agency "$list" -o "$T/$list.csv" 2>"$T/err"
	n=$(sed -n 's/^chiso: .*: \([0-9]*\) dòng.*/\1/p' "$T/err")
	ok "$list has some" [ "$n" -ge 1 ]
	total=$((total + n))
done
is 'each is in exactly one list' "$total" "$all"
is 'no row is in two' "$(tail -q -n +2 "$T"/*.csv | cut -d, -f1 | sort | uniq -d)" ''
like 'whose agency the territory does not know is the province'"'"'s' "$(cat "$T/unknown.csv")" 'H99.01-240115-0006'
cat >"$T/look.py" <<'PY'
import csv, sys
for path in sys.argv[1:]:
    data = open(path, "rb").read()
    assert data.startswith(b"\xef\xbb\xbf"), "no byte order mark"
    assert data.endswith(b"\r\n")
    rows = list(csv.reader(data.decode("utf-8-sig").splitlines()))
    assert len({len(r) for r in rows}) == 1, "rows of different lengths"
    for row in rows:
        for cell in row:
            print(cell)
    for row in rows[1:]:
        assert row[12] and row[13] and " / " in row[12] and " / " in row[13], row
PY
ok 'a spreadsheet opens them rightly, and each row says what is expected and what to do' /usr/bin/python3 "$T/look.py" "$T"/*.csv
mv "$T/out" "$T/cells"
is 'no cell begins a formula' "$(grep -c '^[=+@-]' "$T/cells")" 0
ok 'the sender'"'"'s own name is there' grep -q -x "'+<b>một_20240201010000.xml" "$T/cells"
ok 'a code says which there are' grep -q 'một trong các mã: 1 (Trực tiếp); 2 (Trực tuyến); 3' "$T/cells"
rejects "$dir" --agency H34.15 --page -o "$T/page.html" 2>"$T/err"
is 'nothing personal is in a list or page' "$(cat "$T"/*.csv "$T/page.html" | grep -c -E '0912345678|Văn Bịa')" 0
/usr/bin/python3 - "$T/page.html" "$T/H34.15.csv" >"$T/seen" 2>&1 <<'PY'
import csv, sys
import lxml.html
page = lxml.html.parse(sys.argv[1])
rows = [[c.text_content() for c in r] for r in page.findall(".//tbody/tr")]
listed = [r[:-1] for r in list(csv.reader(open(sys.argv[2], encoding="utf-8-sig", newline="")))[1:]]
listed = [[c[1:] if c.startswith("'") else c for c in r] for r in listed]
print("same" if rows == listed else "other", len(page.findall(".//b")), len(page.findall(".//script")),
      sum(1 for e in page.iter() if e.get("src") or e.get("href")))
PY
is 'the page has the rows, no element of a sender, and needs nothing else' "$(cat "$T/seen")" 'same 0 0 0'

# what comes later closes what it mends, and nothing else
{
	dossier H34.19-240115-0001
	dossier H34.19-240115-0007 NgayTra 20240230080000
	dossier H34.15-240115-0003
} | message >"$inbox/sau_20240301010000.xml"
{
	dossier H34.19-240115-0101
	dossier H34.19-240115-0102
} | enveloped 00000000-0000-4000-8000-000000009701 >"$inbox/bao-2_20240302020000.xml"
dossier H34.19-240115-0103 | message >"$inbox/hong_20240201030000.xml"
# sent before: it mends nothing that came later
dossier H34.15-240115-0005 | message >"$inbox/truoc_20240101010000.xml"
rm -f "$dir"/quarantine/*
night "$dir"
rejects "$dir" --agency H34.19 --mended -o "$T/mended.csv" 2>"$T/err"
like 'a record that came again' "$(grep 'H34.19-240115-0001' "$T/mended.csv")" ',sau_20240301010000.xml 01/04/2024'
like 'the last column says by what' "$(head -n 1 "$T/mended.csv")" 'Đã được sửa bởi / mended by'
rejects "$dir" --agency H34.19 -o "$T/open.csv" 2>"$T/err"
is 'one that is still wrong is open, once' "$(grep -c 'H34.19-240115-0007' "$T/open.csv")" 1
like '  in the later file' "$(grep 'H34.19-240115-0007' "$T/open.csv")" 'sau_20240301010000.xml'
rejects "$dir" --agency unknown --mended -o "$T/mended.csv" 2>"$T/err"
like 'without a key, its place in a later message of its id' "$(grep 'bao_20240201020000.xml' "$T/mended.csv")" ',bao-2_20240302020000.xml 01/04/2024'
like 'a file, a later one of its name' "$(grep 'hong_20240201030000.xml' "$T/mended.csv")" 'hong_20240201030000.xml 01/04/2024'
rejects "$dir" --agency H34.15 -o "$T/open.csv" 2>"$T/err"
is 'what was sent before mends nothing' "$(grep -c 'H34.15-240115-0005' "$T/open.csv")" 1
is 'a mended field is no longer open' "$(grep -c 'H34.15-240115-0003' "$T/open.csv")" 0
printf 'a,b\n1,2\n' >"$T/no.csv"
is_refused 'what is no list' 65 --apply "$T/no.csv" --by 'Lê Thử'
like '  is told' "$(cat "$T/err")" 'found no column "Mã dòng / row", expected the list'
done_testing
