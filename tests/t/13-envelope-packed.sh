#!/bin/bash
# A zip of one message, and XML in the encodings that it may say it is in, are the same records; every other zip is refused by name
# shellcheck disable=SC2317 # called by the harness
# shellcheck source=tests/lib/tap.sh
. "$(dirname "$0")/../lib/tap.sh"
# shellcheck source=tests/lib/take.sh
. "$ROOT/tests/lib/take.sh"
cd "$ROOT" || exit 1
printf 'thu 000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f\n' >"$T/key"
chmod 600 "$T/key"
sample=samples/hoso-tthc/02-nhieu-ho-so_20240120010000.xml

extract() { chiso-extract --key "$T/key" --now 2024-04-01 --rejects "$T/rejects" --feed hoso-tthc "$@"; }
records() { grep '^raw,' "$1" | cut -d, -f4,7-; }
bad() { # NAME FILE CODE FOUND
	exit_is "$1: a bad file" 65 extract "$T/$2"
	like "$1: $3" "$(tail -n +2 "$T/rejects")" "^$2,0,[0-9]+,file,,$3,.*$4"
}
extract "$sample" >"$T/raw" 2>"$T/err"
records "$T/raw" >"$T/wanted"
same_records() { # NAME FILE
	exit_is "$1: read" 0 extract "$T/$2"
	records "$T/out" >"$T/got"
	same "$1: the same records" "$T/got" "$T/wanted"
}

/usr/bin/python3 - "$T" "$sample" <<'PY'
import io, os, sys, unicodedata, zipfile
into, sample = sys.argv[1:]
text = open(sample, encoding="utf-8").read()
raw = text.encode()

def put(name, data):
    open(os.path.join(into, name), "wb").write(data)

def packed(files, method=zipfile.ZIP_DEFLATED, comment=b""):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as z:
        z.comment = comment
        for name, data in files:
            z.writestr(name, data)
    return out.getvalue()

