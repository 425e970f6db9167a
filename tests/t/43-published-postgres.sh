#!/bin/bash
# What is kept of what readers may see is what one view over all that is stored says: after every change, by whoever, in one session
# or in two, and when one is killed on its way.
# shellcheck source=tests/lib/tap.sh
. "$(dirname "$0")/../lib/tap.sh"
# shellcheck source=tests/lib/warehouse.sh
. "$ROOT/tests/lib/warehouse.sh"
# shellcheck source=tests/lib/published.sh
. "$ROOT/tests/lib/published.sh"
need_postgres

exit_is 'the samples make a warehouse' 0 warehouse
ok 'with figures' test "$(sql 'select count(*) from core.indicator_published')" -gt 100
published_is_right 'of the samples it keeps what the view says'
chiso-compute -q --now $NOW --period 2024-Q1 --set s004-2024 -o "$T/less" "$T/measures"
ok 'other figures of a set' chiso-load indicators -q --now $NOW --period 2024-Q1 --set s004-2024 -i "$T/less"
sed 's/,over_100|/,over_101|/; s/zero denominator/no denominator/' "$T/figures" >"$T/other"
ok 'other figures of a period' chiso-load indicators -q --now $NOW --period 2024-Q1 -i "$T/other"
ok 'some of them changed' test "$(sql 'select count(*) from core.indicator where run_to is not null')" -gt 5
published_is_right 'the loader keeps it'
sql "delete from core.target_due" >/dev/null
ok 'the targets of the night' lists 2>/dev/null
published_is_right 'the targets keep it'

# invented changes, one transaction after the other: checked.sql tells those after which something differs
changes() { # SEED TRANSACTIONS AGENCY…
	/usr/bin/python3 "$ROOT/tests/gen/decisions.py" "$@" >"$T/changes.sql"
}
check_each() {
	cat >"$T/checked.sql" <<-END
		select :transaction, count(*) from (
			(select $(tr -d '\n' <<<"$PUBLISHED_COLUMNS") from core.indicator_published except all select $(tr -d '\n' <<<"$PUBLISHED_COLUMNS") from oracle.indicator_published) union all
			(select $(tr -d '\n' <<<"$PUBLISHED_COLUMNS") from oracle.indicator_published except all select $(tr -d '\n' <<<"$PUBLISHED_COLUMNS") from core.indicator_published)) d
		having count(*) > 0;
	END
}
check_each
for seed in 1 2 3; do
	changes $seed 50 H34 H34.01
	exit_is "invented changes $seed" 0 psql -X -q -A -t -v ON_ERROR_STOP=1 -f "$T/changes.sql"
	is "after none of them anything differs, $seed" "$(head -n 3 "$T/out")" ''
	published_is_right "nor at the end, $seed"
done
ok 'there was something to hold' test "$(sql "select count(*) from core.indicator_published where state = 'held'")" -gt 3
ok 'and to leave out beside it' test "$(sql 'select count(*) from core.indicator_published where is_proof_held or is_status_held')" -gt 3
ok 'and to approve' test "$(sql "select count(*) from core.indicator_published where state = 'approved'")" -gt 3
is 'a row that is not kept is seen' "$(sql 'begin; delete from core.indicator_published where ctid = (select min(ctid) from core.indicator_published); select count(*) > 0
	from (table core.indicator_masked except all table core.indicator_published) d; rollback')" t

# three sessions over the same keys at once
: >"$T/checked.sql"
for seed in 11 12 13; do
	/usr/bin/python3 "$ROOT/tests/gen/decisions.py" $seed 60 H34 H34.01 >"$T/changes.$seed.sql"
	psql -X -q -A -t -f "$T/changes.$seed.sql" >"$T/out.$seed" 2>&1 &
done
wait
# what collides is undone, as anywhere
ok 'three sessions at once get many of their changes through' test "$(sql 'select count(distinct xmin::text) from core.indicator')" -gt 20
published_is_right 'three sessions at once'

