#!/bin/bash
# A 24th system of a kind that is there takes rows and a sample, one of a new kind rows and no C; and what lint holds kinds to.
. "$(dirname "$0")/../lib/tap.sh"
cd "$ROOT" || exit 1
README=pipeline/catalog/README.md

# The indented block of README that starts with the line $1.
block() {
	awk -v first="    $1" 'index($0, first) == 1 { on = 1 } on && !/^    / { exit } on { print substr($0, 5) }' "$README"
}
printf 'thu %064d\n' 7 >"$T/key"
chmod 600 "$T/key"

# ---- a 24th system of the kind of dossiers, as README has it
my=$T/my
mkdir "$my"
block 'source,title,' >"$my/sources.csv"
block 'feed,title_vi,kind' >"$my/feeds.csv"
block 'feed,field,title_vi,path' >"$my/fields.csv"
block '<d:GuiHoSo' >"$T/message.xml"
printf 'prefix,uri,valid_from,valid_to,source\ndt,urn:example:dau-tu,,,CV12-2024\n' >"$my/namespaces.csv"
both=(--catalog pipeline/catalog --catalog "$my")
for table in feeds fields; do ok "README shows $table.csv of it" test "$(wc -l <"$my/$table.csv")" -ge 2; done
ok 'the catalogue with the 24th system is clean' chiso-catalog lint -q "${both[@]}"
ok 'its message is tried' chiso-catalog try ho-so-dau-tu "$T/message.xml" "${both[@]}"
chiso-extract -q --key "$T/key" "${both[@]}" --feed ho-so-dau-tu --now 2024-03-01 "$T/message.xml" |
	chiso-normalize -q "${both[@]}" --feed ho-so-dau-tu >"$T/clean.csv"
is 'its records have the columns of the kind' "$(sed -n 1p "$T/clean.csv")" "$(sed -n 1p samples/hoso-tthc/01-mot-ho-so_20240116010000.csv)"
like 'read where its own rows say' "$(grep ^clean "$T/clean.csv")" ',H34\.19-240205-0009,1\.909003,.*,H34\.19,.*,2024-02-05T08:00:00\+07:00,'
is 'the probe tells it from the others of its kind' "$(chiso-extract "${both[@]}" --probe "$T/message.xml" | cut -f 2)" ho-so-dau-tu
ok 'it is counted by the measures of the kind' chiso-aggregate -q "${both[@]}" --now 2024-04-01 --feed ho-so-dau-tu "$T/clean.csv"
like 'which are no rows of its own' "$(cat "$T/out")" 'measure,received,,H34\.19,2024-Q1,sum,ho-so,1,'
is 'under its own name' "$(sed -n 2p "$T/out" | cut -d, -f1-3)" 'part,1/1,ho-so-dau-tu'

# ---- a field of the kind whose periods are of the feed's own kinds
mkdir "$T/periods"
sed -n '1p; s/^bao-cao-quy,\([^,]*\),,/bao-cao-thang,\1,bao-cao-quy,/p' pipeline/catalog/base/feeds.csv >"$T/periods/feeds.csv"
sed -n '1p; s/^bao-cao-quy,\(.*\),quarter,/bao-cao-thang,\1,month,/p' pipeline/catalog/base/period_fields.csv >"$T/periods/period_fields.csv"
is 'a feed has its own row of period_fields.csv' "$(tail -n +2 "$T/periods/period_fields.csv" | cut -d, -f1-4)" 'bao-cao-thang,ky_bao_cao,duong-lich,month'
ok '  for a field that is its kind'\''s' chiso-catalog lint -q --catalog pipeline/catalog --catalog "$T/periods"

# ---- a new kind: system 25
new=$T/new
mkdir "$new"
cat >"$new/namespaces.csv" <<'END'
prefix,uri,valid_from,valid_to,source
tn,urn:example:tai-nguyen,,,MAU-HE-THONG
END
cat >"$new/feeds.csv" <<'END'
feed,title_vi,record,key,sent_at,valid_at,territory,agency,source
nuoc-sach,Nước sạch theo huyện và quý,/tn:Gui/tn:Nuoc,ky dia_ban,meta arrival,ky,kon-tum,dia_ban,MAU-HE-THONG
END
cat >"$new/fields.csv" <<'END'
feed,field,seq,title_vi,path,type,dialect,required,policy,class,purpose,source
nuoc-sach,ky,10,Kỳ,@ky,period,,1,keep,none,kỳ,MAU-HE-THONG
nuoc-sach,dia_ban,20,Địa bàn,@huyen,agency,,1,keep,none,theo huyện,MAU-HE-THONG
nuoc-sach,ho,30,Số hộ,@ho,integer,vi-mixed,1,keep,none,số hộ có nước sạch,MAU-HE-THONG
END
cat >"$new/period_fields.csv" <<'END'
feed,field,calendar,kinds,source
nuoc-sach,ky,duong-lich,quarter,MAU-HE-THONG
END
cat >"$new/measures.csv" <<'END'
measure,feed,kind,value,date,agency,unit,over_agencies,over_time,calendar,title_vi,source
nuoc.ho,nuoc-sach,sum,ho,ky,dia_ban,ho,sum,last,duong-lich,Số hộ có nước sạch,MAU-HE-THONG
END
printf '<t:Gui xmlns:t="urn:example:tai-nguyen"><t:Nuoc ky="2024-Q1" huyen="UBND huyện Đắk Hà" ho="1.204"/><t:Nuoc ky="2024-Q1" huyen="H34.45" ho="chưa có"/></t:Gui>\n' >"$T/nuoc.xml"
both=(--catalog pipeline/catalog --catalog "$new")
ok 'the catalogue with the new kind is clean' chiso-catalog lint -q "${both[@]}"
chiso-extract -q "${both[@]}" --feed nuoc-sach --now 2024-04-05 "$T/nuoc.xml" |
	chiso-normalize -q "${both[@]}" --feed nuoc-sach --rejects "$T/rejects" | chiso-aggregate -q "${both[@]}" --now 2024-04-05 --feed nuoc-sach >"$T/out"
