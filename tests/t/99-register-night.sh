#!/bin/bash
# What of the register is not as planned: a report that differs, a silent feed, a day that passed; a system that is not connected is
# not missing, and one cell makes it live.
# shellcheck source=tests/lib/tap.sh
. "$(dirname "$0")/../lib/tap.sh"
# shellcheck source=tests/lib/night.sh
. "$ROOT/tests/lib/night.sh"

S=$ROOT/samples/danh-muc-ket-noi
need_night_key
dir=$T/v
own_server "$dir/postgres"
mkdir -p "$dir/inbox/danh-muc-ket-noi" "$T/my"
# row COLUMN=VALUE…: number 22 of the register, changed, in a folder of its own
row() {
	/usr/bin/python3 - "$ROOT/pipeline/catalog/base/systems.csv" "$@" >"$T/my/systems.csv" <<'PY'
import csv, sys
rows = [r for r in csv.DictReader(open(sys.argv[1], encoding="utf-8", newline="")) if r["system"] == "22"]
rows[0].update(cell.split("=", 1) for cell in sys.argv[2:])
out = csv.DictWriter(sys.stdout, rows[0].keys(), lineterminator="\n")
out.writeheader()
out.writerows(rows)
PY
}
# run DAY: a night; its page in one line in $page
run() {
	code=0
	night "$dir" CHISO_NOW="$1T01:00:00+07:00" CHISO_CATALOG="$ROOT/pipeline/catalog/base:$ROOT/pipeline/catalog/kon-tum:$T/my" || code=$?
	page=$(tr '\n' ' ' <"$dir/page" | tr -s ' ')
}
register() { on_server "$dir" -F '|' -c "select $1 from share.nguon where stt = $2"; }

# before any report: nothing is compared, and before its first due day nothing is missing
row feeds=giao-nhan-du-lieu
run 2024-02-01
is 'a night without a report is done' "$code" 0
unlike 'and no system is missed on the first night' "$page" 'nothing ever came|never sent anything'
unlike 'and compares nothing' "$page" 'register_differs'
like 'the register is told in a line' "$page" 'Hệ thống kết nối \(share\.nguon\): 13/23 đã kết nối'
is 'share.nguon has all 23' "$(on_server "$dir" -c 'select count(*) from share.nguon')" 23
is 'and no empty cell' "$(on_server "$dir" -c "select count(*) from share.nguon where '' in (trang_thai, loai, muc_dich, mau, ket_qua_mau, so_do, dung_cho, chu_quan, dau_moi)
	or num_nulls(trang_thai, loai, muc_dich, mau, ket_qua_mau, so_do, dung_cho, chu_quan, dau_moi) > 0")" 0
ok 'it is published' grep -q '^22,"\?Hệ thống dịch vụ, tiện ích' "$dir/publish/nguon.csv"
is 'nothing was reported of them' "$(on_server "$dir" -c 'select count(trang_thai_bao_cao) from share.nguon')" 0

# the annex, reported as it is
cp -p "$S"/phu-luc-1_20240201.xml* "$dir/inbox/danh-muc-ket-noi/"
run 2024-02-02
is 'the annex is taken' "$code" 0
unlike 'it says what the register says' "$page" 'register_differs'
is 'what was reported stands beside it' "$(register trang_thai,trang_thai_bao_cao,bao_cao_tu_ngay 22)" 'Chưa kết nối|Chưa kết nối|2024-02-01'

