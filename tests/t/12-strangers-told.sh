#!/bin/bash
# Elements that stand where records stand and are none: the file is bad when it has no record, else they are counted and told
# shellcheck disable=SC2317 # called by the harness
# shellcheck source=tests/lib/tap.sh
. "$(dirname "$0")/../lib/tap.sh"
# shellcheck source=tests/lib/packet.sh
. "$ROOT/tests/lib/packet.sh"
cd "$ROOT" || exit 1
printf 'thu 000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f\n' >"$T/key"
chmod 600 "$T/key"

extract() { chiso-extract --key "$T/key" --now 2024-04-01 --rejects "$T/rejects" "$@"; }

# bad NAME CODE FOUND: $T/x.xml is refused, and its line says where
bad() {
	exit_is "$1: a bad file" 65 extract --feed "${4:-hoso-tthc}" "$T/x.xml"
	like "$1: $2" "$(tail -n +2 "$T/rejects")" "^x\\.xml,0,[1-9][0-9]*,file,,$2,.*$3"
	like "$1: at its line" "$(cat "$T/err")" "x\\.xml:[1-9][0-9]*: found .*$3"
}
# told NAME READ STRANGERS FIRST
told() {
	exit_is "$1: the file stands" 0 extract --feed "${5:-hoso-tthc}" "$T/x.xml"
	like "$1: its row counts them" "$(grep '^file,' "$T/out")" "^file,x\\.xml,$2,0,state=ok sent_from=[a-z]+ strangers=$3,"
	like "$1: so does the last line" "$(cat "$T/err")" "read=$2 kept=$2 rejected=0 duplicate=0 strangers=$3\$"
	like "$1: a line says which" "$(cat "$T/err")" "level=warn .*x\\.xml:[1-9][0-9]*: found strangers among the records: $3, the first element '$4'"
	is "$1: and a reject" "$(grep -c "^x\\.xml,0,[1-9][0-9]*,field,_record,record\\.stranger,.*$4" "$T/rejects")" 1
}
good() {
	exit_is "$1: good" 0 extract --feed "${2:-hoso-tthc}" "$T/x.xml"
	like "$1: without a word" "$(cat "$T/err")" '^level=info .* duplicate=0$'
}

# ---- no record at all
dossiers 1 2 | packet >"$T/x.xml"
bad 'a wrapper less' 'file\.no_record' "element 'HoSo' in 'DongBoHoSoMC'"
dossiers 1 1 | packet >"$T/x.xml"
bad 'a wrapper less over one record' 'file\.no_record' "element 'HoSo' in 'DongBoHoSoMC'"
dossiers 1 2 | sed 's/^/<DanhSach>/; s/$/<\/DanhSach>/' | packet >"$T/x.xml"
bad 'a wrapper of another name' 'file\.no_record' "element 'HoSo' in 'DanhSach'"
dossiers 1 2 | sed 's/^/<Trang>/; s/$/<\/Trang>/' | list | packet >"$T/x.xml"
bad 'a wrapper more' 'file\.no_record' "element 'HoSo' in 'Trang'"
dossiers 1 2 HoSo urn:khac | list | packet >"$T/x.xml"
bad 'another namespace' 'file\.no_record' "element 'HoSo'"
dossiers 1 1 hoso | list | packet >"$T/x.xml"
bad 'another case' 'file\.no_record' "element 'hoso'"
printf '<data>&lt;HoSo/&gt;</data>' | packet >"$T/x.xml"
bad 'text where records stand' 'file\.no_record' 'text'
printf '<KetQua>thành công</KetQua>' | packet >"$T/x.xml"
bad 'content and no list' 'file\.no_record' "element 'madonvi' and no list of records"
sed 's/NewDataSet/DocumentElement/g' samples/danh-muc-hanh-chinh/tinh.xml >"$T/x.xml"
bad 'a .NET table with another name' 'file\.no_record' "element 'TABLE' in 'DocumentElement'" danh-muc-hanh-chinh
sed 's/NhomChiTieu/Nhom/g' samples/bao-cao-quy/2024-Q1.xml >"$T/x.xml"
bad 'groups of another name' 'file\.no_record' "element 'ChiTieu' in 'Nhom'" bao-cao-quy

# ---- empty, and so it stays
: | list | packet >"$T/x.xml"
good 'an empty list'
printf '<data/>' | packet >"$T/x.xml"
good 'an empty list in one tag'
printf '<T/>' | sed 's,<T/>,<DongBoHoSoMC xmlns="http://dichvucong.gov.vn/qcvn120"/>,' >"$T/x.xml"
good 'an empty packet'
sed 's,<bcq:NhomChiTieu>.*</bcq:NhomChiTieu>,,' <(tr '\n' ' ' <samples/bao-cao-quy/2024-Q1.xml) >"$T/x.xml"
good 'a report without groups' bao-cao-quy
sed 's,<NewDataSet.*</NewDataSet>,,' <(tr '\n' ' ' <samples/danh-muc-hanh-chinh/tinh.xml) >"$T/x.xml"
good 'a .NET table without rows' danh-muc-hanh-chinh

