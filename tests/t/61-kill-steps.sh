#!/bin/bash
# A night killed at any of its steps and run again leaves what an undisturbed one leaves
# long
# shellcheck source=tests/lib/tap.sh
. "$(dirname "$0")/../lib/tap.sh"
# shellcheck source=tests/lib/night.sh
. "$ROOT/tests/lib/night.sh"
# shellcheck source=tests/lib/kill.sh
. "$ROOT/tests/lib/kill.sh"

prepare_kills
n=0 killed=0
for at in $("$ROOT/scripts/nightly" --steps); do
	what=$(kill_what "$n")
	n=$((n + 1))
	[ $(((n - 1) % ${CHISO_TEST_STEPS:-1})) -eq "${CHISO_TEST_STEPS_FROM:-0}" ] || continue
	killed=$((killed + 1))
	# there is no postmaster before the server starts, and no night left to disturb when it has finished
	if [ "$at" = start ] && [ "$what" = postmaster ]; then what=script; fi
	fresh
	# setsid: a process group of its own, as cron would give it
	night "$T/v" CHISO_KILL_AT="$at" CHISO_KILL_WHAT="$what" setsid 2>/dev/null
	same_after "killed at $at ($what)"
done

echo "# counted: killed at $killed of $n steps (CHISO_TEST_STEPS=${CHISO_TEST_STEPS:-1} CHISO_TEST_STEPS_FROM=${CHISO_TEST_STEPS_FROM:-0})"
done_testing
