#!/bin/bash
# What changed of share reaches another database: by deliveries, of which some are lost, sent again, applied twice or in another order,
# and by who asks for themselves. Figures, approvals, revocations, what is held, what is withdrawn, lists.
# shellcheck source=tests/lib/tap.sh
. "$(dirname "$0")/../lib/tap.sh"
# shellcheck source=tests/lib/warehouse.sh
. "$ROOT/tests/lib/warehouse.sh"
# shellcheck source=tests/lib/delivered.sh
. "$ROOT/tests/lib/delivered.sh"
start_copies

# the first one
deliver tinh
is 'the first delivery is whole' "$(made whole)" true
is 'every set of share is in it' "$(jq -r '.resources[].name' "$made/datapackage.json" | sort)" "$(sql "select table_name from information_schema.views where table_schema = 'share'" | sort)"
exit_is 'its sums are right' 0 check_sums
is 'every set of share has a key' "$(sql "select string_agg(table_name, ' ') from information_schema.views v where table_schema = 'share' and not exists (select from core.share_set s where s.view = v.table_name)")" ''
exit_is 'it is applied' 0 receive kho "$made"
like 'which is told' "$(cat "$T/out")" 'Đã nhận toàn bộ'
copy_is_right 'the copy is share' kho
exit_is 'its receipt is taken' 0 scripts deliver --receipt "$made/receipt.json"
deliver tinh
is 'nothing is new' "$made" ''
like 'which is told' "$(cat "$T/out")" 'Không có gì mới cho tinh'