like 'its figure' "$(cat "$T/out")" 'measure,nuoc\.ho,,H34\.46,2024-Q1,sum,ho,1204,'
like 'and its reject' "$(cat "$T/rejects")" ',2,1,record,ho,'

# ---- what kinds are held to
refused() { # NAME TABLE HEADER ROW PATTERN
	local name=$1 table=$2
	rm -rf "$T/bad"
	mkdir "$T/bad"
	printf '%s\n%s\n' "$3" "$4" >"$T/bad/$table.csv"
	exit_is "$name: lint finds it" 78 chiso-catalog lint -q --catalog pipeline/catalog --catalog "$T/bad"
	like "$name: at its row" "$(cat "$T/out" "$T/err")" "$5"
}
head='feed,title_vi,kind,record,key,sent_at,source'
record=/dvc:DongBoHoSoMC/dvc:data/dvc:HoSo
refused 'a kind that is no feed' feeds "$head" "thu,Thử,khong-co,$record,,meta arrival,MAU-HE-THONG" "feeds\.csv:2: column kind: found '?khong-co"
refused 'a kind of a kind' feeds "$head" "thu,Thử,ho-so-ho-tich,$record,,meta arrival,MAU-HE-THONG" "feeds\.csv:2: column kind: found 'ho-so-ho-tich', expected a feed whose own kind is empty"
refused 'a key of its own' feeds "$head" "thu,Thử,hoso-tthc,$record,ma_tthc,meta arrival,MAU-HE-THONG" "feeds\.csv:2: column key: found 'ma_tthc', expected nothing or that of kind hoso-tthc"
fields='feed,field,seq,title_vi,path,type,required,max_bytes,policy,class,purpose,source'
refused 'a field of another type' fields "$fields" 'ho-so-ho-tich,ngay_hen_tra,80,Hẹn trả,dvc:Hen,date,,40,keep,basic,hạn,MAU-HE-THONG' 'fields\.csv:2: field ngay_hen_tra: found another type or policy than that of kind hoso-tthc'
refused 'a field kept that the kind drops' fields "$fields" 'ho-so-ho-tich,chu_ho_so,330,Chủ hồ sơ,dvc:ChuHoSo,text,,40,keep,basic,tên,MAU-HE-THONG' 'fields\.csv:2: field chu_ho_so: found a field that kind hoso-tthc does not keep'
refused 'a measure of one feed of a kind' measures 'measure,feed,kind,value,date,agency,unit,over_agencies,over_time,calendar,title_vi,source' \
	'ht.rieng,ho-so-ho-tich,sum,1,ngay_tiep_nhan,ma_co_quan,ho-so,sum,sum,duong-lich,Riêng hộ tịch,MAU-HE-THONG' 'measures\.csv:2: column feed: found .?ho-so-ho-tich.?, expected the feed that its kind is named after'

# every feed of the 23 systems has records, each of its rejects and a measure
for feed in doanh-nghiep dan-cu bao-hiem dat-dai can-bo van-ban-qppl gia-hang-hoa dang-kiem giay-phep-lai-xe ho-so-ly-lich-tu-phap \
	ho-so-ho-tich ho-so-ma-so-ngan-sach danh-muc-dung-chung nghia-vu-dat-dai ho-so-giao-thong ho-so-xay-dung ho-so-tro-giup-xa-hoi \
	danh-muc-tai-chinh danh-muc-ngan-hang ty-gia ho-so-buu-chinh ma-buu-chinh dien-nang dinh-danh-dien-tu; do
	ok "$feed: several records" test "$(find "samples/$feed/aside" -name '*.csv' ! -name 'ban-sai*' -exec grep -h ^clean {} + | wc -l)" -ge 2
	ok "$feed: a measure above nought" grep -qE '^measure,([^,]*,){6}[1-9]' samples/"$feed"/aside/*.measures.csv
done
# no person of theirs leaves the programs
mapfile -t feeds < <(chiso-catalog show feeds -q | grep 'hệ thống [0-9]' | cut -d, -f1)
ok 'the feeds of the systems are two dozen' test "${#feeds[@]}" -ge 24
for feed in "${feeds[@]}"; do
	cat samples/"$feed"/aside/*.xml >>"$T/sent"
	chiso-extract --key "$T/key" --now 2024-04-15 --feed "$feed" --rejects "$T/one.rejects" samples/"$feed"/aside/*.xml 2>>"$T/everything" |
		chiso-normalize --feed "$feed" --rejects "$T/two.rejects" >>"$T/everything" 2>>"$T/everything"
	cat "$T/one.rejects" "$T/two.rejects" >>"$T/everything"
done
ok 'their records were read' test "$(grep -c ^clean "$T/everything")" -ge 120
is 'no personal datum of them leaves' "$(grep -c -F -f tests/lib/personal-systems.txt "$T/everything")" 0
planted=0
while IFS= read -r datum; do if grep -qF -- "$datum" "$T/sent"; then planted=$((planted + 1)); fi; done <tests/lib/personal-systems.txt
is 'every one was sent' "$planted" "$(wc -l <tests/lib/personal-systems.txt)"
done_testing
