#!/bin/bash
# Inside a record: an element that came twice, items that hold nothing, lists of other items, the level of a unit
# shellcheck disable=SC2317 # called by the harness
# shellcheck source=tests/lib/tap.sh
. "$(dirname "$0")/../lib/tap.sh"
# shellcheck source=tests/lib/packet.sh
. "$ROOT/tests/lib/packet.sh"
cd "$ROOT" || exit 1
printf 'thu 000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f\n' >"$T/key"
chmod 600 "$T/key"

extract() { chiso-extract --key "$T/key" --now 2025-09-01 --rejects "$T/rejects" --feed hoso-tthc "$@"; }
with() { # INSIDE: $T/x.xml, a dossier with more in it
	dossier 1 | sed "s#<DanhSachLePhi>.*</DanhSachLePhi>#$1#" | list | packet >"$T/x.xml"
}
value() { # COLUMN…: of the first record
	/usr/bin/python3 -c 'import csv, sys
row = next(csv.DictReader(open(sys.argv[1], encoding="utf-8")))
print(" ".join(row[c] or "-" for c in sys.argv[2:]))' "$T/out" "$@"
}
reject() { tail -n +2 "$T/rejects" | cut -d, -f2,4-8; }

# ---- one is meant
with '<KenhThucHien>1</KenhThucHien><KenhThucHien>2</KenhThucHien>'
exit_is 'an element twice: the record stands' 0 extract "$T/x.xml"
is 'without its value' "$(value kenh)" '-'
is 'which is told' "$(reject)" '1,field,kenh,field.repeated,one,"2'
with '<KenhThucHien>2</KenhThucHien><KenhThucHien> 2 </KenhThucHien><KenhThucHien>2</KenhThucHien>'
exit_is 'three times the same' 0 extract "$T/x.xml"
is 'is its value' "$(value kenh)" '2'
like 'and told' "$(tail -n +2 "$T/rejects")" 'field,kenh,field\.repeated,one,"3, of the same text"'
with '<KenhThucHien/><KenhThucHien>2</KenhThucHien>'
exit_is 'an empty one beside it' 0 extract "$T/x.xml"
is 'is no second' "$(value kenh) $(reject)" '2 '
with '<MaTTHC>9.999999</MaTTHC>'
exit_is 'one that the record needs, twice' 0 extract "$T/x.xml"
like 'rejects the record' "$(tail -n +2 "$T/rejects")" '^x\.xml,1,[0-9]+,record,ma_tthc,field\.repeated,one,"2, of different texts"'
like 'and is counted' "$(cat "$T/err")" 'read=1 kept=0 rejected=1'
with '<DinhDanhCHS><DinhDanh><LoaiDinhDanh>2</LoaiDinhDanh></DinhDanh><DinhDanh><LoaiDinhDanh>1</LoaiDinhDanh></DinhDanh></DinhDanhCHS>'
exit_is 'where a row says which' 0 extract "$T/x.xml"
is 'that one stands, and nothing is told' "$(value loai_dinh_danh) $(reject)" '2 '

# ---- fees: what is nil, empty or 0 is none
XSI='xmlns:x="http://www.w3.org/2001/XMLSchema-instance"'
fees() { # NAME LIST EXPECTED
	with "<DanhSachLePhi>$2</DanhSachLePhi>"
	extract "$T/x.xml" >"$T/out" 2>"$T/err"
	is "fees: $1" "$(value so_le_phi)" "$3"
}
fees 'none' '' 0
fees 'an empty item' '<LePhi/>' 0
fees 'an item of blanks' '<LePhi> <Gia> </Gia> </LePhi>' 0
fees 'a nil item' "<LePhi $XSI x:nil=\"true\"/>" 0
fees 'a nil price alone' "<LePhi><Gia $XSI x:nil=\"1\"/></LePhi>" 0
for nought in 0 0.0 0,00 00 '0 đồng' 0đ; do fees "a price of $nought" "<LePhi><TenPhiLePhi>phí</TenPhiLePhi><Gia>$nought</Gia></LePhi>" 0; done
fees 'a price' '<LePhi><Gia>50000</Gia></LePhi>' 1
fees 'a price below one' '<LePhi><Gia>0.5</Gia></LePhi>' 1
fees 'words for a price' '<LePhi><Gia>chưa rõ</Gia></LePhi>' 1
fees 'a fee without a price' '<LePhi><TenPhiLePhi>phí</TenPhiLePhi></LePhi>' 1
fees 'a fee with an empty price' '<LePhi><TenPhiLePhi>phí</TenPhiLePhi><Gia/></LePhi>' 1
fees 'an item of attributes' '<LePhi ma="1"/>' 1
fees 'two prices in one item, one of them 0' '<LePhi><Gia>0</Gia><Gia>5</Gia></LePhi>' 1
fees 'some of each' '<LePhi/><LePhi><Gia>0</Gia></LePhi><LePhi><Gia>5</Gia></LePhi><LePhi><Gia>7</Gia></LePhi><LePhi><Gia>0</Gia></LePhi>' 2
is 'what does not count changes no sum' "$(value tong_le_phi)" 12
fees 'items of another name' '<KhoanPhi><Gia>5</Gia></KhoanPhi><KhoanPhi><Gia>5</Gia></KhoanPhi>' -
is 'are told' "$(reject)" '1,field,so_le_phi,list.strange,items of the list,2 elements that are none'
fees 'an item in the list itself' '<TenPhiLePhi>phí</TenPhiLePhi><Gia>50000</Gia>' -
fees 'items beside other ones' '<LePhi><Gia>5</Gia></LePhi><KhoanPhi><Gia>5</Gia></KhoanPhi>' 1
like 'are told too' "$(reject)" 'list\.strange,items of the list,1 elements'

# ---- the level of an administrative unit: by the deepest code that is there
unit() { # NAME ELEMENTS LEVEL
	sed "s,<TABLE .*</TABLE>,,; s,<NewDataSet xmlns=\"\">,&<TABLE>$2</TABLE>," samples/danh-muc-hanh-chinh/tinh.xml >"$T/u.xml"
	chiso-extract --now 2025-09-01 --feed danh-muc-hanh-chinh --rejects "$T/rejects" "$T/u.xml" >"$T/out" 2>"$T/err"
	is "level: $1" "$(value cap ma)" "$3"
}
unit 'a province' '<MaTinh>51</MaTinh><TenTinh>Tỉnh</TenTinh>' '1 51'
unit 'a district' '<MaTinh>62</MaTinh><MaQuanHuyen>614</MaQuanHuyen><TenQuanHuyen>Huyện</TenQuanHuyen>' '2 614'
unit 'a commune of a district' '<MaTinh>62</MaTinh><MaQuanHuyen>614</MaQuanHuyen><MaPhuongXa>23485</MaPhuongXa>' '3 23485'
unit 'a commune without one' '<MaTinh>51</MaTinh><MaPhuongXa>23485</MaPhuongXa><TenPhuongXa>Xã</TenPhuongXa>' '3 23485'
unit 'a commune with an empty one' '<MaTinh>51</MaTinh><MaQuanHuyen/><MaPhuongXa>21548</MaPhuongXa>' '3 21548'
unit 'in another order' '<MaPhuongXa>21548</MaPhuongXa><MaTinh>51</MaTinh>' '3 21548'
unit 'a district with an empty commune' '<MaTinh>62</MaTinh><MaQuanHuyen>614</MaQuanHuyen><MaPhuongXa/>' '2 614'
done_testing
