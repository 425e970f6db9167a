#!/bin/bash
# A packet in JSON is the same dossiers as in XML: the same clean bytes but for the place; what is wrong with one is named, at its byte
# shellcheck disable=SC2317 # called by the harness
# shellcheck source=tests/lib/tap.sh
. "$(dirname "$0")/../lib/tap.sh"
# shellcheck source=tests/lib/packet.sh
. "$ROOT/tests/lib/packet.sh"
# shellcheck source=tests/lib/world.sh
. "$ROOT/tests/lib/world.sh"
cd "$ROOT" || exit 1
printf 'thu 000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f\n' >"$T/key"
chmod 600 "$T/key"

extract() { chiso-extract --key "$T/key" --now 2024-04-01 --rejects "$T/rejects" --feed "${feed:-hoso-tthc}" "$@"; }
bad() { # NAME CODE FOUND [BYTE]: $T/x.json is refused
	exit_is "$1: a bad file" 65 extract "$T/x.json"
	like "$1: $2" "$(tail -n +2 "$T/rejects")" "^x\\.json,[0-9]+,${4:-[0-9]+},file,,$2,.*$3"
}
good() { # NAME RECORDS
	exit_is "$1: read" 0 extract "$T/x.json"
	like "$1: its records" "$(cat "$T/err")" "read=$2 kept=$2 rejected=0 duplicate=0\$"
}
# what stands in a stream but the place and the name of the file
stream() { /usr/bin/python3 -c '
import csv, sys
head, *rows = csv.reader(sys.stdin)
hidden = {i for i, name in enumerate(head) if name in ("_line", "_message", "_file")}
for row in [head] + rows: print([c for i, c in enumerate(row) if i not in hidden])'; }
clean() { # FILE NAME: what becomes of it
	extract "$1" >"$T/raw" 2>"$T/err"
	stream <"$T/raw" >"$T/raw.$2"
	stream <"$T/rejects" >"$T/rejects.$2"
	chiso-normalize --feed hoso-tthc <"$T/raw" 2>>"$T/err" | stream >"$T/clean.$2"
}

# ---- generated dossiers, and the samples, in both
ok 'the generator writes its dossiers' world "$T/world" 150
mapfile -t files < <(printf '%s\n' samples/hoso-tthc/0*.xml && world_files "$T/world")
n=0 records=0
for file in "${files[@]}"; do
	gzip -cdfq -- "$file" >"$T/x.xml" 2>/dev/null || cp -- "$file" "$T/x.xml"
	clean "$T/x.xml" xml
	grep -q 'state=ok' "$T/raw" || continue
	/usr/bin/python3 tests/lib/packed.py json <"$T/x.xml" >"$T/x.json" 2>/dev/null || continue
	n=$((n + 1))
	records=$((records + $(grep -c '^raw,' "$T/raw")))
	clean "$T/x.json" json
	if ! cmp -s "$T/clean.xml" "$T/clean.json" || ! cmp -s "$T/raw.xml" "$T/raw.json" || ! cmp -s "$T/rejects.xml" "$T/rejects.json"; then
		fail "${file##*/} says the same in JSON" "$(diff "$T/raw.xml" "$T/raw.json" | head -n 6; diff "$T/rejects.xml" "$T/rejects.json" | head -n 4)"
	fi
done
tap_note "$n messages of $records dossiers in both"
ok 'hundreds of dossiers were compared' test "$records" -gt 100

# ---- where it stands, and what it is called
goi() { printf '{"session":"x","service":"DongBoHoSoMC","data":[%s]}' "$1"; }
ho_so() { printf '{"MaHoSo":"H34.15-240122-%04d","MaTTHC":"2.909004","NgayTiepNhan":"20240122080000","TrangThaiHoSo":"9"%s}' "$1" "${2:-}"; }
goi "$(ho_so 1),$(ho_so 2)" >"$T/x.json"
good 'a packet on one line' 2
is 'the place of a record is its first byte' "$(grep '^raw' "$T/out" | cut -d, -f4 | tr '\n' ' ')" \
	"$(grep -ob '{"MaHoSo' "$T/x.json" | cut -d: -f1 | awk '{ printf "%d ", $1 + 1 }')"
is 'the probe knows the feed' "$(chiso-extract --now 2024-04-01 --probe "$T/x.json")" "$T/x.json	hoso-tthc"
cp "$T/out" "$T/first"
{ printf '\xef\xbb\xbf\n ' && cat "$T/x.json"; } >"$T/y" && mv "$T/y" "$T/x.json"
good 'a byte order mark and blanks before it' 2
is 'and its records stand so many bytes further' "$(grep '^raw' "$T/out" | cut -d, -f4 | tr '\n' ' ')" \
	"$(grep -ob '{"MaHoSo' "$T/x.json" | cut -d: -f1 | awk '{ printf "%d ", $1 + 1 }')"
/usr/bin/python3 - "$T" <<'PY'
import json, sys
one = {"MaHoSo": "H34.15-240122-0001", "MaTTHC": "2.909004", "NgayTiepNhan": "20240122080000", "TrangThaiHoSo": 9}
many = [dict(one, MaHoSo=f"H34.15-240122-{i:04d}", GhiChu="x" * 100) for i in range(1, 901)]
put = lambda name, doc, **more: open(f"{sys.argv[1]}/{name}.json", "w").write(doc if isinstance(doc, str) else json.dumps(doc, **more))
put("behind", {"data": many, "service": "DongBoHoSoMC"})
put("other", {"data": many, "service": "CapNhatTienDoHoSoMC"})
put("deep", '{"service":"DongBoHoSoMC","data":[' + "[" * 1000000)
put("objects", '{"a":' * 1000000)
put("keys", '{"service":"DongBoHoSoMC","data":[' + ",".join('{"k%d":1}' % i for i in range(30000)) + "]}")
put("numbers", {"service": "DongBoHoSoMC", "data": [dict(one, NoiNopHoSo=0, MaHoSoKhac=12345678901234567890123456789)]})
put("float", '{"service":"DongBoHoSoMC","data":[' + json.dumps(dict(one, MaHoSoKhac=0)).replace('"MaHoSoKhac": 0', '"MaHoSoKhac": 1e400, "NoiNopHoSo": 0.10') + "]}")
put("long", {"service": "DongBoHoSoMC", "data": [dict(one, GhiChu="y" * (1 << 24))]})
put("page", {"service": "DongBoHoSoMC", "data": [dict(one, GhiChu="y" * (10 << 20))]})
put("value", {"service": "DongBoHoSoMC", "data": [dict(one, MaHoSoKhac="y" * (2 << 20))]})
put("key", {"service": "DongBoHoSoMC", "data": [{"k" * 300: 1}]})
put("item", {"service": "DongBoHoSoMC", "data": {"HoSo": [one, one | {"MaHoSo": "H34.15-240122-0002"}]}})
put("single", {"service": "DongBoHoSoMC", "data": one})
PY
cp "$T/behind.json" "$T/x.json"
good 'the key that says what it is stands behind the records' 900
cp "$T/x.json" "$T/seen" && gzip -c "$T/x.json" >"$T/y" && mv "$T/y" "$T/x.json"
good 'in gzip too' 900
code=0
extract <"$T/seen" >"$T/out" 2>"$T/err" || code=$?
is 'from a file on standard input' $code 0
code=0
: | cat "$T/seen" - | extract >"$T/out" 2>"$T/err" || code=$?
is 'from a pipe it is refused' $code 65
like 'for what it is' "$(tail -n +2 "$T/rejects")" 'file,,json\.root,.*no key that says what the packet is'
cp "$T/other.json" "$T/x.json"
bad 'another packet' 'file\.json' 'JSON'
cp "$T/item.json" "$T/x.json"
good 'a list as a converter of XML writes it' 2
cp "$T/single.json" "$T/x.json"
bad 'one record where a list is expected' 'file\.no_record' "element 'MaHoSo' in 'DongBoHoSoMC'"
goi '' >"$T/x.json"
good 'an empty list is empty' 0
printf '{"service":"DongBoHoSoMC"}' >"$T/x.json"
bad 'no list at all' 'file\.no_record|file\.json' ''
goi "$(ho_so 1)" | sed 's/"data"/"Data"/' >"$T/x.json"
bad 'a list of another name' 'file\.no_record' "element 'Data'"
goi "$(ho_so 1 ',"DanhSachLePhi":[{"Gia":"1"},{"Gia":"2"},{"Gia":null},{}],"TaiLieuNop":[],"NgayTra":null,"HoSoCoThanhPhanSoHoa":true')" >"$T/x.json"
good 'lists, null and true' 1
column() { /usr/bin/python3 -c 'import csv, sys; print(next(r for r in csv.DictReader(open(sys.argv[1])) if r["_kind"] == "raw")[sys.argv[2]])' "$T/out" "$1"; }
is 'fees are counted as XML has them' "$(column so_le_phi)" 2
is 'an empty list has none' "$(column so_tai_lieu)" 0
is 'true is true' "$(column co_thanh_phan_so_hoa)" true
cp "$T/numbers.json" "$T/x.json"
good 'numbers' 1
is 'stay as they are written' "$(column ma_ho_so_khac)/$(column noi_nop)" 12345678901234567890123456789/0
cp "$T/float.json" "$T/x.json"
good 'beyond any double' 1
is 'too' "$(column ma_ho_so_khac)/$(column noi_nop)" 1e400/0.10
goi "$(ho_so 1 ',"MaTTHC":"2.909005"')" >"$T/x.json"
extract "$T/x.json" >"$T/out" 2>"$T/err"
like 'a key twice is an element twice' "$(cat "$T/rejects")" ',record,ma_tthc,field\.repeated,one,"2, of different texts"'
goi "$(ho_so 1 ',"DonViXuLy":"S\u1edf Y t\u1EBF \ud83d\ude00"')" >"$T/x.json"
good 'a character of two halves' 1
is 'is one' "$(column don_vi_xu_ly)" 'Sở Y tế 😀'

# ---- what is wrong
lone() { goi "$(ho_so 1 ",\"DonViXuLy\":\"S$1\"")" >"$T/x.json"; }
for half in '\ud83d' '\ud83dx' '\ude00' '\ud83d\u0041' '\ud83d\n' '\ud83d\ud83d'; do
	lone "$half"
	bad "half a character $half" 'json\.encoding' 'half a character of UTF-16'
done
for control in '\u0000' '\u000b' '\b' '\uffff'; do
	lone "$control"
	bad "$control" 'json\.control' 'character U\+(0000|000B|0008|FFFF)'
done
lone "$(printf '\x0b')"
bad 'a raw control character' 'json\.malformed' 'invalid character inside string'
lone "$(printf '\xff')"
bad 'a byte that is not UTF-8' 'json\.encoding' 'bytes that are not UTF-8'
lone "$(printf '\xed\xa0\xbd')"
bad 'half a character in bytes' 'json\.encoding' 'bytes that are not UTF-8'
lone "$(printf '\xc0\xaf')"
bad 'a slash of two bytes' 'json\.encoding' 'bytes that are not UTF-8'
goi "$(ho_so 1)" | sed 's/"MaTTHC"/"Ma\\ud800"/' >"$T/x.json"
bad 'half a character in a key' 'json\.encoding' 'half a character'
goi "$(ho_so 1)" | head -c -2 >"$T/x.json"
bad 'cut off' 'json\.malformed' 'premature EOF' "$(($(stat -c %s "$T/x.json") + 1))"
{ goi "$(ho_so 1)" && goi "$(ho_so 2)"; } >"$T/x.json"
bad 'two documents' 'json\.malformed' 'trailing garbage'
{ goi "$(ho_so 1)" && printf '\n<x/>'; } >"$T/x.json"
bad 'something else behind it' 'json\.malformed' '(trailing garbage|invalid char)'
{ goi "$(ho_so 1)" && printf '\0'; } >"$T/x.json"
bad 'a zero byte behind it' 'json\.malformed' '(trailing garbage|invalid char)'
{ goi "$(ho_so 1)" && printf ' \r\n\t'; } >"$T/x.json"
good 'blanks behind it' 1
goi "$(ho_so 1)," >"$T/x.json"
bad 'a comma too many' 'json\.malformed' 'parse error'
goi "$(ho_so 1)" | sed 's/"2.909004"/NaN/' >"$T/x.json"
bad 'no number' 'json\.malformed' 'lexical error'
goi "/* x */ $(ho_so 1)" >"$T/x.json"
bad 'a comment' 'json\.malformed' 'lexical error'
unlike 'no text of the document is in a message' "$(cat "$T/err" "$T/rejects")" 'MaHoSo|909004'
for name in deep objects; do
	cp "$T/$name.json" "$T/x.json"
	bad "$name: a million" '(xml\.depth|json\.[a-z]+|file\.json)' '' '[0-9]+'
done
cp "$T/deep.json" "$T/x.json"
bad 'a million lists' 'xml\.depth' 'more than 64 deep' '[0-9]{2,3}'
cp "$T/keys.json" "$T/x.json"
bad '30,000 keys' 'xml\.names' 'more than 20000 distinct names'
cp "$T/key.json" "$T/x.json"
bad 'a key of 300 bytes' 'json\.malformed' 'a key over 200 bytes'
cp "$T/page.json" "$T/x.json"
good 'a text of 10 MB that nobody wants' 1
cp "$T/value.json" "$T/x.json"
bad 'one of 2 MB that a field wants' 'xml\.text' 'more than 1 MiB'
cp "$T/long.json" "$T/x.json"
bad 'one of 16 MB' 'json\.text' 'a text over 16 MiB'

# ---- answers that are none
printf '{"error_code":"-1","message":"Token hết hạn"}' >"$T/x.json"
bad 'an error of the packet' 'file\.fault' "a fault '-1': 'Token hết hạn'"
printf '{"fault":{"code":900901,"message":"Invalid Credentials","description":"x"}}' >"$T/x.json"
bad 'an error of the gateway' 'file\.fault' "a fault '900901': 'Invalid Credentials'"
printf '{"error":"invalid_client","error_description":"x"}' >"$T/x.json"
bad 'an error of the token service' 'file\.(fault|json_fault)' 'error'
printf '{"a":1}' >"$T/x.json"
bad 'JSON of nobody' 'file\.json' 'JSON'
like 'with what would be taken' "$(cat "$T/err")" 'expected a packet'
feed=danh-muc-tthc
goi "$(ho_so 1)" >"$T/x.json"
bad 'of another feed' 'file\.other_feed' 'a file of feed hoso-tthc|JSON'
unset feed

# ---- memory does not grow with the packet
big() { /usr/bin/python3 -c '
import sys
print("{\"service\":\"DongBoHoSoMC\",\"data\":[", end="")
for i in range(int(sys.argv[1])):
    print(("," if i else "") + "{\"MaHoSo\":\"H34.15-240122-%07d\",\"MaTTHC\":\"2.909004\",\"NgayTiepNhan\":\"20240122080000\",\"TrangThaiHoSo\":\"9\",\"GhiChu\":\"%s\"}" % (i, "x" * 400), end="")
print("]}")' "$1"; }
peak() { big "$1" >"$T/big.json" && /usr/bin/env time -f %M -o "$T/peak" chiso-extract -q --key "$T/key" --now 2024-04-01 --feed hoso-tthc "$T/big.json" >"$T/out" && cat "$T/peak"; }
if command -v time >/dev/null || [ -x /usr/bin/time ]; then
	small=$(peak 200) large=$(peak 100000)
	is 'a hundred thousand records are read' "$(grep -c '^raw' "$T/out")" 100000
	ok "in the memory of two hundred ($small, $large KiB)" test "$large" -lt $((small + 4096))
else
	skip 'memory' 'no time(1) here'
fi
done_testing
