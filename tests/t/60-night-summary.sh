#!/bin/bash
# The summary is a screen that can be forwarded, whatever the night was: what a person must do first, then figures that moved, then feeds,
# then pages; what it has no room for is in the details that it names, a held number in neither, and both are kept
# shellcheck source=tests/lib/tap.sh
. "$(dirname "$0")/../lib/tap.sh"
# shellcheck source=tests/lib/night.sh
. "$ROOT/tests/lib/night.sh"

measure() { # FILE: how many lines, and how wide the widest is
	/usr/bin/python3 - "$1" <<'PY'
import sys, unicodedata
text = open(sys.argv[1], encoding="utf-8").read()
wide = lambda c: 0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1
print(len(text.splitlines()), max(sum(map(wide, line)) for line in text.splitlines()))
PY
}
fits() { # NAME FILE [COLUMNS]
	local lines columns
	read -r lines columns <<<"$(measure "$2")"
	ok "$1: at most ${4:-40} lines ($lines)" test "$lines" -le "${4:-40}"
	ok "$1: at most ${3:-78} columns ($columns)" test "$columns" -le "${3:-78}"
}
# How many its groups say that there are, and those that it has no room for.
grouped() { sed -n -E 's/^  - ([0-9]+) .*/\1/p; s/^  … và ([0-9]+) việc nữa.*/\1/p' <(sed -n '/^CHỜ NGƯỜI/,/^SỐ LIỆU/p' "$1") | paste -s -d+ | bc; }
flat() { tr '\n' ' ' <"$1" | tr -s ' '; }

# --- every rule of the night's statements is one that the summary has words for ---
grep -h -o -E '^\\qecho rule [a-z_]+' "$ROOT"/sql/night/*.sql | cut -d' ' -f3 | LC_ALL=C sort >"$T/asked"
sed -n "/<<'END'/,/^END/p" "$ROOT/scripts/lib/rules.sh" | grep '|' | cut -d'|' -f1 | LC_ALL=C sort >"$T/known"
ok 'the statements have rules' test "$(wc -l <"$T/asked")" -ge 25
is 'each is told in words' "$(LC_ALL=C comm -23 "$T/asked" "$T/known")" ''
is 'nobody has words for a rule that is none' "$(LC_ALL=C comm -13 "$T/asked" "$T/known" | paste -s -d' ')" \
	'late left not_asked not_computed pages quarantine stuck wrong'

# --- a night on which everything is the matter, laid down by hand ---
mkdir -p "$T/work/ask" "$T/store/publish"
cat >"$T/draw" <<'END' # WIDTH
#!/bin/bash
for part in base config session run text facts rules moves brief; do . "$ROOT/scripts/lib/$part.sh"; done
WORK=$T/work STORE=$T/store CHISO_VAR=$T/store CHISO_NOW=2024-04-01T01:00:00+07:00 RUN=123456 CHISO_WIDTH=$1
printf -v run_began '%(%s)T' -1
declare -A page=([waits]=0 [came]=1234 [expected]=1299 [connected]=123 [systems]=456 [loaded]=123456 [read]=123456789 [kept]=123456780
	[rejected]=12345678 [duplicate]=1234567 [new]=1234567 [changed]=234567 [moved]=123456 [withdrawn]=12345 [now]=12345678 [approved]=1234567
	[held]=1234567 [incomputable]=1234567) counts=([bad]=12345 [left]=12345 [stuck]=1234 [waiting]=12345)
rm -f "$WORK"/page.*
printf '%s\n' "x${BAR}y${BAR}7654321$BAR" >"$WORK/page.open"
printf 'count|%s|12345|\n' overdue not_reached relapsed behind soon >"$WORK/by-date"
long='Hồ sơ thủ tục hành chính của một đơn vị có tên rất dài, khong-co-dau-cach-nao-o-trong-ten-tep-nay-nen-khong-xuong-dong-duoc.xml'
while IFS= read -r rule; do
	add_wait "$rule" 12345 "$long" '' "$([ "$rule" != held ] || echo "$long")"
	add_to page waits 12345
	note_n[$rule]=12345
done <"$T/known"
for n in {1..60}; do
	add_row page.arrivals "feed-$n" "$long" "$([ $((n % 2)) = 0 ] && echo late || echo never)" 1234 01/04/2024 01/03/2024 "$n"
	add_row page.sets "set-$n" 2024-Q1 12345 12345 12345 12345
	for k in 1 2 3 4; do add_row page.moved "set-$n" 2024-Q1 "indicator.$k" H34.19.5 "$long" "$long" "$long"; done
done
write_waits
print_summary page counts 1
END
export ROOT T
draw() { bash "$T/draw" "$1"; }
draw 80 >"$T/worst"
fits 'the worst night' "$T/worst"
is '  every thing that waits is counted' "$(grouped "$T/worst")" $((12345 * $(wc -l <"$T/known")))
for heading in 'CHỜ NGƯỜI XỬ LÝ' 'SỐ LIỆU' 'NGUỒN / FEEDS' 'ĐỌC Ở / READ IN'; do like "  it has $heading" "$(cat "$T/worst")" "$heading"; done
is '  a person is told what to do at least three times' "$(grep -c '^    → ' "$T/worst" | sed 's/^[3-9].*/yes/')" yes
like '  figures that moved are told' "$(cat "$T/worst")" 'indicator\.1 H34\.19\.5: '
like '  the others are counted' "$(cat "$T/worst")" 'và [0-9]+ bộ, kỳ nữa'
draw 40 >"$T/narrow"
fits '  in a narrow window' "$T/narrow" 40 120