# a later report differs in every way there is
/usr/bin/python3 - "$S/phu-luc-1_20240201.xml" "$dir/inbox/danh-muc-ket-noi/bao-cao-2.xml" <<'PY'
import re, sys
head, *rows = open(sys.argv[1], encoding="utf-8").read().split("  <HeThong>")
rows[-1], tail = rows[-1].split("</DanhMucKetNoi>")
rows = [r.replace("01/02/2024", "01/03/2024") for r in rows]
rows[6] = rows[6].replace("Chưa kết nối", "Đã kết nối")
rows[0] = re.sub("<Ten>.*?</Ten>", "<Ten>Hệ thống khác hẳn</Ten>", rows[0])
rows[7] = rows[7].replace("<DonViQuanLy>Bộ Giao thông vận tải", "<DonViQuanLy>Bộ Xây dựng")
rows[9] = rows[9].replace("Sở Tư pháp", "Công an tỉnh")
rows[3] = rows[3].replace("</HeThong>", "<NgayDuKien>15/03/2024</NgayDuKien></HeThong>")
rows.append(rows[22].replace("<STT>23<", "<STT>24<"))
rows.append(rows[22].replace("<STT>23<", "<STT>NGUYỄNVĂNAN<"))
closed = [r.replace("01/03/2024", "01/02/2024", 1).replace("</HieuLucTu>", "</HieuLucTu><HieuLucDen>29/02/2024</HieuLucDen>") for r in rows[:23]]
del rows[20]
open(sys.argv[2], "w", encoding="utf-8").write(head + "".join("  <HeThong>" + r for r in closed + rows) + "</DanhMucKetNoi>" + tail)
PY
printf 'sent_at=2024-03-01T08:00:00+07:00\n' >"$dir/inbox/danh-muc-ket-noi/bao-cao-2.xml.meta"
run 2024-03-02
unlike 'a report that differs waits for nobody' "$page" 'WAITING FOR A PERSON.*register_differs'
is 'it is one line' "$(grep -c 'register_differs: ' "$dir/page")" 1
for line in 'trạng thái / status: 7 \(báo cáo / reported: đã kết nối\);' 'không có trong báo cáo / not in the report: 21;' \
	'tên / name: 1;' 'đơn vị quản lý / owner: 8 \(trung-uong/bo-xay-dung\);' 'đơn vị theo dõi / monitoring agency: 10 \(H34\.24\);' \
	'ngày dự kiến hoàn thành / expected completion: 4 \(15/03/2024\);' 'danh mục không có / not in the register: 24, \? '; do
	like "noted: $line" "$page" "register_differs: báo cáo [^!]*$line"
done
unlike 'no number that is none is told' "$page" 'NGUY'
is 'the new report stands beside the register' "$(register trang_thai,trang_thai_bao_cao,bao_cao_tu_ngay 7)" 'Chưa kết nối|Đã kết nối|2024-03-01'
is 'what is not in it was not reported' "$(register trang_thai_bao_cao 21)" ''
unlike 'no day has passed yet' "$page" 'its expected completion passed'
run 2024-03-16
like 'then one has' "$page" 'not connected, its expected completion passed: 4 \(15/03/2024\)'

# a feed of a system that is not connected is not missing, whenever; with one cell it is, by the rhythm of its system
is 'its feed is silent' "$(register so_tep 22)" 0
unlike 'and nobody misses it' "$page" 'giao-nhan-du-lieu'
due=$(sed -n 's/.*nguồn: 0 đã đến, \([0-9]*\) chưa đến hạn.*/\1/p' <<<"$page")
row feeds=giao-nhan-du-lieu status=connected
run 2024-03-17
unlike 'connected it is expected, after its days' "$page" 'giao-nhan-du-lieu'
like '  and counted' "$page" "14/23 đã kết nối; nguồn: 0 đã đến, $((due + 1)) chưa đến hạn"
run 2024-04-16
is 'past its due it waits for a person' "$code" 1
like '  and the page has a word of it' "$page" '[0-9]+ nguồn đã kết nối, quá hạn mà chưa có dữ liệu lần nào / feeds connected, past due, and nothing ever came'
like '  with its system' "$page" 'WAITING FOR A PERSON.*never sent anything: ask their contact, or mend their status: [^:]*, 22 giao-nhan-du-lieu'

# data of a system that the register has as not connected
mkdir -p "$dir/inbox/giao-nhan-du-lieu"
cp -p "$ROOT"/samples/giao-nhan-du-lieu/aside/quy-1-2024.xml* "$dir/inbox/giao-nhan-du-lieu/"
run 2024-04-17
like 'it came' "$page" 'nguồn: 1 đã đến, '
unlike '  and is as planned' "$page" 'giao-nhan-du-lieu|not connected: 22'
like '  the others are not' "$page" 'WAITING FOR A PERSON.*mend their status: [^:]*11 ho-so-ho-tich'
is '  it is counted' "$(register so_tep 22)" 1
run 2024-06-16
is 'silent after that it waits for a person' "$code" 1
like '  and is late, with its system' "$page" 'Giao nhận dữ liệu [^(]*\(giao-nhan-du-lieu, hệ thống / system 22\): CHẬM [0-9]+ NGÀY, lần cuối 17/04/2024'
like '  to be asked for' "$page" 'WAITING FOR A PERSON.*ask the sender \(giao-nhan-du-lieu\)'
row feeds=giao-nhan-du-lieu
run 2024-06-17
unlike 'no longer connected it waits for nobody' "$page" 'WAITING FOR A PERSON.*giao-nhan-du-lieu'
like 'not connected, its data are told' "$page" 'data of a system that the register has as not connected: 22 \(giao-nhan-du-lieu\)'
done_testing
