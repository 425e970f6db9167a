#!/bin/bash
# chiso-catalog try: what a description makes of a message, field by field, and what it does not take; nothing personal.
# shellcheck source=tests/lib/tap.sh
. "$(dirname "$0")/../lib/tap.sh"
cd "$ROOT" || exit 1
mkdir "$T/my"
printf 'prefix,uri,source\nsc,urn:example:try,CHISO test\n' >"$T/my/namespaces.csv"
printf 'feed,title_vi,record,key,sent_at,valid_at,territory,source\nthu,Thử,/sc:BanTin/sc:DanhSach/sc:SuCo,ma,meta arrival,ngay,kon-tum,CHISO test\n' >"$T/my/feeds.csv"
{
	echo 'feed,field,seq,title_vi,path,type,unit,required,on_error,free_text,policy,class,purpose,legal_basis,source'
	echo 'thu,ma,10,Mã,@ma,id,,1,record,,keep,basic,khóa,BVDLCN,CHISO test'
	echo 'thu,ngay,20,Ngày,@ngay,date,,1,record,,keep,basic,kỳ,BVDLCN,CHISO test'
	echo 'thu,co_quan,30,Cơ quan,@co-quan,agency,,,blank,,keep,basic,theo cơ quan,BVDLCN,CHISO test'
	echo 'thu,muc,40,Mức,sc:Muc,integer,,,blank,,keep,basic,mức,BVDLCN,CHISO test'
	echo 'thu,ghi_chu,50,Ghi chú,sc:GhiChu,text,,,blank,1,keep,basic,ghi chú,BVDLCN,CHISO test'
	echo 'thu,so_dinh_danh,60,Số định danh,sc:NguoiBao/sc:SoDinhDanh,id,,,blank,,pseudonym,basic,đếm người,BVDLCN,CHISO test'
	echo 'thu,ho_ten,70,Họ tên,sc:NguoiBao/sc:HoTen|sc:HoTen,text,,,blank,,drop,basic,không dùng,BVDLCN,CHISO test'
	echo 'thu,dia_chi,80,Địa chỉ,sc:LienHe/sc:DiaChi,text,,,blank,,drop,basic,không dùng,BVDLCN,CHISO test'
} >"$T/my/fields.csv"
both=()
for folder in base ba-ria-vung-tau ho-chi-minh kon-tum quang-ngai; do both+=(--catalog "pipeline/catalog/$folder"); done
both+=(--catalog "$T/my" --now 2024-04-01T01:00:00+07:00)
cat >"$T/message.xml" <<'XML'
<b:BanTin xmlns:b="urn:example:try" xmlns:x="urn:example:other"><b:DanhSach>
<b:SuCo ma="SC-1" ngay="05/02/2024" co-quan="H34.19" la="1"><b:Muc>2</b:Muc><b:GhiChu>gọi Trần Thị Bí Mật 0905123456</b:GhiChu>
  <b:NguoiBao><b:SoDinhDanh>062099000123</b:SoDinhDanh><b:HoTen>Nguyễn Văn Kín</b:HoTen><b:Tuoi>40</b:Tuoi></b:NguoiBao>
  <b:LienHe><b:DiaChi>12 Đường Kín Đáo</b:DiaChi></b:LienHe><x:Khac><x:Trong/></x:Khac>chữ rơi</b:SuCo>