one = packed([("a.xml", raw)])
put("one.zip", one)
put("stored.zip", packed([("a.xml", raw)], zipfile.ZIP_STORED))
put("lzma.zip", packed([("a.xml", raw)], zipfile.ZIP_LZMA))
put("folder.zip", packed([("d/", b""), ("d/a.xml", raw)]))
put("path.zip", packed([("../../../etc/cron.d/x", raw)]))
put("two.zip", packed([("a.xml", raw), ("b.xml", raw)]))
put("none.zip", packed([("d/", b"")]))
put("empty.zip", packed([]))
put("comment.zip", packed([("a.xml", raw)], comment=b"x" * 10))
put("bomb.zip", packed([("a.xml", b" " * 60000000)]))
put("many.zip", packed([("%d/" % i, b"") for i in range(200)] + [("a.xml", raw)]))
put("twice.zip", one + one)
put("behind.zip", one + b"\n")
put("cut.zip", one[:-30])
put("half.zip", one[:len(one) // 2])
put("flipped.zip", one[:400] + bytes([one[400] ^ 0xff]) + one[401:])
put("hidden.zip", one[:one.index(b"PK\1\2")] + packed([("b.xml", raw)])[:0] + one[one.index(b"PK\1\2"):].replace(b"PK\5\6\0\0\0\0\1\0\1\0", b"PK\5\6\0\0\0\0\2\0\2\0"))
put("nested.zip", packed([("a.zip", one)]))
secret = bytearray(one)
secret[6] |= 1
secret[one.index(b"PK\1\2") + 8] |= 1
put("secret.zip", bytes(secret))

def declared(encoding):
    return text.replace('encoding="UTF-8"', f'encoding="{encoding}"')

def viet(t):
    """windows-1258 has letters, and the five tone marks behind them."""
    out = b""
    for c in t:
        try:
            out += c.encode("cp1258")
            continue
        except UnicodeEncodeError:
            pass
        parts = unicodedata.normalize("NFD", c)
        marks = [p for p in parts if p in "\u0300\u0301\u0303\u0309\u0323"]
        out += unicodedata.normalize("NFC", "".join(p for p in parts if p not in marks)).encode("cp1258") + "".join(marks).encode("cp1258")
    return out

put("viet.xml", viet(declared("windows-1258")))
put("viet-capitals.xml", viet(declared("WINDOWS-1258")))
put("latin.xml", declared("ISO-8859-1").encode("latin-1", "xmlcharrefreplace"))
put("utf16.xml", declared("UTF-16").encode("utf-16"))
put("utf16be.xml", declared("UTF-16").encode("utf-16-be").join([b"\xfe\xff", b""]))
put("lie.xml", declared("windows-1258").encode())
put("lie-latin.xml", declared("iso-8859-1").encode())
put("other.xml", declared("windows-1251").encode("ascii", "xmlcharrefreplace"))
put("undeclared.xml", viet(text))
long = text.replace("</MaTTHC>", "</MaTTHC><!--" + "ế ộ ữ " * 20000 + "-->")
put("long.xml", viet(long.replace('encoding="UTF-8"', 'encoding="windows-1258"')))
big = "<x>" + "<y>ế</y>" * 300000
put("million.xml", viet(text.replace('encoding="UTF-8"', 'encoding="windows-1258"').replace("<data>", "<data>" + "<!-- ế -->" * 100000)))
PY

for name in one stored lzma folder; do same_records "a zip: $name" $name.zip; done
same_records 'a name in it that leads elsewhere is not used' path.zip
bad 'two files' two.zip 'file\.zip' 'a zip of more than one file, expected a zip of one message'
bad 'no file' none.zip 'file\.zip' 'a zip without a file'
bad 'nothing at all' empty.zip 'file\.zip' 'a zip archive'
bad 'an encrypted one' secret.zip 'file\.zip' 'an encrypted zip'
bad 'two hundred folders' many.zip 'file\.zip' 'more than 100 entries'
bad 'one in another' nested.zip 'file\.zip' 'a zip archive'
bad 'a bomb' bomb.zip 'zip\.ratio' 'grow more than 1000 times'
bad 'a second zip behind it' twice.zip 'zip\.bad' 'other bytes in or behind a zip'
bad 'a byte behind it' behind.zip 'zip\.bad' 'other bytes in or behind a zip'
bad 'a comment behind it' comment.zip 'zip\.bad' 'other bytes in or behind a zip'
bad 'a list of contents with another number' hidden.zip 'zip\.bad' 'other bytes in or behind a zip'
bad 'without its end' cut.zip 'zip\.bad' '(cut off|other bytes)'
bad 'half of it' half.zip 'zip\.bad' 'damaged or cut off'
bad 'one bit wrong' flipped.zip 'zip\.bad' 'damaged or cut off'
code=0
extract <"$T/one.zip" >"$T/out" 2>"$T/err" || code=$?
is 'from a pipe as well' "$code $(grep -c '^raw' "$T/out")" '0 4'

# ---- taken, kept as it was sent, and known again
fresh_inbox
for name in one two; do cp "$T/$name.zip" "$IN/hoso-tthc/$name.zip"; done
touch -d '2024-03-01' "$IN"/hoso-tthc/*
ok 'the inbox is taken' take
is 'one is taken, the other refused' "$(row hoso-tthc/one.zip state) $(row hoso-tthc/two.zip state)/$(row hoso-tthc/two.zip code)" 'taken refused/file.zip'
is 'its name is the hash of its message' "$(row hoso-tthc/one.zip file)" "$(sha256sum <"$sample" | cut -d' ' -f1)"
same 'and what is kept are the bytes as they were sent' "$RAW/$(row hoso-tthc/one.zip file).xml.gz" "$T/one.zip"
is 'which gzip -cd reads' "$(gzip -cd "$RAW/$(row hoso-tthc/one.zip file).xml.gz" | sha256sum | cut -d' ' -f1)" "$(row hoso-tthc/one.zip file)"

# ---- encodings
for name in viet viet-capitals utf16 utf16be latin; do same_records "$name" $name.xml; done
exit_is 'a long comment in windows-1258' 0 extract "$T/long.xml"
exit_is 'a hundred thousand' 0 extract "$T/million.xml"
bad 'UTF-8 that says it is windows-1258' lie.xml 'xml\.encoding' 'UTF-8 in a document that says it is something else'
bad 'and ISO-8859-1' lie-latin.xml 'xml\.encoding' 'UTF-8 in a document that says it is something else'
bad 'windows-1258 that says it is UTF-8' undeclared.xml 'xml\.encoding' 'bytes that are not UTF-8'
bad 'an encoding that no row has' other.xml 'xml\.encoding' "encoding 'windows-1251'"
mkdir "$T/my"
printf '%s\n' encoding,title_vi,source 'windows-1251,Chữ Kirin,CHISO' >"$T/my/encodings.csv"
exit_is 'until there is one' 0 extract --catalog pipeline/catalog --catalog "$T/my" "$T/other.xml"
for wrong in utf-7 utf-16 iso-2022-jp ibm037 shift_jis; do
	printf '%s\n' encoding,title_vi,source "$wrong,x,CHISO" >"$T/my/encodings.csv"
	exit_is "$wrong is no row" 78 extract --catalog pipeline/catalog --catalog "$T/my" "$T/other.xml"
done
done_testing
