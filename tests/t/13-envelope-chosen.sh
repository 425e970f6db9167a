#!/bin/bash
# A value chosen by an attribute, rows of a .NET diffgram under any root, edXML: feeds of rows alone, each with what may not be lost in it
# shellcheck disable=SC2317 # called by the harness
# shellcheck source=tests/lib/tap.sh
. "$(dirname "$0")/../lib/tap.sh"
cd "$ROOT" || exit 1
printf 'thu 000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f\n' >"$T/key"
chmod 600 "$T/key"
mkdir "$T/my"
with=(--catalog pipeline/catalog --catalog "$T/my")
printf '%s\n' prefix,uri,valid_from,valid_to,source \
	'gen,urn:example:generic,,,CHISO' 'msg,urn:example:message,,,CHISO' 'cbr,urn:example:lai-suat,,,CHISO' >"$T/my/namespaces.csv"
printf '%s\n' 'feed,title_vi,record,key,message,sent_at,valid_at,territory,cadence,valid_from,valid_to,source' \
	'chuoi,Chuỗi số liệu,/msg:Data/msg:Set/gen:Obs,ky vung,,meta arrival,,kon-tum,monthly,,,CHISO' \
	'lai-suat,Lãi suất,/cbr:KeyRateResponse/cbr:KeyRateResult/diffgr:diffgram/KeyRate/KR|/cbr:KeyRateResponse/cbr:KeyRateResult/diffgr:diffgram/DocumentElement/KR,ngay,,meta arrival,,kon-tum,daily,,,CHISO' \
	'van-ban,Trạng thái văn bản,/edx:MessageHeader,ma noi,,path:/edx:MessageHeader/edx:Timestamp meta arrival,,kon-tum,daily,,,CHISO' >"$T/my/feeds.csv"
fields() { printf '%s\n' feed,field,seq,title_vi,path,type,reduce,dialect,required,on_error,policy,class,purpose,source "$@" >"$T/my/fields.csv"; }
fields "chuoi,ky,10,Kỳ,gen:Key/gen:Value[@id='TIME']/@value,id,,,1,record,keep,none,x,CHISO" \
	"chuoi,vung,20,Vùng,gen:Key/gen:Value[@id='AREA']/@value,id,,,1,record,keep,none,x,CHISO" \
	"chuoi,tat_ca,30,Tất cả,gen:Key/gen:Value/@value,text,words,,,blank,keep,none,x,CHISO" \
	"chuoi,gia,40,Giá,gen:Number[@kind='now'],decimal,,plain,,blank,keep,none,x,CHISO" \
	"chuoi,truoc,50,Giá trước,gen:Number[@kind='before'],decimal,,plain,,blank,keep,none,x,CHISO" \
	'lai-suat,ngay,10,Ngày,DT,date,,,1,record,keep,none,x,CHISO' \
	'lai-suat,ty_le,20,Tỷ lệ,Rate,decimal,,plain,,blank,keep,none,x,CHISO' \
	'van-ban,ma,10,Mã,edx:ResponseFor/edx:DocumentId|edx:DocumentId,text,,,1,record,keep,none,x,CHISO' \
	'van-ban,noi,20,Nơi gửi,edx:From/edx:OrganId,agency,,,,blank,keep,none,x,CHISO' \
	'van-ban,trang_thai,30,Trạng thái,edx:StatusCode,id,,,,blank,keep,none,x,CHISO'
ok 'the rows are good' chiso-catalog lint -q "${with[@]}"

extract() { chiso-extract --key "$T/key" --now 2024-04-01 --rejects "$T/rejects" "${with[@]}" "$@"; }
raw() { grep '^raw,' "$T/out" | cut -d, -f7-; }

