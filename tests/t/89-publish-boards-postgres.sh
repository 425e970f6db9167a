#!/bin/bash
# The pages of the index, of agencies and places, and of two periods: every number on them the warehouse's by another reader, what it
# would cost to win a point, and nothing that is held.
# shellcheck source=tests/lib/tap.sh
. "$(dirname "$0")/../lib/tap.sh"
# shellcheck source=tests/lib/warehouse.sh
. "$ROOT/tests/lib/warehouse.sh"
# shellcheck source=tests/lib/flagged.sh
. "$ROOT/tests/lib/flagged.sh"
# shellcheck source=tests/lib/boards.sh
. "$ROOT/tests/lib/boards.sh"
need_postgres
cd "$ROOT" || exit 1
export CHISO_NOW=$NOW
ok 'a warehouse of the samples' warehouse
ok 'names and ways of scoring' boards
read_as() { /usr/bin/python3 tests/lib/published.py "$@"; }
# shellcheck disable=SC2317 # ok calls it
page() { chiso-publish "$1" -q --now 2024-04-01 "${@:2}"; }

# --- figures beside those of the samples: a step, a choice, other provinces, one that is held, a total ---
points='points_unknown: score as a fraction of the maximum'
sql "insert into core.indicator (set, indicator, agency, period, basis, numerator, denominator, value, shown, unit, score, score_max, run_from, flags) values
	('s003-2024', '6.8', 'H34', '2024-Q1', 'computed', '14', '25', '56', '56,00', '%', '0', null, 1, '$points'),
	('s003-2024', '6.9', 'H34', '2024-Q1', 'computed', '6', '21', '200/7', '28,57', '%', '2/7', null, 1, '$points'),
	('s003-2024', '6.12', 'H34', '2024-Q1', 'computed', '5', '7', '500/7', '71,43', '%', '25/28', null, 1, '$points'),
	('s003-2024', '6.13', 'H34', '2024-Q1', 'computed', null, null, null, null, '%', null, null, 1, null),
	('s003-2024', '5.12.2', 'H34', '2024-Q1', 'computed', null, null, '1.2', '1,20', 'ty-dong', '0.7', null, 1, '$points'),
	('s003-2024', '1.6', 'H34', '2024-Q1', 'computed', null, null, '0', '0', null, '0', null, 1, '$points'),
	('s003-2024', '4.6', 'H34', '2024-Q1', 'computed', '90', '1172', '2250/293', '7,68', '%', '16828/56549', null, 1, '$points'),
	('s003-2024', '5.3', 'H34', '2024-Q1', 'computed', '9357', '10001', '93.57', '93,57', '%', '0.935606439356', null, 1, 'gate jump: nhảy (93,57; 50)'),
	('s003-2024', '5.4', 'H34', '2024-Q1', 'computed', '3', '4', '75', '75,00', '%', '7.5', '10', 1, null),
	('s003-2024', '4.9', 'H34', '2024-Q1', 'computed', '1', '4', '25', '25,00', '%', '0.25', null, 1, '$points'),
	('s003-diem', 'dti.6', 'H34', '2024-Q1', 'computed', null, null, '152.5', '152,50', 'diem', '152.5', '200', 1, null)"
flagged
held='93,57|93\.57|9357|9\.357|10001|10\.001|0[,.]9356'

# --- the scoreboard ---
ok 'the scoreboard' page bang-diem --set s003-2024 --period 2024-Q1 -o "$T/b.html"
is 'nothing strange is in it' "$(read_as strange "$T/b.html")" ''
ok 'a second reader takes it as well' xmllint --html --noout "$T/b.html"
of="bo_chi_so = 's003-2024' and ky = '2024-Q1' and co_quan = 'H34'"
numbers_are 'every value is the warehouse'"'"'s, with its parts' "$T/b.html" d- 'Kết quả' "select chi_so, concat_ws(' ',
	replace(nullif(hien_thi, ''), ',', '.'), case when mau_so is not null then tu_so::text || ' ' || mau_so end) from share.chi_so where $of"
numbers_are 'and every score' "$T/b.html" d- 'Điểm, % điểm tối đa' "select chi_so, concat_ws(' ', trim_scale(round(phan_diem, 2)),
	case when diem_toi_da is null then replace(diem_phan_so, '⁄', ' ') end,
	case when phan_diem is not null and diem_toi_da is not null then diem || ' ' || diem_toi_da end) from share.bang_diem where $of"
