#!/bin/bash
# A program that is told to end leaves no FILE.XXXXXX behind, and ends by that signal.
. "$(dirname "$0")/../lib/tap.sh"
mkdir "$T/work"
cd "$T/work" || exit 1
mkfifo pipe

# await COMMAND…: until it succeeds; a minute is for ever.
await() {
	local n
	for ((n = 0; n < 600; n++)); do
		"$@" && return 0
		sleep 0.1
	done
	return 1
}

has_temp() { compgen -G 'out.csv.??????' >/dev/null; }

# Reads the pipe, which has its beginning and no end; the temporary file is there. SIGNAL ends it.
ended_by() {
	local signal=$1 expected=$2 code=0
	echo before >out.csv
	env --default-signal="$signal" chiso-normalize --feed hoso-tthc -i pipe -o out.csv 2>err &
	local program=$!
	exec 9>pipe
	printf '_kind,' >&9
	ok "$signal: it is at work" await has_temp
	kill -s "$signal" "$program"
	wait "$program" || code=$?
	exec 9>&-
	is '  it ends by the signal' "$code" "$expected"
	is '  nothing is left' "$(ls)" $'err\nout.csv\npipe'
	is '  the file stands as it was' "$(cat out.csv)" before
	is '  and nothing is said' "$(cat err)" ''
}

ended_by TERM 143
ended_by HUP 129
ended_by INT 130

# what nohup ignores stays ignored
(
	trap '' HUP
	exec chiso-normalize --feed hoso-tthc -i pipe -o out.csv 2>err
) &
program=$!
exec 9>pipe
printf '_kind,' >&9
ok 'SIGHUP that is ignored: it is at work' await has_temp
kill -HUP "$program"
exec 9>&-
wait "$program"
code=$?
is '  goes on to its end' "$code" 65
is '  and leaves nothing' "$(ls)" $'err\nout.csv\npipe'

# in the middle of a message, whose parser is a process of its own
chiso-extract --feed danh-muc-tthc -o out.csv - <pipe 2>err &
program=$!
exec 9>pipe
head -c 2000 "$ROOT/samples/danh-muc-tthc/danh-muc_20240205080000.xml" >&9
ok 'extract: it is at work' await has_temp
kill -TERM "$program"
wait "$program"
code=$?
exec 9>&-
is '  it ends by the signal' "$code" 143
is '  nothing is left' "$(ls)" $'err\nout.csv\npipe'
done_testing
