#!/bin/bash
# A held number is told by no other figure either: not by the proof of its flags, not as the start of its growth, not by a
# status that is counted from it.
# shellcheck source=tests/lib/tap.sh
. "$(dirname "$0")/../lib/tap.sh"
. "$ROOT/tests/lib/flagged.sh"
cd "$ROOT" || exit 1

need_postgres
export CHISO_CATALOG=$ROOT/pipeline/catalog/base:$ROOT/pipeline/catalog/kon-tum
ok 'the schema' chiso-load migrate -q

# figure INDICATOR PERIOD VALUE FLAGS RULES [SET AGENCY]: a current one, of run 2, that reached its target
figure() {
	sql "insert into core.indicator (set, indicator, agency, period, value, shown, unit, target, status, national_status, due_status,
		national_due_status, flags, rules, run_from) values ('${6:-s003}', '$1', '${7:-H34}', '$2', '$3', '$3', '%', 't', 'reached', 'reached', 'reached',
		'reached', '$4', '$5', 2)" >/dev/null
	flagged
}
flags() { sql "select ma_canh_bao from share.chi_so where chi_so = '$1' and ky = '$2' and co_quan = '${3:-H34}'"; }
rules() { sql "select ma_quy_tac from share.chi_so where chi_so = '$1' and ky = '$2' and co_quan = '${3:-H34}'"; }
status() {
	sql "select concat_ws(' ', hien_thi, ma_trang_thai_tinh, ma_trang_thai_quoc_gia, ma_trang_thai_theo_han, ma_trang_thai_quoc_gia_theo_han)
		from share.chi_so where chi_so = '$1' and ky = '$2'"
}
approve() {
	sql "insert into audit.approval (decision, set, indicator, agency, period, numerator, denominator, value, unit, score, target, reason,
		flags, gates, by_name, note, at, run_id) select 'approve', set, indicator, agency, period, numerator, denominator, value, unit, score,
		target, reason, flags, array(select \"check\" from core.indicator_flag f where f.severity = 'gate' and f.set = i.set and f.indicator = i.indicator and f.agency = i.agency
			and f.period = i.period and f.run_from = i.run_from and f.run_to is not distinct from i.run_to order by ordinal),
		'Nguyễn Văn Bịa', 'n', '2025-01-02', 3 from core.indicator i where indicator = '$1' and period = '$2'" >/dev/null
}
shown() {
	sql "select table_name from information_schema.views where table_schema = 'share'" >"$T/views"
	while IFS= read -r view; do
		[ "$(sql "select count(*) from share.$view v where v::text ~ '$1'")" = 0 ] || printf '%s ' "$view"
	done <"$T/views"
}
JUMP='jump: thay đổi (trên 20) điểm (2023-Q4: 65,00; 2024-Q1: 40,00); quarters: 3/4'

# the period before
figure 3.1 2023-Q4 65 'gate senders_differ: khác nhau (a: X 65 ≠ Y 64)' ''
figure 3.1 2024-Q1 40 "$JUMP" 'calendar=duong-lich; growth_from=65 (2023), 64,5 (2022); growth_from=65 (2023); same=x'
figure 3.1 2024 70 '' 'growth_from=65 (2023)'
figure I.1 2024-Q1 40 'jump: thay đổi (2023-Q4: 65,00; 2024-Q1: 40,00)' 'same=3.1' s004-2024
figure 3.1 2025-Q1 41 'jump: thay đổi (2024-Q4: 7; 2025-Q1: 41)' 'growth_from=8 (2024)'
figure 3.2 2024-Q1 12 'jump: thay đổi (2023-Q4: 99; 2024-Q1: 12)' 'growth_from=99 (2023)'
is 'a flag stands without the held number of the period before' "$(flags 3.1 2024-Q1)" 'jump: thay đổi điểm; quarters: 3/4'
is 'so does a growth' "$(rules 3.1 2024-Q1)" 'calendar=duong-lich; growth_from=tạm giữ; growth_from=tạm giữ; same=x'
is 'that of the year too' "$(rules 3.1 2024)" 'growth_from=tạm giữ'
is 'and another wording of it' "$(flags I.1 2024-Q1)" 'jump: thay đổi'
is 'the number is nowhere' "$(shown '65')" ''
figure 3.1 2024-Q1 40 "$JUMP" 'growth_from=65 (2023)' s003 H34.10
is 'two years on nothing is left out' "$(flags 3.1 2025-Q1)|$(rules 3.1 2025-Q1)" 'jump: thay đổi (2024-Q4: 7; 2025-Q1: 41)|growth_from=8 (2024)'
is 'nor of another agency' "$(flags 3.1 2024-Q1 H34.10)|$(rules 3.1 2024-Q1 H34.10)" "$JUMP|growth_from=65 (2023)"
is 'nor of another indicator' "$(flags 3.2 2024-Q1)|$(rules 3.2 2024-Q1)" 'jump: thay đổi (2023-Q4: 99; 2024-Q1: 12)|growth_from=99 (2023)'
like 'all of it stands for who approves' "$(sql "select flags from core.indicator where indicator = '3.1' and period = '2024-Q1' and agency = 'H34'")" '65,00'
approve 3.1 2023-Q4
is 'it is back when the number is approved' "$(flags 3.1 2024-Q1)|$(rules 3.1 2024)" "$JUMP|growth_from=65 (2023)"

