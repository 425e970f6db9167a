#!/bin/bash
# chiso-extract's door: files, standard input, several in one run, counts, exit codes, and what must never come out
. "$(dirname "$0")/../lib/tap.sh"
cd "$ROOT" || exit 1
printf 'thu 000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f\n' >"$T/key"
chmod 600 "$T/key"
one=samples/hoso-tthc/01-mot-ho-so_20240116010000.xml
several=samples/hoso-tthc/02-nhieu-ho-so_20240120010000.xml
bad=samples/hoso-tthc/refused/malformed.xml

extract() { chiso-extract --key "$T/key" --now 2024-04-01 --feed hoso-tthc "$@"; }

# the rows' own columns: without the file's name and the time of sending, which standard input does not know
records() { grep '^raw,' "$1" | cut -d, -f3,4,7-; }

exit_is 'several files in one run' 0 extract "$one" "$several"
like 'the counts add up' "$(cat "$T/err")" 'files=2 bad=0 read=5 kept=5 rejected=0 duplicate=0$'
is 'one file row a file, one end row' "$(grep -c '^file,' "$T/out") $(grep -c '^end,' "$T/out")" '2 1'
is 'the end row counts the records' "$(tail -n 1 "$T/out" | cut -d, -f3)" 5

exit_is 'a bad file among good ones' 65 extract "$one" "$bad" "$several"
like 'it alone is void' "$(cat "$T/err")" 'files=3 bad=1 read=6 kept=6 rejected=0 duplicate=0$'
like 'the line has file, line, found, expected' "$(cat "$T/err")" 'malformed.xml:31: found .*, expected well-formed XML'

extract "$several" >"$T/file.csv" 2>"$T/err"
extract <"$several" >"$T/stdin.csv" 2>"$T/err"
like 'standard input is called -' "$(grep '^file,' "$T/stdin.csv")" '^file,-,4,0,state=ok sent_from=arrival,2024-04-01T00:00:00'
records "$T/file.csv" >"$T/a"
records "$T/stdin.csv" >"$T/b"
same 'standard input gives the same records' "$T/b" "$T/a"
extract -i "$several" >"$T/i.csv" 2>"$T/err"
same '-i gives the same bytes' <(records "$T/i.csv") "$T/a"
gzip -c "$several" >"$T/x.gz"
head -c 700 "$several" | gzip >"$T/y.gz"
tail -c +701 "$several" | gzip >>"$T/y.gz"
extract "$T/x.gz" "$T/y.gz" >"$T/gz.csv" 2>"$T/err"
records "$T/gz.csv" >"$T/b"
cat "$T/a" "$T/a" >"$T/aa"
same 'gzip, of one or two members, gives the same records' "$T/b" "$T/aa"
{ printf '\xef\xbb\xbf' && cat "$several"; } >"$T/bom.xml"
extract "$T/bom.xml" >"$T/bom.csv" 2>"$T/err"
records "$T/bom.csv" >"$T/b"
same 'a byte order mark changes nothing' "$T/b" "$T/a"
ln -s "$ROOT/$several" "$T/z.xml"
extract --file-id abc --sent-at 2024-02-01T00:00:00Z "$T/z.xml" >"$T/id.csv" 2>"$T/err"
is '--file-id names the file, --sent-at the time' "$(grep -c '^raw,abc,.*,2024-02-01T07:00:00+07:00,' "$T/id.csv")" 4

extract samples/hoso-tthc/*.xml samples/hoso-tthc/*.gz --rejects "$T/rej" >"$T/all" 2>"$T/err"
extract samples/hoso-tthc/refused/* --rejects "$T/rej2" >"$T/all2" 2>"$T/err2"
cat "$T/rej" "$T/rej2" "$T/err" "$T/err2" "$T/all" "$T/all2" >"$T/everything"
is 'no planted personal datum leaves' "$(grep -c -F -f tests/lib/personal.txt "$T/everything")" 0
zcat -f samples/hoso-tthc/*.xml samples/hoso-tthc/*.gz | sed 's/&amp;/\&/g' >"$T/sent"
planted=0
while IFS= read -r datum; do if grep -qF -- "$datum" "$T/sent"; then planted=$((planted + 1)); fi; done <tests/lib/personal.txt
is 'every planted datum was sent' "$planted" "$(wc -l <tests/lib/personal.txt)"
is 'one citizen has one pseudonym' "$(grep -o 'thu:51661ca[0-9a-f]*' "$T/all" | sort | uniq -c | awk '{print $1}')" 2

exit_is 'an unknown feed is usage' 64 extract --feed nowhere "$one"
like 'and the known ones are named' "$(cat "$T/err")" 'hoso-tthc'
exit_is 'no feed is usage' 64 chiso-extract "$one"
exit_is 'a feed with pseudonyms needs a key' 64 chiso-extract --now 2024-04-01 --feed hoso-tthc "$one"
like 'and says which field' "$(cat "$T/err")" 'field so_dinh_danh is a pseudonym'
chmod 644 "$T/key"
exit_is 'a key that others can read is usage' 64 extract "$one"
chmod 600 "$T/key"
exit_is 'one id for several files is usage' 64 extract --file-id abc "$one" "$several"
exit_is 'a file that is not there is no input' 66 extract "$one" "$T/nowhere.xml"
exit_is 'a folder is no input' 66 extract "$T"
exit_is 'an output that cannot be made' 73 extract -o "$T/nowhere/x.csv" "$one"
if [ -c /dev/full ]; then exit_is 'an output that is full' 74 sh -c 'chiso-extract --key "$1" --feed hoso-tthc "$2" >/dev/full' - "$T/key" "$several"; else
	skip 'an output that is full' 'no /dev/full'
fi
exit_is '-o writes a file' 0 extract -o "$T/o.csv" "$one"
is 'and standard output nothing' "$(wc -c <"$T/out")" 0
mkfifo "$T/pipe"
cat "$T/pipe" >"$T/piped.csv" &
exit_is '-o writes into a pipe' 0 extract -o "$T/pipe" "$one"
if [ -p "$T/pipe" ]; then wait $!; else kill $!; fi
ok 'which is a pipe still' test -p "$T/pipe"
ok 'and has the same bytes' cmp "$T/piped.csv" "$T/o.csv"
exit_is '-o leaves nothing when the run ends badly' 66 extract -o "$T/o2.csv" "$one" "$T"
is 'not even a part' "$(find "$T" -name 'o2.csv*' | wc -l)" 0

cp -R pipeline/catalog/base "$T/catalog"
sed 's#,dvc:MaTTHC,#,zzz:MaTTHC,#' pipeline/catalog/base/fields.csv >"$T/catalog/fields.csv"
exit_is 'a prefix without a namespace is a fault of the catalogue' 78 extract --catalog "$T/catalog" "$one"
like 'and is named' "$(cat "$T/err")" "found prefix 'zzz' in a path"
exit_is 'no catalogue at all' 78 extract --catalog "$T/nowhere" "$one"

printf '<html/>' >"$T/page.xml"
is '--probe names the feed, or ?' "$(chiso-extract --now 2024-04-01 --probe samples/bao-cao-quy/2024-Q1.xml "$T/page.xml" "$bad" "$T/x.gz")" \
	"samples/bao-cao-quy/2024-Q1.xml	bao-cao-quy
$T/page.xml	?
$bad	hoso-tthc
$T/x.gz	hoso-tthc"
done_testing
