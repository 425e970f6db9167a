#!/bin/bash
# A held figure of a month, a quarter or a half-year is told by no proof beside it and by no status that counts it: the periods of
# a year overlap, and which ended before which is no matter of the letters of their names.
# shellcheck source=tests/lib/tap.sh
. "$(dirname "$0")/../lib/tap.sh"
# shellcheck source=tests/lib/flagged.sh
. "$ROOT/tests/lib/flagged.sh"

need_postgres
export CHISO_CATALOG=$ROOT/pipeline/catalog/base:$ROOT/pipeline/catalog/kon-tum
ok 'the schema' chiso-load migrate -q
is 'when a period ends' "$(sql "select string_agg(core.end_month(p)::text, ' ' order by n)
	from unnest(array['2024-01', '2024-12', '2024-Q1', '2024-Q4', '2024-H1', '2024-H2', '2024-9M', '2024', 'x']) with ordinality u(p, n)")" \
	'1 12 3 12 6 12 9 12 12'

# figure INDICATOR PERIOD FLAGS: a current one with a number and a status
figure() {
	sql "insert into core.indicator (set, indicator, agency, period, value, shown, unit, target, status, flags, rules, run_from)
		values ('s', '$1', 'H34', '$2', '5', '5', '%', 't', 'reached', '$3', '', 2)" >/dev/null
	flagged
}
masked() { sql "select is_proof_held from core.indicator_published where indicator = '$1' and period = '$2'"; }
counted() { sql "select is_status_held from core.indicator_published where indicator = '$1' and period = '$2'"; }

figure a 2024-02 'gate jump: thay đổi (9 trên 5)'
for period in 2024-01 2024-03 2024-05 2024-Q1 2024-Q2 2024-H1 2024 2025-01 2026-01; do
	figure a $period 'jump: thay đổi (5)'
	[ $period = 2026-01 ] || [ $period = 2025-01 ] || figure b $period 'jump: thay đổi (5)'
done
figure b 2024-02 'jump: thay đổi (5)'
is 'the same indicator, in that year and the next' \
	"$(for p in 2024-01 2024-03 2024-Q1 2024-Q2 2024-H1 2024 2025-01 2026-01; do masked a $p; done | tr '\n' ' ')" 't t t t t t t f '
is 'another of the set: the month itself, and periods of another kind' \
	"$(for p in 2024-01 2024-02 2024-03 2024-05 2024-Q1 2024-H1 2024; do masked b $p; done | tr '\n' ' ')" 'f t f f t t t '

# what is counted over the year so far
sql "insert into core.target_due (state, due, set, territory, stt, indicator, part, level, text, kind, wording, lead, agency, feeds, reason)
	select 'ahead', '2024-12-31', 's', 'kon-tum', '1', x, '', 'province', '5', 'count_per_year', 'w', 'l', 'H34', '', '' from unnest('{a,c,d}'::text[]) x"
is 'behind a held month, and with it' "$(for p in 2024-01 2024-03 2024-05 2024-Q1 2024-Q2 2024-H1; do counted a $p; done | tr '\n' ' ')" 'f t t t t t '
figure c 2024-Q2 'gate jump: thay đổi (9)'
for period in 2024-03 2024-05 2024-06 2024-07 2024-Q1 2024-Q3 2024-H1; do figure c $period ''; done
is 'behind a held quarter' "$(for p in 2024-03 2024-05 2024-06 2024-07 2024-Q1 2024-Q3 2024-H1; do counted c $p; done | tr '\n' ' ')" 'f f t t f t t '
figure d 2024-9M 'gate jump: thay đổi (9)'
for period in 2024-08 2024-10 2024-Q2 2024-Q4 2024; do figure d $period ''; done
is 'behind held nine months' "$(for p in 2024-08 2024-10 2024-Q2 2024-Q4; do counted d $p; done | tr '\n' ' ')" 'f t f t '
done_testing
