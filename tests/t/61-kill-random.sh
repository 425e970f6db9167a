#!/bin/bash
# A night killed at seeded random moments and run again leaves what an undisturbed one leaves
# long
# shellcheck source=tests/lib/tap.sh
. "$(dirname "$0")/../lib/tap.sh"
# shellcheck source=tests/lib/night.sh
. "$ROOT/tests/lib/night.sh"
# shellcheck source=tests/lib/kill.sh
. "$ROOT/tests/lib/kill.sh"

n_random=${CHISO_TEST_KILLS:-10}
RANDOM=${CHISO_TEST_SEED:-20240401}
prepare_kills

kill_once() {
	local what=$1 delay_ms=$2 pid victim
	night "$T/v" setsid 2>/dev/null &
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
	what=$(kill_what "$RANDOM")
	delay_ms=$((RANDOM * TOOK_MS / 32768))
	fresh
	kill_once "$what" "$delay_ms"
	same_after "killed after $delay_ms ms ($what, random $i of $n_random)"
done

echo "# counted: killed $n_random seeded random times"
done_testing
