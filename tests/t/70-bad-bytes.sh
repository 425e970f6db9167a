#!/bin/bash
# Bytes that would stop the parser, blind it or keep it busy: refused at their line, at once, by every form of the document
# shellcheck disable=SC2317 # called by the harness
# shellcheck source=tests/lib/tap.sh
. "$(dirname "$0")/../lib/tap.sh"
printf 'test %064d\n' 7 >"$T/key"
chmod 600 "$T/key"
export CHISO_KEY="$T/key"
cd "$T" || exit 1

# Invented documents: what stands in them, what of it is refused, and where.
/usr/bin/python3 - <<'END'
head = '<DongBoHoSoMC xmlns="http://dichvucong.gov.vn/qcvn120"><data>\n'
tail = '</data></DongBoHoSoMC>'
def put(name, text, code='utf-8'):
    open(name, 'wb').write(text.encode(code))
def attributes(n, prefix=''):
    return ' '.join('%sa%d="%d"' % (prefix, i, i) for i in range(n))
spaces = ' '.join('xmlns:p%d="u%d"' % (i, i) for i in range(160000))
put('attributes.xml', head + '<x xmlns:p="u"\n' + attributes(160000, 'p:') + '/>' + tail)
put('attributes-16.xml', '<?xml version="1.0" encoding="UTF-16"?>' + head + '<x\n' + attributes(160000) + '/>' + tail, 'utf-16')
put('namespaces.xml', head + '\n<x ' + spaces + '/>' + tail)
put('nested.xml', head + ''.join('\n<a ' + ' '.join('xmlns:p%d_%d="u%d"' % (d, i, i) for i in range(60)) + '>' for d in range(60))
    + '<p0_0:x/>' * 2000000 + '</a>' * 60 + tail)
put('lawful.xml', head.replace('<data>', '<x ' + attributes(64) + ' ' + ' '.join('xmlns:q%d="u"' % i for i in range(200)) + '>\n<!-- <b ' + '= ' * 400
    + '--><![CDATA[<b ' + '= ' * 400 + ']]><?b ' + '= ' * 400 + '?>' + '=' * 400 + '</x><data>') + tail)
put('one-more.xml', head + '\n<x ' + attributes(65) + '/>' + tail)
put('switch.xml', '<?xml version="1.0" encoding="UTF-16LE"?>\n' + head + tail)
open('hidden.xml', 'wb').write('<?xml version="1.0" encoding="UTF-16LE"?>'.encode() + (head + '<x ' + attributes(100000) + '/>' + tail).encode('utf-16-le'))
open('utf-32.xml', 'wb').write((head + tail).encode('utf-32-be'))
for name, code in (('8', 'utf-8'), ('16', 'utf-16'), ('16be', 'utf-16-be')):
    start = {'8': '', '16': '<?xml version="1.0" encoding="UTF-16"?>', '16be': '\ufeff<?xml version="1.0" encoding="UTF-16"?>'}[name] + head + tail
    put('blank-' + name, start + ' \r\n\t' * 3000, code)
    put('comment-' + name, start + '\n<!-- the end --><?the end?>\n', code)
    put('nul-' + name, start + '\n\0', code)
    put('nul-far-' + name, start + ' \n' * 5000 + '\0<HoSo/>', code)
    put('nul-inside-' + name, head + '\n<HoSo>\0</HoSo>' + tail if name == '8' else start.replace(tail, '\n<HoSo>\0</HoSo>' + tail), code)
    put('second-' + name, start + '\n\n' + head + tail, code)
    put('declared-' + name, start + '\n<?xml version="1.0"?>' + head + tail, code)
    put('word-' + name, start + '\n' * 5000 + 'x', code)
for name in ('16', '16be'):
    data = open('blank-' + name, 'rb').read()
    open('half-' + name, 'wb').write(data + b'\0')
END

extract() { timeout 20 chiso-extract -q --now 2024-04-01T01:00:00+07:00 --feed hoso-tthc "$@"; }

# refused FILE REGEX: the one line about it. A word of its name that no catalogue knows may be somebody's.
refused() {
	local from=${EPOCHREALTIME/./} took said
	said=$(sed -E 's/attributes|namespaces/‹10›/' <<<"$1")
	exit_is "$1: a bad file" 65 extract "$1"
	took=$((${EPOCHREALTIME/./} - from))
	like "$1: one line, with its place" "$(cat err)" "^[^
]*bad file: $said:$2\$"
	[ "$took" -lt 2000000 ]
	is "$1: in under two seconds ($((took / 1000)) ms)" $? 0
	is "$1: --probe is as quick and no crash" "$(timeout 2 chiso-extract --now 2024-04-01 --probe "$1" >out 2>err; echo $?)" 0
}
taken() { exit_is "$1: is lawful" 0 extract "$1"; }

many='found more than 320 attributes and namespaces in one element, expected at most 64'
refused attributes.xml "3: $many"
refused attributes-16.xml "3: $many"
refused namespaces.xml "3: $many"
refused nested.xml '7: found more than 256 namespaces declared, expected at most 256'
refused one-more.xml '3: found more than 64 attributes in one element, expected at most 64'
refused switch.xml '1: found encoding .UTF-16LE., expected UTF-8, or one of encodings.csv'
refused hidden.xml '1: found (a NUL byte, expected well-formed XML|encoding .UTF-16LE., expected UTF-8, or one of encodings.csv)'
refused utf-32.xml '1: found text in UTF-32 or EBCDIC, expected UTF-8'
taken lawful.xml
for form in 8 16 16be; do
	taken "blank-$form"
	taken "comment-$form"
	refused "nul-$form" '3: found a NUL byte, expected well-formed XML'
	refused "nul-far-$form" '5002: found a NUL byte, expected well-formed XML'
	refused "nul-inside-$form" '3: found a NUL byte, expected well-formed XML'
	refused "second-$form" '4: found extra content at the end of the document, expected well-formed XML'
	refused "declared-$form" '3: found XML declaration allowed only at the start of the document, expected well-formed XML'
	refused "word-$form" '5002: found extra content at the end of the document, expected well-formed XML'
done
refused half-16 '3002: found half a character of UTF-16 at the end, expected well-formed XML'
refused half-16be '3002: found half a character of UTF-16 at the end, expected well-formed XML'
gzip -c nul-far-8 >nul.gz
refused nul.gz '5002: found a NUL byte, expected well-formed XML'
gzip -c blank-8 >padded.gz
head -c 3000 /dev/zero >>padded.gz
taken padded.gz
done_testing
