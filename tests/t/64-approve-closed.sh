#!/bin/bash
# A period that is closed: its published numbers stand when a late file comes, the difference waits, and a named person restates it or
# carries it over; by a decision, or on the day of the catalogue. What is not closed goes on as before.
# long
# shellcheck disable=SC2317 # called by the harness
# shellcheck source=tests/lib/tap.sh
. "$(dirname "$0")/../lib/tap.sh"
# shellcheck source=tests/lib/night.sh
. "$ROOT/tests/lib/night.sh"
need_night_key
dir=$T/v
mkdir -p "$dir"
own_server "$dir/postgres"
fill_inbox "$dir/inbox"
night "$dir"
is 'the night is done' $? 0
close() { env CHISO_VAR="$dir" CHISO_INBOX="$dir/inbox" CHISO_NOW="${AT:-2024-04-10T09:00:00+07:00}" CHISO_KEY="$T/key" CHISO_WIDTH=80 CHISO_RETRY_SECONDS=0 "$ROOT/scripts/close" "$@"; }
said() { tr -s '\n ' '  ' <"$T/out"; }
shown() { on_server "$dir" -c "select bo_chi_so, chi_so, co_quan, ky, hien_thi from share.chi_so where ${1:-true} order by 1, 2, 3, 4"; }
received() { on_server "$dir" -c "select hien_thi from share.chi_so where chi_so = 'hs.tiep-nhan' and co_quan = 'H34' and ky = '$1'"; }
late() { on_server "$dir" -c "select count(*) from core.late_figure where ${1:-not carried}"; }
dossier() { sed "s/240115-0007/240115-$1/; s/000000000011/00000000$1/" "$ROOT"/samples/hoso-tthc/01-mot-ho-so_20240116010000.xml >"$dir/inbox/hoso-tthc/tre_20240405${2}0000.xml"; }

exit_is 'the list' 0 close 2024-Q1 --list
like 'says that nothing is closed' "$(said)" 'ho-so-tthc \([^)]*\): [0-9]+ số / figures, chưa chốt / open'
exit_is 'who decides is asked' 64 close 2024-Q1 --set ho-so-tthc
exit_is 'a set that there is not' 66 close 2024-Q1 --set nothing --by 'NGƯỜI THỬ'
exit_is 'opening needs a reason' 64 close 2024-Q1 --set ho-so-tthc --reopen --by 'NGƯỜI THỬ'
exit_is 'a dry run' 0 close 2024-Q1 --set ho-so-tthc --by 'NGƯỜI THỬ' --dry-run
is 'closes nothing' "$(on_server "$dir" -c 'select count(*) from audit.closing')" 0
exit_is 'a set is closed' 0 close 2024-Q1 --set ho-so-tthc --by 'NGƯỜI THỬ' --note 'số 1/QĐ'
like 'which is said' "$(said)" 'đã chốt [0-9]+ số / closed'
exit_is 'again' 0 close 2024-Q1 --set ho-so-tthc --by 'NGƯỜI THỬ'
like 'is nothing new' "$(said)" 'không có gì mới'
is 'once is written' "$(on_server "$dir" -c 'select decision, set, period, by_name, note from audit.closing')" 'close|ho-so-tthc|2024-Q1|NGƯỜI THỬ|số 1/QĐ'

