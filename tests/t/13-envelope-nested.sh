#!/bin/bash
# A document in the text of an element (escaped, CDATA, base64) or of JSON is the same records, counted and limited as one document
# shellcheck disable=SC2317 # called by the harness
# shellcheck source=tests/lib/tap.sh
. "$(dirname "$0")/../lib/tap.sh"
# shellcheck source=tests/lib/packet.sh
. "$ROOT/tests/lib/packet.sh"
cd "$ROOT" || exit 1
printf 'thu 000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f\n' >"$T/key"
chmod 600 "$T/key"

extract() { chiso-extract --key "$T/key" --now 2024-04-01 --rejects "$T/rejects" --feed "${feed:-hoso-tthc}" "$@"; }
records() { grep '^raw,' "$1" | cut -d, -f6-; }
bad() { # NAME CODE FOUND [LINE]: $T/x is refused
	exit_is "$1: a bad file" 65 extract "$T/x"
	like "$1: $2" "$(tail -n +2 "$T/rejects")" "^x,[0-9]+,${4:-[0-9]+},file,,$2,.*$3"
}

# ---- the samples in each form
for sample in samples/hoso-tthc/0*.xml; do
	extract "$sample" >"$T/raw" 2>"$T/err"
	records "$T/raw" >"$T/wanted"
	for form in json-soap json-xml json-text json-text-soap escaped cdata plain gdhs; do
		/usr/bin/python3 tests/lib/packed.py $form <"$sample" >"$T/x" 2>"$T/err" || fail "$form of $sample" "$(cat "$T/err")"
		case $sample-$form in *04-cdata*-json-*text | *04-cdata*-json-xml | *04-cdata*-escaped | *04-cdata*-cdata | *04-cdata*-plain) continue ;; esac # xsi stands outside
		case $sample-$form in *06-*-gdhs) continue ;; esac # nothing in it
		extract "$T/x" >"$T/raw" 2>"$T/err"
		sed -i 's/,2024-04-01T00:00:00+07:00,/,sent,/' "$T/raw"
		records "$T/raw" | cut -d, -f2- >"$T/got"
		cut -d, -f2- "$T/wanted" >"$T/want"
		same "${sample##*/} in $form" "$T/got" "$T/want"
	done
done
sample=samples/hoso-tthc/02-nhieu-ho-so_20240120010000.xml
/usr/bin/python3 tests/lib/packed.py cdata <"$sample" >"$T/x"
extract "$T/x" >"$T/raw" 2>"$T/err"
is 'in CDATA a record stands at its line in the file' "$(grep '^raw' "$T/raw" | cut -d, -f4 | tr '\n' ' ')" "$(grep -n '<HoSo>' "$T/x" | cut -d: -f1 | tr '\n' ' ')"
/usr/bin/python3 tests/lib/packed.py json-soap <"$sample" >"$T/x"
extract "$T/x" >"$T/raw" 2>"$T/err"
is 'a message of SOAP in JSON has its id' "$(grep '^raw' "$T/raw" | cut -d, -f5 | sort -u)" 00000000-0000-4000-8000-000000000012
is 'the probe knows it' "$(chiso-extract --now 2024-04-01 --probe "$T/x")" "$T/x	hoso-tthc"
/usr/bin/python3 tests/lib/packed.py gdhs <"$sample" >"$T/x"
is 'and the one in base64' "$(chiso-extract --now 2024-04-01 --probe "$T/x")" "$T/x	hoso-tthc"

# ---- what is none, and what tells an error
printf '{"error_code":"-1","message":"Token hết hạn"}' >"$T/x"
bad 'words where a document may stand' 'file\.fault' "a fault '-1': 'Token hết hạn'"
printf '{"error_code":"7","message":"<a/>"}' >"$T/x"
bad 'an error code beside a document' 'file\.fault' "a fault '7'"
printf '{"error_code":"00","message":%s}' "$(printf '<S:Envelope xmlns:S="http://schemas.xmlsoap.org/soap/envelope/"><S:Body><S:Fault><faultcode>S:Server</faultcode><faultstring>quá tải</faultstring></S:Fault></S:Body></S:Envelope>' |
	/usr/bin/python3 -c 'import json, sys; print(json.dumps(sys.stdin.read()))')" >"$T/x"
