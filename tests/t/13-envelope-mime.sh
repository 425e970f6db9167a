#!/bin/bash
# The first part of a MIME message is the message; a second message in it, a cut and whatever is no part are refused by name
# shellcheck disable=SC2317 # called by the harness
# shellcheck source=tests/lib/tap.sh
. "$(dirname "$0")/../lib/tap.sh"
# shellcheck source=tests/lib/packet.sh
. "$ROOT/tests/lib/packet.sh"
cd "$ROOT" || exit 1
printf 'thu 000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f\n' >"$T/key"
chmod 600 "$T/key"

extract() { chiso-extract --key "$T/key" --now 2024-04-01 --rejects "$T/rejects" --feed hoso-tthc "$@"; }
bad() { # NAME CODE FOUND
	exit_is "$1: a bad file" 65 extract "$T/x.xml"
	like "$1: $2" "$(tail -n +2 "$T/rejects")" "^x\\.xml,0,[0-9]+,file,,$2,.*$3"
}
good() {
	exit_is "$1: read" 0 extract "$T/x.xml"
	like "$1: its records" "$(cat "$T/err")" "read=$2 kept=$2 rejected=0 duplicate=0\$"
}
message() { dossiers "$@" | list | packet; }
part() { printf -- '--Ranh_1\r\nContent-Type: %s\r\n%s\r\n' "$1" "${2:+$2$'\r\n'}"; }
end() { printf -- '\r\n--Ranh_1--\r\n'; }
attachment() { printf '\r\n' && part application/octet-stream 'Content-Transfer-Encoding: base64' && printf 'UEsDBAoAAAAAAA==\r\n'; }

{ part 'text/xml; charset=UTF-8' && message 1 2 && attachment && end; } >"$T/x.xml"
good 'without a header, as it is kept behind HTTP' 2
is 'its feed is known' "$(chiso-extract --now 2024-04-01 --probe "$T/x.xml")" "$T/x.xml	hoso-tthc"
{ printf 'MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="Ranh_1"; type="text/xml"\r\n\r\n' && cat "$T/x.xml"; } >"$T/y" && mv "$T/y" "$T/x.xml"
good 'with its header' 2
{ part text/xml 'Content-Transfer-Encoding: base64' && message 1 3 | base64 && end; } >"$T/x.xml"
good 'a first part in base64' 3
{ part text/xml 'Content-Transfer-Encoding: quoted-printable' && message 1 1 | /usr/bin/python3 -c 'import quopri, sys; sys.stdout.buffer.write(quopri.encodestring(sys.stdin.buffer.read()))' && end; } >"$T/x.xml"
good 'and in quoted-printable' 1
{ printf 'Content-Type: text/xml\r\n\r\n' && message 1 1; } >"$T/x.xml"
good 'a header and one part' 1
{ part application/json && printf '{"service":"DongBoHoSoMC","data":[{"MaHoSo":"H34.15-240122-0001","MaTTHC":"2.909004","NgayTiepNhan":"20240122080000","TrangThaiHoSo":"9"}]}' && end; } >"$T/x.xml"
good 'JSON' 1
{ part text/xml && message 1 1 && printf '\r\n' && part text/xml && message 2 2 && end; } >"$T/x.xml"
bad 'two messages' 'file\.mime' 'several parts of XML or JSON'
{ part text/xml && message 1 1 && attachment; } >"$T/x.xml"
bad 'without its end' 'file\.mime' 'a MIME message that is cut off'
{ part application/octet-stream 'Content-Transfer-Encoding: base64' && printf 'UEsDBAoAAAAAAA==\r\n' && end; } >"$T/x.xml"
bad 'a first part that is no message' 'file\.zip' 'a zip archive'
{ part text/xml && end; } >"$T/x.xml"
bad 'an empty first part' 'file\.(mime|empty)' ''
{ part 'multipart/mixed; boundary=b' && printf -- '--b\r\nContent-Type: text/xml\r\n\r\n' && message 1 1 && printf -- '\r\n--b--\r\n' && end; } >"$T/x.xml"
bad 'parts in a part' 'file\.mime' 'without a first part'
{ part text/xml && message 1 1 && printf '\r\n' && part application/octet-stream && head -c 40000000 /dev/zero | tr '\0' 'x' && end; } >"$T/x.xml"
bad 'over 32 MiB' 'file\.mime' 'over 32 MiB'
{ part text/xml && message 1 1 && end; } | gzip -c >"$T/x.xml"
bad 'in gzip' 'file\.mime' 'a MIME message'
{ printf 'HTTP/1.1 200 OK\r\nContent-Type: text/xml\r\n\r\n' && message 1 1; } >"$T/x.xml"
bad 'an answer with its header' 'file\.mime' 'an HTTP answer with its header'
/usr/bin/python3 - "$T" <<'PY'
import sys
part = "--Ranh_1\r\nContent-Type: text/xml\r\n\r\n<a/>\r\n"
open(f"{sys.argv[1]}/many", "w").write(part + "--Ranh_1\r\nContent-Type: text/plain\r\n\r\nx\r\n" * 100000 + "--Ranh_1--\r\n")
open(f"{sys.argv[1]}/deep", "w").write("".join(f"--b{i}\r\nContent-Type: multipart/mixed; boundary=b{i + 1}\r\n\r\n" for i in range(20000)))
open(f"{sys.argv[1]}/header", "w").write("--Ranh_1\r\nContent-Type: text/xml\r\n" + "X: y\r\n" * 1000000 + "\r\n<a/>\r\n--Ranh_1--\r\n")
PY
for name in many deep header; do # the last may take more memory than the cell has, which costs this file alone
	cp "$T/$name" "$T/x.xml"
	exit_is "$name: ends, and is bad" 65 extract "$T/x.xml"
	like "$name: by name" "$(tail -n +2 "$T/rejects")" 'file,,file\.(other_feed|mime|empty|parser),'
done
done_testing
