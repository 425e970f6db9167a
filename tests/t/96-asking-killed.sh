#!/bin/bash
# An asking that is killed, at whatever moment, leaves nothing half in the inbox, and the next one has it all; two at a time do not ask.
# shellcheck source=tests/lib/tap.sh
. "$(dirname "$0")/../lib/tap.sh"
# shellcheck source=tests/lib/night.sh
. "$ROOT/tests/lib/night.sh"
# shellcheck source=tests/lib/asked.sh
. "$ROOT/tests/lib/asked.sh"
make_certificates
port=""
start_sender port server
set_endpoint "$port"
export PGHOST=/nowhere # no database
d=$T/d
message=$(sha256sum <"$ROOT/samples/hoso-tthc/01-mot-ho-so_20240116010000.xml")

# whole FOLDER: every name that a night would take is a whole message with its sidecar
# shellcheck disable=SC2317 # ok calls it
whole() {
	local file
	for file in "$1"/inbox/hoso-tthc/*.xml; do
		[ -e "$file" ] || continue
		if [ "$(sha256sum <"$file")" != "$message" ] || ! grep -q '^asked_id=' "$file.meta"; then return 1; fi
	done
}

ask_by path=/ok back_days=1
for at in asked-parts asked-meta asked-placed; do
	rm -rf "$d"
	exit_is "killed at $at" 137 fetch "$d" CHISO_KILL_AT="$at" -- hoso-tthc
	ok '  nothing half is there' whole "$d"
	is '  and no row says that it was answered' "$(cat "$d/asked/requests.csv" 2>/dev/null)" ''
	exit_is '  the next one asks again' 0 fetch "$d" -- hoso-tthc
	ok '  it is whole' whole "$d"
	is '  nothing else is left' "$(find "$d/inbox" -type f ! -name '*.xml' ! -name '*.xml.meta')$(find "$d/inbox" -name '*.meta' | while read -r file; do [ -e "${file%.meta}" ] || echo "$file"; done)" ''
done

# in the middle of an answer, by signals that a script hears of and one that it does not
ask_by path=/trickle back_days=1 max_seconds=60
for signal in TERM INT KILL; do
	rm -rf "$d" && mkdir -p "$d/inbox"
	: >"$T/questions"
	(
		trap - INT
		exec env CHISO_VAR="$d" CHISO_INBOX="$d/inbox" CHISO_NOW=2024-04-14T01:00:00+07:00 CHISO_ENDPOINTS="$T/endpoints" \
			CHISO_CATALOG="$ROOT/pipeline/catalog/base:$ROOT/pipeline/catalog/kon-tum:$T/catalog" \
			/usr/bin/python3 -c 'import os, signal, sys
signal.signal(signal.SIGINT, signal.SIG_DFL)
os.execvp("bash", ["bash"] + sys.argv[1:])' "$ROOT/scripts/fetch" hoso-tthc >"$T/out" 2>"$T/err"
	) &
	asking=$!
	for _ in {1..100}; do
		[ ! -s "$T/questions" ] || break
		sleep 0.1
	done
	sleep 1
	kill -"$signal" "$asking"
	began=$SECONDS
	code=0
	wait "$asking" || code=$?
	case $signal in TERM) expected=143 ;; INT) expected=130 ;; *) expected=137 ;; esac
	is "ended by $signal in the middle of an answer" "$code" "$expected"
	ok '  at once' test $((SECONDS - began)) -le 5
	is '  nothing is in the inbox' "$(find "$d/inbox" -type f)" ''
done
ask_by path=/ok back_days=1
exit_is 'after the kill it is asked again' 0 fetch "$d" -- hoso-tthc
ok '  and whole' whole "$d"
is '  no folder of the killed one is left' "$(find "$d" -maxdepth 1 -name 'asking-*')" ''

# two at a time
exec 5>>"$d/run/fetch.lock"
flock 5
exit_is 'while another asks' 75 fetch "$d" -- --again hoso-tthc
like '  it says so' "$(cat "$d/err")" 'another asking holds the lock'
exec 5>&-

# an inbox that cannot be written
rm -rf "$d"
mkdir -p "$d/inbox"
: >"$d/inbox/hoso-tthc"
exit_is 'an inbox that takes nothing' 73 fetch "$d" -- hoso-tthc
is '  is an outcome' "$(asked_of "$d")" '2024-04-13 1 place.full'

# usage
exit_is 'an unknown option' 64 fetch "$d" -- --x
exit_is 'an unknown feed' 64 fetch "$d" -- khong-co
like '  with those that can be asked' "$(cat "$d/err")" 'expected one of requests.csv: danh-muc-dung-chung danh-muc-hanh-chinh danh-muc-tthc hoso-tthc'
exit_is 'no feed' 64 fetch "$d" --
exit_is 'a day that is none' 64 fetch "$d" -- --from 2024-02-30 hoso-tthc
exit_is 'no endpoints' 64 fetch "$d" CHISO_ENDPOINTS= -- hoso-tthc
like '  is told' "$(cat "$d/out")" 'setting.wrong.*CHISO_ENDPOINTS'
exit_is 'samples are no inbox to ask into' 64 env CHISO_VAR="$d" "$ROOT/scripts/fetch" hoso-tthc
exit_is '  by the night neither' 64 env -u PGHOST CHISO_VAR="$d" CHISO_ASK=hoso-tthc "$ROOT/scripts/nightly"
like '  it says so' "$(cat "$T/err")" 'CHISO_ASK: found it without CHISO_INBOX'
exit_is 'feeds that are none' 64 env CHISO_VAR="$d" CHISO_INBOX="$d/inbox" CHISO_ASK='hoso tthc;x' "$ROOT/scripts/nightly"
exit_is '--help' 0 "$ROOT/scripts/fetch" --help
done_testing
