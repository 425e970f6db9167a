#!/bin/bash
# Messages that are almost right: a document under another name, null where a list is due, another packet beside the feed's: none is an
# empty message, none loses a record without a word
# shellcheck disable=SC2317 # called by the harness
# shellcheck source=tests/lib/tap.sh
. "$(dirname "$0")/../lib/tap.sh"
# shellcheck source=tests/lib/packet.sh
. "$ROOT/tests/lib/packet.sh"
cd "$ROOT" || exit 1
printf 'thu 000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f\n' >"$T/key"
chmod 600 "$T/key"

extract() { chiso-extract --key "$T/key" --now 2024-04-01 --rejects "$T/rejects" --feed "${feed:-hoso-tthc}" "$T/x"; }
bad() { # NAME CODE FOUND
	exit_is "$1: a bad file" 65 extract
	like "$1: $2" "$(tail -n +2 "$T/rejects")" "^x,0,[0-9]+,file,,$2,.*$3"
}
told() { # NAME READ STRANGERS FIRST
	exit_is "$1: the file stands" 0 extract
	like "$1: counted" "$(cat "$T/err")" "read=$2 kept=$2 rejected=0 duplicate=0 strangers=$3\$"
	like "$1: named" "$(cat "$T/rejects")" "record\.stranger,.*$3, the first element '$4'"
}
good() { # NAME READ
	exit_is "$1: good" 0 extract
	like "$1: without a word" "$(cat "$T/err")" "^level=info .*read=$2 kept=$2 rejected=0 duplicate=0\$"
}

# ---- the parts of the health insurance's packet, each a document in base64
packet_of() { printf '<DongBoHoSoMC xmlns="http://dichvucong.gov.vn/qcvn120"><data>%s</data></DongBoHoSoMC>' "$1"; }
part() { printf '<FILEHOSO><LOAIHOSO>%s</LOAIHOSO><%s>%s</%s></FILEHOSO>' "$1" "$2" "$(printf '%s' "$3" | base64 -w0)" "$2"; }
gdhs() { printf '<GIAMDINHHS><THONGTINHOSO><DANHSACHHOSO><HOSO>%s</HOSO></DANHSACHHOSO></THONGTINHOSO></GIAMDINHHS>' "$1" >"$T/x"; }
one=$(part XML1 NOIDUNGFILE "$(packet_of "$(dossiers 1 1)")") other=$(packet_of "$(dossiers 2 2)")
gdhs "$one$(part XML1 NOIDUNGFILE "$other")"
good 'two parts' 2
for name in NoiDungFile NOIDUNG_FILE NoiDung.File; do
	gdhs "$one$(part XML1 "$name" "$other")"
	told "a part in $name" 1 1 "$name"
	gdhs "$one$(part XML1 "$name" '<A/>')"
	told "a short one in $name" 1 1 "$name"
done
gdhs "$one$(part XML1 NOIDUNG "$other")"
told 'a part in an element that is called otherwise' 1 1 NOIDUNG
gdhs "$one<FILEHOSO><TEP>$(printf '%s' "$other" | base64 -w0 | tr '+/' '-_')</TEP></FILEHOSO>"
told 'in the other alphabet of base64' 1 1 TEP
gdhs "$one<FILEHOSO><TEP>$(printf '%s' "$other" | gzip -n | base64 -w0)</TEP></FILEHOSO>"
told 'one that is packed' 1 1 TEP
gdhs "$one$(part TONGHOP NOIDUNGFILE '<TONG_HOP><MA_LK>1</MA_LK><SO_NGAY>2</SO_NGAY></TONG_HOP>')"
told 'a part of a kind that no feed reads' 1 1 TONG_HOP
gdhs "$one$(part XML2 NOIDUNGFILE '<DS><CT><A>1</A></CT><CT><A>2</A></CT><CT><A>3</A></CT></DS>')"
told 'one with three rows' 1 3 CT
gdhs "$one$(part XML1 NOIDUNGFILE "$other" | sed 's/FILEHOSO/FILE_HOSO/g')"
told 'a part in another wrapper' 1 1 NOIDUNGFILE
gdhs "$one<FILEHOSO LOAI='XML1' NOIDUNG='$(printf '%s' "$other" | base64 -w0)'/>"
told 'a part in an attribute' 1 1 FILEHOSO
gdhs "$one<FILEHOSO/><FILEHOSO><LOAIHOSO/><NOIDUNGFILE/></FILEHOSO><CHUKYDONVI/>"
good 'parts with nothing in them' 1
gdhs "$one" && sed -i 's/<DANHSACHHOSO>/<NGAYLAP>20240122<\/NGAYLAP><SOLUONGHOSO>1<\/SOLUONGHOSO>&/' "$T/x"
good 'what the packet says of itself' 1

