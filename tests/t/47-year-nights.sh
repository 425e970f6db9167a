#!/bin/bash
# The generated year of a province of today, its first fourteen nights (CHISO_TEST_NIGHTS: more of them): every planted defect is
# found and none invented, the counts are those of its construction, the figures its truth to the last digit; all files in one
# night, and in another order with every third twice, give the same bytes. CHISO_TEST_YEAR=DIR keeps the world and its nights there: a year
# takes hours, and goes on behind its last whole night; a file DIR/nights/stop ends it behind the one that runs.
# shellcheck source=tests/lib/tap.sh
. "$(dirname "$0")/../lib/tap.sh"
# shellcheck source=tests/lib/night.sh
. "$ROOT/tests/lib/night.sh"
# shellcheck source=tests/lib/year.sh
. "$ROOT/tests/lib/year.sh"

[ -n "${CHISO_TEST_NIGHTS:-}" ] || skip_all 'nights of all feeds take minutes: CHISO_TEST_NIGHTS=14, or make soak'
need_night_key
nights=${CHISO_TEST_NIGHTS:-14} home=${CHISO_TEST_YEAR:-$T}
world=$home/world
if [ "$home" != "$T" ]; then
	mkdir -p "$home"
	[ ! -e "$home/key" ] || cp "$home/key" "$T/key"
	cp "$T/key" "$home/key"
fi
if [ ! -e "$world/nights.txt" ]; then
	ok 'the generator writes its year' year_world "$world" "$(year_first "$nights")" "$nights"
	tap_note "$(cat "$T/out")"
fi
last=$(tail -n 1 "$world/nights.txt")

mkdir -p "$home/nights"
ok "$nights nights reach their end" year_nights "$world" "$home/nights"
[ ! -e "$home/nights/stop" ] || done_testing # stopped: there is no year to compare yet
is 'nothing stays in the inbox' "$(find "$home/nights/inbox" -type f ! -name '*.meta' | wc -l)" 0
ok 'what stands is written out' year_export "$home/nights"
for what in counts rejects files findings measures figures; do
	ok "the year holds: $what" year_holds "$world" "$home/nights" $what
	tap_note "$(tail -n 40 "$T/out")"
done
cat "$home/nights"/publish/*.csv "$home/nights"/figures/*.csv "$home/nights"/got/pages/* "$home/nights"/got/rows/*.csv "$home/nights"/got/*.csv >"$T/everything"
is 'no personal datum of it is in anything that was published, said or stored' "$(grep -a -c -F -f "$world/personal.txt" "$T/everything")" 0

year_explained_all "$home/nights"
like 'thousands were explained' "$figures" '^[0-9]{4,}$'

mkdir -p "$T/once"
year_all_at_once "$world" "$T/all"
ok 'all its files in one night' year_again "$T/all" "$T/once" "$last" 01
ok 'are written out' year_export "$T/once"
ok 'one night of everything gives the bytes of all nights' year_gen same "$home/nights" "$T/once"
tap_note "$(tail -n 20 "$T/out" | cut -c1-600)"

ok 'the files in another order, a third of them twice' year_gen shuffle "$world" 3 "$T/mixed" 2
mkdir -p "$T/other"
ok 'in two nights' year_again "$T/mixed" "$T/other" "$last" 01 02
ok 'are written out' year_export "$T/other"
ok 'any order and repetition gives the same bytes' year_gen same "$T/once" "$T/other"
tap_note "$(tail -n 20 "$T/out" | cut -c1-600)"

# the test can fail
mkdir "$T/told" && cp "$world"/*.* "$T/told/"
sed '2s/[0-9]*$/4242/' "$world/counts.csv" >"$T/told/counts.csv"
not_ok 'a wrong count is seen' year_holds "$T/told" "$home/nights" counts
sed -i '2s/,[^,]*$/,98765/' "$T/told/truth.csv"
not_ok 'a wrong figure is seen' year_holds "$T/told" "$home/nights" figures
sed -i '0,/,reject /{/,reject /d}' "$T/told/planted.csv"
not_ok 'a reject that nobody planted is seen' year_holds "$T/told" "$home/nights" rejects
echo 'missing-day,hoso-tthc,,2026-02-20,finding gap' >>"$T/told/planted.csv"
not_ok 'a planted defect that nothing found is seen' year_holds "$T/told" "$home/nights" findings
rm -f "$T/other"/figures/*Q1.csv
not_ok 'a figure that is not there is seen' year_gen same "$T/once" "$T/other"
done_testing
