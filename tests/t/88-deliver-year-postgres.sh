#!/bin/bash
# Nights of corrections, approvals, revocations, withdrawals and renamed bodies (CHISO_TEST_NIGHTS of them): a copy that gets deliveries,
# of which some are lost, come late, twice, or without their receipt, and one that asks for itself, end as share is.
# shellcheck source=tests/lib/tap.sh
. "$(dirname "$0")/../lib/tap.sh"
# shellcheck source=tests/lib/warehouse.sh
. "$ROOT/tests/lib/warehouse.sh"
# shellcheck source=tests/lib/delivered.sh
. "$ROOT/tests/lib/delivered.sh"
start_copies
nights=${CHISO_TEST_NIGHTS:-10} seed=${CHISO_TEST_SEED:-2026} late='' failed=''
declare -A did=([delivered]=0 [lost]=0 [late]=0 [twice]=0 [unreceipted]=0 [none]=0 [pulled]=0)
RANDOM=$seed

# one_night NIGHT: what changes by it
one_night() {
	/usr/bin/python3 "$ROOT/tests/gen/decisions.py" $((seed * 1000 + $1)) 6 H34 H34.01 | grep -v '^\\ir' | psql -X -q -v ON_ERROR_STOP=1 >"$T/out" 2>&1 &&
		sql "update core.label set name_vi = name_vi || ' ($1)' where kind = 'agency' and mod(hashtext(code), 40) = $1 % 40;
			update core.measure set run_to = run_from + 1 where ctid in (select ctid from core.measure where run_to is null order by measure, agency limit 1) and $1 % 5 = 0" >/dev/null
}

# apply DIR: 65 is what a delivery gets that comes before its turn
apply() {
	local code=0
	receive kho "$1" >"$T/applied" 2>&1 || code=$?
	case $code in 0 | 65) ;; *) failed="$1: status $code: $(cat "$T/applied")" ;; esac
}

for ((night = 1; night <= nights; night++)); do
	one_night $night || failed="night $night: $(cat "$T/out")"
	what=$((RANDOM % 10))
	[ "$what" -ne 0 ] || {
		did[none]=$((did[none] + 1))
		continue
	}
	deliver tinh
	[ -n "$made" ] || continue
	case $what in
	1 | 2) did[lost]=$((did[lost] + 1)) ;;
	3)
		late=$made
		continue
		;;
	4)
		apply "$made"
		did[unreceipted]=$((did[unreceipted] + 1))
		;;
	*)
		apply "$made"
		if [ "$what" -eq 5 ]; then
			apply "$made"
			did[twice]=$((did[twice] + 1))
		fi
		[ ! -s "$made/receipt.json" ] || scripts deliver --receipt "$made/receipt.json" >/dev/null 2>&1 || failed="night $night: the receipt"
		did[delivered]=$((did[delivered] + 1))
		if [ -n "$late" ]; then
			apply "$late"
			did[late]=$((did[late] + 1)) late=''
		fi
		;;
	esac
	if [ $((night % 3)) -eq 0 ]; then
		pull nguoi_doc || failed="night $night: pull"
		did[pulled]=$((did[pulled] + 1))
	fi
done
is 'every step did what it is for' "$failed" ''
tap_note "$nights nights, seed $seed: $(for name in "${!did[@]}"; do printf '%s %s, ' "$name" "${did[$name]}"; done)"
ok 'there were figures to change' test "$(sql 'select count(*) from core.indicator where run_to is not null')" -gt 0
ok 'and decisions' test "$(sql 'select count(*) from audit.approval')" -gt 0

deliver tinh
[ -z "$made" ] || apply "$made"
copy_is_right 'the copy that gets deliveries is share' kho
sql 'select core.note_share()' >/dev/null
pull nguoi_doc
copy_is_right 'the copy that asks for itself is share' nguoi_doc
is 'rows that stand no more are known to it as such' "$(in_copy nguoi_doc "select count(*) > 0 from chiso.rows where thao_tac = 'xoa'")" t
done_testing