<b:SuCo ma="SC-2" ngay="06/02/2024"><b:Muc>hai</b:Muc></b:SuCo>
<b:SuCo ma="" ngay="07/02/2024"/>
<b:suCo ma="SC-4" ngay="08/02/2024"/>
</b:DanhSach><b:KyTen>Lê Văn Riêng</b:KyTen></b:BanTin>
XML
exit_is 'a message with something for a person' 1 chiso-catalog try thu "$T/message.xml" "${both[@]}"
out=$(tr -s ' ' <"$T/out")
like 'a field: its path, the text, the value' "$out" $'\n ma @ma \'SC-1\' -> SC-1\n ngay @ngay \'05/02/2024\' -> 2024-02-05\n co_quan @co-quan \'H34.19\' -> H34.19'
like 'a refusal with what was expected' "$out" 'muc sc:Muc .* -> refused: number.syntax, expected a whole number of 64 bits'
like 'a record that is refused, and why' "$out" 'record 3, line [0-9]+: refused'
like 'absent is not empty' "$out" 'co_quan @co-quan absent -> missing'
like 'free text is not shown, and a person in it is told' "$out" "ghi_chu sc:GhiChu '15 chữ, 10 chữ số, 5 dấu cách .*' -> .*text[.]personal"
like 'nor a pseudonym' "$out" 'so_dinh_danh sc:NguoiBao/sc:SoDinhDanh \(pseudonym\) -> \(pseudonym\)'
like 'what is dropped is told by its field' "$out" $'dropped, as fields.csv says:\n sc:NguoiBao/sc:HoTen 1 times, first in line 3 \\(field ho_ten\\)\n sc:LienHe 1 times, first in line 4 \\(holds field dia_chi\\)'
rest=${out#*not taken by any field:}
for path in '@la' 'sc:NguoiBao/sc:Tuoi' '\{urn:example:other\}Khac' 'text\(\)' '/sc:BanTin/sc:DanhSach/sc:suCo' '/sc:BanTin/sc:KyTen/text\(\)'; do
	like "not taken: $path" "$rest" "$path [1-9] times, first in line"
done
like 'when it was sent' "$out" 'sent 2024-04-01T01:00:00\+07:00 \(arrival\)'
for word in 'Bí Mật' 0905123456 062099000123 'Văn Kín' 'Kín Đáo' 'Văn Riêng' 'chữ rơi'; do
	unlike "nothing personal: $word" "$(cat "$T/out" "$T/err")" "$word"
done
sed -e 's/ la="1"//; s/chữ rơi//; s/hai</3</; s/gọi Trần Thị Bí Mật 0905123456/đã trả lời/; /suCo\|ma=""/d; s/<b:Tuoi>.*<.b:Tuoi>//; s/<x:Khac>.*<.x:Khac>//; s/<b:KyTen>.*KyTen>//' "$T/message.xml" >"$T/clean.xml"
exit_is 'a message of which all is taken' 0 chiso-catalog try thu "$T/clean.xml" "${both[@]}"
like 'and counted' "$(cat "$T/err")" 'records=2 kept=2 refused=0 fields_refused=0 untaken=0'
printf '<b:BanTin xmlns:b="urn:example:try"><b:DanhSach>' >"$T/cut.xml"
exit_is 'a bad file' 65 chiso-catalog try thu "$T/cut.xml" "${both[@]}"
like 'says why' "$(cat "$T/out")" 'bad file: cut.xml:1: '
printf '{"service":"DongBoHoSoMC","la":1,"data":[{"MaHoSo":"H34.15-240122-0001","TrangThaiHoSo":"77"}],"data2":[{"MaHoSo":"H34.15-240122-0002"}]}' >"$T/x.json"
exit_is 'a packet in JSON' 1 chiso-catalog try hoso-tthc "$T/x.json" --now 2024-04-01
like 'has its records at a byte' "$(cat "$T/out")" 'record 1, byte 42'
like 'what is not taken too' "$(cat "$T/out")" '/[a-z:]*DongBoHoSoMC/[a-z:]*la/text..  1 times, first in byte 3[0-9]'
like 'and strangers' "$(cat "$T/out")" 'record 0, byte [0-9]+: _record record.stranger'
unlike 'nothing at a line' "$(cat "$T/out")" 'line [0-9]'
gzip -c "$T/x.json" >"$T/x.json.gz"
exit_is 'packed' 1 chiso-catalog try hoso-tthc "$T/x.json.gz" --now 2024-04-01
like 'it may be either' "$(cat "$T/out")" 'record 1, line \(of JSON: byte\) 42'
exit_is 'an unknown feed is usage' 64 chiso-catalog try nowhere "$T/clean.xml" "${both[@]}"
exit_is 'no file is usage' 64 chiso-catalog try thu "${both[@]}"
exit_is 'a file that is not there' 66 chiso-catalog try thu "$T/nowhere.xml" "${both[@]}"
sed -i 's/meta arrival/field:x/' "$T/my/feeds.csv"
exit_is 'a description that is wrong' 78 chiso-catalog try thu "$T/clean.xml" "${both[@]}"
like 'is told with its row' "$(cat "$T/err")" "my/feeds.csv:2: column sent_at: found 'field:x'"

# the samples: whatever a feed's own samples hold is taken or dropped
for feed in hoso-tthc bao-cao-quy danh-muc-tthc danh-muc-hanh-chinh; do
	for file in samples/"$feed"/*.xml; do
		code=0
		chiso-catalog try "$feed" "$file" >"$T/out" 2>"$T/err" || code=$?
		ok "$feed: ${file##*/} (status $code)" test "$code" -le 1
	done
done
done_testing
