#!/bin/bash
# A night that was killed and run again leaves the tables of an undisturbed one
# shellcheck source=tests/lib/tap.sh
. "$(dirname "$0")/../lib/tap.sh"
# shellcheck source=tests/lib/night.sh
. "$ROOT/tests/lib/night.sh"

n_random=${CHISO_TEST_KILLS:-50}
RANDOM=${CHISO_TEST_SEED:-20240401}
need_night_key
mkdir -p "$T/start"
fill_inbox "$T/start/inbox"
add_bad_file "$T/start/inbox"

# A server that is made once and copied for every night.
own_server "$T/start/postgres"
"$ROOT/scripts/private-postgres" start "$T/start/postgres" >/dev/null
"$ROOT/scripts/private-postgres" stop "$T/start/postgres"

fresh() {
	"$ROOT/scripts/private-postgres" remove "$T/v/postgres" >/dev/null 2>&1
	rm -rf -- "$T/v"
	cp -a -- "$T/start" "$T/v"
}
own_server "$T/v/postgres"

fresh
began=$(date +%s%N)
night "$T/v"
is 'an undisturbed night is done; a refused file waits' $? 1
took_ms=$((($(date +%s%N) - began) / 1000000))
dump_tables "$T/v" >"$T/tables"
dump_files "$T/v" >"$T/files"
ok 'it has rows to compare' test "$(wc -l <"$T/tables")" -gt 20
tap_note "an undisturbed night takes $took_ms ms"

# Runs the night again until it is done, and compares. A private postmaster may be gone as well.
same_after() {
	local name=$1 code=75 attempt difference
	for attempt in $(seq 50); do
		code=0
		night "$T/v" || code=$?
		[ "$code" -ge 64 ] || break
		[ "$code" -eq 75 ] || break
		sleep 0.2
	done
	if [ "$code" -gt 1 ]; then
		fail "$name" "the night after has status $code (attempt $attempt)
$(tail -n 5 "$T/v/err")"
		return
	fi
	dump_tables "$T/v" >"$T/tables.now" 2>&1
	dump_files "$T/v" >"$T/files.now" 2>&1
	if difference=$(diff "$T/tables" "$T/tables.now" && diff "$T/files" "$T/files.now"); then
		pass "$name"
	else
		fail "$name" "$(printf '%s\n' "$difference" | head -n 12)"
	fi
}

whats=(script group postmaster) n=0
for at in $("$ROOT/scripts/nightly" --steps); do
	what=${whats[n % 3]}
	n=$((n + 1))
	# there is no postmaster before the server starts, and no night left to disturb when it has finished
	if [ "$at" = start ] && [ "$what" = postmaster ]; then what=script; fi
	fresh
	# setsid: a process group of its own, as cron would give it
	night "$T/v" CHISO_KILL_AT="$at" CHISO_KILL_WHAT="$what" setsid
	same_after "killed at $at ($what)"
done

kill_once() {
	local what=$1 delay_ms=$2 pid victim
	night "$T/v" setsid &
	pid=$!
	sleep "$((delay_ms / 1000)).$(printf %03d $((delay_ms % 1000)))"
	# the night's own process is the leader of its session
	victim=$(pgrep -P "$pid" -f nightly | head -n 1)
	[ "$what" != postmaster ] || victim=$("$ROOT/scripts/private-postgres" pid "$T/v/postgres") || victim=''
	if [ -n "$victim" ]; then
		if [ "$what" = group ]; then kill -9 -- "-$victim" 2>/dev/null; else kill -9 "$victim" 2>/dev/null; fi
	fi
	wait "$pid" 2>/dev/null
}

for ((i = 1; i <= n_random; i++)); do
	what=${whats[RANDOM % 3]}
	delay_ms=$((RANDOM * took_ms / 32768))
	fresh
	kill_once "$what" "$delay_ms"
	same_after "killed after $delay_ms ms ($what, random $i of $n_random)"
done

echo "# counted: killed at $n steps and $n_random seeded random times"
done_testing