# ---- JSON: where a list is due
ho_so() { printf '{"MaHoSo":"H34.15-240122-%04d","MaTTHC":"2.909004","NgayTiepNhan":"20240122080000","TrangThaiHoSo":"9"}' "$1"; }
goi() { printf '{"service":"%s",%s}' "${service:-DongBoHoSoMC}" "$1" >"$T/x"; }
for value in null '{}' '""'; do
	goi "\"data\":$value"
	bad "data $value" 'file\.no_record' "element 'data' that is no list and has nothing in it"
	goi "\"data\":$value,\"total\":0"
	bad "data $value and more" 'file\.no_record' "element 'data' that is no list"
done
goi '"data":[]'
good 'an empty list' 0
goi '"data":{"HoSo":[]}'
good 'one as a converter of XML writes it' 0
goi '"session":"x"'
bad 'no member that has records' 'file\.no_record' 'no list of records'
for value in false 0 '"[]"' "{\"0\":$(ho_so 1)}"; do
	goi "\"data\":$value"
	bad "data ${value:0:6}" 'file\.no_record' ''
done
service=DanhSachHoSoLLTP feed=ho-so-ly-lich-tu-phap
goi "\"HoSo\":[$(ho_so 1),$(ho_so 2)]"
good 'a list that is the records' 2
goi '"HoSo":[]'
good 'empty' 0
goi '"session":"x"'
bad 'and not there' 'file\.no_record' "element 'service'"
goi '"HoSo":{}'
exit_is 'an object is one record' 0 extract
like 'that is counted' "$(cat "$T/err")" 'read=1'
service='' feed=''
for name in result Data datas items response error; do
	goi "\"data\":[],\"$name\":[$(ho_so 1)]"
	bad "records under $name beside an empty list" 'file\.no_record' "element '$name'"
	goi "\"data\":[$(ho_so 2)],\"$name\":[$(ho_so 1)]"
	told "beside a list with some, under $name" 1 1 "$name"
done
like 'at its byte' "$(cat "$T/rejects")" "the first element 'error' in 'DongBoHoSoMC', at byte [0-9]+"
goi "\"data\":[$(ho_so 1)],\"data\":[$(ho_so 2)]"
good 'two lists of the name' 2
goi "\"data\":[$(ho_so 1)],\"data\":[]"
good 'the second of them empty' 1
for value in '"error_code":"1"' '"status":"error"' '"status":500,"error":"Internal"' '"Success":false' '"isSuccess":false' \
	'"code":"E01","message":"x"' '"errors":["x"]' '"errors":[{"code":"1","message":"x"}]'; do
	goi "\"data\":[],$value"
	bad "an error with status 200: $value" 'file\.fault' 'a fault'
done
for value in '"error_code":"0"' '"status":"success"' '"status":200' '"Success":true' '"code":0,"message":"OK"' '"errors":[]' '"errors":null' \
	'"status":{"code":"0"}' '"result":{"code":"00","message":"x"}'; do
	goi "\"data\":[],$value"
	good "no error: $value" 0
done
goi "\"data\":[],\"Message\":\"<HoSo>1</HoSo>\""
bad 'a document in the text that tells of errors' 'file\.no_record' "a text in element 'Message'"

