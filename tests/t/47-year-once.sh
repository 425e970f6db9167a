#!/bin/bash
# All files of the generated year in one night, of its first fortnight here (CHISO_TEST_NIGHTS: days of it, 365 in make soak): the counts
# are those of its construction, the figures its truth to the last digit, and every figure is the same from the list of its records.
# Which of two equal files came first is for the nights to say (47-year-nights).
# shellcheck source=tests/lib/tap.sh
. "$(dirname "$0")/../lib/tap.sh"
# shellcheck source=tests/lib/night.sh
. "$ROOT/tests/lib/night.sh"
# shellcheck source=tests/lib/year.sh
. "$ROOT/tests/lib/year.sh"

need_night_key
days=${CHISO_TEST_NIGHTS:-14}
world=$T/world
ok 'the generator writes its year' year_world "$world" "$(year_first "$days")" "$days"
tap_note "$(cat "$T/out")"
mkdir -p "$T/once"
ok 'its files lie together' year_all_at_once "$world" "$T/all"
ok 'all of them in one night' year_again "$T/all" "$T/once" "$(tail -n 1 "$world/nights.txt")" 01
is 'nothing stays in the inbox' "$(find "$T/once/inbox" -type f ! -name '*.meta' | wc -l)" 0
ok 'what stands is written out' year_export "$T/once"
for what in counts measures figures; do
	ok "the year holds: $what" year_holds "$world" "$T/once" $what
	tap_note "$(tail -n 20 "$T/out")"
done
year_explained_all "$T/once"
like 'thousands of figures' "$figures" '^[0-9]{4,}$'
done_testing