numbers_are 'and what is lost' "$T/b.html" d- 'Còn mất' "select chi_so, concat_ws(' ', trim_scale(round(phan_mat, 2)),
	trim_scale(round(diem_toi_da * phan_mat / 100, 4))) from share.bang_diem where $of"
# by hand: 14 of 25; 6 of 21; 5 of 7 where four fifths are enough; 1.2 where 2 are the next step; 3 of 4 of ten points
while IFS='|' read -r id words; do
	is "what it would cost to win $id" "$(read_as cells "$T/b.html" d- | grep "^$id,Muốn" | cut -d, -f3- | tr -d '"')" "$words"
done <<'END'
6.8|Tất cả hoặc không: còn thiếu 11 mới được điểm; thiếu một cũng không có điểm nào.
6.9|Thêm 1 ở tử số được thêm 4,76% điểm tối đa; thêm 15 thì trọn điểm.
6.12|Thêm 1 ở tử số được thêm 17,86% điểm tối đa; thêm 1 thì trọn điểm.
5.12.2|Theo bậc: thêm 0,8 thì lên bậc kế tiếp, được thêm 30% điểm tối đa.
1.6|Có hoặc không: thực hiện được thì trọn điểm.
4.6|Tùy số của các tỉnh khác: không nói trước được.
5.4|Thêm 1 ở tử số được thêm 25% điểm tối đa; thêm 1 thì trọn điểm.
4.9|Không nói trước được từ riêng con số này: xem cách chấm.
5.3|
6.13|
END
says() { tr -d '\n' <"$1" | grep -o "<tr id=\"$2\".*" | sed 's|</tr>.*||;s/<[^>]*>/ /g' | tr -s ' '; }
like 'what has no number says so by sign and word' "$(says "$T/b.html" d-6.13)" '– chưa có số liệu'
like 'what is held as well' "$(says "$T/b.html" d-5.3)" '◼ tạm giữ, chờ duyệt'
is 'a pillar has its points where they are known' "$(read_as numbers "$T/b.html" nhom- | grep '^6,Điểm')" '6,Điểm,152.5 200'
ok 'as a workbook' page bang-diem --set s003-2024 --period 2024-Q1 --format xlsx -o "$T/b.xlsx"
read_as sheet "$T/b.xlsx" >"$T/b.sheet"
is 'with the same scores, as numbers' "$(sed -n '/^# Bảng điểm/,/^# /p' "$T/b.sheet" | cut -f8 | sed -n 's/^n://p' | xargs printf '%.12g\n' | LC_ALL=C sort -n | paste -sd' ')" \
	"$(sql "select trim_scale(round(phan_diem, 2)) from share.bang_diem where $of and phan_diem is not null" | LC_ALL=C sort -n | paste -sd' ')"

# --- an agency's page, and the table of them ---
sql "insert into core.indicator (set, indicator, agency, period, basis, numerator, denominator, value, shown, unit, run_from, flags) values
	('ho-so-tthc', 'hs.ty-le-dung-han', 'H34.19', '2023-Q4', 'computed', '3', '4', '75', '75,00', '%', 1, null),
	('ho-so-tthc', 'hs.ty-le-so-hoa', 'H34.19', '2024-Q1', 'computed', '9357', '10001', '93.57', '93,57', '%', 1, 'gate jump: nhảy (93,57; 50)')
	on conflict (set, indicator, agency, period) where run_to is null do update set value = excluded.value, shown = excluded.shown,
		numerator = excluded.numerator, denominator = excluded.denominator, flags = excluded.flags"
flagged
sql "insert into core.reject_open values ('H34.19', 'Sở Tư pháp', 'hoso-tthc', 'ngay_tiep_nhan', 'Ngày tiếp nhận', 'date.not_real', 'ngày không tồn tại',
	'a date that does not exist', 'ghi ngày có thật trên lịch', 'write a day that the calendar has', 3, 1, '2024-03-05 08:00+07')"
ok 'the page of an agency' page co-quan --agency H34.19 -o "$T/a.html"
is 'nothing strange is in it' "$(read_as strange "$T/a.html")" ''
ok 'a second reader takes it as well' xmllint --html --noout "$T/a.html"
latest="select distinct on (chi_so) * from share.chi_so where co_quan = 'H34.19' and bo_chi_so = 'ho-so-tthc'
	order by chi_so, gia_tri is null and gia_tri_phan_so is null and not tam_giu, left(ky, 4) desc, length(ky), ky desc"
