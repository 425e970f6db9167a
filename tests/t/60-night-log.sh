#!/bin/bash
# Every line of log/programs.log is logfmt, of a good night and of one that failed; each night ends with a line of its own.
. "$(dirname "$0")/../lib/tap.sh"
. "$(dirname "$0")/../lib/night.sh"
need_night_key
mkdir -p "$T/good/inbox"
own_server "$T/good/postgres"
log=$T/good/log/programs.log

# what the last line says, but for how long it took
last_line() { tail -n 1 "$T/out" | jq -c "$1"; }
parse() { /usr/bin/python3 "$ROOT/tests/lib/logfmt.py" "$log"; }

fill_inbox "$T/good/inbox"
good_code=0
night "$T/good" || good_code=$?
ok 'a good night: every line is logfmt' parse
cp "$T/out" "$T/lines"
is '  all of them of its run' "$(jq -r '.run // "none"' "$T/lines" | sort -u | paste -s -d ' ')" 1
is '  the last says how it ended' "$(last_line '[.level, .program, .run, .code]')" "[\"info\",\"nightly\",\"1\",\"$good_code\"]"
is '  what was loaded' "$(last_line .loaded)" "\"$(on_server "$T/good" -c "select count(*) from audit.load where run_id = 1")\""
like '  what waits, and how long it took' "$(last_line '[.rejected, .waits, .seconds]')" '^\["[0-9]+","[0-9]+","[0-9]+"\]$'
is '  nobody at a terminal is told' "$(grep -c 'level=' "$T/good/err")" 0

# a quiet night, into the journal
before=$(wc -l <"$log")
: >"$T/good/err"
night "$T/good" JOURNAL_STREAM="$(stat -c %d:%i "$T/good/err")"
ok 'a night with nothing to do: logfmt' parse
is '  one line more' "$(($(wc -l <"$log") - before))" 1
is '  of the second run' "$(last_line '[.program, .run, .loaded]')" '["nightly","2","0"]'
same '  which the journal has too' <(tail -n 1 "$log") <(grep program=nightly "$T/good/err")

# A program that fails in the middle, with words that a line has to be made of.
mkdir "$T/bin"
ln -s "$BUILD"/bin/* "$T/bin/"
rm "$T/bin/chiso-take"
cat >"$T/bin/chiso-take" <<'END'
#!/bin/sh
printf 'a library says "no" \\ twice\n\n' >&2
exec chiso-extract --feed 'none "at all"' x
END
chmod 755 "$T/bin/chiso-take"
: >"$T/good/err"
failed_code=0
night "$T/good" CHISO_BIN="$T/bin" || failed_code=$?
is 'a night that fails' "$failed_code" 64
ok '  every line is logfmt' parse
is '  the last one is an error with its status' "$(last_line '[.level, .program, .run, .code, .loaded]')" '["error","nightly","3","64",null]'
is '  the program that failed has its own' "$(jq -c 'select(.program == "chiso-extract") | [.run, .code, .feed]' "$T/out")" '["3","64","none \"at all\""]'
is '  other words are a value' "$(jq -r 'select(.msg == "a library says \"no\" \\ twice") | .run' "$T/out")" 3
is '  the night has said why' "$(jq -r 'select(.run == "3" and .program == "nightly" and .msg) | .msg' "$T/out" | tail -n 1)" \
	'the night is not done (status 64); what was loaded stands, run it again'
like '  a person reads words' "$(cat "$T/good/err")" "level=error program=chiso-extract found feed 'none \"at all\"', expected"
unlike '  without a time' "$(cat "$T/good/err")" 'time='
like '  so does the summary' "$(tr '\n' ' ' <"$T/good/summary.txt")" "program=chiso-extract found feed"
unlike '  without keys for machines' "$(cat "$T/good/summary.txt")" 'msg='

# before there is a run
night "$T/good" CHISO_KEY=/nowhere
is 'one that cannot begin' "$?" 64
ok '  is logfmt' parse
is '  without the number of a run' "$(last_line '[.level, .run, .code]')" '["error",null,"64"]'
done_testing