# ---- chosen by an attribute
obs() { printf '<g:Obs><g:Key><g:Value id="AREA" value="%s"/><g:Value value="%s" id="TIME"/><g:Value id="OTHER" value="z"/></g:Key>%s</g:Obs>' "$1" "$2" "$3"; }
data() { printf '<m:Data xmlns:m="urn:example:message" xmlns:g="urn:example:generic"><m:Set>%s</m:Set></m:Data>' "$1"; }
data "$(obs 62 2024-01 '<g:Number kind="before">1</g:Number><g:Number kind="now">2</g:Number><g:Number kind="later">9</g:Number>')$(obs 77 2024-02 '<g:Number kind="now">3</g:Number><g:Number>8</g:Number>')" >"$T/x.xml"
exit_is 'values chosen by an attribute' 0 extract --feed chuoi "$T/x.xml"
is 'each goes where its attribute says' "$(raw)" '2024-01,62,62 2024-01 z,2,1
2024-02,77,77 2024-02 z,3,'
data "$(obs 62 2024-01 '<g:Number kind="now">2</g:Number><g:Number kind="now">3</g:Number>')" >"$T/x.xml"
exit_is 'two that say the same' 0 extract --feed chuoi "$T/x.xml"
like 'are two where one is meant' "$(cat "$T/rejects")" ',field,gia,field\.repeated,one,"2, of different texts"'
data "$(obs 62 2024-01 '<g:Number kind="now" xmlns:k="urn:k" k:kind="before">2</g:Number>')" >"$T/x.xml"
exit_is 'an attribute of another namespace' 0 extract --feed chuoi "$T/x.xml"
is 'chooses nothing' "$(raw)" '2024-01,62,62 2024-01 z,2,'
data "$(obs 62 2024-01 '')" | sed 's/id="AREA"/id="area"/' >"$T/x.xml"
exit_is 'a required one that is not there: too many records refused is for normalize' 0 extract --feed chuoi "$T/x.xml"
chiso-normalize "${with[@]}" --feed chuoi <"$T/out" --rejects "$T/rejects" >"$T/clean" 2>"$T/err"
like 'and its record is told' "$(cat "$T/rejects")" ',record,vung,(field\.required|record\.key_missing),'
like 'try names the attribute of those alone that nothing chose' "$(chiso-catalog try chuoi "$T/x.xml" "${with[@]}" 2>&1)" '@id +2 times'
while IFS='|' read -r path words; do
	fields "chuoi,ky,10,Kỳ,$path,id,,,1,record,keep,none,x,CHISO" "chuoi,vung,20,Vùng,gen:A,id,,,1,record,keep,none,x,CHISO"
	exit_is "$path" 78 chiso-catalog lint -q "${with[@]}"
	like "$path is told" "$(cat "$T/out")" "fields\\.csv:2: .*$words"
