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
is 'in April nothing of the year is missed' "$(share 'count(*)' "cap = 'tỉnh' and ma_trang_thai_theo_han in ('not_reached', 'overdue')")" 0
is 'what is below its target is not due' "$(word I.9 'status, due_status')" 'not_reached|not_due'
like 'the summary says so' "$(grep '^I.9 ' "$dir/page")" 'chưa đến hạn'
early=$(on_server "$dir" -c "select indicator from core.indicator where run_to is null and set = 's004-2024' and period = '2024-Q1'
	and status = 'reached' and due_status = 'on_course' order by indicator limit 1")
like 'what is reached before its day is on course' "$(grep "^$early " "$dir/page")" 'đúng tiến độ( \(!\))?$'
unlike 'and calls nothing missed' "$(grep '^I.9 ' "$dir/page")" 'chưa đạt'
is 'the appendix too' "$(on_server "$dir" -c "select ma_trang_thai_tinh, ma_trang_thai_theo_han, han from share.phu_luc_i where ma_chi_tieu = 'I.9'")" \
	'not_reached|not_due|2024-12-31'
is 'the national target of 2023 is past, and no figure of 2024 stands beside it' \
	"$(share 'ma_trang_thai_theo_han, hien_thi, ly_do' "chi_so = 'I.9' and cap = 'quốc gia'")" 'no_figure||so với số liệu năm 2023: không có số liệu của năm ấy'
is 'a dash is no target' "$(share 'count(*)' "chi_so = 'I.3'")" 1
# one list of every target, computed or not
in_list() { on_server "$dir" -c "select $1 from share.den_han where $2"; }
listed() { chiso-catalog show due -q --now "${NIGHT_NOW%%T*}" | /usr/bin/python3 -c 'import csv, sys; print(sum(1 for r in csv.DictReader(sys.stdin)))'; }
NIGHT_NOW=${NIGHT_NOW:-2024-04-01T01:00:00+07:00}
is 'every target of every document stands in it once' "$(in_list 'count(*)' true)" "$(listed)"
is 'none without a state' "$(in_list 'count(*)' "trang_thai is null")" 0
is 'none without its leader, but for the one row that names none' \
	"$(in_list 'chi_so' "chu_tri is null and bo_chi_so <> 's003-muc-tieu'")" 6.22
is 'what was not received says so' "$(in_list 'ky, han, ma_trang_thai_theo_han, ly_do, chu_tri' "bo_chi_so = 's003' and chi_so = '5.9'")" \
	'|2024-12-31|not_due|chưa có số liệu: Sở Thông tin và Truyền thông tỉnh Kon Tum chưa gửi số cuộc diễn tập theo quy định (5.9 n), biểu bien-so-chi-so|Sở Thông tin và Truyền thông tỉnh Kon Tum'
is 'and what was, why it has no number' "$(in_list 'ly_do' "chi_so = 'III.3' and cap = 'tỉnh'")" \
	'chưa có số liệu: III.3: chưa nhận được số liệu “Kết quả, như báo cáo nêu”'
is 'a figure stands with its leader and its words' "$(in_list 'ky, hien_thi, don_vi_tinh, trang_thai, ly_do is null, chu_tri' "chi_so = 'II.1' and cap = 'tỉnh'")" \
	'2024-Q1|8,48|%|chưa đến hạn|t|Cục Thống kê tỉnh Bà Rịa - Vũng Tàu'
is 'two conditions of one line are two rows of it' "$(in_list 'chi_tieu' "chi_so = 's000.I.1' and ma_phan = 'condition'")" 'đảm bảo đạt 40 Mbps'
like 'the summary counts them by date' "$(tr '\n' ' ' <"$dir/page" | sed 's/  */ /g')" \
	'targets by date: [0-9]+ đúng tiến độ / on course [0-9]+; năm đã qua, không có số liệu / past year, no figure 17; hạn xa hơn / later [0-9]+; không định hạn / undated'
by_date() { sed -n '/^Chỉ tiêu theo hạn/,/^$/p' "$dir/page"; }
counted() { by_date | sed '/^  - /,$d' | tr '\n' ' ' | grep -oE ' [0-9]+(;| *$)' | tr -d '; ' | awk "{ n += \$1 } END { print n }"; }
is 'and the counts add up' "$(counted)" "$(by_date | sed -n '1s/.*: //p')"
unlike 'nobody is asked for what no figure can tell' "$(by_date)" '^  - '
# a unit is told by its name, a symbol is one already
cat >"$T/table.sql" <<SQL
create temp table sets as select 's004-2024' as set, 'title' as title_vi, 'here' as territory;
create temp table set_rows as select 's004-2024' as set, 'I.9' as indicator, 'words' as wording, '1' as seq;
create temp table territories as select 'here' as territory, agency as root_agency from core.indicator where set = 's004-2024' limit 1;
create temp table targets as select 's004-2024' as set;
create temp view published as select * from core.indicator_published where run_to is null;
begin;
\\set now '2024-05-01T01:00:00+07:00'
\\i '$ROOT/sql/night/table.sql'
update core.indicator set unit = 'tin-bai' where set = 's004-2024' and indicator = 'I.9';
set constraints all immediate;
\\i '$ROOT/sql/night/table.sql'
rollback;
SQL
is 'the table tells units by their names' "$(on_server "$dir" -q -f "$T/table.sql" | cut -d '|' -f 6 | tr '\n' ';')" '26 %;26 tin, bài;'

NIGHT_NOW=2024-05-01T01:00:00+07:00
night "$dir"
like 'a month later no figure changed' "$(cat "$dir/page")" 'no figure changed'
NIGHT_NOW=2024-12-31T01:00:00+07:00
night "$dir"
is 'on the last day of the year it is missed' "$(word I.9 'status, due_status, shown')" 'not_reached|not_reached|26'
is 'without data it is due' "$(word I.15 due_status)" due
like 'in the list too' "$(by_date)" '31/12/2024 \(hôm nay\) s004-2024 I\.3: Tỷ lệ hồ sơ thanh toán'
is 'eight lines of it, no more' "$(by_date | grep -c '^  - ')" 8
NIGHT_NOW=2025-01-01T01:00:00+07:00
night "$dir"
is 'and overdue the day after' "$(share chi_so "ma_trang_thai_theo_han = 'overdue' and cap = 'tỉnh'" | sort | tr '\n' ' ')" 'I.15 III.3 '
NIGHT_NOW=2025-01-02T01:00:00+07:00
night "$dir"
like 'then nothing changes' "$(cat "$dir/page")" 'no figure changed'
is 'the words of before stay readable' \
	"$(on_server "$dir" -c "select string_agg(due_status, ' ' order by run_from) from core.indicator where set = 's004-2024' and indicator = 'I.15' and period = '2024-Q1'")" \
	'not_due due overdue'
done_testing
