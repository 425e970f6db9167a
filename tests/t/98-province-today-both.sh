#!/bin/bash
# Both provinces of today in one data centre and one warehouse: each has its feeds in folders of its own, and the figures that it has
# alone; what is the one's counts nowhere in the other.
# long
# shellcheck source=tests/lib/tap.sh
. "$(dirname "$0")/../lib/tap.sh"
# shellcheck source=tests/lib/night.sh
. "$ROOT/tests/lib/night.sh"

need_night_key
catalog=$ROOT/pipeline/catalog
today() { /usr/bin/python3 "$ROOT/tests/gen/province_today.py" "$@"; }
rows() { on_server "$dir" -c "select $1 from core.indicator where run_to is null and $2"; }
page() { tr '\n' ' ' <"$dir/page" | tr -s ' '; }

# centre NAME TERRITORIES: the data centre's own folder
centre() {
	mkdir -p "$T/$1"
	printf 'setting,value,title_vi,source\nterritory,%s,Địa bàn của trung tâm dữ liệu,CHISO\n' "$2" >"$T/$1/settings.csv"
}

# fill TERRITORY SUFFIX: the province's world into the inbox, its folders named after it
fill() {
	local folder
	for folder in "$T/world-$1"/*/; do
		mkdir -p "$dir/inbox/$(basename "$folder")$2"
		cp "$folder"/* "$dir/inbox/$(basename "$folder")$2/"
	done
}

# tonight NOW CATALOG
tonight() {
	code=0
	night "$dir" CHISO_NOW="$1T01:00:00+07:00" CHISO_CATALOG="$2" || code=$?
}

centre both 'kon-tum quang-ngai | ba-ria-vung-tau ho-chi-minh'
both=$catalog/base:$catalog/quang-ngai:$catalog/ho-chi-minh:$T/both
today write "$catalog" quang-ngai 7 "$T/world-quang-ngai"
today write "$catalog" ho-chi-minh 8 "$T/world-ho-chi-minh"

# the feeds
feeds() { chiso-catalog show feeds -q --catalog "$catalog/base" --catalog "$catalog/quang-ngai" --catalog "$catalog/ho-chi-minh" --catalog "$T/$1"; }
is 'every feed of the data centre has its like, of the same kind' "$(feeds both | /usr/bin/python3 -c '
import csv, sys
rows = list(csv.DictReader(sys.stdin))
own = {r["feed"]: r["kind"] or r["feed"] for r in rows if r["territory"] == "own"}
laid = {r["laid_from"]: r for r in rows if r["laid_from"]}
print(len(own) > 30, own.keys() == laid.keys(), all(own[f] == r["kind"] and r["feed"] == f + "-ho-chi-minh" for f, r in laid.items()),
      {r["territory"] for r in laid.values()}, any("Thành phố Hồ Chí Minh (" in r["title_vi"] for r in laid.values()))')" \
	"True True True {'ba-ria-vung-tau ho-chi-minh'} True"
exit_is 'lint has no finding' 0 chiso-catalog lint -q --catalog "$catalog" --catalog "$T/both"
centre wrong 'kon-tum quang-ngai | nowhere'
exit_is 'a province that is none is one' 78 chiso-catalog lint -q --catalog "$catalog" --catalog "$T/wrong"
like 'and named' "$(cat "$T/out")" 'column territory: found .nowhere., expected own'
centre three 'quang-ngai | ho-chi-minh | kon-tum'
is 'a third province has its own beside them' "$(feeds three | grep -c '^hoso-tthc')" 3
is 'coverage counts the codes of both' "$(chiso-catalog show coverage --catalog "$catalog" --catalog "$T/both" | sed -n 's/^codes,\(quang-ngai\|ho-chi-minh\): invented,"\([0-9]*\) .*/\1 \2/p' |
	LC_ALL=C sort | tr '\n' ' ')" 'ho-chi-minh 185 quang-ngai 116 '
is 'a system has the feeds of both' "$(chiso-catalog show systems --at 2026-11-01 --catalog "$catalog" --catalog "$T/both" -q | /usr/bin/python3 -c '
import csv, sys
print(*[r["feeds"] for r in csv.DictReader(sys.stdin) if r["system"] == "11"])')" 'ho-so-ho-tich ho-so-ho-tich-ho-chi-minh'

# each alone
for territory in quang-ngai ho-chi-minh; do
	dir=$T/$territory
	own_server "$dir/postgres"
	fill "$territory" ''
	tonight 2026-11-01 "$catalog/base:$catalog/$territory"
	is "$territory alone: the night is done" "$code" 0
done

