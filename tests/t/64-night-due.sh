#!/bin/bash
# The day a target is due, without a new file: the night tells it, once; the warehouse has one list of what is due
# shellcheck source=tests/lib/tap.sh
. "$(dirname "$0")/../lib/tap.sh"
# shellcheck source=tests/lib/night.sh
. "$ROOT/tests/lib/night.sh"

need_night_key
dir="$T/v 1"
mkdir -p "$dir"
own_server "$dir/postgres"
fill_inbox "$dir/inbox"
night "$dir"
is 'the night is done' $? 0
word() { on_server "$dir" -c "select $2 from core.indicator where run_to is null and set = 's004-2024' and indicator = '$1' and period = '2024-Q1'"; }
share() { on_server "$dir" -c "select $1 from share.den_han where bo_chi_so = 's004-2024' and $2"; }
is 'in April nothing of the year is missed' "$(share 'count(*)' "cap = 'tỉnh' and trang_thai_theo_han in ('not_reached', 'overdue')")" 0
is 'what is below its target is not due' "$(word I.9 'status, due_status')" 'not_reached|not_due'
like 'the summary says so' "$(grep '^I.9 ' "$dir/out")" 'chưa đến hạn'
unlike 'and calls nothing missed' "$(grep '^I.9 ' "$dir/out")" 'chưa đạt'
is 'the appendix too' "$(on_server "$dir" -c "select trang_thai_tinh, trang_thai_theo_han, han from share.phu_luc_i where ma_chi_tieu = 'I.9'")" \
	'not_reached|not_due|2024-12-31'
is 'the national target of 2023 is past' "$(share 'trang_thai_theo_han' "chi_so = 'I.9' and cap = 'quốc gia'")" not_reached
is 'a dash is no target' "$(share 'count(*)' "chi_so = 'I.3'")" 1

NIGHT_NOW=2024-05-01T01:00:00+07:00
night "$dir"
like 'a month later no figure changed' "$(cat "$dir/out")" 'no figure changed'
NIGHT_NOW=2024-12-31T01:00:00+07:00
night "$dir"
is 'on the last day of the year it is missed' "$(word I.9 'status, due_status, shown')" 'not_reached|not_reached|26'
is 'without data it is due' "$(word I.15 due_status)" due
NIGHT_NOW=2025-01-01T01:00:00+07:00
night "$dir"
is 'and overdue the day after' "$(share chi_so "trang_thai_theo_han = 'overdue' and cap = 'tỉnh'" | sort | tr '\n' ' ')" 'I.15 III.3 '
NIGHT_NOW=2025-01-02T01:00:00+07:00
night "$dir"
like 'then nothing changes' "$(cat "$dir/out")" 'no figure changed'
is 'the words of before stay readable' \
	"$(on_server "$dir" -c "select string_agg(due_status, ' ' order by run_from) from core.indicator where set = 's004-2024' and indicator = 'I.15' and period = '2024-Q1'")" \
	'not_due due overdue'
done_testing