# two sessions that each have asked for what lies beside the other's: the one that is held first, and what quotes it
sql "delete from core.indicator; delete from core.indicator_flag; delete from core.target_due" >/dev/null
published_is_right 'nothing is left'
add_figure() { # INDICATOR VALUE [GATE]
	printf "insert into core.indicator (set, indicator, agency, period, value, shown, flags, run_from) values ('t', '%s', 'H34', '2024-Q1', '%s', '%s', 'x: y (%s)', 1);" "$1" "$2" "$2" "$2"
	printf "insert into core.indicator_flag values ('t', '%s', 'H34', '2024-Q1', 1, 'x', '%s', 'y', '%s', 1);" "$1" "${3:-flag}" "$2"
}
coproc first { exec psql -X -q -A -t -v ON_ERROR_STOP=1 2>&1; }
printf "begin; %s set constraints all immediate; select 'asked';\n" "$(add_figure held 93.55 gate)" >&"${first[1]}"
IFS= read -r -t 30 line <&"${first[0]}"
is 'the first has asked and not ended' "$line" asked
psql -X -q -A -t -c "$(add_figure beside 12)" >"$T/second" 2>&1 &
second=$!
sleep 1
is 'the second waits for it' "$(sql "select count(*) from pg_stat_activity where wait_event_type = 'Lock'")" 1
printf 'commit;\n\\q\n' >&"${first[1]}"
wait $second
is 'and ends' "$(cat "$T/second")" ''
published_is_right 'two sessions beside each other'
is 'the proof is not told' "$(sql "select flags, is_proof_held from core.indicator_published where indicator = 'beside'")" 'x: y|t'
is 'nor the held number' "$(sql "select count(*) from core.indicator_published p where p::text ~ '93.55'")" 0

# a session that is killed while it commits changes nothing
for at in 1 2 3; do
	{
		printf 'begin;'
		printf "insert into core.indicator (set, indicator, agency, period, value, flags, run_from) select 't', 'k' || n, 'H34', '2024-Q1', n::text, 'x: y (1)', 1 from generate_series(1, 3000) n;"
		printf "insert into core.indicator_flag select 't', 'k' || n, 'H34', '2024-Q1', 1, 'x', 'gate', 'y', '1', 1 from generate_series(1, 3000) n;"
		printf 'commit;\n'
	} >"$T/kill.sql"
	PGAPPNAME=to-be-killed psql -X -q -f "$T/kill.sql" >/dev/null 2>&1 &
	killed=$!
	for _ in $(seq 200); do
		is_there=$(PGUSER=postgres sql "select count(*) from pg_stat_activity where application_name = 'to-be-killed' and query ~* '^commit'")
		[ "$is_there" = 0 ] || break
		sleep 0.02
	done
	sleep "0.$at"
	PGUSER=postgres sql "select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'to-be-killed'" >/dev/null
	wait $killed 2>/dev/null
	is "killed while it commits, $at: nothing of it" "$(sql "select count(*) from core.indicator where indicator like 'k%'")" 0
	published_is_right "killed while it commits, $at"
done

# all at once, and what it refuses
sql 'truncate core.indicator_flag' >/dev/null
published_is_right 'without flags'
sql 'truncate core.indicator, core.target_due' >/dev/null
published_is_right 'without figures'
not_ok 'a transaction that would not see what others commit' sql "begin isolation level repeatable read; $(add_figure late 1) commit"
published_is_right 'is undone'

# rights: as they were
sql "$(add_figure held 93.55 gate) $(add_figure beside 12)" >/dev/null
as_role() { PGUSER=postgres sql "set role $1; $2"; }
not_ok 'a reader has no way to it' as_role chiso_reader 'select * from core.indicator_published'
not_ok 'nor to what it is made of' as_role chiso_reader 'select * from core.indicator_masked'
is 'but what share shows of it' "$(as_role chiso_reader "select chi_so, gia_tri, trang_thai_duyet from share.chi_so where bo_chi_so = 't' order by 1" | tr '\n' ' ')" \
	'beside|12|tạm tính held||tạm giữ '
for view in $(sql "select table_name from information_schema.views where table_schema = 'share'"); do
	ok "a reader reads $view" as_role chiso_reader "select * from share.$view"
done
not_ok 'but not what waits for approval' as_role chiso_reader 'select * from audit.tam_giu'
not_ok 'who approves writes none of it' as_role chiso_approver "update core.indicator_published set state = 'approved'"
not_ok 'nor asks for it' as_role chiso_approver 'select core.publish_all()'
ok 'who approves' as_role chiso_approver "insert into audit.approval (decision, set, indicator, agency, period, value, flags, gates, by_name, note, at, run_id)
	values ('approve', 't', 'held', 'H34', '2024-Q1', '93.55', 'x: y (93.55)', '{x}', 'Người Duyệt', 'x', now(), 9)"
published_is_right 'changes it by that alone'
is 'and it is shown' "$(sql "select gia_tri, trang_thai_duyet from share.chi_so where chi_so = 'held'")" '93.55|đã duyệt'
done_testing