bad 'a fault of SOAP inside' 'file\.fault' "a fault 'S:Server': 'quá tải'"
result() { printf '<S:Envelope xmlns:S="http://schemas.xmlsoap.org/soap/envelope/"><S:Body>\n<DongBoHoSoMCResponse xmlns="http://tempuri.org/"><DongBoHoSoMCResult>%s</DongBoHoSoMCResult></DongBoHoSoMCResponse></S:Body></S:Envelope>' "$1"; }
file() { printf '<GIAMDINHHS><THONGTINHOSO><DANHSACHHOSO><HOSO><FILEHOSO><NOIDUNGFILE>%s</NOIDUNGFILE></FILEHOSO></HOSO></DANHSACHHOSO></THONGTINHOSO></GIAMDINHHS>' "$1"; }
packet_of() { printf '<DongBoHoSoMC xmlns="http://dichvucong.gov.vn/qcvn120"><data>%s</data></DongBoHoSoMC>' "$1"; }
text() { sed 's/&/\&amp;/g; s/</\&lt;/g'; }
result "$(packet_of "$(dossiers 1 2)" | text)" >"$T/x"
exit_is 'a result' 0 extract "$T/x"
result "$(packet_of "$(dossiers 1 2)" | sed 's,</HoSo>,</hoSo>,' | text)" >"$T/x"
bad 'one that is broken inside' 'xml\.malformed' 'ending tag mismatch.*in the document inside a text' 2
result "$(packet_of "$(dossiers 1 2)" | head -c -5 | text)" >"$T/x"
bad 'cut off inside' 'xml\.malformed' 'in the document inside a text'
result "$({ packet_of "$(dossiers 1 2)" && packet_of "$(dossiers 3 3)"; } | text)" >"$T/x"
bad 'two documents inside' 'xml\.malformed' 'extra content.*in the document inside a text'
result "$({ printf '<!DOCTYPE a [<!ENTITY b "c">]>' && packet_of "$(dossiers 1 1)"; } | text)" >"$T/x"
bad 'a DOCTYPE inside' 'xml\.doctype' 'a DOCTYPE'
result "$(packet_of "$(dossiers 1 1)" | text)<b/>" >"$T/x"
bad 'an element beside it' 'text\.element' 'elements beside it'
result "$(packet_of "$(dossiers 1 1)" | sed 's/<data>/<data>\&#1;/' | text)" >"$T/x"
bad 'a control character inside' 'xml\.(control|malformed)' 'in the document inside a text'
result "$(result "$(packet_of "$(dossiers 1 1)" | text)" | text)" >"$T/x"
exit_is 'a document in a document in a document' 65 extract "$T/x"
unlike 'is not read' "$(cat "$T/err")" 'read=[1-9]'
like 'and named' "$(tail -n +2 "$T/rejects")" 'file,,(file\.(no_record|envelope|other_feed)|xml\.malformed),'


# ---- a document that stands in no place that a row names, beside one that does, is told
packet_of "$(dossiers 1 1)" >"$T/one" && packet_of "$(dossiers 2 2)" >"$T/other"
/usr/bin/python3 -c 'import json, sys
print(json.dumps({"error_code": "00", "Message": open(sys.argv[2]).read(), "message": open(sys.argv[1]).read()}))' "$T/one" "$T/other" >"$T/x"
exit_is 'a document under a key of another spelling' 0 extract "$T/x"
like 'is a stranger beside the records' "$(cat "$T/err")" 'read=1 kept=1 rejected=0 duplicate=0 strangers=1$'
like 'by its name' "$(cat "$T/rejects")" "record\.stranger,.*1, the first element 'Message'"
printf '<DongBoHoSoMC xmlns="http://dichvucong.gov.vn/qcvn120"><goi>%s</goi><ma>%s</ma><data>%s</data></DongBoHoSoMC>' "$(base64 -w0 <"$T/other")" \
	"$(printf 'A%.0s' {1..400})" "$(dossiers 1 1)" >"$T/x"
exit_is 'one in base64 beside the list' 0 extract "$T/x"
like 'too; a text that is no markup is none' "$(cat "$T/err")" 'strangers=1$'

# ---- base64
file "$(packet_of "$(dossiers 1 2)" | base64)" >"$T/x"
exit_is 'base64 in lines' 0 extract "$T/x"
like 'with its records' "$(cat "$T/err")" 'read=2 kept=2'
file "$(packet_of "$(dossiers 1 2)" | base64 -w0 | sed 's/^..../&*/')" >"$T/x"
bad 'another character' 'xml\.base64' 'bytes that are no base64'
file "$(packet_of "$(dossiers 1 2)" | base64 -w0 | sed 's/^..../&-/')" >"$T/x"
bad 'a hyphen, which the library takes for the end' 'xml\.base64' 'bytes that are no base64'
file "$(printf '%s x' "$(packet_of "$(dossiers 1 2)")" | base64 -w0 | head -c -3)" >"$T/x"
bad 'cut off' 'xml\.base64' 'base64 that is cut off'
file "$(packet_of "$(dossiers 1 1)" | base64 -w0)$(packet_of "$(dossiers 2 2)" | base64 -w0)" >"$T/x"
exit_is 'one behind the other' 65 extract "$T/x"
file "$(printf 'xin chào' | base64 -w0)" >"$T/x"
bad 'no XML in it' 'xml\.malformed' 'in the document inside a text'
file "$(printf 'PK\x03\x04' | base64 -w0)" >"$T/x"
bad 'a zip in it' 'xml\.malformed' 'in the document inside a text'
packet_of "$(dossiers 1 2)" | iconv -t utf-16 >"$T/y"
file "$(base64 -w0 <"$T/y")" >"$T/x"
exit_is 'UTF-16 in it' 0 extract "$T/x"
{ printf '<?xml version="1.0" encoding="windows-1251"?>' && packet_of "$(dossiers 1 1)"; } >"$T/y"
file "$(base64 -w0 <"$T/y")" >"$T/x"
bad 'an encoding that no row has in it' 'xml\.encoding' "windows-1251"