# a late file
shown "bo_chi_so = 'ho-so-tthc' and ky = '2024-Q1'" >"$T/before"
year=$(received 2024)
dossier 7007 01
night "$dir" CHISO_NOW=2024-04-11T01:00:00+07:00
like 'the next night waits for a person' "$?" 1
shown "bo_chi_so = 'ho-so-tthc' and ky = '2024-Q1'" >"$T/after"
same 'what was published stands' "$T/after" "$T/before"
is 'the record is stored' "$(on_server "$dir" -c "select count(*) from core.hoso_tthc where ma_ho_so like '%240115-7007'")" 1
is 'the year, which is open, follows' "$(received 2024)" "$((year + 1))"
ok 'the difference is kept' test "$(late)" -ge 2
like 'and told' "$(tr -s '\n ' '  ' <"$dir/page")" 'ho-so-tthc 2024-Q1: [0-9]+ số tính lại khác số đã chốt'
like 'with what to do' "$(cat "$dir/out")" 'scripts/close 2024-Q1 --list'
exit_is 'the list' 0 close 2024-Q1 --list
like 'has it, old and new' "$(said)" "hs\\.tiep-nhan H34: $year → $((year + 1)) "
like 'and its set' "$(said)" 'ho-so-tthc \([^)]*\): [0-9]+ số / figures, đã chốt 10/04/2024 / closed; số đến muộn / late: [1-9][0-9]* chờ quyết định'
is 'readers see no late number' "$(on_server "$dir" -c "select count(*) from information_schema.role_table_grants where table_name = 'late_figure' and grantee = 'chiso_reader'")" 0
n=$(late)
night "$dir" CHISO_NOW=2024-04-12T01:00:00+07:00
is 'it waits the next night too' "$(late)" "$n"

# carried over; another one waits anew
exit_is 'another number than the one that was looked at' 66 close 2024-Q1 --set ho-so-tthc --indicator hs.tiep-nhan --agency H34 --value 77 --restate --by 'NGƯỜI THỬ' --note 'x'
like '  is not decided' "$(cat "$T/err")" "hs\\.tiep-nhan H34 2024-Q1: found $((year + 1)) computed now, expected 77: nothing was decided"
exit_is 'one is carried over' 0 close 2024-Q1 --set ho-so-tthc --indicator hs.tiep-nhan --agency H34 --value "$((year + 1))" --carry --by 'NGƯỜI THỬ' --note 'kỳ sau'
is 'it waits no more' "$(late "indicator = 'hs.tiep-nhan' and agency = 'H34' and carried")|$(late)" "1|$((n - 1))"
is 'and stands' "$(received 2024-Q1)" "$year"
dossier 7008 02
night "$dir" CHISO_NOW=2024-04-13T01:00:00+07:00
is 'one more dossier is another difference' "$(late "indicator = 'hs.tiep-nhan' and agency = 'H34' and not carried")" 1

# restated
exit_is 'a dry run' 0 close 2024-Q1 --set ho-so-tthc --restate --by 'NGƯỜI THỬ' --note 'đính chính' --dry-run
same 'changes nothing' <(shown "bo_chi_so = 'ho-so-tthc' and ky = '2024-Q1'") "$T/before"
exit_is 'all are restated' 0 close 2024-Q1 --set ho-so-tthc --restate --by 'NGƯỜI THỬ' --note 'đính chính'
is 'the published number is corrected' "$(received 2024-Q1)" "$((year + 2))"
is 'nothing waits' "$(late true)" 0
is 'what was published stays readable' "$(on_server "$dir" -c "select string_agg(hien_thi, ' ' order by tu_lan_chay) from share.chi_so_lich_su where chi_so = 'hs.tiep-nhan' and co_quan = 'H34' and ky = '2024-Q1'")" "$year $((year + 2))"
like 'a reader sees that it was corrected' "$(on_server "$dir" -c "select ngay_chot, ngay_dinh_chinh from share.chi_so where chi_so = 'hs.tiep-nhan' and co_quan = 'H34' and ky = '2024-Q1'")" '^2024-04-10\|2024-04-10$'
is 'and of the others that they were not' "$(on_server "$dir" -c "select count(*) from share.chi_so where ngay_dinh_chinh is not null and bo_chi_so <> 'ho-so-tthc'")" 0
like 'the ledger has who' "$(on_server "$dir" -c "select distinct decision, by_name, note from audit.late_decision order by 1")" $'carry\\|NGƯỜI THỬ\\|kỳ sau\nrestate\\|NGƯỜI THỬ\\|đính chính'
not_ok 'which nobody changes' on_server "$dir" -c "update audit.late_decision set note = 'khác'"
# a late one that a quality rule holds
on_server "$dir" -c "insert into core.late_figure (set, indicator, agency, period, change, old, new, columns, figure, flag_rows, run_id)
	select set, indicator, agency, period, 'changed', shown, '99', 'value shown flags', to_jsonb(i) || '{\"value\": \"99\", \"shown\": \"99\", \"flags\": \"gate over: vượt mức\"}',
		array['over', 'gate', 'vượt mức', ''], 1 from core.indicator i where set = 'ho-so-tthc' and indicator = 'hs.truc-tiep' and agency = 'H34' and period = '2024-Q1' and run_to is null" >/dev/null
