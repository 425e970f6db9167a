#!/bin/bash
# What is no message is refused for what it is; an answer that tells an error is no empty day; behind a document stands nothing
# shellcheck disable=SC2317 # called by the harness
# shellcheck source=tests/lib/tap.sh
. "$(dirname "$0")/../lib/tap.sh"
# shellcheck source=tests/lib/packet.sh
. "$ROOT/tests/lib/packet.sh"
cd "$ROOT" || exit 1
printf 'thu 000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f\n' >"$T/key"
chmod 600 "$T/key"

extract() { chiso-extract --key "$T/key" --now 2024-04-01 --rejects "$T/rejects" --feed hoso-tthc "$@"; }
# bad NAME CODE FOUND [LINE]: $T/x.xml is refused
bad() {
	exit_is "$1: a bad file" 65 extract "$T/x.xml"
	like "$1: $2" "$(tail -n +2 "$T/rejects")" "^x\\.xml,0,${4:-[0-9]+},file,,$2,.*$3"
}
good() {
	exit_is "$1: read" 0 extract "$T/x.xml"
	like "$1: its records" "$(cat "$T/err")" "read=$2 kept=$2 rejected=0 duplicate=0\$"
}
message() { dossiers "$@" | list | packet; }

# ---- what it is, instead of where its XML breaks off
message 1 2 | sed 's,http://schemas.xmlsoap.org/soap/envelope/,http://www.w3.org/2003/05/soap-envelope,' >"$T/x.xml"
good 'SOAP 1.2' 2
message 1 2 | sed '1s/UTF-8/utf-16/' >"$T/x.xml"
bad 'UTF-8 that says it is UTF-16' 'xml\.encoding' 'UTF-8 in a document that says it is UTF-16'
printf '{"service":"CapNhatTienDoHoSoMC","data":[{"MaHoSo":"H34.15-240122-0001"}]}' >"$T/x.xml"
bad 'a JSON packet of no feed' 'file\.json' 'a JSON packet'
printf '\xef\xbb\xbf  [{"MaHoSo":1}]' >"$T/x.xml"
bad 'a list in JSON' 'file\.json' 'JSON'
message 1 1 | /usr/bin/python3 -c 'import json, sys; print(json.dumps({"error_code": "00", "message": sys.stdin.read()}))' >"$T/x.xml"
good 'SOAP in JSON' 1
message 1 1 | /usr/bin/python3 -c 'import json, sys; print(json.dumps({"error_code": "00", "noi_dung": sys.stdin.read()}))' >"$T/x.xml"
bad 'SOAP in a field of JSON that no row names' 'file\.json' 'JSON'
printf '{"fault":{"code":900901,"message":"Invalid Credentials"}}' >"$T/x.xml"
bad 'an error in JSON' 'file\.fault' "a fault '900901': 'Invalid Credentials'"
printf '{"error_description":"x","error":"invalid_client"}' >"$T/x.xml"
bad 'another error in JSON' 'file\.json_fault' 'an error message in JSON'
printf '<html>\n<body>\n<hr><center>nginx</center>\n</body>\n</html>\n' >"$T/x.xml"
bad 'an error page' 'file\.html' 'an HTML page'
printf '<!DOCTYPE HTML PUBLIC "-//IETF//DTD HTML 2.0//EN">\n<HTML><body/></HTML>' >"$T/x.xml"
bad 'one with a DOCTYPE' 'file\.html' 'an HTML page'
printf '<html><body><p>502</p></body></html>' >"$T/x.xml"
bad 'one that is well-formed' 'file\.html' 'an HTML page'
{ printf -- '--Ranh_1\r\nContent-Type: text/xml; charset=UTF-8\r\n\r\n' && message 1 1 && printf '\r\n--Ranh_1--\r\n'; } >"$T/x.xml"
bad 'a message of several parts' 'file\.mime' 'a MIME message of several parts'
{ printf 'HTTP/1.1 200 OK\r\nContent-Type: text/xml\r\n\r\n' && message 1 1; } >"$T/x.xml"
bad 'an answer with its header' 'file\.mime' 'an HTTP answer with its header'
(cd "$T" && message 1 1 >m.xml && cp m.xml n.xml && /usr/bin/python3 -m zipfile -c x.xml m.xml n.xml)
bad 'an archive' 'file\.zip' 'a zip of more than one file'
message 1 1 | gzip -c | gzip -c >"$T/x.xml"
bad 'gzip twice' 'file\.gzip_twice' 'gzip inside a packed file'
printf '%%PDF-1.7\n' >"$T/x.xml"
bad 'a document' 'file\.document' 'a PDF document'
message 1 1 | base64 >"$T/x.xml"
bad 'base64' 'file\.base64' 'XML in base64'
printf 'xin chào\n' >"$T/x.xml"
bad 'what no row knows' 'xml\.malformed' "start tag expected, '<' not found"
message 1 1 | sed 's,</HoSo>,<GhiChu>a <html> {</GhiChu>&,' >"$T/x.xml"
bad 'broken XML that quotes a page' 'xml\.malformed' 'ending tag mismatch'
{ printf '<DongBoHoSoMC xmlns="http://dichvucong.gov.vn/qcvn120"><data><HoSo><GhiChu><![CDATA[' && head -c 11000000 /dev/zero | tr '\0' x &&
	printf ']]></GhiChu></HoSo></data></DongBoHoSoMC>'; } >"$T/x.xml"
