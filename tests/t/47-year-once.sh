#!/bin/bash
# All files of the generated year in one night, of its first fortnight here (CHISO_TEST_NIGHTS: days of it, 365 in make soak): the counts
# are those of its construction, the figures its truth to the last digit, and every figure is the same from the list of its records.
# Which of two equal files came first is for the nights to say (47-year-nights).
# long
# shellcheck source=tests/lib/tap.sh
. "$(dirname "$0")/../lib/tap.sh"
# shellcheck source=tests/lib/night.sh
. "$ROOT/tests/lib/night.sh"
# shellcheck source=tests/lib/year.sh
. "$ROOT/tests/lib/year.sh"
# shellcheck source=tests/lib/opened.sh
. "$ROOT/tests/lib/opened.sh"

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

# what of it everybody may use
ok 'the audit is compiled' open_audit
exit_is 'the open data are made' 0 env CHISO_VAR="$T/once" CHISO_NOW="$(tail -n 1 "$world/nights.txt")T02:00:00+07:00" CHISO_CATALOG="$ROOT/pipeline/catalog/base:$ROOT/pipeline/catalog/$YEAR_TERRITORY" \
	CHISO_INBOX="$T/once/inbox" CHISO_BIN="$BUILD/bin" "$ROOT/scripts/open-data"
exit_is 'no small count of it can be told' 0 audited "$T/once/open" 3 "$T/once/got/measures.csv"
like '  of which there are hundreds' "$(cat "$T/out")" ' small=[0-9]{3,} .* findings=0'
is '  and no personal datum' "$(cat "$T"/once/open/*/* "$T"/once/open/*.* | grep -a -c -F -f "$world/personal.txt")" 0
done_testing