read_as numbers "$T/a.html" f- >"$T/a.numbers"
ok 'its figures are there' test "$(grep -c 'Kết quả mới nhất' "$T/a.numbers")" -gt 20
numbers_are 'each the latest that there is, with its parts' "$T/a.html" f-ho-so-tthc- 'Kết quả mới nhất' "select chi_so, concat_ws(' ',
	replace(nullif(hien_thi, ''), ',', '.'), case when mau_so is not null then tu_so::text || ' ' || mau_so end) from ($latest) l"
is 'beside the period before' "$(grep '^ho-so-tthc-hs.ty-le-dung-han,Kỳ trước' "$T/a.numbers" | cut -d, -f3)" '75.00'
is 'its targets in every role, as often as the documents have them' "$(read_as cells "$T/a.html" v- | grep -c ',Mã,')" \
	"$(sql "select count(distinct (ma_vai_tro, bo_chi_so, chi_so)) from share.phan_cong where 'H34.19' in (co_quan, thanh_vien)")"
is 'one by one' "$(read_as cells "$T/a.html" v- | grep ',Mã,' | cut -d, -f1 | LC_ALL=C sort | md5sum)" \
	"$(sql "select distinct ma_vai_tro || '-' || bo_chi_so || '-' || chi_so from share.phan_cong where 'H34.19' in (co_quan, thanh_vien)" | LC_ALL=C sort | md5sum)"
is 'what was refused, with what to do' "$(read_as cells "$T/a.html" x- | cut -d, -f2- | grep -v '^head' | cut -d, -f2 | paste -sd'|')" \
	'Ngày tiếp nhận|ngày không tồn tại|ghi ngày có thật trên lịch|3|05/03/2024'
like 'and where its list is had' "$(sed 's/<[^>]*>//g' "$T/a.html")" 'chiso-rejects --agency H34.19 -o H34.19.csv'
is 'how complete it is, a period at a time' "$(read_as numbers "$T/a.html" k-own- | cut -d, -f2,3 | paste -sd'|')" \
	"$(sql "select string_agg(p.ky || ',' || coalesce(c.n, ''), '|' order by left(p.ky, 4) desc, length(p.ky), p.ky desc) from (select distinct ky from share.chi_so where co_quan = 'H34.19') p
		left join (select ky, count(*) filter (where gia_tri is not null or gia_tri_phan_so is not null or tam_giu) || ' ' || count(*) as n
			from share.chi_so where co_quan = 'H34.19' group by ky) c using (ky)")"
ok 'and as a workbook' page co-quan --agency H34.19 --format xlsx -o "$T/a.xlsx"
is 'of three sheets' "$(read_as sheet "$T/a.xlsx" | grep '^#' | paste -sd' ')" '# Chỉ số # Chỉ tiêu # Bị từ chối'
exit_is 'who has nothing has no page' 66 chiso-publish co-quan --agency H99
ok 'the table of the agencies' page cac-co-quan -o "$T/c.html"
read_as numbers "$T/c.html" '' >"$T/c.numbers"
is 'has all of them' "$(grep -c ',Mọi vai trò,' "$T/c.numbers")" "$(sql "select count(distinct a) from (select co_quan as a from share.chi_so union
	select coalesce(thanh_vien, co_quan) from share.phan_cong union select co_quan from share.cho_sua) x left join share.danh_muc n on n.ma_loai = 'agency' and n.ma = x.a
	where a <> 'unknown' and n.ma_cap is distinct from 'group'")"
numbers_are 'with its targets' "$T/c.html" '' 'Mọi vai trò' "select regexp_replace(replace(replace(a, '?', 'chua-ro'), '~', 'khong-phan-bo'), '[^A-Za-z0-9._-]', '_', 'g'),
	(select count(distinct (bo_chi_so, chi_so)) from share.phan_cong where coalesce(thanh_vien, co_quan) = a) from (select distinct a from (select co_quan as a from share.chi_so
	union select coalesce(thanh_vien, co_quan) from share.phan_cong union select co_quan from share.cho_sua) y) x
	left join share.danh_muc n on n.ma_loai = 'agency' and n.ma = x.a where a <> 'unknown' and n.ma_cap is distinct from 'group'"

# --- the table of places ---
sql "insert into core.indicator (set, indicator, agency, period, basis, numerator, denominator, value, shown, unit, run_from, flags) values
	('ho-so-tthc', 'hs.ty-le-so-hoa', 'H34.40.05', '2024-Q1', 'computed', '9357', '10001', '93.57', '93,57', '%', 1, 'gate jump: nhảy (93,57; 50)')
	on conflict (set, indicator, agency, period) where run_to is null do update set value = excluded.value, shown = excluded.shown,
		numerator = excluded.numerator, denominator = excluded.denominator, flags = excluded.flags"