bad 'CDATA over the limit' 'xml\.text' 'a CDATA section over 10 MB'
is 'each code has its words' "$(cut -d, -f5 pipeline/catalog/base/signatures.csv | grep '^file' | sort -u | while read -r code; do
	grep -q "^$code," pipeline/catalog/base/reject_codes.csv || echo "$code"
done)" ''
mkdir "$T/my"
printf '%s\n' signature,starts,holds,found,code,source 'csv,"MaHoSo,",,a table,file.document,CHISO test' >"$T/my/signatures.csv"
printf 'MaHoSo,MaTTHC\n1,2\n' >"$T/x.xml"
exit_is 'another one is a row' 65 extract --catalog pipeline/catalog --catalog "$T/my" "$T/x.xml"
like 'and is named' "$(cat "$T/err")" 'x\.xml:1: found a table, expected a message'

# ---- in the inbox itself, where no folder says whose it is
mkdir "$T/inbox" "$T/raw"
printf '<html><hr></html>' >"$T/inbox/trang.xml"
printf '{"data":[]}' >"$T/inbox/goi.xml"
printf '<a/>' >"$T/inbox/la.xml"
touch -d '2024-03-01' "$T/inbox"/*
chiso-take -q --inbox "$T/inbox" --raw "$T/raw" --now 2024-04-01 -o "$T/manifest" 2>"$T/err"
is 'what it is, is said as well' "$(grep '^file' "$T/manifest" | cut -d, -f4,6,9,10 | sort)" 'refused,goi.xml,file.json,"found a JSON packet
refused,la.xml,file.other_feed,"found no record of any feed of the catalogue
refused,trang.xml,file.html,"found an HTML page'

# ---- gzip: what is damaged or cut off is no short message
message 1 2 | gzip -c >"$T/whole.gz"
{ cat "$T/whole.gz" && head -c 512 /dev/zero; } >"$T/x.xml"
good 'zeros behind the last member' 2
{ : | gzip -c && cat "$T/whole.gz"; } >"$T/x.xml"
good 'an empty member first' 2
{ cat "$T/whole.gz" && printf 'xy'; } >"$T/x.xml"
bad 'other bytes behind it' 'gzip\.bad' 'other bytes after a gzip member'
head -c -8 "$T/whole.gz" >"$T/x.xml"
bad 'without its end' 'gzip\.cut_off' 'the end of the file inside a gzip member'
{ head -c -8 "$T/whole.gz" && printf 'abcdefgh'; } >"$T/x.xml"
bad 'a wrong sum' 'gzip\.bad' 'damaged gzip data'

# ---- a packet's own error
answer() { printf '<error_code>%s</error_code><message>%s</message>' "$1" "$2" | packet; }
answer -1 'Token hết hạn' >"$T/x.xml"
bad 'an error code' 'file\.fault' "a fault '-1': 'Token hết hạn'"
answer 500 '' >"$T/x.xml"
bad 'one without words' 'file\.fault' "a fault '500'"
{ printf '<error_code>12</error_code>' && dossiers 1 1 | list; } | packet >"$T/x.xml"
bad 'one beside records' 'file\.fault' "a fault '12'"
{ printf '<errorCode>12</errorCode>' && dossiers 1 1 | list; } | packet >"$T/x.xml"
bad 'in another spelling' 'file\.fault' "a fault '12'"
for other in '<MaLoi>12</MaLoi>' '<ma_loi>12</ma_loi>' '<statusCode>12</statusCode>' '<responseCode>12</responseCode>' '<resultCode>12</resultCode>' '<result><code>12</code></result>' '<status><code>12</code><message/></status>' '<error><code>12</code></error>'; do
	{ printf '%s' "$other" && : | list; } | packet >"$T/x.xml"
	bad "$other beside an empty list" 'file\.fault' "a fault '12'"
done
for other in success=false isError=true; do
	{ printf '<%s>%s</%s>' "${other%=*}" "${other#*=}" "${other%=*}" && : | list; } | packet >"$T/x.xml"
	bad "$other beside an empty list" 'file\.fault' "a fault '${other#*=}'"
done
for other in success=true isError=false error_code=200 errorCode=SUCCESS; do
	{ printf '<%s>%s</%s>' "${other%=*}" "${other#*=}" "${other%=*}" && dossiers 1 2 | list; } | packet >"$T/x.xml"
	good "$other is none" 2
done
{ printf '<result><code>200</code></result>' && dossiers 1 2 | list; } | packet >"$T/x.xml"
good 'a code of success there' 2
for code in 0 00 ' 00 ' ''; do
	{ printf '<error_code>%s</error_code><message>thành công</message>' "$code" && dossiers 1 2 | list; } | packet >"$T/x.xml"
	good "code '$code' means success" 2
done
{ printf '<error_code>00</error_code>' && : | list; } | packet >"$T/x.xml"
good 'success and an empty list' 0
printf '<error_code>00</error_code>' | packet >"$T/x.xml"
bad 'success and no list' 'file\.no_record' 'no list of records'
printf '%s\n' fault,code_path,text_path,success,source \
	'packet,/soapenv:Envelope/soapenv:Body/*:*/*:error_code,/soapenv:Envelope/soapenv:Body/*:*/*:message,0 00 299,CHISO test' >"$T/my/faults.csv"
{ printf '<error_code>299</error_code>' && dossiers 1 2 | list; } | packet >"$T/x.xml"
bad '299 is an error' 'file\.fault' "a fault '299'"
exit_is 'until a row says that it is none' 0 extract --catalog pipeline/catalog --catalog "$T/my" "$T/x.xml"
printf '<S:Envelope xmlns:S="http://www.w3.org/2003/05/soap-envelope"><S:Body><S:Fault><S:Code><S:Value>S:Sender</S:Value></S:Code>%s' \
	'<S:Reason><S:Text xml:lang="vi">không có quyền</S:Text></S:Reason></S:Fault></S:Body></S:Envelope>' >"$T/x.xml"
