#!/bin/bash
# What may lie in an inbox: odd names, links, pipes, what cannot be read: each is named, and all others are taken
# shellcheck disable=SC2119 # take without options
# shellcheck source=tests/lib/tap.sh
. "$(dirname "$0")/../lib/tap.sh"
# shellcheck source=tests/lib/take.sh
. "$ROOT/tests/lib/take.sh"

long=$(printf 'Hồ sơ của Sở Y tế tỉnh Kon Tum %.0s' 1 2 3 4 5 6 | head -c 243 | iconv -c -f UTF-8 -t UTF-8)_x.xml
bytes=$'kh\xf4ng-ph\xe3i.xml'

fill() {
	fresh_inbox
	message hoso-tthc/good.xml 1
	message "hoso-tthc/$bytes" 2
	message "hoso-tthc/$long" 3
	message 'hoso-tthc/a,"b" \c.xml' 4
	message $'hoso-tthc/two\nlines.xml' 5
	message 'hoso-tthc/-rf *.xml' 6
	message hoso-tthc/closed.xml 7
	chmod 0 "$IN/hoso-tthc/closed.xml"
	ln -s good.xml "$IN/hoso-tthc/link.xml"
	ln -s nowhere "$IN/hoso-tthc/dangling.xml"
	mkdir -p "$T/elsewhere" "$IN/hoso-tthc/folder.xml" "$IN/hoso-tthc/deep/er" "$IN/shut"
	message ../elsewhere/behind.xml 8
	ln -sfn "$T/elsewhere" "$IN/bao-cao-quy"
	message hoso-tthc/folder.xml/inside.xml 9
	message hoso-tthc/deep/er/x.xml 10
	message shut/x.xml 11
	mkfifo "$IN/hoso-tthc/pipe.xml"
	python3 -c 'import socket, sys; socket.socket(socket.AF_UNIX).bind(sys.argv[1])' "$IN/hoso-tthc/sock.xml"
	for name in .hidden.xml a.part a.tmp a.filepart good.xml.meta2 good.csv x.md x.txt X.TXT x.xml~ x.bak x.xml.swp \
		x.xml.crdownload '.#x.xml' b.done; do printf 'left alone' >"$IN/hoso-tthc/$name"; done
	rm "$IN/hoso-tthc/good.xml.meta2"
	mkdir "$IN/hoso-tthc/refused" "$IN/hoso-tthc/aside" "$IN/.git"
	for name in hoso-tthc/refused hoso-tthc/aside .git; do printf '<x/>' >"$IN/$name/x.xml"; done
	chmod 0 "$IN/shut"
	if [ "$(id -u)" -eq 0 ]; then chown -R -h nobody "$IN"; fi
}

# A clone under /root is not an ordinary user's to run.
mkdir "$T/bin" && cp "$BUILD/bin/chiso-take" "$T/bin/" && cp -R "$ROOT/pipeline/catalog" "$T/catalog" && cp "$ROOT/tests/lib/take.sh" "$T/take.sh"
export PATH="$T/bin:$PATH" CHISO_CATALOG="$T/catalog/base"

count() { sed -n "s/.* $1=\([0-9]*\) .*/\1/p" "$T/log"; }

