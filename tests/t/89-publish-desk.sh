#!/bin/bash
# The pages of who runs it: feeds, review list, sign-off. Every number on them, in the workbook and in the CSV is the warehouse's, what is
# held has none, and the entry page leads to them.
# shellcheck source=tests/lib/tap.sh
. "$(dirname "$0")/../lib/tap.sh"
# shellcheck source=tests/lib/night.sh
. "$ROOT/tests/lib/night.sh"
# shellcheck source=tests/lib/mending.sh
. "$ROOT/tests/lib/mending.sh"
# shellcheck source=tests/lib/flagged.sh
. "$ROOT/tests/lib/flagged.sh"
need_night_key
dir=$T/v
own_server "$dir/postgres"
ask() { on_server "$dir" -c "$1"; }
read_as() { /usr/bin/python3 "$ROOT/tests/lib/desk_pages.py" "$@"; }
sheet_of() { /usr/bin/python3 "$ROOT/tests/lib/published.py" sheet "$1" | grep -v '^#' | tail -n +2; }
# a number as it stands on a page
dotted() { printf "replace(to_char(%s, 'FM999,999,999,990'), ',', '.')" "$1"; }

# --- a night, a second one in another month, one figure that is held, a set that is approved but for one ---
mkdir -p "$dir/inbox"
fill_inbox "$dir/inbox"
{
	dossier H34.19-240115-0001 TrangThaiHoSo 77
	dossier H34.15-240115-0003 TrangThaiHoSo 78
	dossier H34.15-240115-0004 NgayTra 20240230080000
} | message >"$dir/inbox/hoso-tthc/sai_20240201010000.xml"
night "$dir"
is 'a night: what departments have to mend stops nobody' "$?" 0
good 0099 >"$dir/inbox/hoso-tthc/moi_20240515010000.xml"
night "$dir" CHISO_NOW=2024-05-20T01:00:00+07:00
is 'and another' "$?" 1
ask "insert into core.indicator (set, indicator, agency, period, basis, value, shown, unit, run_from, flags) values
	('s004-2024', 'I.3', 'H06', '2024-Q3', 'computed', '93.57', '93,57', '%', 1, 'gate jump: nhảy (93,57; 50)'),
	('s004-2024', 'I.4', 'H06', '2024-Q3', 'computed', '41.25', '41,25', '%', 1, 'flag lech: số lệch với kỳ trước (40; 41,25)'),
	('s004-2024', 'I.5', 'H06', '2024-Q3', 'computed', '66', '66', '%', 1, null)"
flagged ask
export CHISO_VAR=$dir CHISO_INBOX=$dir/inbox CHISO_NOW=2024-05-20T01:00:00+07:00 CHISO_KEY=$T/key
ok 'one is approved' bash "$ROOT/scripts/approve" 2024-Q3 --indicator I.5 --by 'Lê Thử' --note 'TTr 12'
pages=$dir/publish
for page in nguon-du-lieu ra-soat trinh-ky-s004-2024-2024-Q3; do
	ok "$page is there" test -s "$pages/$page.html"
	is '  nothing strange is in it' "$(/usr/bin/python3 "$ROOT/tests/lib/published.py" strange "$pages/$page.html")" ''
	ok '  a second reader takes it as well' xmllint --html --noout "$pages/$page.html"
	ok '  under a megabyte' test "$(wc -c <"$pages/$page.html")" -lt 1000000
	ok '  and as a workbook' test -s "$pages/$page.xlsx"
done

# --- feeds ---
read_as rows "$pages/nguon-du-lieu.html" >"$T/feeds"
is 'every feed, and every system' "$(cut -d'|' -f1 "$T/feeds" | LC_ALL=C sort)" "$(ask "select nguon from share.nguon_du_lieu where he_thong is null
	union all select concat_ws(':', stt, x.feed) from share.nguon left join lateral regexp_split_to_table(nguon, ' ') x(feed) on true" | LC_ALL=C sort)"
is 'all 23 of the register' "$(cut -d'|' -f2 "$T/feeds" | grep . | sort -u | wc -l)" "$(ask 'select count(*) from core.system')"
is 'kept and refused, of the last message and of all' "$(cut -d'|' -f1,7,8,9 "$T/feeds" | grep -v '||' | sed 's/[^|:]*://' | LC_ALL=C sort -u)" \
	"$(ask "select feed, $(dotted last.kept) || ' / ' || $(dotted last.rejected), $(dotted 'sum(n_kept)') || ' / ' || $(dotted 'sum(n_rejected)') || count(*) || ' tệp',
		coalesce((select $(dotted 'sum(rows)') from core.reject_open r where r.feed = l.feed), '')
		from audit.load l cross join lateral (select sum(n_kept) as kept, sum(n_rejected) as rejected from audit.load x where x.feed = l.feed and x.state = 'ok'
			and x.run_id = (select max(run_id) from audit.load y where y.feed = l.feed and y.state = 'ok')) last
		where state = 'ok' group by feed, last.kept, last.rejected" | LC_ALL=C sort)"