bad 'a fault of SOAP 1.2' 'file\.fault' "a fault 'S:Sender': 'không có quyền'"

# ---- behind the document's end
message 1 1 >"$T/one"
after() { { cat "$T/one" && printf '%b' "$1"; } >"$T/x.xml"; }
after ' \n\t\r\n<!-- hết -->\n'
good 'blanks and comments' 1
after '\n\0000'
bad 'a zero byte' 'xml\.malformed' 'a NUL byte' 9
{ cat "$T/one" && printf '\0' && message 2 2; } >"$T/x.xml"
bad 'a second document behind a zero byte' 'xml\.malformed' 'a NUL byte' 8
{ cat "$T/one" && message 2 2; } >"$T/x.xml"
bad 'a second document' 'xml\.malformed' 'XML declaration allowed only at the start of the document' 8
{ cat "$T/one" && message 2 2 | tail -n +2; } >"$T/x.xml"
bad 'one without a declaration' 'xml\.malformed' 'extra content at the end of the document' 8
{ gzip -c "$T/one" && message 2 2 | gzip -c; } >"$T/x.xml"
bad 'one in a member of its own' 'xml\.malformed' 'XML declaration allowed only at the start of the document' 8
after 'xin chào'
bad 'words' 'xml\.malformed' 'extra content at the end of the document' 8
after '\x1a'
bad 'the end mark of old systems' 'xml\.malformed' 'extra content at the end of the document' 8
{ cat "$T/one" && head -c 70000 /dev/zero | tr '\0' '\n' && printf '<x/>'; } >"$T/x.xml"
bad 'far behind it' 'xml\.malformed' 'extra content' 70008
is 'none of them kept a record in a good file' "$(grep -c '^file,.*state=ok' "$T/out")" 0
done_testing