# check WHO READS: READS is `all` where the reader may read everything whatever its mode
check() {
	local who=$1 reads=$2
	is "$who: a good one is taken" "$(row hoso-tthc/good.xml state)" taken
	is "$who: a name that is no UTF-8 is shown by its bytes" "$(row 'hoso-tthc/kh\xF4ng-ph\xE3i.xml' state)" taken
	is "$who: a Vietnamese name of 250 bytes stays whole" "$(row "hoso-tthc/$long" name)" "$long"
	is "$who: a comma, quotes and a backslash" "$(row 'hoso-tthc/a,"b" \x5Cc.xml' state)" taken
	is "$who: what a shell would trip over" "$(row 'hoso-tthc/-rf *.xml' state)" taken
	is "$who: a control character is refused" "$(row 'hoso-tthc/two\x0Alines.xml' code)" file.name
	is "$who: with its hash" "$(row 'hoso-tthc/two\x0Alines.xml' file)" "$(sha256sum <"$IN/"$'hoso-tthc/two\nlines.xml' | cut -d' ' -f1)"
	is "$who: a link is named and left" "$(row hoso-tthc/link.xml state)/$(row hoso-tthc/link.xml code)" left/left.link
	is "$who: one that leads nowhere as well" "$(row hoso-tthc/dangling.xml code)" left.link
	is "$who: the folder of a feed that is a link" "$(row bao-cao-quy code)" left.link
	unlike "$who: and what lies behind it is not read" "$(cat "$T/m.csv")" 'behind'
	is "$who: a folder named like a file" "$(row hoso-tthc/folder.xml code)" left.folder
	is "$who: and what lies in it is taken" "$(row hoso-tthc/folder.xml/inside.xml state)" taken
	is "$who: a folder in a folder" "$(row hoso-tthc/deep/er/x.xml feed)" hoso-tthc
	is "$who: a pipe" "$(row hoso-tthc/pipe.xml code)" left.special
	like "$who: says that it is one" "$(row hoso-tthc/pipe.xml reason)" 'found a pipe, expected a file'
	like "$who: a socket" "$(row hoso-tthc/sock.xml reason)" 'found a socket'
	if [ "$reads" = all ]; then
		skip "$who: a file and a folder that cannot be read" 'root reads everything'
		# a rule of the inbox, not of a feed: x.xml in a folder of no feed is younger than a minute
		is "$who: a young file of no feed's folder is a feed's by its content" "$(row shut/x.xml state)" taken
	else
		is "$who: a file that cannot be read" "$(row hoso-tthc/closed.xml state)/$(row hoso-tthc/closed.xml code)" left/left.unreadable
		like "$who: says why" "$(row hoso-tthc/closed.xml reason)" 'Permission denied'
		is "$who: a folder that cannot be read" "$(row shut code)" left.unreadable
	fi
	unlike "$who: what is no input has no row" "$(cut -d, -f7 "$T/m.csv")" '\.(part|tmp|filepart|csv|md|txt|TXT|bak|swp|crdownload|done)|xml~|[.]#x|refused|aside|git|hidden'
	like "$who: but is counted" "$(cat "$T/log")" ' ignored=14 ignored_kinds="[^"]*\.txt:2[^"]*" not_entered=3'
	is "$who: listed is the sum" "$(($(count taken) + $(count refused) + $(count left) + $(count waiting)))" "$(count listed)"
	is "$who: of all rows" "$(count listed)" "$(cut -f1 "$T/rows" | sort -u | wc -l)"
	is "$who: the end row counts them" "$(tail -n 1 "$T/m.csv" | cut -d, -f1,2)" "end,$(count listed)"
	is "$who: rows are in the byte order of paths" "$(python3 - "$T/m.csv" <<'END'
import csv, re, sys
paths = [re.sub(rb"\\x(..)", lambda m: bytes([int(m[1], 16)]), r["path"].encode())
         for r in csv.DictReader(open(sys.argv[1], encoding="utf-8")) if r["_kind"] == "file"]
print(paths == sorted(paths) and len(paths) > 10)
END
)" True
	is "$who: each taken file is in the raw zone with its meta" "$(find "$RAW" -name '*.xml' | wc -l) $(find "$RAW" -name '*.meta' | wc -l)" \
		"$(grep -c '^file,[^,]*,[^,]*,taken' "$T/m.csv") $(grep -c '^file,[^,]*,[^,]*,taken' "$T/m.csv")"
	is "$who: for its owner alone" "$(find "$RAW" -type f ! -perm 600 | wc -l)" 0
	is "$who: and nothing half" "$(find "$RAW" -name '*.new' | wc -l)" 0
}

fill
reads=some
[ "$(id -u)" -ne 0 ] || reads=all
ok 'all of it is taken without a stop' timeout 60 bash -c 'T=$1 ROOT=$1; . "$0"; take' "$T/take.sh" "$T"
check 'who runs this' $reads
sum=$(cd "$IN" && sha256sum hoso-tthc/good.xml | cut -d' ' -f1)
is 'a good one lies there by its hash' "$(sha256sum <"$RAW/$sum.xml" | cut -d' ' -f1)" "$sum"
is 'with its name and arrival' "$(cat "$RAW/$sum.meta")" "name=good.xml
arrived=$now"
is 'a name that is no UTF-8 is shown there too' "$(cat "$RAW"/*.meta | grep -c '^name=kh\\xF4ng-ph\\xE3i.xml$')" 1

if [ "$(id -u)" -ne 0 ]; then skip 'an ordinary user' 'this is one'; else
	fill
	ok 'an ordinary user takes them as well' as_nobody timeout 60 bash -c 'T=$1 ROOT=$1; . "$0"; take' "$T/take.sh" "$T"
	check 'an ordinary user' some
	mknod "$T/null" c 1 3 2>/dev/null || skip 'a device' 'no right to make one'
	if [ -c "$T/null" ]; then
		fresh_inbox
		mv "$T/null" "$IN/hoso-tthc/null.xml"
		message hoso-tthc/good.xml
		ok 'a device' take
		is 'is left' "$(row hoso-tthc/null.xml code)/$(row hoso-tthc/good.xml state)" left.special/taken
	fi
fi

fresh_inbox
deep=$IN/hoso-tthc/$(printf 'd/%.0s' {1..40})
mkdir -p "$deep" && message hoso-tthc/good.xml
ok 'folders below folders' take
is 'are followed so far, and then named' "$(row "hoso-tthc/$(printf 'd/%.0s' {1..31})d" code)/$(row hoso-tthc/good.xml state)" left.unreadable/taken

exit_is 'no inbox' 66 chiso-take --inbox "$T/nowhere" --raw "$RAW"
exit_is 'an inbox that is a file' 66 chiso-take --inbox "$one" --raw "$RAW"
exit_is 'no raw zone' 73 chiso-take --inbox "$IN" --raw "$T/nowhere"
exit_is 'no place for the manifest' 73 chiso-take --inbox "$IN" --raw "$RAW" -o "$T/nowhere/m.csv"
exit_is 'no option for the inbox' 64 chiso-take --raw "$RAW"
exit_is 'a file on the command line' 64 chiso-take --inbox "$IN" --raw "$RAW" x.xml
exit_is 'no catalogue' 78 chiso-take --inbox "$IN" --raw "$RAW" --catalog "$T/nowhere"
done_testing
