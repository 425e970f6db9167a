#!/bin/bash
# A character that XML does not allow makes the file bad; scripts/repair writes a copy without it, and says what it changed
# shellcheck source=tests/lib/tap.sh
. "$(dirname "$0")/../lib/tap.sh"
# shellcheck source=tests/lib/packet.sh
. "$ROOT/tests/lib/packet.sh"
cd "$ROOT" || exit 1
printf 'thu 000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f\n' >"$T/key"
chmod 600 "$T/key"

extract() { chiso-extract --key "$T/key" --now 2024-04-01 --rejects "$T/rejects" --feed hoso-tthc "$@"; }
note() { # TEXT: a message of two dossiers, the first with this remark
	{ dossier 1 | sed 's,</HoSo>$,,' && printf '<GhiChu>%b</GhiChu></HoSo>\n' "$1" && dossier 2; } | list | packet
}

note 'a\x0bb' >"$T/m.xml"
printf 'sent_at=2024-01-27T01:00:00+07:00\n' >"$T/m.xml.meta"
exit_is 'a raw one is refused' 65 extract "$T/m.xml"
like 'by its name' "$(tail -n +2 "$T/rejects")" '^m\.xml,0,5,file,,xml\.control,no control characters,character U\+000B'
cp "$T/m.xml" "$T/before"
exit_is 'a copy is written' 0 scripts/repair "$T/m.xml"
offset=$(grep -obUaP '\x0b' "$T/m.xml" | cut -d: -f1)
is 'the list: offset, line, character' "$(cat "$T/out")" "offset,line,character,written
$offset,5,U+000B,as a byte"
same 'the file stays as it is' "$T/m.xml" "$T/before"
is 'the copy is the file with a blank' "$(cmp -l "$T/m.xml" "$T/m.mended.xml")" "$(printf '%d 13  40' $((offset + 1)) | sed 's/13  40/ 13  40/')"
same 'its sidecar goes with it' "$T/m.mended.xml.meta" "$T/m.xml.meta"
exit_is 'it is read' 0 extract "$T/m.mended.xml"
like 'with all its records' "$(cat "$T/err")" 'read=2 kept=2 rejected=0'
like 'as it was sent' "$(grep '^file,' "$T/out")" 'sent_from=meta,2024-01-27T01:00:00\+07:00'
exit_is 'a copy that is there is left alone' 73 scripts/repair "$T/m.xml"

note 'a&#x1F;b&#31;&#0;&#xD800;&#xFFFE;c' >"$T/r.xml"
exit_is 'a reference is refused' 65 extract "$T/r.xml"
like 'by its name too' "$(tail -n +2 "$T/rejects")" 'xml\.control,no control characters,character U\+001F'
exit_is 'references are mended' 0 scripts/repair "$T/r.xml"
is 'each of them, as it was written' "$(tail -n +2 "$T/out" | cut -d, -f3- | tr '\n' ' ')" \
	'U+001F,as &#x1F; U+001F,as &#31; U+0000,as &#0; U+D800,as &#xD800; U+FFFE,as &#xFFFE; '
exit_is 'and the copy is read' 0 extract "$T/r.mended.xml"

note 'a\x01b<![CDATA[&#x1F;\x02]]><!-- &#1; \x03 -->&#x9;&#10;&#xA0;\xef\xbf\xbf' | gzip -c >"$T/s_20240127010000.xml.gz"
exit_is 'a gzipped one' 0 scripts/repair "$T/s_20240127010000.xml.gz"
is 'in CDATA and comments a reference is text, a byte is none' "$(tail -n +2 "$T/out" | cut -d, -f3- | tr '\n' ' ')" \
	'U+0001,as a byte U+0002,as a byte U+0003,as a byte U+FFFF,as a byte '
exit_is 'the copy is read, and its name still says when it was sent' 0 extract "$T/s_20240127010000.mended.xml"
like 'so it does' "$(grep '^file,' "$T/out")" 'sent_from=name,2024-01-27T01:00:00'

note 'tốt' >"$T/good.xml"
exit_is 'nothing to mend' 1 scripts/repair "$T/good.xml"
is 'gives no copy' "$(find "$T" -name 'good.mended*')" ''
note 'a\xff\x0b' >"$T/latin.xml"
exit_is 'what is not UTF-8 is not mended' 65 scripts/repair "$T/latin.xml"
like 'and it is said where' "$(cat "$T/err")" 'latin\.xml: found bytes that are not UTF-8 at offset [0-9]+, line 5'
gzip -c "$T/m.xml" | head -c -9 >"$T/cut.xml.gz"
exit_is 'nor what is cut off' 65 scripts/repair "$T/cut.xml.gz"
exit_is 'no file' 66 scripts/repair "$T/nowhere.xml"
exit_is 'no argument' 64 scripts/repair
ok 'help' scripts/repair --help
unlike 'nothing of the text is printed' "$(cat "$T"/out "$T"/err)" 'tốt'

# every character below U+0020, as a byte and as a reference: what is mended is read, and says the same otherwise
/usr/bin/python3 - "$T" <<'PYTHON'
import sys
for c in range(32):
    open(f"{sys.argv[1]}/c{c}.xml", "wb").write(b"<DongBoHoSoMC xmlns='http://dichvucong.gov.vn/qcvn120'><data><HoSo><MaHoSo>H34.15-240122-%04d</MaHoSo>"
        b"<MaTTHC>2.909004</MaTTHC><NgayTiepNhan>20240122080000</NgayTiepNhan><TrangThaiHoSo>9</TrangThaiHoSo><DonViXuLy>a%sb&#%d;c</DonViXuLy>"
        b"</HoSo></data></DongBoHoSoMC>" % (c, bytes([c]), c))
PYTHON
bad='' unmended=''
for c in {0..31}; do
	case $c in
	9 | 10 | 13)
		scripts/repair "$T/c$c.xml" >/dev/null 2>&1 && bad+=" $c"
		extract "$T/c$c.xml" >/dev/null 2>&1 || bad+=" $c"
		;;
	*)
		extract "$T/c$c.xml" >/dev/null 2>&1 && bad+=" $c"
		scripts/repair "$T/c$c.xml" >/dev/null 2>&1 || bad+=" $c"
		extract "$T/c$c.mended.xml" 2>/dev/null | grep -q ',a b c,' || unmended+=" $c"
		;;
	esac
done
is 'of all control characters three are lawful, and those alone are left alone' "$bad" ''
is 'the others become blanks' "$unmended" ''
done_testing