is 'those that are late, and for how long' "$(cut -d'|' -f1,4 "$T/feeds" | sed -n 's/ *▼ .*[^0-9]\([0-9][0-9]*\) ngày$/\1/p' | sed 's/[^|:]*://' | LC_ALL=C sort)" \
	"$(ask "select d.feed, date '2024-05-20' - late_from from core.feed_due d where state in ('late', 'missing', 'never')" | LC_ALL=C sort)"
ok '  some' test "$(grep -c '▼' "$T/feeds")" -ge 2
is '  as the tile counts' "$(read_as tiles "$pages/nguon-du-lieu.html" | sed -n 's/ ▼chậm.*//p')" "$(cut -d'|' -f4 "$T/feeds" | grep -c '▼')"
is 'the months of dossiers' "$(read_as titles "$pages/nguon-du-lieu.html" | sed -n 's/^hoso-tthc|.*: \(0[1-9].*\)/\1/p;s/^hoso-tthc|bản ghi giữ theo tháng: //p' | head -n 1)" \
	"$(ask "select string_agg(m || ': ' || n, '; ' order by m) from (select to_char(accepted_at at time zone 'Asia/Ho_Chi_Minh', 'MM/YYYY') as m, sum(n_kept) as n from audit.load
		where feed = 'hoso-tthc' and state = 'ok' group by 1) x")"
is 'the workbook has the same numbers, as numbers' "$(sheet_of "$pages/nguon-du-lieu.xlsx" | cut -f3,10-12 | grep 'n:[1-9]' | LC_ALL=C sort -u)" \
	"$(ask "select 's:' || feed || E'\tn:' || count(*) || E'\tn:' || sum(n_kept) || E'\tn:' || sum(n_rejected) from audit.load where state = 'ok' group by feed" | LC_ALL=C sort)"
is 'the CSV begins with what a spreadsheet knows it by' "$(head -c 3 "$pages/nguon-du-lieu.csv" | od -An -tx1)" ' ef bb bf'

# --- the review list ---
read_as rows "$pages/ra-soat.html" >"$T/items"
is 'held figures, without a number' "$(grep '^held ' "$T/items" | cut -d' ' -f2-5 | LC_ALL=C sort)" \
	"$(ask "select bo_chi_so || ' ' || ky || ' ' || chi_so || ' ' || co_quan from share.chi_so where tam_giu" | LC_ALL=C sort)"
is 'refused rows' "$(grep '^refused ' "$T/items" | sed 's/.*(\([0-9]*\) dòng).*/\1/' | paste -sd+ | bc)" "$(ask "select sum(rows) from core.reject_open")"
is '  as scripts/rejects counts them' "$(ask "select sum(rows) from core.reject_open")" \
	"$(bash "$ROOT/scripts/rejects" --list | sed -n 's/^Tất cả .*: //p')"
is 'flagged ones that nobody approved, of the latest two periods' "$(grep '^flagged ' "$T/items" | cut -d' ' -f2-5 | LC_ALL=C sort)" \
	"$(ask "select bo_chi_so || ' ' || ky || ' ' || chi_so || ' ' || co_quan from (select c.*, dense_rank() over (partition by bo_chi_so, length(ky) order by ky desc) as place
		from share.chi_so c) c where not tam_giu and canh_bao <> '' and ngay_duyet is null and place <= 2" | LC_ALL=C sort)"
is 'what is not there' "$(grep '^no_data ' "$T/items" | sed 's/.*(\([0-9]*\) số).*/\1/' | paste -sd+ | bc)" \
	"$(ask "select count(*) from (select c.*, dense_rank() over (partition by bo_chi_so, length(ky) order by ky desc) as place from share.chi_so c) c
		where not tam_giu and gia_tri is null and gia_tri_phan_so is null and place = 1")"
is 'and the tiles count them' "$(read_as tiles "$pages/ra-soat.html" | tr -dc '0-9\n' | head -n 4 | paste -sd' ')" \
	"$(grep -c '^held ' "$T/items") $(ask "select sum(rows) from core.reject_open") $(grep -c '^flagged ' "$T/items") $(grep '^no_data ' "$T/items" | sed 's/.*(\([0-9]*\) số).*/\1/' | paste -sd+ | bc)"
is 'the CSV and the workbook have as many' "$(($(wc -l <"$pages/ra-soat.csv") - 1)) $(sheet_of "$pages/ra-soat.xlsx" | wc -l)" "$(wc -l <"$T/items") $(wc -l <"$T/items")"

