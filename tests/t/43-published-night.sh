#!/bin/bash
# Nights, approvals, what is taken back, and what is computed again: after each, what is kept is what the view says.
# shellcheck disable=SC2317 # called by the harness
# shellcheck source=tests/lib/tap.sh
. "$(dirname "$0")/../lib/tap.sh"
# shellcheck source=tests/lib/night.sh
. "$ROOT/tests/lib/night.sh"
# shellcheck source=tests/lib/published.sh
. "$ROOT/tests/lib/published.sh"
need_night_key
dir="$T/v"
mkdir -p "$dir"
own_server "$dir/postgres"
fill_inbox "$dir/inbox"
ask() { on_server "$dir" -c "$1"; }
run() { # PROGRAM…
	env CHISO_VAR="$dir" CHISO_INBOX="$dir/inbox" CHISO_NOW=2024-04-20T01:00:00+07:00 CHISO_KEY="$T/key" CHISO_RETRY_SECONDS=0 "$ROOT/scripts/$1" "${@:2}"
}
held() { ask "select count(*) from core.indicator_published where run_to is null and state = 'held'"; }

# a catalogue whose rule holds what the province's is flagged for
cp -r "$ROOT/pipeline/catalog" "$T/catalog"
sed -i '/^channel_absent,/s/,flag,/,gate,/' "$T/catalog/kon-tum/checks.csv"
export CHISO_CATALOG="$T/catalog/base:$T/catalog/ba-ria-vung-tau:$T/catalog/kon-tum"
night "$dir" CHISO_SERIES=both
is 'a night that holds figures waits for a person' "$?" 1
ok 'figures are held' test "$(held)" -gt 0
published_is_right 'after the night' ask
is 'a held one has no number' "$(ask "select count(*) from core.indicator_published where state = 'held' and num_nonnulls(value, shown, numerator, denominator, score,
	value_number, score_number, value_fraction, score_fraction, flags, flags_vi, flags_en, status_vi) > 0")" 0

read -r set indicator agency <<<"$(ask "select set, indicator, agency from core.indicator_published where run_to is null and state = 'held' and period = '2024-Q1'
	order by 1, 2, 3 limit 1" | tr '|' ' ')"
before=$(held)
run approve 2024-Q1 --set "$set" --indicator "$indicator" --agency "$agency" --by 'Người Duyệt' --note 'x' >"$T/out" 2>"$T/err"
like 'a held figure is approved' "$?" '^[01]$'
ok 'one less is held' test "$(held)" -lt "$before"
published_is_right 'after the approval' ask
run approve 2024-Q1 --set "$set" --by 'Người Duyệt' >"$T/out" 2>"$T/err"
like 'a set is approved' "$?" '^[01]$'
published_is_right 'after that of a set' ask
exit_is 'it is taken back' 0 run approve 2024-Q1 --set "$set" --indicator "$indicator" --agency "$agency" --revoke --by 'Người Duyệt' --note 'x'
is 'and held again' "$(held)" "$before"
published_is_right 'after what was taken back' ask

sed 's/240115-0007/240115-7007/; s/000000000011/000000009911/' "$ROOT"/samples/hoso-tthc/01-mot-ho-so_20240116010000.xml >"$dir/inbox/hoso-tthc/tre_20240405010000.xml"
ask 'table core.indicator_published order by 1, 2, 3, 4, run_from' >"$T/kept"
run reprocess 2024-Q1 --dry-run >"$T/out" 2>"$T/err"
like 'a dry run' "$?" '^[01]$'
ask 'table core.indicator_published order by 1, 2, 3, 4, run_from' >"$T/now"
same 'changes nothing of it' "$T/now" "$T/kept"
run reprocess 2024-Q1 >"$T/out" 2>"$T/err"
like 'a late file is computed' "$?" '^[01]$'
ok 'figures changed' test "$(ask 'select count(*) from core.indicator where run_to is not null')" -gt 0
published_is_right 'after what was computed again' ask
run reprocess 2024-Q1 --catalog as-published >"$T/out" 2>"$T/err"
like 'as published' "$?" '^[01]$'
published_is_right 'after what was computed as published' ask

# the rule holds nothing any more
export CHISO_CATALOG="$ROOT/pipeline/catalog/base:$ROOT/pipeline/catalog/ba-ria-vung-tau:$ROOT/pipeline/catalog/kon-tum"
run reprocess 2024-Q1 >"$T/out" 2>"$T/err"
like 'by a catalogue without the gate' "$?" '^[01]$'
is 'nothing of the quarter is held' "$(ask "select count(*) from core.indicator_published where run_to is null and state = 'held' and period = '2024-Q1'")" 0
published_is_right 'after another catalogue' ask
night "$dir" CHISO_NOW=2024-07-03T01:00:00+07:00
like 'a later night' "$?" '^[01]$'
published_is_right 'after a later night' ask
done_testing
