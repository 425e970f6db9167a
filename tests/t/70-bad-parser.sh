#!/bin/bash
# A file that kills the parser's process costs that file alone: one line, status 65, and the next file has a new process
# shellcheck disable=SC2317 # called by the harness
# shellcheck source=tests/lib/tap.sh
. "$(dirname "$0")/../lib/tap.sh"
# the parser that is killed here is to die of its signal
export ASAN_OPTIONS=${ASAN_OPTIONS:-}:handle_segv=0
printf 'test %064d\n' 7 >"$T/key"
chmod 600 "$T/key"
export CHISO_KEY="$T/key"
good=$ROOT/samples/hoso-tthc/01-mot-ho-so_20240116010000.xml
several=$ROOT/samples/hoso-tthc/02-nhieu-ho-so_20240120010000.xml
cd "$T" || exit 1
mkfifo pipe.xml

extract=(chiso-extract --now 2024-04-01 --feed hoso-tthc)

# hold BYTES-FILE COMMAND…: the command in the background, with these bytes in pipe.xml and no end; $job, $writer and $child.
hold() {
	local bytes=$1 tries
	shift
	"$@" >said.csv 2>said.err &
	job=$!
	{ cat "$bytes" && exec sleep 60; } >pipe.xml &
	writer=$!
	for ((tries = 0; tries < 100; tries++)); do
		child=$(pgrep -P "$job") && find "/proc/$child/fd" -lname '*/pipe.xml' 2>/dev/null | grep -q . && break
		sleep 0.1
	done
}

# ends: the job's status, when its child is killed by this signal.
ends() {
	code=0
	sleep 0.3
	kill -s "$1" "$child"
	wait "$job" || code=$?
	kill "$writer"
	wait "$writer" 2>/dev/null
}

: >nothing
hold nothing "${extract[@]}" --rejects rejects "$several" pipe.xml "$good"
is 'the process has the input, its two pipes and the three that all have' \
	"$(find "/proc/$child/fd" -type l | wc -l) $(find "/proc/$child/fd" -lname '*/pipe.xml' | wc -l)" '6 1'
like 'it leaves no core' "$(grep 'Max core file size' "/proc/$child/limits")" '^Max core file size +0 +0 '
case $BUILD in
*/san*)
	skip 'it writes no file' 'the sanitizer writes its report'
	skip 'what it may ask of the kernel is filtered' 'the sanitizer asks for more'
	;;
*)
	like 'it writes no file' "$(grep 'Max file size' "/proc/$child/limits")" '^Max file size +0 +0 '
	if [ -e /proc/sys/kernel/seccomp ]; then
		is 'what it may ask of the kernel is filtered' "$(grep -E '^(NoNewPrivs|Seccomp):' "/proc/$child/status" | tr -d '\t\n')" \
			'NoNewPrivs:1Seccomp:2'
	else skip 'what it may ask of the kernel is filtered' 'no seccomp in this kernel'; fi
	;;
esac
ends KILL
is 'killed: a bad file, no more' "$code" 65
is 'one line says so' "$(grep -c 'bad file: pipe.xml: found the parser was killed by signal 9' said.err) $(wc -l <said.err)" '1 2'
like 'the counts' "$(cat said.err)" 'files=3 bad=1 read=5 kept=5 rejected=0 duplicate=0'
is 'its row' "$(grep '^file,pipe' said.csv | cut -d, -f1-4)" 'file,pipe.xml,0,0'
like 'says why' "$(grep '^file,pipe' said.csv)" 'state=bad sent_from=arrival reason=pipe.xml: found the parser was killed'
is 'the rejects say which code' "$(grep -c '^pipe.xml,0,0,file,,file.parser,' rejects)" 1
"${extract[@]}" "$several" "$good" >want 2>said.err
grep -v '^file,pipe' said.csv >got
same 'the files before it and behind it are whole' got want

# Records that are out already: the file's row counts them, and those that are not.
/usr/bin/python3 - "$several" <<'END'
import re, sys
text = open(sys.argv[1], encoding='utf-8').read()
body = re.search(r'<HoSo>.*</HoSo>', text, re.S)
with open('long', 'w', encoding='utf-8') as out:
    out.write(text[:body.start()] + body.group() * 300)
END
hold long "${extract[@]}" --rejects rejects pipe.xml "$good"
ends KILL
is 'killed among records: a bad file' "$code" 65
kept=$(grep -c '^raw,pipe' said.csv)
ok "some were out ($kept)" test "$kept" -gt 50
IFS=, read -r _ _ read rejected _ <<<"$(grep '^file,pipe' said.csv)"
is 'read = kept + rejected' "$read" $((kept + rejected))
is 'the stream is whole' "$(tail -n 1 said.csv | cut -d, -f1,3)" "end,$((kept + 1))"
chiso-normalize -q --feed hoso-tthc -i said.csv >clean 2>said.err
is 'and can be read on' "$? $(grep -c '^file,.*state=bad' clean)" '65 1'

hold nothing "${extract[@]}" pipe.xml "$good"
ends XCPU
like 'a file that takes too long' "$(cat said.err)" 'bad file: pipe.xml: found the parser was killed by signal 24 \(more processor time than a file of this size may take\)'

hold nothing chiso-extract --now 2024-04-01 --probe "$good" pipe.xml "$several"
ends SEGV
is '--probe: a bad file' "$code" 65
same '--probe: the others have their feeds' said.csv <(printf '%s\thoso-tthc\npipe.xml\t?\n%s\thoso-tthc\n' "$good" "$several")
is '--probe: one line' "$(grep -c 'bad file: pipe.xml: found the parser was killed by signal 11' said.err) $(wc -l <said.err)" '1 1'
done_testing