# a day of changes, each kind by name
IFS='|' read -r set figure agency < <(sql "select set, indicator, agency from core.indicator where period = '2024-Q1' and run_to is null and value <> ''
	and coalesce(flags, '') = '' order by 1, 2 limit 1")
ok 'there is a figure' test -n "$figure"
key="set = '$set' and agency = '$agency' and period = '2024-Q1' and indicator = '$figure'"
decide() {
	sql "insert into audit.approval (decision, set, indicator, agency, period, numerator, denominator, value, unit, score, target, reason, flags, gates, by_name, note, at, run_id)
		select '$1', set, indicator, agency, period, numerator, denominator, value, unit, score, target, reason, flags,
			array(select \"check\" from core.indicator_flag f where f.severity = 'gate' and (f.set, f.indicator, f.agency, f.period) = (i.set, i.indicator, i.agency, i.period) and f.run_to is null order by ordinal),
			'Người Duyệt', 'x', '$NOW', (select max(run_id) from audit.run) from core.indicator i where $key and run_to is null" >/dev/null
}
told() { in_copy kho "select concat_ws('|', ma.trang_thai_duyet, ma.gia_tri is not null) from chiso.chi_so ma where bo_chi_so = '$set' and co_quan = '$agency' and ky = '2024-Q1' and chi_so = '$figure'"; }
decide approve
pass_on 'an approval' kho
is 'the copy has it' "$(told)" 'đã duyệt|t'
decide revoke
pass_on 'a revocation' kho
is 'the copy has it' "$(told)" 'tạm tính|t'
sql "insert into core.indicator_flag (set, indicator, agency, period, ordinal, \"check\", severity, words, proof, run_from)
	select set, indicator, agency, period, 9, 'over', 'gate', 'vượt mức', '123', run_from from core.indicator where $key and run_to is null" >/dev/null
pass_on 'what is held' kho
is 'the copy has no number of it' "$(told)" 'tạm giữ|f'
sql "delete from core.indicator_flag where \"check\" = 'over' and proof = '123'; delete from core.indicator where $key and run_to is null" >/dev/null
pass_on 'what is withdrawn' kho
is 'the copy has it no more' "$(told)" ''

# lost, sent again, twice, in another order
change() { /usr/bin/python3 "$ROOT/tests/gen/decisions.py" "$1" "${2:-8}" H34 H34.01 | grep -v '^\\ir' | psql -X -q -v ON_ERROR_STOP=1 >"$T/out" 2>&1; }
change 1
deliver tinh
lost=$made
change 2
deliver tinh
is 'the next one begins at the last receipt' "$(made since)" "$(jq .chiso.since "$lost/datapackage.json")"
exit_is 'it brings what was lost' 0 receive kho "$made"
copy_is_right 'the copy is share' kho
exit_is 'the same once more' 0 receive kho "$made"
like 'is known' "$(cat "$T/out")" 'đã áp dụng từ trước'
copy_is_right 'and changes nothing' kho
exit_is 'the lost one turns up' 0 receive kho "$lost"
like 'and is older' "$(cat "$T/out")" 'cũ hơn bản đang có'
copy_is_right 'it changes nothing either' kho
exit_is 'a receipt of the one that came late' 0 scripts deliver --receipt "$lost/receipt.json"
deliver tinh
is 'takes nothing back' "$(made since)" "$(jq .chiso.until "$lost/datapackage.json")"
exit_is 'that one is applied' 0 receive kho "$made"
exit_is 'and receipted' 0 scripts deliver --receipt "$made/receipt.json"
exit_is 'a receipt twice' 0 scripts deliver --receipt "$made/receipt.json"
like 'was taken before' "$(cat "$T/out")" 'đã có từ trước'

# what does not fit is refused, and nothing is changed
change 3
deliver tinh
exit_is 'the receipt without the delivery' 0 sh -c "jq '.number = $(made number) | .until = $(made until)' '$lost/receipt.json' >'$T/forged'"
exit_is 'is none' 65 scripts deliver --receipt "$T/forged"
exit_is 'nor is another file' 65 scripts deliver --receipt "$made/SHA256SUMS"
gap=$made
exit_is 'the true one' 0 sh -c "jq --arg m \"\$(sha256sum <'$gap/datapackage.json' | cut -c1-64)\" '{recipient: .chiso.recipient, number: .chiso.number, until: .chiso.until, manifest: \$m, received_at: \"2024-04-02T00:00:00+07:00\"}' '$gap/datapackage.json' >'$T/true'"
exit_is 'is taken, whoever wrote it' 0 scripts deliver --receipt "$T/true"
change 4
deliver tinh
exit_is 'a delivery with one before it missing' 65 receive kho "$made"
like 'says so' "$(cat "$T/err")" 'take the one in between first'
exit_is 'the one before' 0 receive kho "$gap"
cp -r "$made" "$T/damaged"
last=$(find "$T/damaged" -name '*.csv' -size +1k | LC_ALL=C sort | head -n 1)
sed -i '2s/H34/H35/' "$last"
exit_is 'one that is damaged' 65 receive kho "$T/damaged"
like 'is named' "$(cat "$T/err")" "${last##*/}"
exit_is 'then that one' 0 receive kho "$made"
copy_is_right 'the copy is share' kho
in_copy kho 'delete from chiso.chi_so where ctid = (select min(ctid) from chiso.chi_so)' >/dev/null
change 5
deliver tinh
exit_is 'a copy that somebody changed' 65 receive kho "$made"
like 'is told by its count' "$(cat "$T/err")" 'set chi_so: found'
deliver tinh --whole
exit_is 'a whole one mends it' 0 receive kho "$made"
copy_is_right 'the copy is share' kho
exit_is 'its receipt' 0 scripts deliver --receipt "$made/receipt.json"

# a source that was restored: its turns are others
sql "delete from core.share_turn where turn = (select max(turn) from core.share_turn)" >/dev/null
change 6
sql "update audit.delivery set received_at = null where until = (select max(until) from audit.delivery)" >/dev/null
deliver tinh
exit_is 'turns of another life' 65 receive kho "$made"
like 'are refused' "$(cat "$T/err")" 'restored or made anew'
deliver tinh --whole
exit_is 'a whole one is taken' 0 receive kho "$made"
copy_is_right 'the copy is share' kho

# who asks for themselves
pull nguoi_doc
copy_is_right 'who reads by themselves has share' nguoi_doc
for seed in 7 8 9; do
	change $seed
	sql 'select core.note_share()' >/dev/null
	PGOPTIONS='-c datestyle=SQL,DMY -c extra_float_digits=0' pull nguoi_doc
done
copy_is_right 'and what changed since' nguoi_doc
sql "select count(*) from core.share_noted" >"$T/noted"
is 'of figures only what changed is compared, and everything once a view is another one' \
	"$(cat "$T/noted") $(sql 'delete from core.share_noted') $(sql 'select core.note_share()')" "$(sql 'select count(*) from core.share_set')  "
sql "update core.share_row set hash = '' where (view, key) in (select view, min(key) from core.share_row where view in ('chi_so', 'chi_so_lich_su') and hash is not null group by 1)"
is 'a row that is noted wrongly is not looked at' "$(sql 'select core.note_share()')" ''
sql "update core.share_noted set definition = '' where view ~ '^chi_so'"
like '  but with all of them' "$(sql 'select core.note_share()')" '^[0-9]+$'
pull nguoi_doc
copy_is_right 'the copy stays right' nguoi_doc
# a table that the server knows nothing of yet, as after the first night
PGUSER=postgres sql "set allow_system_table_mods = on; delete from pg_statistic where starelid = 'core.share_row'::regclass" >/dev/null
sql 'delete from core.share_noted' >/dev/null
PGUSER=postgres PGOPTIONS='-c client_min_messages=log -c session_preload_libraries=auto_explain -c auto_explain.log_min_duration=0
	-c auto_explain.log_nested_statements=on' psql -X -q -c 'select core.note_share()' >"$T/plans" 2>&1
ok 'plans of all views are told' test "$(grep -c 'CTE gone' "$T/plans")" -eq "$(sql 'select count(*) from core.share_set')"
not_ok 'none compares each row with all' grep -q 'Join Filter: (n.*key = ' "$T/plans"
before=$(in_copy nguoi_doc 'select max(luot) from chiso.rows')
pull nguoi_doc
is 'nothing new is nothing' "$(in_copy nguoi_doc 'select max(luot) from chiso.rows')" "$before"

exit_is 'a turn that is not known here' 1 sql 'select count(*) from share.thay_doi(999999)'
like 'is no turn of this life' "$(cat "$T/err")" 'restored or made anew; ask from 0'
not_ok 'nor is a turn with another id' sql "select count(*) from share.thay_doi((select max(turn) from core.share_turn), gen_random_uuid())"

# what is not ours
in_copy kho 'create schema theirs; create table theirs.chi_so (a int); insert into theirs.chi_so values (1); create schema shared; create table shared.notes (a int); insert into shared.notes values (1)' >/dev/null
deliver tinh --whole
exit_is 'a table of somebody else with a name of ours' 65 receive kho "$made" --schema theirs
like 'is named' "$(cat "$T/err")" 'a table chi_so in the schema theirs that is no copy of ours'
is 'and stays' "$(in_copy kho 'select count(*) from theirs.chi_so')" 1
exit_is 'a whole delivery beside tables of others' 0 receive kho "$made" --schema shared
exit_is 'twice' 0 receive kho "$made" --schema shared
is 'leaves them' "$(in_copy kho 'select count(*) from shared.notes')" 1
psql -X -q -c "select pg_advisory_lock(1128813908, hashtext('tinh')), pg_sleep(20)" >/dev/null 2>&1 &
holder=$!
until [ "$(sql "select count(*) from pg_locks where locktype = 'advisory' and classid = 1128813908")" = 1 ]; do sleep 0.1; done
exit_is 'two deliveries to one recipient at once' 75 scripts deliver --to tinh
exit_is 'one to another' 0 scripts deliver --to khac
kill "$holder" 2>/dev/null
wait "$holder" 2>/dev/null

# who may
# shellcheck disable=SC2317 # exit_is calls it
as_reader() { PGUSER=postgres sql "set role chiso_reader; $1"; }
exit_is 'a reader may ask' 0 as_reader 'select count(*) from share.thay_doi(0)'
not_ok 'but not read what is noted' as_reader 'select count(*) from core.share_row'
not_ok 'nor note' as_reader 'select core.note_share()'
is 'who was granted one view alone may not ask for all' "$(sql "select count(*) from pg_proc, aclexplode(proacl) a where proname = 'thay_doi' and a.grantee = 0")" 0

# usage
exit_is 'no recipient' 64 scripts deliver
exit_is 'a strange one' 64 scripts deliver --to ../x
exit_is 'no receipt there' 66 scripts deliver --receipt "$T/none"
exit_is 'no folder' 64 receive kho
exit_is 'an empty one' 66 receive kho "$T"
exit_is 'a schema of the system' 64 receive kho "$made" --schema pg_catalog
exit_is 'the list with something else' 64 scripts deliver --list --whole
exit_is 'the list' 0 scripts deliver --list
like 'has what was delivered' "$(cat "$T/out")" 'tinh 1: '
done_testing