# another row
figure 7.7 2024-Q2 43.98 'gate mine: của tôi (43,98)' ''
figure 7.6 2024-Q2 90 'looks_swapped: có thể bị đảo (7.6: 90; 7.7: 43,98); remark: lệch (a (b (c 43,98)); note: 43,98)' ''
figure 7.8 2024-Q2 5 'number_repeated: chép lại (7.7: 43,98); remark: lệch (a) 43,98; note: 43,98)' ''
figure 7.6 2024-Q3 91 'looks_swapped: có thể bị đảo (7.6: 91; 7.7: 50)' ''
is 'a flag stands without the held number of another row' "$(flags 7.6 2024-Q2)" 'looks_swapped: có thể bị đảo; remark: lệch'
is 'and is cut where its parentheses do not close' "$(flags 7.8 2024-Q2)" 'number_repeated: chép lại'
is 'the number is nowhere' "$(shown '43[.,]98')" ''
is 'another period has its proof' "$(flags 7.6 2024-Q3)" 'looks_swapped: có thể bị đảo (7.6: 91; 7.7: 50)'

# superseded, never approved: the history does not tell it either
for table in indicator indicator_flag; do
	sql "update core.$table set run_to = 9 where indicator = '7.7' or indicator = '7.6' and period = '2024-Q2'" >/dev/null
done
is 'nor does the history tell what was held' "$(sql "select ma_canh_bao from share.chi_so_lich_su where chi_so = '7.6' and ky = '2024-Q2'")" 'looks_swapped: có thể bị đảo; remark: lệch'

# counted over the year so far
sql "insert into core.target_due values ('past', '2024-12-31', 's003', 'kon-tum', '1', '5.9', '', 'province', 't', 'count_per_year', 'w', 'l', 'H34', '', ''),
	('past', '2024-12-31', 's003', 'kon-tum', '2', '5.8', '', 'province', 't', 'level', 'w', 'l', 'H34', '', '')" >/dev/null
for indicator in 5.8 5.9; do
	figure "$indicator" 2024-Q1 1 '' ''
	figure "$indicator" 2024-Q3 3 'gate mine: của tôi (3)' ''
	figure "$indicator" 2024-Q4 2 '' ''
done
is 'a status counted from a held quarter is held' "$(status 5.9 2024-Q4)" 2
like 'readers see why' "$(sql "select ly_do from share.chi_so where chi_so = '5.9' and ky = '2024-Q4'")" '^trạng thái tạm giữ: '
is 'the list of what is due says the same' "$(sql "select trang_thai, hien_thi, ma_trang_thai_theo_han from share.den_han where chi_so = '5.9'")" 'tạm giữ, chờ duyệt|2|'
is 'a quarter before it has its own' "$(status 5.9 2024-Q1)" '1 reached reached reached reached'
is 'so has what is not counted over the year' "$(status 5.8 2024-Q4)" '2 reached reached reached reached'
approve 5.9 2024-Q3
is 'it is back when the quarter is approved' "$(status 5.9 2024-Q4)" '2 reached reached reached reached'
figure 5.9 2024 6 'gate mine: của tôi (6)' ''
is 'the year held as a whole holds the status of its last quarter' "$(status 5.9 2024-Q4) $(status 5.9 2024-Q1)" '2 1 reached reached reached reached'
done_testing
