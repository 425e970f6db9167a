#!/bin/bash
# Refused records of feeds that share a kind: listed in the kind's words, mended in the list, closed by their own feed alone; and of a
# packet in JSON, whose records stand at a byte
# shellcheck source=tests/lib/tap.sh
. "$(dirname "$0")/../lib/tap.sh"
# shellcheck source=tests/lib/night.sh
. "$ROOT/tests/lib/night.sh"
# shellcheck source=tests/lib/mending.sh
. "$ROOT/tests/lib/mending.sh"

need_night_key
dir=$T/v
own_server "$dir/postgres"
main=$dir/inbox/hoso-tthc kin=$dir/inbox/ho-so-ho-tich other=$dir/inbox/ho-so-giao-thong
mkdir -p "$main" "$kin" "$other"
now() { on_server "$dir" -c "$1"; }
rows() { tail -n +2 "$1" | grep -c "$2"; }
{
	dossier H34.19-240115-0001 TrangThaiHoSo 77
	dossier H34.19-240115-0002 KenhThucHien 9
	dossier H34.19-240115-0003 TrangThaiHoSo 77
	dossier H34.19-240115-0004 TrangThaiHoSo 77
	dossier H34.19-240115-0005
} | message >"$kin/mot_20240201010000.xml"
# another path, another row of fields.csv: the state is an attribute
cat >"$other/mot_20240201010000.xml" <<'XML'
<?xml version="1.0" encoding="UTF-8"?>
<TraCuuHoSoResponse><TraCuuHoSoResult>
<HoSo SoHoSo="H34.19-240115-0101" TrangThai="77"><MaTTHC>1.909015</MaTTHC><LoaiDoiTuong>1</LoaiDoiTuong><NgayTiepNhan>20240115083000</NgayTiepNhan><NgayHenTra>20240122170000</NgayHenTra><DonViXuLy>Sở Tư pháp</DonViXuLy><KenhThucHien>2</KenhThucHien></HoSo>
</TraCuuHoSoResult></TraCuuHoSoResponse>
XML
sed -E '0,/"TrangThaiHoSo": "[0-9]+"/s//"TrangThaiHoSo": "77"/' "$ROOT/samples/hoso-tthc/aside/02-nhieu-ho-so_20240120010000.json" >"$main/goi_20240120010000.json"
night "$dir"
is 'records of three feeds are refused' "$(now "select l.feed, l.kind, count(*) from audit.reject r join audit.load l using (load_id)
	where r.field in ('trang_thai', 'kenh') group by 1, 2 order by 1")" "$(printf '%s\n' 'ho-so-giao-thong|hoso-tthc|1' 'ho-so-ho-tich|hoso-tthc|4' 'hoso-tthc|hoso-tthc|1')"
rejects "$dir" --agency H34.19 -o "$T/list.csv" 2>"$T/err"
is 'each is in the list, with its key, its field by the words of the kind' "$(rows "$T/list.csv" 'H34.19-240115-0[01]0.*ho-so-.*Trạng thái hồ sơ (trang_thai).*một trong các mã: 1 ')" 4
is 'a field that is blank says whose record it is' "$(rows "$T/list.csv" 'H34.19-240115-0002,.*(kenh).*một trong các mã: 1 (Trực tiếp)')" 1
is 'all may be edited here' "$(rows "$T/list.csv" 'cột cuối')" 5

# ---- the same keys from another feed of the kind mend nothing
{
	dossier H34.19-240115-0001
	dossier H34.19-240115-0002
} | message >"$main/hai_20240210010000.xml"
dossier H34.19-240115-0003 | message >"$kin/hai_20240210010000.xml"
night "$dir"
rejects "$dir" --agency H34.19 -o "$T/open.csv" 2>"$T/err"
is 'a later record of another feed closes nothing' "$(rows "$T/open.csv" 'H34.19-240115-000[12]')" 2
is 'one of its own does' "$(rows "$T/open.csv" 'H34.19-240115-0003')" 0
rejects "$dir" --agency H34.19 --mended -o "$T/mended.csv" 2>"$T/err"
like '  and is named' "$(grep 'H34.19-240115-0003' "$T/mended.csv")" ',hai_20240210010000.xml 01/04/2024'

