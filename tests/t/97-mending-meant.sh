#!/bin/bash
# A repaired value says what the sent one said: a number keeps its unit, a key is no other record's, a period is of the feed's kind
# shellcheck source=tests/lib/tap.sh
. "$(dirname "$0")/../lib/tap.sh"
# shellcheck source=tests/lib/night.sh
. "$ROOT/tests/lib/night.sh"
# shellcheck source=tests/lib/mending.sh
. "$ROOT/tests/lib/mending.sh"

need_night_key
dir=$T/v
own_server "$dir/postgres"
mkdir -p "$dir/inbox/dien-nang" "$dir/inbox/hoso-tthc"
used() { # MONTH FIGURE UNIT: of one district
	printf '<DienNang><Thang>%s</Thang><DiaBan>H34.45</DiaBan><LoaiKhachHang>SH</LoaiKhachHang><SanLuong>%s</SanLuong><DonViTinh>%s</DonViTinh></DienNang>' "$@"
}
{
	printf '<?xml version="1.0"?><GuiDienNang xmlns="http://lris.example/he-thong-quoc-gia/1.0">'
	used 01/2024 1,200,300 MWh
	used 'tháng 2' 100 kWh
	used 03/2024 2,200,300 ''
	used 04/2024 400 kWh
	printf '</GuiDienNang>'
} >"$dir/inbox/dien-nang/dien.xml"
{
	dossier H34.19-240115-0001 KenhThucHien 2
	dossier 'H34.19 240115-0002'
} | message >"$dir/inbox/hoso-tthc/mot_20240201010000.xml"
NIGHT_NOW=2024-05-06T01:00:00+07:00
night "$dir"
now() { on_server "$dir" -c "$1"; }
flat() { tr -s ' \n' ' ' <"$1"; }
apply() {
	code=0
	rejects "$dir" --apply "$@" --by 'Lê Thử' >"$T/out" 2>"$T/err" || code=$?
}
rejects "$dir" --agency H34.45 -o "$T/list.csv" 2>"$T/err"
like 'a month is asked for where months are sent' "$(grep 'tháng 2' "$T/list.csv")" 'ví dụ: 2024-02 / the name of a period; for example: 2024-02'
cp "$T/list.csv" "$T/bare.csv"
edit "$T/bare.csv" 1 san_luong 1200300 3 san_luong 2200300
apply "$T/bare.csv"
is 'a number that was sent in MWh, written without a unit' $code 1
like 'is not taken' "$(flat "$T/out")" 'giá trị đã gửi có đơn vị: ghi số kèm đơn vị / what was sent has a unit: write the number with its unit'
is 'one that was sent without is of the unit of the field' "$(now 'select ky, san_luong from core.dien_nang order by 1')" "$(printf '2024-03|2200300000\n2024-04|400000')"
edit "$T/list.csv" 1 san_luong '1200300 MWh' 2 ky 04/2024
apply "$T/list.csv"
is 'with its unit it is' "$(now "select san_luong from core.dien_nang where ky = '2024-01'")" 1200300000000
is 'a period that another record has' $code 1
like 'is told' "$(flat "$T/out")" 'bản ghi / record 2, [^:]*: trùng khóa với bản ghi khác, chỉ một bản được tính'

rejects "$dir" --agency unknown -o "$T/list.csv" 2>"$T/err"
edit "$T/list.csv" 2 ma_ho_so H34.19-240115-0001
apply "$T/list.csv"
is 'the code of another dossier' $code 1
like 'is told before anything is done' "$(flat "$T/out")" 'line 2, [^:]*: khóa này đã là của một bản ghi khác: chưa áp dụng.*another record stands under this key: not applied'
is 'nothing was written' "$(now "select count(*) from audit.repair where feed = 'hoso-tthc'") $(now 'select kenh, record from core.hoso_tthc')" '0 2|1'
apply "$T/list.csv" --same-key
is 'who says that it is the same one is told what came of it' $code 1
like 'once it was done' "$(flat "$T/out")" 'bản ghi / record 2, [^:]*: trùng khóa với bản ghi khác'
is 'one of them is counted, the later' "$(now 'select kenh, record from core.hoso_tthc')" '1|2'

# what the parser itself refuses knows whose it is
{
	dossier H34.19-240115-0011 KenhThucHien 2 | sed 's,<MaTTHC>[^<]*,&<b/>,'
	dossier H34.45-240115-0012 | sed 's,<TrangThaiHoSo>9</TrangThaiHoSo>,&<TrangThaiHoSo>4</TrangThaiHoSo>,'
	dossier H34.19-240115-0013 | sed 's,<MaHoSo>,&H34.45-240115-0014</MaHoSo><MaHoSo>,'
} | message >"$dir/inbox/hoso-tthc/hai_20240202010000.xml"
night "$dir"
is 'its agency and key, where they could be read' "$(now "select record, field, code, agency, translate(key, E'\x1f', '/') from audit.reject join audit.load using (load_id)
	where file_name like 'hai%' and code in ('text.element', 'field.repeated') order by 1")" "$(printf '%s
' '1|ma_tthc|text.element|H34.19|H34.19-240115-0011' \
	'2|trang_thai|field.repeated|H34.45|H34.45-240115-0012' '3|ma_ho_so|field.repeated||' '3|ma_co_quan|field.repeated||')"
done_testing
