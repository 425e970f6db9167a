#!/bin/bash
# A field that loses its name: told when the new name is almost the old one, and when it is another and the load before had the field
# shellcheck source=tests/lib/tap.sh
. "$(dirname "$0")/../lib/tap.sh"
# shellcheck source=tests/lib/night.sh
. "$ROOT/tests/lib/night.sh"
# shellcheck source=tests/lib/packet.sh
. "$ROOT/tests/lib/packet.sh"

need_night_key
dir=$T/v
own_server "$dir/postgres"
inbox=$dir/inbox/hoso-tthc
mkdir -p "$inbox" "$dir/inbox/dien-nang"
send() { dossiers "$2" "$3" | sed 's,</MaTTHC>,&<KenhThucHien>2</KenhThucHien>,g' | sed "${4:-}" | list | packet >"$inbox/$1_20240127${5}0000.xml"; }
used() { # NAME: electricity of three districts, the figure's customers under that name
	printf '<GuiDienNang xmlns="http://lris.example/he-thong-quoc-gia/1.0">'
	for district in 45 46 47; do
		printf '<DienNang><Thang>2024-01</Thang><DiaBan>H34.%s</DiaBan><LoaiKhachHang>SH</LoaiKhachHang><SanLuong>100</SanLuong><DonViTinh>kWh</DonViTinh><%s>7</%s></DienNang>' \
			"$district" "$1" "$1"
	done
	printf '</GuiDienNang>'
}
send mot 1 24 '' 01
used So_KhachHang >"$dir/inbox/dien-nang/dien.xml"
code=0
night "$dir" || code=$?
waiting=$(tr '\n' ' ' <"$dir/page" | tr -s ' ' | sed 's/.*CHỜ NGƯỜI XỬ LÝ//')
is 'a name that is almost the field'\''s waits for a person' "$code" 1
like 'with the field and both names' "$waiting" "dien-nang dien.xml: trường so_khach_hang đến dưới tên gần giống.*3 times 'So_KhachHang'; element SoKhachHang"
unlike 'a first load has nothing before it' "$waiting" 'fields_gone'
is 'its records are kept' "$(on_server "$dir" -c 'select count(*), count(so_khach_hang) from core.dien_nang')" '3|0'

send hai 31 50 's/KenhThucHien/Kenh/g' 02
night "$dir"
unlike 'twenty records in which it has another name' "$(cat "$dir/page")" 'field_stranger'
like '  lost what the load before had' "$(tr '\n' ' ' <"$dir/page" | tr -s ' ' | sed 's/.*CHỜ NGƯỜI XỬ LÝ//')" 'hoso-tthc hai_20240127020000.xml: fields_gone: .* \(kenh\)'
send ba 61 70 's/KenhThucHien/Kenh/g' 03
send bon 71 95 's,<KenhThucHien>2</KenhThucHien>,,2g' 04
night "$dir"
unlike 'few records say nothing, nor do those of which one has it' "$(cat "$dir/page")" 'fields_gone'
done_testing
