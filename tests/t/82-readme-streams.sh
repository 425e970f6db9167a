#!/bin/bash
# chiso-streams(5): its commands run as they stand there, the headers and kinds of rows are those that the programs write, and what it says
# of a wrong stream is what they say.
# shellcheck source=tests/lib/tap.sh
. "$(dirname "$0")/../lib/tap.sh"
en=$ROOT/pipeline/docs/en/chiso-streams.5 vi=$ROOT/pipeline/docs/vi/chiso-streams.5

# what a program says and takes is the same in both languages: commands, headers, kinds of rows, messages
said() { awk '/^[.]\\" / || /^[.]It (found|column|stream cut)/ || /^[.]Ss (raw|clean|rejects|measures|indicators|manifest)/ || /^[.]It Li / { print }
	/^[.]Bd/ { on = 1 } on && (/^[$] / || /^[_a-z,]*,[_a-z,]*$/) { print } /^[.]Ed/ { on = 0 }' "$1"; }
same 'both languages have the same commands, headers, kinds and messages' <(said "$en") <(said "$vi")

ok 'make install' make -s -C "$ROOT" B="${BUILD#"$ROOT/"}" install DESTDIR="$T/installed" PREFIX=/usr
mkdir "$T/here"
cd "$T/here" || exit 1
while IFS='|' read -r expected command; do
	command=${command//\/usr\/share\/chiso/$T/installed/usr/share/chiso}
	printf '%s\ncode=$?; [ "$code" -eq %s ] || echo "status $code of: %s"\n' "$command" "$expected" "${command//\"/}"
done < <(awk '/^[.]Bd/ { on = 1; status = 0 } /^[.]Ed/ { on = 0 } on && /^[.]\\" status / { status = $3 } on && /^[$] / { print status "|" substr($0, 3); status = 0 }' "$en") >"$T/commands.sh"
ok 'the page has commands' test "$(grep -c '^code=' "$T/commands.sh")" -ge 9
is 'each does what the page says' "$(PATH=$T/installed/usr/bin:$PATH bash "$T/commands.sh" 2>"$T/log")" ''
like 'the stream without its end is told' "$(cat "$T/log")" 'stream cut off: found no end row'

# header NAME: its lines, joined. kinds NAME: the kinds of its rows.
header() { awk -v name="$1" '/^[.]\\" header / { here = $3 == name } here && /^_/ { on = 1 } /^[.]Ed/ { if (on) exit } on { printf "%s", $0 }' "$en"; }
kinds() { awk -v name="$1" '/^[.]S[sh] / { here = $2 == name } here && /^[.]It Li / { print $3 }' "$en" | sort; }
for stream in rejects measures indicators manifest; do
	is "$stream: the header" "$(head -n 1 "$stream.csv")" "$(header "$stream")"
done
fields() { # FEED: those that leave the parser, in their order
	chiso-catalog show fields | /usr/bin/python3 -c 'import csv, sys
rows = [r for r in csv.DictReader(sys.stdin) if r["feed"] == sys.argv[1] and r["policy"] != "drop"]
for r in sorted(rows, key=lambda r: int(r["seq"] or 0)):
    print(r["field"], r["type"])' "$1"
}
is 'raw: the header' "$(head -n 1 raw.csv)" "$(header raw),$(fields bao-cao-quy | cut -d' ' -f1 | paste -s -d,)"
parts=$(grep -o '_kind , _comparator.*' "$en" | tr -d ' .')
is 'clean: the header, where a figure is ten columns' "$(head -n 1 clean.csv)" "$(header clean),$(fields bao-cao-quy | while read -r field type; do
	if [ "$type" = figure ]; then printf '%s,%s\n' "$field" "${parts//_/"${field}_"}"; else printf '%s\n' "$field"; fi
done | paste -s -d,)"
for stream in raw clean measures indicators manifest; do
	is "$stream: the kinds of its rows" "$(sed 1d "$stream.csv" | cut -d, -f1 | sort -u)" "$(kinds "$stream")"
done
is 'measures: the words of flags' "$(find "$ROOT/samples" -name '*measures.csv' -exec cat {} + | /usr/bin/python3 -c 'import csv, sys
print(*sorted({w.split("=")[0] for r in csv.reader(sys.stdin) if r[0] == "measure" for w in r[14].split()}))')" \
	"$(sed -n '/^\.Va flags$/,/^\.It Li end/s/^\.Li //p' "$en" | tr -d '=N,.' | tr ' ' '\n' | sed '/^$/d' | LC_ALL=C sort -u | paste -s -d' ')"

# the end row counts
is 'raw: its end' "$(tail -n 1 raw.csv | cut -d, -f3)" "$(grep -c ^raw, raw.csv)"
is 'measures: its end' "$(tail -n 1 measures.csv | cut -d, -f8)" "$(grep -c ^measure, measures.csv)"
is 'indicators: its end' "$(tail -n 1 indicators.csv | cut -d, -f9)" "$(grep -c ^indicator, indicators.csv)"
is 'manifest: its end' "$(tail -n 1 manifest.csv | cut -d, -f2)" "$(grep -c ^file, manifest.csv)"

# what is wrong with a stream, in the page's words: numbers are N there, the feed FEED
messages() { sed -n '/^\.Sh DIAGNOSTICS/,/^\.El/s/^\.It //p' "$en" | sort; }
wrong() { # NAME FILE
	exit_is "$1: status" 65 chiso-aggregate -q --feed bao-cao-quy "$2"
	sed -e 's/.*program=chiso-aggregate //' -e 's/^[^ ]*: //' -e 's/[0-9][0-9]*/N/g' -e 's/bao-cao-quy/FEED/' "$T/err" >>"$T/told"
}
wrong 'another header' <(sed '1s/_sent/_gui/' clean.csv)
wrong 'a cell less' <(sed '3s/,[^,]*$//' clean.csv)
wrong 'another kind' <(sed '3s/^clean/x/' clean.csv)
wrong 'two in one' <(cat clean.csv <(sed 1d clean.csv))
wrong 'a record less' <(sed 3d clean.csv)
wrong 'no end' <(head -n -1 clean.csv)
same 'these are the messages of the page' <(sort "$T/told") <(messages)
done_testing