# both together
dir=$T/v
own_server "$dir/postgres"
fill quang-ngai ''
fill ho-chi-minh -ho-chi-minh
tonight 2026-11-01 "$both"
is 'both: the night is done, and nothing waits' "$code" 0
is 'no file is held back, nobody is unknown' "$(on_server "$dir" -c 'select (select count(*) from audit.quarantine), (select count(*) from audit.reject)')" '0|0'
like 'the page names the feeds of both' "$(page)" '\(hoso-tthc\): đã đến / came - Hồ sơ thủ tục hành chính, Thành phố Hồ Chí Minh \(hoso-tthc-ho-chi-minh\): đã đến / came'
for territory in quang-ngai ho-chi-minh; do
	ok "$territory: 120 rows of the index and the dossier figures are the truth's, to the last digit, or say why" \
		today compare "$T/world-$territory/truth.csv" "$dir"/figures/2026-Q3.csv "$dir"/figures/2026-Q4.csv
	tap_note "$(tail -n 1 "$T/out")"
done
# sorted FILE…: the rows of streams without their ends
sorted() { grep -h -v '^end,\|^_kind,' "$@" | LC_ALL=C sort; }
for period in 2026-Q3 2026-Q4 2026; do
	sorted "$T/quang-ngai/figures/$period.csv" "$T/ho-chi-minh/figures/$period.csv" >"$T/alone"
	sorted "$dir/figures/$period.csv" >"$T/together"
	ok "$period: the figures of both are byte by byte those that each has alone" cmp "$T/alone" "$T/together"
	ok "$period: and they are some" test "$(wc -l <"$T/together")" -gt 100
done
for view in den_han phan_cong van_ban ho_so_thong_ke; do
	sorted "$T/quang-ngai/publish/$view.csv" "$T/ho-chi-minh/publish/$view.csv" | uniq >"$T/alone"
	sorted "$dir/publish/$view.csv" >"$T/together"
	ok "share.$view has the rows of both" cmp "$T/alone" "$T/together"
done

# a smaller world for what follows: a dossier and the index of each
dir=$T/small
own_server "$dir/postgres"
mkdir -p "$dir/inbox"/{hoso-tthc,hoso-tthc-ho-chi-minh,bien-so-chi-so,bien-so-chi-so-ho-chi-minh}
H29() { sed "s/000\.00\.19\.H34-240115-$1/H29.90001-261005-$1/; s/20240115/20261005/g; s/20240122/20261012/g"; }
H48() { sed "s/000\.00\.19\.H34-240115-$1/H48.90001-$2-$1/; s/20240115/20$2/g; s/20240122/20261112/g"; }
good 1006 | H48 1006 261005 >"$dir/inbox/hoso-tthc/a_20261101003000.xml"
good 1007 | H29 1007 >"$dir/inbox/hoso-tthc-ho-chi-minh/a_20261101003000.xml"
cp "$T/world-quang-ngai/bien-so-chi-so/"*.xml "$dir/inbox/bien-so-chi-so/"
cp "$T/world-ho-chi-minh/bien-so-chi-so/"*.xml "$dir/inbox/bien-so-chi-so-ho-chi-minh/"
tonight 2026-11-01 "$both"
is 'a small night of both' "$code" 0

# one number in both is two dossiers, one file in both folders is two; and files of one province in the other's folders: a few records, many,
# a report
good 1001 | sed 's/000\.00\.19\.H34-240115/DVC-261005/; s/20240115/20261005/g; s/20240122/20261012/g' >"$dir/inbox/hoso-tthc/k_20261102003000.xml"
cp "$dir/inbox/hoso-tthc/k_20261102003000.xml" "$dir/inbox/hoso-tthc-ho-chi-minh/"
mkdir -p "$dir/inbox/ho-so-ho-tich-ho-chi-minh"
sed 's/000000001001/000000009001/' "$dir/inbox/hoso-tthc/k_20261102003000.xml" >"$dir/inbox/ho-so-ho-tich-ho-chi-minh/m_20261102003000.xml"
good 1003 | H29 1003 >"$dir/inbox/hoso-tthc/w_20261102003000.xml"
/usr/bin/python3 - "$T/world-ho-chi-minh/hoso-tthc" "$dir/inbox/hoso-tthc/x_20261102003000.xml" <<'PY'
import glob, re, sys
text = [open(p, encoding="utf-8").read() for p in sorted(glob.glob(sys.argv[1] + "/*.xml"))[:4]]
head, rest = text[0].split("<data>\n")
with open(sys.argv[2], "w", encoding="utf-8") as f:
    f.write(head + "<data>\n" + "".join(re.search("<data>\n(.*)</data>", t, re.S)[1] for t in text).replace("-2610", "-2611") + rest[rest.index("</data>"):])
