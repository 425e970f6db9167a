#!/bin/bash
# A night over what would be silent: a file all of whose records are refused, one that says more than it has, a packet of another sender
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
mkdir -p "$inbox" "$dir/inbox/ho-so-ho-tich"
at() { echo "$inbox/$1_20240127${2}0000.xml"; }
says() { sed "s#<data>#<$1>$2</$1>&#"; } # NAME NUMBER
from() { sed "s#<S:Body>#<S:Header><x:$1 xmlns:x='http://x-road.eu/xsd/xroad.xsd'><i:memberCode xmlns:i='http://x-road.eu/xsd/identifiers'>$2</i:memberCode></x:$1></S:Header>&#"; }
dossiers 1 2 | list | packet >"$(at good 01)"
dossiers 3 4 | sed 's/<TrangThaiHoSo>9/<TrangThaiHoSo>77/g' | list | packet >"$(at refused 02)"
{ dossiers 5 5 && dossiers 6 6 | sed 's/<TrangThaiHoSo>9/<TrangThaiHoSo>77/g'; } | list | packet >"$(at half 03)"
dossiers 7 9 | list | packet | says TongSo 5 >"$(at short 04)"
dossiers 10 11 | list | packet | says totalPages 3 >"$(at page 05)"
dossiers 12 13 | list | packet | says TongSo 2 | says totalPages 1 >"$(at exact 06)"
: | list | packet | says SoLuong 4 >"$(at none 07)"
dossiers 14 15 | list | packet | from service 000.00.00.G15 >"$(at hotich 08)"
dossiers 16 17 | list | packet | from client 000.00.00.H34 >"$(at own 09)"
dossiers 18 19 | list | packet | from client 000.00.00.G15 >"$dir/inbox/ho-so-ho-tich/tu-phap_20240127100000.xml"
dossiers 20 21 | list | packet | from service 000.00.00.G17 >"$dir/inbox/ho-so-ho-tich/xay-dung_20240127110000.xml"
dossiers 22 24 | sed 's,</MaTTHC>,&<KenhThucHien>9</KenhThucHien>,g' | list | packet >"$(at kenh 12)"
{ dossiers 25 26 | sed 's,</MaTTHC>,&<KenhThucHien>9</KenhThucHien>,g' && dossiers 27 27 | sed 's,</MaTTHC>,&<KenhThucHien>2</KenhThucHien>,'; } | list | packet >"$(at vai 13)"
dossiers 28 28 | list | packet | says hasMore true >"$(at con 14)"
dossiers 29 30 | list | packet | says hasMore false | says TongSo '2 hồ sơ' >"$(at het 15)"

code=0
night "$dir" || code=$?
is 'the night is done, a person is asked for' "$code" 1
page=$(tr '\n' ' ' <"$dir/page" | tr -s ' ')
waiting=${page#*CHỜ NGƯỜI XỬ LÝ}
like 'a file all of whose records were refused waits' "$waiting" 'refused_20240127020000.xml: cả 2 bản ghi của tệp bị từ chối.* all 2 records of the file were refused'
unlike 'one that has another does not' "$waiting" 'half_2024'
like 'one that says five and has three waits' "$waiting" "short_20240127040000.xml: thông điệp tự nói khác với 3 bản ghi.*'TongSo' says 5, and 3 are there"
like 'so does one of three pages' "$waiting" "page_20240127050000.xml: .*'totalPages' says 3 pages"
unlike 'who says what is there does not' "$page" '(exact|het)_2024'
like 'one that says that more follows does' "$waiting" "con_20240127140000.xml: .*'hasMore' says that another page follows"
like 'a field that was refused in every record waits' "$waiting" 'kenh_20240127120000.xml: trường kenh bị từ chối ở cả 3 bản ghi .* field kenh was refused in all 3 records'
unlike 'one that a record kept does not' "$waiting" 'vai_2024'
like 'one that says four and has none is held back' "$waiting" "none_20240127070000.xml[^ ]* found 'SoLuong' says 4, and 0 are there"
like 'a packet of the ministry of justice is not the one-stop system'\''s' "$waiting" \
	'hotich_20240127080000.xml: found a message of 000.00.00.G15, whose feeds are ho-so-ho-tich ho-so-ly-lich-tu-phap van-ban-qppl, expected hoso-tthc'
like 'nor one of the ministry of construction the register'\''s' "$waiting" 'xay-dung_20240127110000.xml: found a message of 000.00.00.G17'
is 'what is whose it should be is loaded' "$(on_server "$dir" -c "select substring(file_name from '^[a-z-]+'), state, n_read, n_rejected from audit.load where state = 'ok' order by 1")" \
	'con|ok|1|0
exact|ok|2|0
good|ok|2|0
half|ok|2|1
het|ok|2|0
kenh|ok|3|0
own|ok|2|0
page|ok|2|0
refused|ok|2|2
short|ok|3|0
tu-phap|ok|2|0
vai|ok|3|0'
done_testing