# ---- limits are one document's
/usr/bin/python3 - "$T" <<'PY'
import base64, json, sys
into = sys.argv[1]
def put(name, inside):
    head, tail = "<GIAMDINHHS><THONGTINHOSO><DANHSACHHOSO><HOSO>", "</HOSO></DANHSACHHOSO></THONGTINHOSO></GIAMDINHHS>"
    one = lambda t: "<FILEHOSO><NOIDUNGFILE>" + base64.b64encode(t.encode()).decode() + "</NOIDUNGFILE></FILEHOSO>"
    open(f"{into}/{name}", "w").write(head + "".join(map(one, inside)) + tail)
def packet(inside):
    return '<DongBoHoSoMC xmlns="http://dichvucong.gov.vn/qcvn120"><data>' + inside + "</data></DongBoHoSoMC>"
put("depth", [packet("<a>" * 57 + "</a>" * 57)])
put("depth-good", [packet("<HoSo><MaHoSo>H34.15-240122-0001</MaHoSo><MaTTHC>2.909004</MaTTHC><NgayTiepNhan>20240122080000</NgayTiepNhan><TrangThaiHoSo>9</TrangThaiHoSo>" + "<a>" * 50 + "</a>" * 50 + "</HoSo>")])
put("names", [packet("".join(f"<n{i}_{k}/>" for k in range(1000))) for i in range(30)])
put("attributes", [packet("<a " + " ".join(f'a{i}="1"' for i in range(100000)) + "/>")])
put("comment", [packet("<!--" + "x" * 12000000 + "-->")])
put("many", [packet("")] * 20000)
open(f"{into}/bomb", "w").write(json.dumps({"error_code": "00", "message": "<a>" * 3000000}))
PY
for name in depth:xml.depth names:xml.names attributes:xml.attributes comment:xml.malformed bomb:xml.depth; do
	cp "$T/${name%:*}" "$T/x"
	bad "${name%:*}" "${name#*:}" ''
done
cp "$T/depth-good" "$T/x"
exit_is 'so deep is lawful' 0 extract "$T/x"
cp "$T/many" "$T/x"
exit_is 'twenty thousand documents inside' 0 extract "$T/x"

# ---- memory does not grow with the document inside
big() { /usr/bin/python3 -c '
import base64, sys
one = "<HoSo><MaHoSo>H34.15-240122-%07d</MaHoSo><MaTTHC>2.909004</MaTTHC><NgayTiepNhan>20240122080000</NgayTiepNhan><TrangThaiHoSo>9</TrangThaiHoSo><GhiChu>" + "x" * 300 + "</GhiChu></HoSo>"
inside = "<DongBoHoSoMC><data>" + "".join(one % i for i in range(int(sys.argv[1]))) + "</data></DongBoHoSoMC>"
print("<GIAMDINHHS><THONGTINHOSO><DANHSACHHOSO><HOSO><FILEHOSO><NOIDUNGFILE>" + base64.encodebytes(inside.encode()).decode() + "</NOIDUNGFILE></FILEHOSO></HOSO></DANHSACHHOSO></THONGTINHOSO></GIAMDINHHS>")' "$1"; }
peak() { big "$1" >"$T/big" && /usr/bin/env time -f %M -o "$T/peak" chiso-extract -q --key "$T/key" --now 2024-04-01 --feed hoso-tthc "$T/big" >"$T/out" && cat "$T/peak"; }
if command -v time >/dev/null || [ -x /usr/bin/time ]; then
	small=$(peak 200) large=$(peak 60000)
	is 'sixty thousand records in one text' "$(grep -c '^raw' "$T/out")" 60000
	ok "in the memory of two hundred ($small, $large KiB)" test "$large" -lt $((small + 4096))
else
	skip 'memory' 'no time(1) here'
fi
done_testing