flagged
ok 'the table of places' page dia-ban --set ho-so-tthc --period 2024-Q1 -o "$T/p.html"
is 'nothing strange is in it' "$(read_as strange "$T/p.html")" ''
ok 'a second reader takes it as well' xmllint --html --noout "$T/p.html"
for name in 'Số hồ sơ tiếp nhận' 'Tỷ lệ hồ sơ giải quyết đúng hạn' 'Tổng phí, lệ phí'; do
	/usr/bin/python3 -c 'import re, sys; text = open(sys.argv[1], encoding="utf-8").read(); open(sys.argv[2], "w", encoding="utf-8").write(re.sub(r"id=\"p-\d+-", "id=\"p-", text))' \
		"$T/p.html" "$T/places.html"
	numbers_are "$name: of every place as the warehouse has it" "$T/places.html" p- "$name" "select co_quan, coalesce(trim(replace(hien_thi, ',', '.')), '')
		from share.chi_so join share.danh_muc n on n.ma_loai = 'agency' and n.ma = co_quan join share.danh_muc i on i.ma_loai = 'indicator' and i.ma = chi_so
		where bo_chi_so = 'ho-so-tthc' and ky = '2024-Q1' and i.ten = '$name' and (co_quan = 'H34' or n.ma_cap in ('district', 'commune', 'unknown'))"
done
like 'a district is rolled up, and says what it received itself' "$(says "$T/p.html" p-1-H34.40)" 'Ủy ban nhân dân thành phố Kon Tum ∑ gộp [(]tự tiếp nhận 0 [)]'
like "a commune's is its own" "$(says "$T/p.html" p-1-H34.40.05)" 'riêng 2'
is 'what is held is a sign' "$(read_as cells "$T/p.html" p- | grep -c ',Tỷ lệ hồ sơ có thành phần số hóa,◼')" 1
ok 'as a workbook' page dia-ban --set ho-so-tthc --period 2024-Q1 --format xlsx -o "$T/p.xlsx"
is 'with every figure of the places' "$(read_as sheet "$T/p.xlsx" | grep -vc '^#')" "$(($(sql "select count(*) from share.chi_so join share.danh_muc n
	on n.ma_loai = 'agency' and n.ma = co_quan where bo_chi_so = 'ho-so-tthc' and ky = '2024-Q1' and (co_quan = 'H34' or n.ma_cap in ('district', 'commune', 'unknown'))") + 1))"

# --- two periods side by side: up, down, appeared, gone, the same, held, and another definition ---
sql "insert into core.indicator (set, indicator, agency, period, basis, value, shown, unit, due_status, run_from, flags)
	select 's003', x.*, 1, case when x.indicator = '4.1' and x.period = '2024-Q2' then 'gate jump: nhảy (93,57; 50)' end from (values
	('3.1', 'H34', '2024-Q1', 'computed', '40', '40,00', '%', 'on_course'), ('3.1', 'H34', '2024-Q2', 'computed', '42.5', '42,50', '%', 'behind'),
	('3.2', 'H34', '2024-Q1', 'computed', '1234.5', '1234,50', 'ho', ''), ('3.2', 'H34', '2024-Q2', 'computed', '34.5', '34,50', 'ho', ''),
	('3.3', 'H34', '2024-Q2', 'computed', '7', '7,00', '%', ''), ('3.4', 'H34', '2024-Q1', 'computed', '8', '8,00', '%', ''),
	('3.5', 'H34', '2024-Q1', 'computed', '9', '9,00', '%', ''), ('3.5', 'H34', '2024-Q2', 'computed', '9', '9,00', '%', ''),
	('3.6', 'H34', '2024-Q1', 'computed', '10', '10,00', '%', ''), ('3.6', 'H34', '2024-Q2', 'computed', '12', '12,00', '%', ''),
	('3.7', 'H34', '2024-Q1', 'computed', '3', '3', 'ho', ''), ('3.7', 'H34', '2024-Q2', 'computed', '4', '4', '%', ''),
	('4.1', 'H34', '2024-Q1', 'computed', '50', '50,00', '%', ''), ('4.1', 'H34', '2024-Q2', 'computed', '93.57', '93,57', '%', ''),
	('3.1', 'H34.19', '2024-Q1', 'computed', '1', '1,00', '%', ''), ('3.1', 'H34.19', '2024-Q2', 'computed', '2', '2,00', '%', '')
	) x (indicator, agency, period, basis, value, shown, unit, due_status);
	insert into core.definition values ('2024-Q1', 's003', '3.6', 'old', '', 1), ('2024-Q2', 's003', '3.6', 'new', '', 1),
	('2024-Q1', 's003', '3.1', 'one', '', 1), ('2024-Q2', 's003', '3.1', 'one', '', 1)"