PY
moved=$(grep -o '<HoSo>' "$dir/inbox/hoso-tthc/x_20261102003000.xml" | wc -l)
sed 's/bsc-H29/bsc-H29-b/' "$T/world-ho-chi-minh/bien-so-chi-so/bien-so-H29.xml" >"$dir/inbox/bien-so-chi-so/y.xml"
count() { rows "string_agg(value::text, ' ' order by agency)" "indicator = 'hs.tiep-nhan' and period = '2026-Q4' and agency in ('H29', 'H48') and set like 'ho-so%'"; }
before=$(count)
rows "set, indicator, agency, period, value" "set like 'chi-so%' and period = '2026-Q3'" | LC_ALL=C sort >"$T/before"
tonight 2026-11-02 "$both"
is 'files of the other province wait for a person' "$code" 1
is 'the same number counts once in each, what lies in the wrong folder nowhere' "$(count)" "$((${before% *} + 2)) $((${before#* } + 1))"
like 'within one province a number twice is told' "$(page)" 'ho-so-ho-tich-ho-chi-minh hoso-tthc-ho-chi-minh: 1 khóa có ở cả hai nguồn cùng loại'
unlike 'of two provinces it is not' "$(page)" 'hoso-tthc hoso-tthc-ho-chi-minh: '
like 'a few records are told' "$(page)" 'hoso-tthc w_20261102003000.xml: 1/1 bản ghi là của tỉnh khác trong cùng trung tâm dữ liệu'
like 'a whole file is held back, and why' "$(page)" "x_20261102003000.xml: $moved of $moved records refused, expected at most 20 or 5 %; $moved are another province"
like 'so is a report' "$(page)" 'y.xml: ([0-9]+) of [0-9]+ records refused, expected at most 20 or 5 %; [0-9]+ are another province'
rows "set, indicator, agency, period, value" "set like 'chi-so%' and period = '2026-Q3'" | LC_ALL=C sort >"$T/after"
ok 'no figure of the index of either changes by it' cmp "$T/before" "$T/after"
cp "$dir"/quarantine/*x_20261102003000.xml "$T/x.xml"
rm -f "$dir"/quarantine/*

# one province is silent; the other reports what of the register it is connected to
good 1004 | H48 1004 261107 >"$dir/inbox/hoso-tthc/z_20261108003000.xml"
mkdir -p "$dir/inbox/danh-muc-ket-noi-ho-chi-minh"
sed '0,/Đã kết nối/s//Chưa kết nối/' "$ROOT/samples/danh-muc-ket-noi/phu-luc-1_20240201.xml" >"$dir/inbox/danh-muc-ket-noi-ho-chi-minh/pl.xml"
printf 'sent_at=2026-11-07T08:00:00+07:00\n' >"$dir/inbox/danh-muc-ket-noi-ho-chi-minh/pl.xml.meta"
tonight 2026-11-08 "$both"
is 'a province that is silent waits for a person' "$code" 1
like 'and is named' "$(page)" '- Hồ sơ thủ tục hành chính, Thành phố Hồ Chí Minh: hỏi nơi gửi / ask the sender \(hoso-tthc-ho-chi-minh\)'
unlike 'the other is not' "$(page)" 'ask the sender \(hoso-tthc\)'
like 'connected systems that never sent anything are, of each province' "$(page)" 'never sent anything: [^:]*: [^:]*11 ho-so-ho-tich,[^:]* 15 ho-so-giao-thong-ho-chi-minh'
like 'what the province reports of the register is held against it' "$(page)" 'danh-muc-ket-noi-ho-chi-minh: register_differs: [^:]*: trạng thái / status: 1 \(báo cáo / reported: chưa kết nối\)'
is 'and not taken for the first one'"'"'s report' "$(on_server "$dir" -c 'select count(trang_thai_bao_cao) from share.nguon')" 0

# a quarter of one province alone
again() { env CHISO_VAR="$dir" CHISO_INBOX="$dir/inbox" CHISO_NOW=2026-11-08T02:00:00+07:00 CHISO_KEY="$T/key" CHISO_RETRY_SECONDS=0 CHISO_CATALOG="$both" "$@"; }
ok 'a set of one province is approved' again "$ROOT/scripts/approve" 2026-Q4 --set ho-so-ho-chi-minh --by 'TRẦN THỊ THỬ' --note 'Tờ trình 1'
approved() { on_server "$dir" -c "select string_agg(distinct set, ' ') from core.indicator_published where run_to is null and state = 'approved'"; }
is 'and no other' "$(approved)" ho-so-ho-chi-minh
good 1005 | H48 1005 261007 >"$dir/inbox/hoso-tthc/late_20261108013000.xml"
again "$ROOT/scripts/reprocess" 2026-Q4 >"$T/changed" 2>"$T/err" || true
ok 'a quarter again after a late file changes figures' grep -q 'ho-so-quang-ngai' "$T/changed"
not_ok 'of its province alone' grep -q 'chi-minh' "$T/changed"
is 'what was approved of the other stands' "$(approved)" ho-so-ho-chi-minh
before=$(count)
cp "$T/x.xml" "$dir/inbox/hoso-tthc-ho-chi-minh/x_20261102003000.xml"
good 1003 | H29 1003 >"$dir/inbox/hoso-tthc-ho-chi-minh/w_20261109003000.xml"
tonight 2026-11-09 "$both"
like 'the province comes again: the days of its silence are named' "$(page)" \
	'- hoso-tthc-ho-chi-minh: Hồ sơ thủ tục hành chính, Thành phố Hồ Chí Minh: không có gì các ngày 03–0[78]/11/2026'
is 'files that were put into the right folder count, every record' "$(count)" "$((${before% *} + moved + 1)) ${before#* }"
ok 'the figures as published come out of the warehouse again' again "$ROOT/scripts/reprocess" 2026-Q4 --catalog as-published -o "$T/again.csv"

# before the mergers: the old provinces in the folders of those that follow them
rm -rf "${dir:?}/inbox"
all=$catalog/base:$catalog/ba-ria-vung-tau:$catalog/ho-chi-minh:$catalog/ho-chi-minh-ba-ria-vung-tau:$catalog/kon-tum:$catalog/quang-ngai:$catalog/quang-ngai-kon-tum:$T/both
dir=$T/old
own_server "$dir/postgres"
mkdir -p "$dir/inbox"/{hoso-tthc,hoso-tthc-ho-chi-minh,bao-cao-quy,bien-so-chi-so}
good 1001 >"$dir/inbox/hoso-tthc/a_20240116010000.xml"
good 1002 | sed 's/000\.00\.19\.H34-240115/000.00.19.H06-240115/' >"$dir/inbox/hoso-tthc-ho-chi-minh/b_20240116010000.xml"
good 1003 | H48 1003 261005 >"$dir/inbox/hoso-tthc/c_20261006010000.xml"
good 1004 | H29 1004 >"$dir/inbox/hoso-tthc-ho-chi-minh/d_20261006010000.xml"
cp "$ROOT"/samples/bao-cao-quy/*.xml "$dir/inbox/bao-cao-quy/"
cp "$ROOT"/samples/bien-so-chi-so/aside/so-tttt-2024-Q1.xml "$dir/inbox/bien-so-chi-so/"
tonight 2026-11-01 "$all"
ok 'a night with the old provinces too' test "$code" -le 1
received() { rows "string_agg(set || ' ' || agency || ' ' || value, ', ' order by agency)" "indicator = 'hs.tiep-nhan' and period = '$1' and agency in ('H06', 'H29', 'H34', 'H48')"; }
is 'a dossier of 2024 is of the old province' "$(received 2024-Q1)" 'ho-so-tthc H34 1'
is 'one of today of that which follows' "$(received 2026-Q4)" 'ho-so-ho-chi-minh H29 1, ho-so-quang-ngai H48 1'
is 'the dossier of the other old province is of that one' "$(on_server "$dir" -c "select string_agg(agency || ' ' || value, ', ') from core.measure
	where run_to is null and period = '2024-Q1' and measure = 'received' and agency like 'H06_%'")" 'H06.? 1'
ok 'the old provinces have their reports and their index' test "$(rows 'count(*)' "set in ('s004-2024', 's003') and agency in ('H06', 'H34') and period like '2024%' and value is not null")" -gt 25
rows "set, indicator, agency, period, value" "period like '2024%'" | LC_ALL=C sort >"$T/before"
env CHISO_VAR="$dir" CHISO_INBOX="$dir/inbox" CHISO_NOW=2026-11-01T02:00:00+07:00 CHISO_KEY="$T/key" CHISO_CATALOG="$all" \
	"$ROOT/scripts/reprocess" 2024-Q1 >"$T/out" 2>"$T/err"
like 'their quarter is computed again, and nothing changes' "$(cat "$T/out")" '2024-Q1: không số liệu nào thay đổi'
rows "set, indicator, agency, period, value" "period like '2024%'" | LC_ALL=C sort >"$T/after"
ok 'to the last row' cmp "$T/before" "$T/after"
done_testing
