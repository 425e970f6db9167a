#!/bin/bash
# A night over six messages with strangers and three others: none is lost without a word, nor is a key that came twice
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
mkdir -p "$inbox" "$dir/inbox/danh-muc-hanh-chinh"

# at HH: the name of a message, which says when it was sent
at() { echo "$inbox/$1_20240127${2}0000.xml"; }
dossiers 1 2 | packet >"$(at flat 01)"
dossiers 3 4 | sed 's/^/<DanhSach>/; s/$/<\/DanhSach>/' | packet >"$(at renamed 02)"
{ dossiers 5 6 && dossiers 7 8 HoSo urn:khac; } | list | packet >"$(at mixed 03)"
{ dossiers 9 9 && dossiers 10 12 HoSoLienThong; } | list | packet >"$(at linked 04)"
sed 's/NewDataSet/DocumentElement/g' "$ROOT/samples/danh-muc-hanh-chinh/tinh.xml" >"$dir/inbox/danh-muc-hanh-chinh/tinh.xml"
cp "$ROOT/samples/danh-muc-hanh-chinh/tinh.xml.meta" "$dir/inbox/danh-muc-hanh-chinh/"
{ dossiers 13 15 | list && dossiers 16 17; } | packet >"$(at beside 05)"
: | list | packet >"$(at empty 06)"
dossiers 18 19 | list | packet >"$(at good 07)"

{ dossier 21 | sed 's/HoSo>9</HoSo>4</' && dossier 21; } | list | packet >"$(at twice 08)"

code=0
night "$dir" || code=$?
is 'the night is done, a person is asked for' "$code" 1
page=$(tr '\n' ' ' <"$dir/page" | tr -s ' ')
like 'six are loaded, three are held back' "$page" 'files: 6 loaded, 0 already known, 3 held back'
like 'the records, and what stood among them' "$page" 'records: 10 read = 10 kept \+ 0 rejected \+ 0 duplicate và 7 phần tử lạ không đọc được / and 7 strangers, which were not read'
for name in flat renamed tinh; do like "$name is named, with why" "$page" "${name}[^ ]*.{0,120}(TABLE|HoSo)"; done
like 'two of four wait for a person' "$page" "mixed_20240127030000.xml: 2 phần tử lạ bên cạnh 2 bản ghi đã đọc / strangers beside 2 records read \\(dòng / line [0-9]+: 2, the first element 'HoSo'\\)"
like 'so do three of four' "$page" "linked_20240127040000.xml: 3 phần tử lạ .*'HoSoLienThong'"
like 'and two beside the list' "$page" 'beside_20240127050000.xml: 2 phần tử lạ'
like 'a key twice in one message is to be noted' "$page" 'twice_20240127080000.xml: 1 trong 2 bản ghi có khóa lặp lại ngay trong thông điệp, bản ghi sau được dùng'
unlike 'the empty one and the good one do not' "$page" '(empty|good)_2024'
is 'the ledger has them, file by file' "$(on_server "$dir" -c "select substring(file_name from '^[a-z]+'), state, n_read, n_strangers from audit.load order by 1")" \
	'beside|ok|3|2
empty|ok|0|0
flat|bad|0|2
good|ok|2|0
linked|ok|1|3
mixed|ok|2|2
renamed|bad|0|2
tinh|bad|0|2
twice|ok|2|0'
is 'held = read + strangers' "$(on_server "$dir" -c "select sum(n_read + n_strangers) from audit.load where feed = 'hoso-tthc'")" 21
is 'the metrics have them' "$(grep -c 'chiso_records_strangers{feed="hoso-tthc"} 7' "$dir/metrics.prom")" 1
is 'the later record stands' "$(on_server "$dir" -c "select record from core.hoso_tthc_current where ma_ho_so like '%0021'")" 2
file=$(on_server "$dir" -c "select file_hash from audit.load where file_name like 'mixed%'")
eval "$("$ROOT/scripts/private-postgres" env "$dir/postgres")"
like 'the stream of a load says so again' "$(chiso-dump -q --feed hoso-tthc --load "$file" | grep '^file,')" \
	' strangers=2'
{ dossiers 31 32 && dossiers 33 34 HoSo urn:khac; } | list | packet >"$T/again_20240128010000.xml"
exit_is 'chiso-ingest by hand' 0 chiso-ingest --feed hoso-tthc --key "$T/key" --now "$NIGHT_NOW" "$T/again_20240128010000.xml"
like 'says it of the file' "$(cat "$T/out")" 'read=2 kept=2 .* strangers=2$'
like 'and in its last line' "$(cat "$T/err")" 'read=2 kept=2 rejected=0 duplicate=0 strangers=2 stored_s='
exit_is 'once more' 0 chiso-ingest -q --feed hoso-tthc --key "$T/key" --now "$NIGHT_NOW" "$T/again_20240128010000.xml"
like 'a duplicate has them from the ledger' "$(cat "$T/out")" 'state=duplicate .* strangers=2$'
done_testing