flagged
ok 'two periods' page hai-ky --set s003 --period 2024-Q2 -o "$T/h.html"
is 'nothing strange is in it' "$(read_as strange "$T/h.html")" ''
ok 'a second reader takes it as well' xmllint --html --noout "$T/h.html"
side() { echo "select chi_so, coalesce(trim(replace(hien_thi, ',', '.')), '') from share.chi_so where bo_chi_so = 's003' and co_quan = 'H34' and ky = '$1'
	union all select chi_so, '' from share.chi_so a where bo_chi_so = 's003' and co_quan = 'H34' and ky like '2024-Q_' and not exists
	(select from share.chi_so b where b.bo_chi_so = 's003' and b.co_quan = 'H34' and b.ky = '$1' and b.chi_so = a.chi_so)"; }
numbers_are 'the one is the warehouse'"'"'s' "$T/h.html" h- 'Kỳ trước' "$(side 2024-Q1)"
numbers_are 'and the other' "$T/h.html" h- 'Kỳ này' "$(side 2024-Q2)"
while IFS='|' read -r id words; do
	like "$id: $words" "$(says "$T/h.html" "h-$id")" "$words"
done <<'END'
3.1|[+] 2,5 *▲ tăng *● đúng tiến độ *→ *▼ chậm mốc
3.2|−1.200 *▼ giảm
3.3|✚ mới có số
3.4|✖ không còn số
3.5|= không đổi
3.6|┊ ngắt *◆ thay đổi
3.7|┊ ngắt *◆ thay đổi
4.1|◼ tạm giữ, chờ duyệt
END
is 'of the other agencies how many' "$(read_as numbers "$T/h.html" c- | grep '▲' )" 'H34.19,▲ tăng,1'
ok 'as a workbook' page hai-ky --set s003 --period 2024-Q2 --format xlsx -o "$T/h.xlsx"
is 'with every figure of both' "$(read_as sheet "$T/h.xlsx" | grep -vc '^#')" 10
exit_is 'a first period has none before it' 66 chiso-publish hai-ky --set s003 --period 2024-Q1

# --- all of them: what is held is on none, and what was not touched is not written again ---
mkdir "$T/all"
sql "delete from core.duty where set <> 's003-2024'; delete from core.indicator where agency not in ('H34', 'H34.19', 'H34.40', 'H34.40.05')"
ok 'every page' chiso-publish --all "$T/all" --now 2024-04-01
for file in "$T"/all/*.xlsx; do read_as sheet "$file" >"$file.text"; done
is 'what is held is on no page and in no workbook' "$(grep -r -E -o --include='*.html' --include='*.csv' --include='*.text' -e "$held" "$T/all" | head -n 3)" ''
is 'each under a megabyte' "$(find "$T/all" -name '*.html' -size +999k)" ''
/usr/bin/python3 - "$T/all" >"$T/broken" <<'PY'
import os, re, sys
names = set(os.listdir(sys.argv[1]))
for name in sorted(n for n in names if n.endswith(".html")):
    text = open(os.path.join(sys.argv[1], name), encoding="utf-8").read()
    ids = set(re.findall(r'\bid="([^"]*)"', text))
    for link in re.findall(r'href="([^"]*)"', text):
        page, _, place = link.partition("#")
        if page and page not in names or not page and place and place not in ids:
            print(name, link)
PY
is 'every link of every page leads to a page, or a place, that is there' "$(head -n 5 "$T/broken")" ''
cp -r "$T/all" "$T/before"
like 'what is as it was is not written' "$(chiso-publish --all "$T/all" --known "$T/before/pages.state" --now 2024-04-01 2>&1)" 'pages=0$'
sql "update core.reject_open set rows = 4 where agency = 'H34.19'"
ok 'what of an agency was refused' chiso-publish -q --all "$T/all" --known "$T/before/pages.state" --now 2024-04-01
is 'writes its page and the table, no other agency'"'"'s' "$(LC_ALL=C comm -13 <(LC_ALL=C sort "$T/before/pages.state") <(LC_ALL=C sort "$T/all/pages.state") |
	cut -d' ' -f1 | grep -E '^(co-quan|cac-co-quan|bang-diem|hai-ky|dia-ban|bao-cao)' | paste -sd' ')" 'cac-co-quan co-quan-H34.19'
done_testing