done <<'END'
gen:Value[@id=TIME]|found path
gen:Value[id='TIME']|found path
gen:Value[@id='']|found path
gen:Value[@id='a'b']|found path
gen:Value[@='a']|found path
gen:Value[@la:id='a']|found prefix 'la'
gen:Value/@value[@id='a']|found path
END
cp "$T/my/feeds.csv" "$T/feeds"
sed "s,msg:Set/gen:Obs,msg:Set/gen:Obs[@a='b']," "$T/feeds" >"$T/my/feeds.csv"
exit_is 'a record chosen by an attribute' 78 chiso-catalog lint -q "${with[@]}"
like 'is told: the others would be nobody'"'"'s' "$(cat "$T/out")" 'column record: found an element chosen by an attribute'
cp "$T/feeds" "$T/my/feeds.csv"

# ---- a diffgram, under its own root and under DocumentElement, with the rows as they were before
fields 'lai-suat,ngay,10,Ngày,DT,date,,,1,record,keep,none,x,CHISO' 'lai-suat,ty_le,20,Tỷ lệ,Rate,decimal,,plain,,blank,keep,none,x,CHISO' \
	'van-ban,ma,10,Mã,edx:ResponseFor/edx:DocumentId|edx:DocumentId,text,,,1,record,keep,none,x,CHISO' \
	'van-ban,noi,20,Nơi gửi,edx:From/edx:OrganId,agency,,,,blank,keep,none,x,CHISO' 'van-ban,trang_thai,30,Trạng thái,edx:StatusCode,id,,,,blank,keep,none,x,CHISO' \
	'chuoi,ky,10,Kỳ,gen:K,id,,,1,record,keep,none,x,CHISO' 'chuoi,vung,20,Vùng,gen:A,id,,,1,record,keep,none,x,CHISO'
diffgram() {
	printf '<S:Envelope xmlns:S="http://schemas.xmlsoap.org/soap/envelope/"><S:Body><KeyRateResponse xmlns="urn:example:lai-suat"><KeyRateResult><xs:schema xmlns="" xmlns:xs="http://www.w3.org/2001/XMLSchema"><xs:element name="KR"/></xs:schema>'
	printf '<d:diffgram xmlns:m="urn:schemas-microsoft-com:xml-msdata" xmlns:d="urn:schemas-microsoft-com:xml-diffgram-v1"><%s xmlns="">%s</%s>' "$1" "$2" "$1"
	printf '<d:before><KR d:id="KR1" xmlns=""><DT>2024-01-22</DT><Rate>15.00</Rate></KR><KR d:id="KR9" xmlns=""><DT>2024-01-19</DT></KR></d:before></d:diffgram></KeyRateResult></KeyRateResponse></S:Body></S:Envelope>'
}
rows='<KR d:id="KR1" m:rowOrder="0" d:hasChanges="modified"><DT>2024-01-22</DT><Rate>16.00</Rate></KR><KR d:id="KR2"><DT>2024-01-21</DT></KR><KR d:id="KR3" d:hasChanges="inserted"><DT>2024-01-20</DT><Rate>15.50</Rate></KR>'
for root in KeyRate DocumentElement; do
	diffgram $root "$rows" >"$T/x.xml"
	exit_is "a diffgram under $root" 0 extract --feed lai-suat "$T/x.xml"
	is "$root: the rows as they are now" "$(raw)" '2024-01-22,16.00
2024-01-21,
2024-01-20,15.50'
	like "$root: and none of those before" "$(cat "$T/err")" 'read=3 kept=3 rejected=0'
done
diffgram NewDataSet "$rows" >"$T/x.xml"
exit_is 'under a root that the feed does not know' 65 extract --feed lai-suat "$T/x.xml"
like 'it is told' "$(tail -n +2 "$T/rejects")" "file,,file\\.no_record,.*'(NewDataSet|KR)'"

# ---- edXML: root and children in one namespace, with and without prefix; megabytes of base64; a prefix that nobody declared
status() {
	printf '<edXML xmlns="http://www.mic.gov.vn/TBT/QCVN_102_2016"><edXML:edXMLEnvelope xmlns:edXML="http://www.mic.gov.vn/TBT/QCVN_102_2016"><edXML:edXMLHeader><edXML:MessageHeader>'
	printf '<edXML:ResponseFor><edXML:OrganId>000.00.00.G22</edXML:OrganId><edXML:DocumentId>000.00.00.G22,2024/02/01,1/VPCP-TEST</edXML:DocumentId></edXML:ResponseFor>'
	printf '<edXML:From><edXML:OrganId>000.00.19.H34</edXML:OrganId></edXML:From><edXML:StatusCode>03</edXML:StatusCode><edXML:Timestamp>2024/02/01 11:08:36</edXML:Timestamp>'
	printf '</edXML:MessageHeader><edXML:TraceHeaderList/></edXML:edXMLHeader><edXML:edXMLBody><edXML:edXMLManifest><edXML:Reference xlink:href="cid:1"/></edXML:edXMLManifest></edXML:edXMLBody></edXML:edXMLEnvelope>'
	printf '<AttachmentEncoded><Attachment><ContentTransferEncoded>%s</ContentTransferEncoded></Attachment></AttachmentEncoded></edXML>' "$1"
}
status "$(head -c 3000000 /dev/zero | tr '\0' x | base64 -w0)" >"$T/x.xml"
exit_is 'a status of a document' 0 extract --feed van-ban "$T/x.xml"
is 'a key with commas and slashes stays one' "$(/usr/bin/python3 -c 'import csv, sys; print([(r["ma"], r["noi"], r["trang_thai"]) for r in csv.DictReader(open(sys.argv[1])) if r["_kind"] == "raw"])' "$T/out")" \
	"[('000.00.00.G22,2024/02/01,1/VPCP-TEST', '000.00.19.H34', '03')]"
like 'sent when it says' "$(grep '^file,' "$T/out")" 'sent_from=path,2024-02-01T11:08:36\+07:00'
is 'the probe knows it by its envelope' "$(chiso-extract --now 2024-04-01 "${with[@]}" --probe "$T/x.xml")" "$T/x.xml	van-ban"
done_testing
