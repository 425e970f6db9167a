#!/bin/bash
# In a run every line of a program is logfmt: time, run, feed and code as keys, the words a value. To a person they are words.
. "$(dirname "$0")/../lib/tap.sh"
cd "$ROOT" || exit 1
WORK='' RUN=''
. scripts/lib/log.sh

parse() { /usr/bin/python3 tests/lib/logfmt.py "$1"; }

# says NAME EXPECTED-JSON COMMAND…: but for the time; and plain_log makes of it what a person is told.
says() {
	local name=$1 expected=$2
	shift 2
	"$@" >/dev/null 2>"$T/plain"
	CHISO_RUN=7 "$@" >/dev/null 2>"$T/log"
	ok "$name: every line is logfmt" parse "$T/log"
	is '  with its keys' "$(jq -S -c 'del(.time)' "$T/out")" "$expected"
	plain_log <"$T/log" >"$T/said"
	same '  a person is told the same words' "$T/said" "$T/plain"
	unlike '  and no time' "$(cat "$T/plain")" 'time='
}

says 'an error' '{"code":"64","level":"error","msg":"found -Z, expected an option of --help","program":"chiso-extract","run":"7"}' chiso-extract -Z
# shellcheck disable=SC1003 # a backslash
says 'quotes, backslashes and letters' \
	'{"code":"66","feed":"hoso-tthc","level":"error","msg":"/nowhere/\"Sở\\Y tế\": cannot be opened: No such file or directory","program":"chiso-extract","run":"7"}' \
	chiso-extract --feed hoso-tthc '/nowhere/"Sở\Y tế"'
message=samples/danh-muc-tthc/danh-muc_20240205080000.xml
says 'counts are pairs of their own, behind the feed' \
	'{"bad":"0","duplicate":"0","feed":"danh-muc-tthc","files":"1","kept":"31","level":"info","program":"chiso-extract","read":"31","rejected":"0","run":"7"}' \
	chiso-extract --feed danh-muc-tthc $message
mkdir "$T/inbox" "$T/raw"
printf x >"$T/inbox/a \"b\" c.tmp"
CHISO_RUN=7 chiso-take --inbox "$T/inbox" --raw "$T/raw" -o "$T/manifest" 2>"$T/log"
ok 'a name with quotes in a count' parse "$T/log"

# what cannot be a value stands in none
CHISO_RUN='' chiso-extract --feed 'a "b" =c' $'/nowhere/a\nb\t0912345678' >/dev/null 2>"$T/log"
ok 'a feed with quotes, a name with control characters' parse "$T/log"
is '  is one line' "$(wc -l <"$T/log")" 1
is '  of a run that has no number yet' "$(jq -c '[.feed, .run]' "$T/out")" '["a \"b\" =c",null]'
CHISO_RUN='' chiso-extract --feed hoso-tthc $'/nowhere/a\nb\t0912345678' >/dev/null 2>"$T/log"
ok 'a number of a person' parse "$T/log"
unlike '  stands in no line' "$(cat "$T/log")" 0912345678
CHISO_RUN='a person'"'"'s own' chiso-extract -Z 2>"$T/log"
is 'what is no number of a run is none' "$(cat "$T/log")" 'level=error program=chiso-extract found -Z, expected an option of --help'

# the scripts' own lines
mkdir "$T/work"
WORK=$T/work RUN=12
: >"$WORK/programs.log"
say 'a "quoted" word, a \ and đ' 2>"$T/err"
is 'a script tells a person' "$(cat "$T/err")" 'chiso: a "quoted" word, a \ and đ'
ok '  and the log' parse "$WORK/said.log"
is '  the same' "$(jq -c 'del(.time)' "$T/out")" '{"level":"warn","msg":"a \"quoted\" word, a \\ and đ","program":"05-programs-log.sh","run":"12"}'
: >"$T/journal"
JOURNAL_STREAM=$(stat -c %d:%i "$T/journal")
(die 75 'to the journal') 2>>"$T/journal"
ok 'the journal gets logfmt' parse "$T/journal"
is '  with the status' "$(jq -c '[.level, .code, .msg]' "$T/out")" '["error","75","to the journal"]'
say 'elsewhere' 2>"$T/err"
is '  and nothing else does' "$(cat "$T/err")" 'chiso: elsewhere'
JOURNAL_STREAM=''

# what others say is made a line, in the order of time
CHISO_VAR=$T/var
mkdir -p "$T/var/log"
printf '%s\n' 'time=2026-01-01T00:00:00+07:00 level=info program=chiso-x run=12 read=1' 'psql: error: "a" is \ wrong' '' \
	'level=error program=chiso-x code=71 msg="out of memory for an exact number"' 'time=2026-01-01T00:00:01+07:00 level=info program=chiso-x run=12 read=2' \
	>"$WORK/programs.log"
printf 'tar: \x01\xc4\x91 \t x\n' >>"$WORK/programs.log"
printf 'time=2026-01-01T00:00:00+07:00 level=warn program=nightly run=12 msg="said"\n' >"$WORK/said.log"
keep_log
ok 'whatever was said is logfmt' parse "$T/var/log/programs.log"
is '  in the order of time' "$(jq -r '.msg // .read' "$T/out")" '1
psql: error: "a" is \ wrong
out of memory for an exact number
said
2
tar:  đ   x'
done_testing