# --- the sign-off ---
read_as rows "$pages/trinh-ky-s004-2024-2024-Q3.html" >"$T/figures"
is 'what is approved, put forward and held' "$(cut -d'|' -f2,5,7 "$T/figures" | LC_ALL=C sort)" 'I.3||◼ tạm giữ, chờ duyệt
I.4|41,25%|○ tạm tính, chờ duyệt
I.5|66%|✓ đã duyệt 20/05/2024'
like '  the sections say how many' "$(tr '\n' ' ' <"$pages/trinh-ky-s004-2024-2024-Q3.html")" 'Đã duyệt</span>: <span>1</span>.*Trình duyệt .tạm tính.</span>: <span>1</span>.*Tạm giữ[^<]*</span>: <span>1</span>.*Chưa có số liệu</span>: <span>0</span>'
like '  there is a place to sign' "$(cat "$pages/trinh-ky-s004-2024-2024-Q3.html")" 'NGƯỜI DUYỆT'
is '  and who approved is in the book of approvals alone' "$(grep -l -r 'Lê Thử' "$pages" | head -n 1)" ''
eval "$("$ROOT/scripts/private-postgres" env "$dir/postgres")"
ok 'a period before, by hand' chiso-publish -q trinh-ky --set s004-2024 --period 2024-Q1 --now 2024-05-20 -o "$T/q1.html"
ok '  and as a workbook' chiso-publish -q trinh-ky --set s004-2024 --period 2024-Q1 --now 2024-05-20 --format xlsx -o "$T/q1.xlsx"
read_as rows "$T/q1.html" | cut -d'|' -f2,5 | LC_ALL=C sort >"$T/shown"
ask "select chi_so, coalesce(nullif(hien_thi, '') || case ma_don_vi_tinh when '%' then '%' else coalesce(' ' || don_vi_tinh, '') end, '') from share.chi_so
	where bo_chi_so = 's004-2024' and ky = '2024-Q1'" | LC_ALL=C sort >"$T/expected"
same 'every result of a whole period' "$T/shown" "$T/expected"
is 'and as numbers in the workbook' "$(sheet_of "$T/q1.xlsx" | cut -f4 | sed -n 's/^n://p' | /usr/bin/python3 -c 'import sys; print(*sorted(float(n) for n in sys.stdin))')" \
	"$(ask "select gia_tri from share.chi_so where bo_chi_so = 's004-2024' and ky = '2024-Q1' and gia_tri is not null" | /usr/bin/python3 -c 'import sys; print(*sorted(float(n) for n in sys.stdin))')"

# --- more than there is room for ---
mkdir -p "$T/few"
{
	head -n 1 "$ROOT/pipeline/catalog/base/page_lists.csv"
	grep '^trinh-ky,rows,' "$ROOT/pipeline/catalog/base/page_lists.csv" | sed 's/,600,/,2,/'
} >"$T/few/page_lists.csv"
for format in html xlsx; do
	chiso-publish -q trinh-ky --set s004-2024 --period 2024-Q1 --now 2024-05-20 --format $format -o "$T/few.$format" --catalog "$ROOT/pipeline/catalog" --catalog "$T/few"
done
is 'two of a section stand on the page' "$(read_as rows "$T/few.html" | wc -l)" \
	"$(ask "select sum(least(n, 2)) from (select count(*) as n from share.chi_so where bo_chi_so = 's004-2024' and ky = '2024-Q1'
		group by tam_giu, ngay_duyet is null, gia_tri is null and gia_tri_phan_so is null) x")"
is '  it says how many more there are' "$(tr '\n' ' ' <"$T/few.html" | grep -o '… và <span>[0-9]*' | grep -o '[0-9]*' | paste -sd+ | bc)" \
	"$(($(wc -l <"$T/expected") - $(read_as rows "$T/few.html" | wc -l)))"
is '  and the workbook has all' "$(sheet_of "$T/few.xlsx" | wc -l)" "$(wc -l <"$T/expected")"
is '  a section that has room says nothing of it' "$(grep -c '… và' "$T/q1.html")" 0

# --- held, and the way there ---
for file in "$pages"/*.xlsx; do unzip -p "$file" >"$T/$(basename "$file").text"; done
is 'the held number is on no page, in no workbook and no CSV' "$(grep -l -r -E '93[.,]57' "$pages" "$T"/*.text | head -n 3)" ''
is 'the entry page leads to each' "$(read_as links "$pages/index.html" | grep -E '^(nguon-du-lieu|ra-soat|trinh-ky-.*)\.html$' | LC_ALL=C sort)" \
	"$(cd "$pages" && find . -name 'trinh-ky-*.html' -o -name 'ra-soat.html' -o -name 'nguon-du-lieu.html' | cut -c3- | LC_ALL=C sort)"
done_testing