exit_is 'what a quality rule holds is restated, and waits' 1 close 2024-Q1 --set ho-so-tthc --indicator hs.truc-tiep --restate --by 'NGƯỜI THỬ' --note 'đính chính'
like '  which is said' "$(said)" 'Trong đó 1 số bị quy tắc chất lượng tạm giữ'
is '  it has no number' "$(on_server "$dir" -c "select tam_giu, hien_thi from share.chi_so where chi_so = 'hs.truc-tiep' and co_quan = 'H34' and ky = '2024-Q1'")" 't|'
exit_is 'nothing to restate' 66 close 2024-Q1 --set ho-so-tthc --restate --by 'NGƯỜI THỬ' --note 'x'
not_ok 'the name is in no log' grep -r -q 'NGƯỜI THỬ' "$dir/log" "$dir/publish" "$dir/nights"
for forged in "select core.decide_late('restate', 'a', 'b', 'c', 'd', 'ai đó', '', 'x', now(), 1)" \
	"insert into audit.closing (decision, set, period, by_name, note, at, run_id) values ('reopen', 'ho-so-tthc', '2024-Q1', 'ai đó', 'x', now(), 1)" \
	"insert into audit.late_decision (decision, set, indicator, agency, period, change, by_name, note, at, run_id) values ('carry', 'a', 'b', 'c', 'd', 'new', 'ai đó', 'x', now(), 1)"; do
	not_ok "the night cannot: ${forged:0:40}" env PGUSER=chiso_night "$ROOT/scripts/private-postgres" psql "$dir/postgres" -X -q -v ON_ERROR_STOP=1 -c "set session authorization chiso_night; $forged"
	like '  it has no right' "$(cat "$T/err")" 'permission denied|expected a login of the role'
done

exit_is 'nor write another figure' 1 env PGUSER=chiso_night "$ROOT/scripts/private-postgres" psql "$dir/postgres" -X -q -v ON_ERROR_STOP=1 -c "set session authorization chiso_night;
	insert into core.indicator (set, indicator, agency, period, value, shown, run_from) values ('ho-so-tthc', 'hs.moi', 'H34', '2024-Q1', '1', '1', 99)"
like '  the period is closed' "$(cat "$T/err")" 'is closed: found a new figure|permission denied'
not_ok 'nor end one, whoever it is' on_server "$dir" -c "update core.indicator set run_to = 99 where set = 'ho-so-tthc' and period = '2024-Q1' and indicator = 'hs.tiep-nhan' and run_to is null"
like '  the period is closed' "$(cat "$T/err")" 'is closed: found another figure in its place'