# ---- the feed of a system: electricity
shopt -s extglob
feed=dien-nang
record='<DienNang><Thang>2024-01</Thang><DiaBan>H</DiaBan><LoaiKhachHang>1</LoaiKhachHang><SanLuong>1</SanLuong></DienNang>'
of() { printf '<%s xmlns="%s">%s</%s>' "${2:-GuiDienNang}" "${3:-http://lris.example/he-thong-quoc-gia/1.0}" "$1" "${2:-GuiDienNang}"; }
of "$record" >"$T/x"
good 'as it is described' 1
of "<DanhSach>$record</DanhSach>" >"$T/x"
bad 'a wrapper more' 'file\.no_record' "element 'DienNang' in 'DanhSach'"
of "${record//<*(\/)DienNang>/}" >"$T/x"
bad 'a wrapper less' 'file\.no_record' "element 'Thang'"
own=" xmlns='http://lris.example/he-thong-quoc-gia/1.0'" none=" xmlns=''"
echo "${record/<DienNang>/<DienNang$own>}" >"$T/x"
bad 'the record alone' 'file\.other_feed' "'DienNang'"
for name in dienNang Dien_Nang DienNangs; do
	of "${record//DienNang>/$name>}" >"$T/x"
	bad "called $name" 'file\.no_record' "element '$name'"
done
of "${record/<DienNang>/<DienNang$none>}" >"$T/x"
bad 'in no namespace' 'file\.no_record' "element 'DienNang'"
of "$record" GuiDienNang http://lris.example/he-thong-quoc-gia/1.1 >"$T/x"
bad 'all in another namespace' 'file\.other_feed' "'GuiDienNang'"
for name in result error status fault; do
	of "<$name><code>0</code>$record</$name>" >"$T/x"
	bad "in an answer's $name" 'file\.no_record' "element 'DienNang' in '$name'"
done
of '' | sed 's/ xmlns/ xmlns:i="http:\/\/www.w3.org\/2001\/XMLSchema-instance" i:nil="true"&/' >"$T/x"
bad 'nil' 'file\.no_record' "element 'GuiDienNang' that is no list"

# ---- a field of a record under another name
lost() { # NAME FIELD ELEMENT MEANT: told once for the file, whose records stand
	exit_is "$1: the file stands" 0 extract
	like "$1: told" "$(cat "$T/rejects")" "x,0,[0-9]+,field,$2,field\\.stranger,(element|attribute) $4,2 times '$3',"
	is "$1: once" "$(grep -c 'field\.stranger' "$T/rejects")" 1
	like "$1: no record is lost" "$(cat "$T/err")" 'read=2 kept=2 rejected=0 duplicate=0$'
}
customers=$record${record/2024-01/2024-02}
customers=${customers//<SanLuong>/<SoKhachHang>7<\/SoKhachHang><SanLuong>}
for name in sokhachhang So_KhachHang SoKhachHangs SoKhacHang; do
	of "${customers//SoKhachHang>/$name>}" >"$T/x"
	lost "called $name" so_khach_hang "$name" SoKhachHang
done
of "${customers//<SoKhachHang>/<SoKhachHang$none>}" >"$T/x"
lost 'in no namespace' so_khach_hang SoKhachHang SoKhachHang
seven='<SoKhachHang>7</SoKhachHang>'
of "${customers//"$seven"/<Them>$seven</Them>}" >"$T/x"
lost 'in an element of its own' so_khach_hang SoKhachHang SoKhachHang
for name in SoDienThoai KhachHang So; do
	of "${customers//SoKhachHang>/$name>}" >"$T/x"
	good "another field, $name, is the sender's own" 2
done
of "${customers//"$seven"/$seven<Them>$seven</Them>}" >"$T/x"
good 'a field that is there, and stands once more in an element of its own' 2
of "${customers//SoKhachHang>/NguoiLapp>}" >"$T/x"
good 'one that is almost what is dropped' 2

# ---- another packet beside the feed's own
body() { printf '<S:Envelope xmlns:S="http://schemas.xmlsoap.org/soap/envelope/"><S:Body>%s</S:Body></S:Envelope>' "$1" >"$T/x"; }
body "$(of "$record")$(of "$record")"
good 'two of the feed' 2
body "$(of "$record")$(of '<DoanhNghiep><MaSo>1</MaSo></DoanhNghiep>' GuiDoanhNghiep)"
told 'one of another feed' 1 1 GuiDoanhNghiep
body "$(of "$record")$(of '<A><B>1</B></A><A><B>2</B></A>' Goi urn:la)"
told 'one that nobody knows, of two' 1 2 A
body "$(of '')$(of '<DoanhNghiep><MaSo>1</MaSo></DoanhNghiep>' GuiDoanhNghiep)"
bad 'one of another feed beside an empty one' 'file\.no_record' "element 'GuiDoanhNghiep'"
done_testing