# --- a quiet night, then a loud one ---
need_night_key
dir=$T/v
own_server "$dir/postgres"
mkdir -p "$dir/inbox" "$T/my"
fill_inbox "$dir/inbox"
ask() { on_server "$dir" -c "$1"; }
night "$dir"
is 'a quiet night' "$?" 0
cp "$dir/out" "$T/quiet"
fits 'a quiet night' "$T/quiet"
like '  nothing waits' "$(cat "$T/quiet")" 'waiting for a person: nothing'
like '  it says how it ended, when, and which run it was' "$(flat "$T/quiet")" '\(exit 0\) lúc / at 01:00 01/04/2024, lần chạy / run 1, '
is '  what came is what the ledger has' "$(flat "$T/quiet" | grep -o -E '(loaded|read|kept) [0-9]+' | paste -s -d' ')" \
	"$(ask "select format('loaded %s read %s kept %s', count(*), sum(n_read), sum(n_kept)) from audit.load where state = 'ok'")"
is '  stdout is the file' "$(cmp "$dir/summary.txt" "$T/quiet" && echo same)" same

env CHISO_VAR="$dir" CHISO_INBOX="$dir/inbox" CHISO_NOW=2024-04-02T09:00:00+07:00 CHISO_RETRY_SECONDS=0 bash "$ROOT/scripts/approve" 2024-Q1 \
	--set s004-2024 --by 'Nguyễn Văn Mẫu' >/dev/null 2>"$T/err" || tap_note "$(cat "$T/err")"
echo 'check,feed,set,indicator,kind,params,severity,message_vi,valid_from,valid_to,source
mine_held,,s004-2024,I.10,range,0 50 %,gate,ngoài khoảng của tôi,,,CHISO test
mine_same,,ho-so-tthc,hs.ma-khac,range,5 9 ho-so,gate,ngoài khoảng của tôi nữa,,,CHISO test' >"$T/my/checks.csv"
sed -e 's/29\/31 HTTT/28\/31 HTTT/' -e 's/93,55%/90,32%/' -e 's/<bcq:ThoiDiemGui>20240329/<bcq:ThoiDiemGui>20240402/' -e '0,/26%/s/26%/27%/' \
	"$ROOT/samples/bao-cao-quy/2024-Q1.xml" >"$dir/inbox/bao-cao-quy/later.xml"
for n in 1 2 3; do printf '<cut%d><off>' $n >"$dir/inbox/hoso-tthc/xau-$n.xml"; done
good 4001 >"$dir/inbox/hoso-tthc/tong.xml"
printf 'total=9\n' >"$dir/inbox/hoso-tthc/tong.xml.meta"
good 4002 | sed 's,NgayTiepNhan>[^<]*<,NgayTiepNhan>hôm qua<,' >"$dir/inbox/hoso-tthc/tu-choi.xml"
ln -s nowhere "$dir/inbox/hoso-tthc/lien-ket.xml"
code=0
night "$dir" CHISO_NOW=2024-09-20T01:00:00+07:00 CHISO_CATALOG="$ROOT/pipeline/catalog/base:$ROOT/pipeline/catalog/ba-ria-vung-tau:$ROOT/pipeline/catalog/kon-tum:$T/my" || code=$?
is 'a loud night' "$code" 1
loud=$dir/out
tap_note "$(cat "$loud")"
fits 'a loud night' "$loud"
is '  what a person must do comes first, then figures, feeds, pages' "$(grep -o -E '^(Xong|CHỜ NGƯỜI|SỐ LIỆU|NGUỒN|ĐỌC Ở)' "$loud" | paste -s -d' ')" \
	'Xong CHỜ NGƯỜI SỐ LIỆU NGUỒN ĐỌC Ở'