# ---- some of them
{ dossiers 1 2 && dossiers 3 4 HoSo urn:khac; } | list | packet >"$T/x.xml"
told 'two of four in another namespace' 2 2 HoSo
{ dossiers 1 1 && dossiers 2 11 HoSoLienThong; } | list | packet >"$T/x.xml"
told 'one known, many unknown' 1 10 HoSoLienThong
{ dossiers 1 3 | list && dossiers 4 5; } | packet >"$T/x.xml"
told 'two beside the list' 3 2 HoSo
{ dossiers 1 3 | list && dossiers 4 5 Muc | sed 's/^/<data2>/; s/$/<\/data2>/'; } | packet >"$T/x.xml"
told 'a second list of other names' 3 2 Muc
{ dossiers 1 2 && printf '<TongSo>2</TongSo>'; } | list | packet >"$T/x.xml"
good 'a value about the list'
{ dossiers 1 2 && printf '<Ma>2</Ma><Ma>3</Ma>'; } | list | packet >"$T/x.xml"
told 'values that repeat' 2 2 Ma
{ dossiers 1 2 && printf '<TongHop><So>2</So></TongHop>'; } | list | packet >"$T/x.xml"
told 'a block in the list' 2 1 TongHop
printf '<TongSo>2</TongSo>' | list | packet >"$T/x.xml"
bad 'a value and no record' 'file\.no_record' "'TongSo' says 2, and 0 are there"
sed 's/<NewDataSet xmlns="">/&<Muc><A>1<\/A><\/Muc><Muc><A>2<\/A><\/Muc>/' samples/danh-muc-hanh-chinh/tinh.xml >"$T/x.xml"
told 'rows that are like nothing' 2 2 Muc danh-muc-hanh-chinh

# ---- more than the feed allows
{ dossiers 1 10 && dossiers 11 30 HoSo urn:khac; } | list | packet >"$T/x.xml"
told 'twenty are told' 10 20 HoSo
{ dossiers 1 10 && dossiers 11 31 HoSo urn:khac; } | list | packet >"$T/x.xml"
bad 'twenty-one of 31 are too many' 'file\.strangers' "21 of 31 that are none, the first element 'HoSo'"
mkdir "$T/my"
sed -n '1p; /^hoso-tthc,/s/,20,5,20,5,/,20,5,1,10,/p' pipeline/catalog/base/feeds.csv >"$T/my/feeds.csv"
ok 'the allowance is a row' chiso-catalog lint --catalog pipeline/catalog --catalog "$T/my"
{ dossiers 1 2 && dossiers 3 4 HoSo urn:khac; } | list | packet >"$T/x.xml"
exit_is 'two of four are too many for it' 65 extract --feed hoso-tthc --catalog pipeline/catalog --catalog "$T/my" "$T/x.xml"

# ---- records where nobody looks for them
beside() { sed "s#</data>#</data>$1#"; }
for what in '<payload>&lt;HoSo/&gt;</payload>' '<fileContent>'"$(printf 'A%.0s' {1..240})"'</fileContent>' '<x><y>{"HoSo":[]}</y></x>'; do
	{ : | list; } | packet | beside "${what//&/\\&}" >"$T/x.xml"
	bad "beside an empty list: ${what:0:24}" 'file\.no_record' "a text in element"
done
{ : | list; } | packet | beside '<ghiChu>hôm nay không có hồ sơ</ghiChu>' >"$T/x.xml"
good 'a sentence beside an empty list is none'

astray() { sed "s#$1#$(dossiers 3 4)#"; } # two more, in the place of MARK
dossiers 1 2 | list | packet | sed 's#<S:Body>#<S:Header><a>HERE</a></S:Header>&#' | astray HERE >"$T/x.xml"
told 'records in the header' 2 2 HoSo
dossiers 1 2 | list | packet | sed 's#</S:Body>#&<b>HERE</b>#' | astray HERE >"$T/x.xml"
told 'records behind the body' 2 2 HoSo
dossiers 1 2 | list | packet | sed 's#</HoSo>#<GhiChu><a>HERE</a></GhiChu></HoSo>#' | astray HERE >"$T/x.xml"
told 'records deep inside a record' 2 2 HoSo

# ---- what is known to be no record
sed 's,<NewDataSet,<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema"><xs:element name="TABLE"/><xs:element name="B"/></xs:schema>&,
	s,</NewDataSet>,&<diffgr:before><TABLE xmlns=""><MaTinh>1</MaTinh><TenTinh>cũ</TenTinh></TABLE></diffgr:before>,' \
	samples/danh-muc-hanh-chinh/tinh.xml >"$T/x.xml"
good 'a schema and old rows' danh-muc-hanh-chinh
{ dossiers 1 2 && printf '<TongSo><So>2</So></TongSo>'; } | list | packet >"$T/x.xml"
printf '%s\n' feed,field,seq,title_vi,path,type,policy,class,source \
	'hoso-tthc,tong_so,900,Tổng số,/soapenv:Envelope/soapenv:Body/dvc:DongBoHoSoMC/dvc:data/dvc:TongSo,text,drop,none,CHISO test' >"$T/my/fields.csv"
exit_is 'a field that is dropped' 0 extract --feed hoso-tthc --catalog pipeline/catalog --catalog "$T/my" "$T/x.xml"
unlike 'is no stranger' "$(cat "$T/err" "$T/out")" strangers
done_testing
