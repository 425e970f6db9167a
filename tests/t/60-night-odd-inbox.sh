#!/bin/bash
# Whatever lies in the inbox: each odd thing is named and left or put aside, every good file is loaded, the night has its end
# shellcheck source=tests/lib/tap.sh
. "$(dirname "$0")/../lib/tap.sh"
# shellcheck source=tests/lib/night.sh
. "$ROOT/tests/lib/night.sh"

need_night_key
dir=$T/v
own_server "$dir/postgres"
inbox=$dir/inbox/hoso-tthc
mkdir -p "$inbox"

long=$(printf 'Hồ sơ thủ tục hành chính %.0s' {1..7})
good 1001 >"$inbox/$(printf 'kh\xf4ng-utf8-t\xf4t.xml')"
printf '<cut><off>' >"$inbox/$(printf 'kh\xf4ng-utf8-x\xe2u.xml')"
printf '<cut><on>' >"$inbox/${long:0:175}xấu.xml"
good 1002 >"$inbox/${long:0:175}.xml"
good 1003 >"$inbox/tong.xml"
printf 'total=1\n' >"$inbox/tong.xml.meta"
good 1004 >"$inbox/phu.xml"
printf 'sent_at=20240116020000\n' >"$inbox/phu.meta"
good 1005 >"$T/outside.xml"
ln -s "$T/outside.xml" "$inbox/lien-ket.xml"
mkfifo "$inbox/ong.xml"
mkdir "$inbox/thu-muc.xml" "$T/elsewhere"
good 1006 >"$T/elsewhere/a.xml"
ln -s "$T/elsewhere" "$dir/inbox/danh-muc-tthc"
head -c 40000000 /dev/zero | tr '\0' ' ' | gzip -9 -c >"$inbox/bom.xml.gz"
: >"$inbox/rong.xml"
{
	good 1007
	printf '\0<x/>'
} >"$inbox/sau-goc.xml"
good 1008 >"$inbox/ghi-chu.txt"
good 1009 >"$inbox/dang-tai.xml.crdownload"
for i in {1..150}; do printf '<cut%d><off>' "$i" >"$inbox/hong-$i.xml"; done
good 1010 >"$inbox/z-cuoi.xml"

code=0
night "$dir" || code=$?
is 'the night is done; a person is asked for' "$code" 1
like 'the good ones are loaded, each of them' "$(cat "$dir/page")" 'files: 5 loaded, 0 already known, 155 held back'
is 'they are in the ledger' "$(on_server "$dir" -c "select count(*) from audit.load where state = 'ok'")" 5
is 'a name that is no UTF-8 is escaped' "$(on_server "$dir" -c "select count(*) from audit.load where file_name = 'kh\\xF4ng-utf8-t\\xF4t.xml'")" 1
is 'the other sidecar is read' "$(on_server "$dir" -c "select sent_from || ' ' || to_char(sent_at at time zone 'Asia/Ho_Chi_Minh', 'HH24') from audit.load
	where file_name = 'phu.xml'")" 'meta 02'
is 'what is left are no files of ours, what is named, and nothing else' "$(cd "$dir/inbox" && find . ! -type d | LC_ALL=C sort)" "./danh-muc-tthc
./hoso-tthc/dang-tai.xml.crdownload
./hoso-tthc/ghi-chu.txt
./hoso-tthc/lien-ket.xml
./hoso-tthc/ong.xml"
for name in lien-ket.xml ong.xml danh-muc-tthc; do
	like "$name is named" "$(cat "$dir/page")" "$name"
done
is 'all bad ones are in quarantine, with their notes' "$(find "$dir/quarantine" -type f ! -name '*.meta' | wc -l)" 310
is 'under names that are text' "$(find "$dir/quarantine" -type f | iconv -f UTF-8 -t UTF-8 2>/dev/null | wc -l)" 463
is 'the ledger lists them' "$(on_server "$dir" -c 'select count(*) from audit.quarantine')" 155
like 'the bomb by its code' "$(on_server "$dir" -c "select reason from audit.quarantine where name like 'bom%'")" 'grow more than 1000 times'
ok 'the page stays a page' test "$(wc -l <"$dir/page")" -lt 120
like 'bad files of one kind are one line' "$(cat "$dir/page")" '\+15[0-9] tệp / files'
ok 'metrics are there' grep -qx 'chiso_night_status 1' "$dir/metrics.prom"
is 'the run has its end' "$(on_server "$dir" -c 'select status from audit.run')" 1

code=0
night "$dir" || code=$?
is 'the night after' "$code" 1
like 'finds nothing new' "$(cat "$dir/page")" 'files: nothing new arrived'
done_testing