waits=$(sed -n 's/^chiso_waiting_for_a_person //p' "$dir/metrics.prom")
like '  it says how much' "$(cat "$loud")" "WAITING FOR A PERSON: $waits"
is '  and of what, to the last' "$(grouped "$loud")" "$waits"
like '  files held back are one line' "$(cat "$loud")" '  - 3 tệp bị giữ lại / files held back'
like '  with one of them' "$(cat "$loud")" 'less quarantine/[^ ]*xau-[^ ]*\.txt'
like '  figures held back, by rule' "$(cat "$loud")" "  - $(ask 'select count(*) from audit.tam_giu') số tạm giữ, chờ duyệt / figures held back"
like '  with the command' "$(cat "$loud")" 'scripts/approve 2024-Q1 --list'
like '  late feeds are told' "$(cat "$loud")" 'chưa gửi lần nào / never came: '
is '  every page that it names is there' "$(cd "$dir/publish" && grep -o -E '[a-z0-9-]+\.html|bao-cao-[^ ]*\.html' "$loud" | LC_ALL=C sort -u | while read -r name; do [ -e "$name" ] || echo "$name"; done)" ''
told=$(sed -n 's/^  \(nights.*detail.txt\).*/\1/p' "$loud")
ok '  so are the details' test -s "$dir/$told"

# whatever was found is in one of them
ask "select words from audit.finding where rule not in ('quarantine', 'late') union select place from audit.finding where place <> '' and rule <> 'quarantine' union select split_part(name, '.', 1) from audit.quarantine where name like '%xau-1%'" >"$T/found"
ok '  there is much to find' test "$(wc -l <"$T/found")" -ge 5
cat "$loud" "$dir/$told" | tr '\n' ' ' | tr -s ' ' >"$T/both"
while IFS= read -r words; do
	grep -q -F -- "$(tr -s ' ' <<<"$words")" "$T/both" || echo "$words"
done <"$T/found" >"$T/lost"
is '  and nothing of it is lost' "$(cat "$T/lost")" ''

# what moved is what the warehouse says
ask "select format('%s %s: %s -> %s', n.chi_so, n.co_quan, case when n.chi_so = 'hs.ma-khac' then 'đã công bố / public' else o.hien_thi || coalesce(' ' || o.don_vi_tinh, '') end,
		case when n.tam_giu then 'tạm giữ / held' else n.hien_thi || coalesce(' ' || n.don_vi_tinh, '') end)
	from share.chi_so_lich_su n join share.chi_so_lich_su o using (bo_chi_so, chi_so, co_quan, ky)
	where n.tu_lan_chay = (select max(run_id) from audit.run) and n.den_lan_chay is null and o.den_lan_chay = n.tu_lan_chay
		and (n.tam_giu or o.hien_thi is distinct from n.hien_thi)" | LC_ALL=C sort >"$T/moved"
sed -n -E 's/^    (.*) \|.*/\1/p' "$loud" | grep -e '->' | LC_ALL=C sort >"$T/shown"
ok '  figures moved' test "$(wc -l <"$T/shown")" -ge 3
is '  each as the warehouse has it' "$(LC_ALL=C comm -23 "$T/shown" "$T/moved")" ''
like '  as many' "$(cat "$loud")" "changed \($(wc -l <"$T/moved") moved\)"
like '  one is held now' "$(cat "$loud")" 'I\.10 H06: 93,55 % -> tạm giữ / held'

like '  one that was public and is held now as it was is not quoted' "$(cat "$loud")" 'hs\.ma-khac H34: đã công bố / public -> tạm giữ / held'

# held numbers
is '  the held number stands' "$(ask "select shown from core.indicator where indicator = 'I.10' and agency = 'H06' and period = '2024-Q1' and run_to is null")" '90,32'
is '  and is nowhere' "$(cat "$loud" "$dir/$told" "$dir"/nights/*/* | grep -c -E '90[.,]32|28/31')" 0

# --- what was said stays ---
is 'the night before has its summary still' "$(cmp "$dir"/nights/2024-04-01-000001/summary.txt "$T/quiet" && echo same)" same
is '  for its owner alone' "$(stat -c %a "$dir/nights")" 700
night "$dir" CHISO_NIGHTS=2 CHISO_KEY="$T/nowhere" CHISO_NOW=2024-09-21T01:00:00+07:00
is 'a night that is not done' "$?" 64
fits 'a night that is not done' "$dir/out"
like '  it says what to do' "$(cat "$dir/out")" 'IS NOT DONE.*sửa cấu hình.*the key file '
is '  what was kept stays until a night is done (63-night-kept)' "$(cd "$dir/nights" && echo *)" '2024-04-01-000001 2024-09-20-000003 2024-09-21-000000'
is '  the last is the one that is known by name' "$(cmp "$dir"/nights/2024-09-21-*/summary.txt "$dir/summary.txt" && echo same)" same
done_testing