# ---- edited
record=$(now "select r.record from audit.reject r join audit.load l using (load_id) where l.feed = 'hoso-tthc' and r.field = 'trang_thai'")
for list in $(now "select distinct agency from audit.reject where agency <> ''") unknown; do
	rejects "$dir" --agency "$list" 2>"$T/err" | grep -a 'goi_20240120010000.json.*(trang_thai)' >/dev/null && break
done
rejects "$dir" --agency "$list" -o "$T/packet.csv" 2>"$T/err"
like 'the place in a packet of JSON is a byte, and said to be' "$(head -n 1 "$T/packet.csv")" ',Dòng \(JSON: byte\) / line \(JSON: byte\),'
cp "$T/open.csv" "$T/edits.csv"
/usr/bin/python3 - "$T/edits.csv" <<'PY'
import csv, sys
rows = list(csv.reader(open(sys.argv[1], encoding="utf-8-sig", newline="")))
for row in rows[1:]:
    row[-1] = {"0001": "10", "0002": "2", "0101": "9"}.get(row[7][-4:], "")
csv.writer(open(sys.argv[1], "w", encoding="utf-8-sig", newline="")).writerows(rows)
PY
exit_is 'values of two feeds of a kind are taken' 0 rejects "$dir" --apply "$T/edits.csv" --by 'Lê Thử'
like '  all three' "$(tr -s ' \n' ' ' <"$T/out")" 'Đã sửa 3 giá trị'
is '  and stand in their own feeds' "$(now "select feed, ma_ho_so, trang_thai, kenh from core.hoso_tthc where feed <> 'hoso-tthc' and ma_ho_so ~ '(0001|0002|0101)\$' order by 1, 2")" \
	"$(printf '%s\n' 'ho-so-giao-thong|H34.19-240115-0101|9|2' 'ho-so-ho-tich|H34.19-240115-0001|10|1' 'ho-so-ho-tich|H34.19-240115-0002|9|2')"
is '  not in the other, which has the same keys' "$(now "select ma_ho_so, trang_thai from core.hoso_tthc where feed = 'hoso-tthc' and ma_ho_so ~ '000[12]\$' order by 1")" \
	"$(printf '%s\n' 'H34.19-240115-0001|9' 'H34.19-240115-0002|9')"
rejects "$dir" --agency H34.19 -o "$T/open.csv" 2>"$T/err"
is 'they are no longer open' "$(rows "$T/open.csv" 'H34.19-240115-0\(00[12]\|101\)')" 0
edit "$T/packet.csv" "$record" trang_thai 9
exit_is 'one in a packet of JSON is taken, at its byte' 0 rejects "$dir" --apply "$T/packet.csv" --by 'Lê Thử'
like '  and mended' "$(tr -s ' \n' ' ' <"$T/out")" 'Đã sửa 1 giá trị'
is '  it is there' "$(now "select v.trang_thai from core.hoso_tthc v join audit.load l using (load_id) where l.file_name like 'goi_%' and v.record = $record")" 9

# ---- what is of a quarter's months, read again with all of it
rows=$(now "select feed, ma_ho_so, trang_thai, kenh from core.hoso_tthc order by 1, 2")
code=0
env CHISO_VAR="$dir" CHISO_INBOX="$dir/inbox" CHISO_NOW="$NIGHT_NOW" CHISO_KEY="$T/key" CHISO_RETRY_SECONDS=0 \
	bash "$ROOT/scripts/reprocess" 2024-01 >"$T/again" 2>"$T/err" || code=$?
ok 'a month is reprocessed' [ "$code" -le 1 ]
is '  with what was repaired' "$(now "select feed, ma_ho_so, trang_thai, kenh from core.hoso_tthc order by 1, 2")" "$rows"
like '  and no figure is another' "$(cat "$T/again")" '^2024-01: không số liệu nào thay đổi'
done_testing