# opened again
dossier 7009 03
night "$dir" CHISO_NOW=2024-04-14T01:00:00+07:00
is 'a third late one' "$(received 2024-Q1)" "$((year + 2))"
like 'reprocess says what is late' "$(env CHISO_VAR="$dir" CHISO_INBOX="$dir/inbox" CHISO_NOW=2024-04-14T02:00:00+07:00 CHISO_KEY="$T/key" "$ROOT/scripts/reprocess" 2024-Q1 --dry-run 2>&1)" 'đã chốt, chờ quyết định|no figure changes'
exit_is 'opened again' 0 close 2024-Q1 --set ho-so-tthc --reopen --by 'NGƯỜI THỬ' --note 'còn sửa'
exit_is 'computed again' 0 env CHISO_VAR="$dir" CHISO_INBOX="$dir/inbox" CHISO_NOW=2024-04-15T01:00:00+07:00 CHISO_KEY="$T/key" "$ROOT/scripts/reprocess" 2024-Q1
is 'it follows' "$(received 2024-Q1)|$(late true)" "$((year + 3))|0"

# by the catalogue's day
mkdir -p "$T/overlay"
printf 'set,period_kind,days,embargo,title_vi,valid_from,valid_to,source\nho-so-tthc,quarter,45,,Chốt sau 45 ngày,,,CHISO\ns003-2024,quarter,45,,Chốt sau 45 ngày,,,CHISO\ns004-2024,quarter,,50,Công bố sau 50 ngày,,,CHISO\n' >"$T/overlay/closings.csv"
folders=$(without_systems "$T/overlay")
night "$dir" CHISO_NOW=2024-05-15T01:00:00+07:00 CHISO_CATALOG="$folders"
is 'on the forty-fifth day it is open' "$(on_server "$dir" -c "select set, period from core.closed")" ''
night "$dir" CHISO_NOW=2024-05-16T01:00:00+07:00 CHISO_CATALOG="$folders"
is 'on the next it is closed, but for what a person opened' "$(on_server "$dir" -c "select set, period, is_decided from core.closed")" 's003-2024|2024-Q1|f'
like 'which is told' "$(tr -s '\n ' '  ' <"$dir/page")" 's003-2024 2024-Q1: đã chốt kỳ theo ngày trong danh mục'

# not before its day
numbers() { on_server "$dir" -c "select count(*), count(gia_tri), count(hien_thi), count(tu_so), bool_and(tam_giu), min(ly_do), min(ly_do_en) from share.chi_so where bo_chi_so = 's004-2024' and ky = '2024-Q1'"; }
is 'until its day a set has no number' "$(numbers)" '30|0|0|0|t|tạm giữ: công bố từ ngày 20/05/2024|held: to be published from 20/05/2024 on'
unlike 'which asks nobody for anything' "$(cat "$dir/out")" 's004-2024'
is 'nor in what stood before' "$(on_server "$dir" -c "select count(gia_tri) from share.chi_so_lich_su where bo_chi_so = 's004-2024' and ky = '2024-Q1'")" 0
not_ok 'nor in what is published' grep -q '^s004-2024,.*,2024-Q1,[^,]*,[^,]*,[^,]*,[0-9]' "$dir/publish/chi_so.csv"
approve() { env CHISO_VAR="$dir" CHISO_INBOX="$dir/inbox" CHISO_NOW=2024-05-17T09:00:00+07:00 CHISO_KEY="$T/key" "$ROOT/scripts/approve" "$@"; }
exit_is 'it can be approved before' 0 approve 2024-Q1 --set s004-2024 --by 'NGƯỜI THỬ'
like '  all of it' "$(cat "$T/out")" 'đã duyệt 30 số'
exit_is '  once' 0 approve 2024-Q1 --set s004-2024 --by 'NGƯỜI THỬ'
like '  and no more' "$(cat "$T/out")" 'không có gì mới|approved before|0 số'
is 'and still has no number' "$(numbers | cut -d'|' -f1,2)" '30|0'
night "$dir" CHISO_NOW=2024-05-20T01:00:00+07:00 CHISO_CATALOG="$folders"
is 'on its day it is published, approved' "$(on_server "$dir" -c "select count(gia_tri) > 20, string_agg(distinct trang_thai_duyet, ' ') from share.chi_so where bo_chi_so = 's004-2024' and ky = '2024-Q1'")" 't|đã duyệt'
done_testing
