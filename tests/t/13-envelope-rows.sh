#!/bin/bash
# Envelopes are rows: the same records in each are the same stream, another kind of message is named in each, and a packet in one that
# no row has is never a file without records. The catalogue's README, "Add an envelope", followed word for word.
# shellcheck disable=SC2317 # called by the harness
# shellcheck source=tests/lib/tap.sh
. "$(dirname "$0")/../lib/tap.sh"
# shellcheck source=tests/lib/packet.sh
. "$ROOT/tests/lib/packet.sh"
cd "$ROOT" || exit 1
printf 'thu 000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f\n' >"$T/key"
chmod 600 "$T/key"

# ---- what the README shows: each indented block of its sections into a file of its own
mkdir "$T/blocks" "$T/home" "$T/home/my" "$T/row"
awk -v out="$T/blocks/" '/^## / { on = /^## Add (a source|a feed|an envelope)$/; part = $4 }
	on && /^    / { if (!open) { n++; open = 1 } print substr($0, 5) >(out part sprintf("%02d", n)); next } { open = 0 }' \
	pipeline/catalog/README.md
declare -A table=(['prefix,uri']=namespaces ['feed,title_vi']=feeds ['feed,field']=fields ['measure,feed']=measures ['envelope,title_vi']=envelopes ['source,title']=sources)
for block in "$T"/blocks/*; do
	head=$(head -n 1 "$block" | cut -d , -f 1,2)
	case $head in
	'<g:Goi '*) cp "$block" "$T/home/packed.xml" ;;
	chiso-*) [[ ${block##*/} == envelope* ]] && cp "$block" "$T/commands" ;;
	*)
		[ -n "${table[$head]:-}" ] || continue
		file=$T/home/my/${table[$head]}.csv
		# of another shape: another example
		if [ ! -e "$file" ]; then cp "$block" "$file"; elif [ "$(head -n 1 "$block")" = "$(head -n 1 "$file")" ]; then tail -n +2 "$block" >>"$file"; fi
		;;
	esac
done
is 'the README shows the row' "$(cut -d , -f 1 "$T/home/my/envelopes.csv" | tail -n 1)" goi
is 'and three commands' "$(wc -l <"$T/commands")" 3
ln -s "$ROOT/pipeline" "$T/home/pipeline"
while read -r -a command; do
	exit_is "${command[*]:0:2}" 0 env -C "$T/home" "${command[@]}"
	cat "$T/out" >>"$T/said"
done <"$T/commands"
like 'the probe knows the feed in it' "$(cat "$T/said")" $'\tsu-co'
like 'try shows its record' "$(cat "$T/said")" 'SC-1'
unlike 'and nothing of the envelope is left over' "$(cat "$T/said")" 'MaGoi|NoiDung'
cp "$T/home/my/sources.csv" "$T/home/my/namespaces.csv" "$T/home/my/envelopes.csv" "$T/row"
with=(--catalog pipeline/catalog --catalog "$T/row")

# ---- the same packet in each
extract() { chiso-extract --key "$T/key" --now 2024-04-01 --rejects "$T/rejects" --feed "${feed:-hoso-tthc}" "$@"; }
# wrap ENVELOPE: the packet on stdin in it; what the message's id is: id-ENVELOPE
wrap() {
	local body
	body=$(cat)
	case $1 in
	soap11) printf '<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body>\n%s\n</s:Body></s:Envelope>\n' "$body" ;;
	soap12) printf '<s:Envelope xmlns:s="http://www.w3.org/2003/05/soap-envelope"><s:Body>\n%s\n</s:Body></s:Envelope>\n' "$body" ;;
	xroad)
		printf '<S:Envelope xmlns:S="http://schemas.xmlsoap.org/soap/envelope/" xmlns:x="http://x-road.eu/xsd/xroad.xsd"><S:Header>'
		printf '<x:id>id-xroad</x:id><x:protocolVersion>4.0</x:protocolVersion></S:Header><S:Body>\n%s\n</S:Body></S:Envelope>\n' "$body"
		;;
	goi) printf '<Goi xmlns="urn:example:goi"><Dau><MaGoi>id-goi</MaGoi></Dau><NoiDung>\n%s\n</NoiDung></Goi>\n' "$body" ;;
	none) printf '\n%s\n\n' "$body" | tail -n +2 ;;
	esac
}
dossier_packet() { printf '<DongBoHoSoMC xmlns="http://dichvucong.gov.vn/qcvn120">%s</DongBoHoSoMC>' "$(cat)"; }
# what stands in the streams but the line and the message's id
stream() { /usr/bin/python3 -c '
import csv, sys
head, *rows = csv.reader(sys.stdin)
hidden = {i for i, name in enumerate(head) if name in ("_line", "_message")}
for row in [head] + rows: print([c for i, c in enumerate(row) if i not in hidden])'; }
for envelope in soap11 soap12 xroad goi none; do
	dossiers 1 3 | list | dossier_packet | wrap $envelope >"$T/x.xml"
	exit_is "$envelope: read" 0 extract "${with[@]}" "$T/x.xml"
	like "$envelope: all of it" "$(cat "$T/err")" 'read=3 kept=3 rejected=0 duplicate=0$'
	stream <"$T/out" >"$T/raw.$envelope"
	chiso-normalize "${with[@]}" --feed hoso-tthc <"$T/out" >"$T/clean" 2>"$T/err" || fail "$envelope is normalized" "$(cat "$T/err")"
	stream <"$T/clean" >"$T/clean.$envelope"
	same "$envelope: the same raw stream" "$T/raw.$envelope" "$T/raw.soap11"
	same "$envelope: the same clean stream" "$T/clean.$envelope" "$T/clean.soap11"
	case $envelope in
	xroad | goi) is "$envelope: the message's id" "$(grep -c "id-$envelope" "$T/clean")" 3 ;;
	*) is "$envelope: no id" "$(grep -c 'id-' "$T/clean")" 0 ;;
	esac
	# another kind is told as what it is
	printf '<LayDanhSachTTHCResponse xmlns="http://dichvucong.gov.vn/qcvn120"><DanhSachTTHC/></LayDanhSachTTHCResponse>' | wrap $envelope >"$T/x.xml"
	exit_is "$envelope: a message of another kind" 65 extract "${with[@]}" "$T/x.xml"
	like "$envelope: is told as what it is" "$(tail -n +2 "$T/rejects")" 'file,,file\.other_feed,.*a file of feed danh-muc-tthc'
	: | list | dossier_packet | wrap $envelope >"$T/x.xml"
	exit_is "$envelope: an empty list is empty" 0 extract "${with[@]}" "$T/x.xml"
	dossiers 1 2 hoso | list | dossier_packet | wrap $envelope >"$T/x.xml"
	exit_is "$envelope: strangers and no record" 65 extract "${with[@]}" "$T/x.xml"
	like "$envelope: are told" "$(tail -n +2 "$T/rejects")" "file,,file\\.no_record,.*element 'hoso'"
done

# ---- faults of its own
printf '<Goi xmlns="urn:example:goi"><Loi><Ma>E7</Ma><MoTa>hết phiên</MoTa></Loi></Goi>' >"$T/x.xml"
exit_is 'a fault of the envelope' 65 extract "${with[@]}" "$T/x.xml"
like 'is one' "$(tail -n +2 "$T/rejects")" "file,,file\\.fault,.*a fault 'E7': 'hết phiên'"
printf '<error_code>-1</error_code><message>thiếu quyền</message>' | sed 's/.*/<KetQua>&<\/KetQua>/' | wrap goi >"$T/x.xml"
exit_is 'an answer of an application in it' 65 extract "${with[@]}" "$T/x.xml"
like 'is a fault as in any' "$(tail -n +2 "$T/rejects")" "file,,file\\.fault,.*'-1'"

# ---- an envelope that no row has
dossiers 1 2 | list | dossier_packet | wrap goi >"$T/x.xml"
exit_is 'without the row it is bad' 65 extract "$T/x.xml"
like 'by name, at the packet' "$(tail -n +2 "$T/rejects")" \
	"^x\\.xml,0,2,file,,file\\.envelope,.*element 'DongBoHoSoMC' of feed hoso-tthc in an envelope with root 'Goi'"
dossiers 1 2 | list | dossier_packet | { echo '<Goi><Trong>' && cat && echo '</Trong></Goi>'; } | wrap soap11 >"$T/x.xml"
exit_is 'one inside another is none that is known' 65 extract "${with[@]}" "$T/x.xml"
like 'and named too' "$(tail -n +2 "$T/rejects")" 'file,,file\.envelope,'

# ---- a feed that names its own
/usr/bin/python3 - "$T/row/feeds.csv" <<'PY'
import csv, sys
rows = list(csv.DictReader(open("pipeline/catalog/base/feeds.csv", encoding="utf-8", newline="")))
row = next(r for r in rows if r["feed"] == "hoso-tthc")
row["envelopes"] = "soap none"
w = csv.DictWriter(open(sys.argv[1], "w", encoding="utf-8", newline=""), row.keys(), lineterminator="\n")
w.writeheader(); w.writerow(row)
PY
ok 'a feed may name its envelopes' chiso-catalog lint -q "${with[@]}"
for envelope in soap12 none; do
	dossiers 1 2 | list | dossier_packet | wrap $envelope >"$T/x.xml"
	exit_is "it is read in $envelope" 0 extract "${with[@]}" "$T/x.xml"
done
dossiers 1 2 | list | dossier_packet | wrap goi >"$T/x.xml"
exit_is 'in another one it is bad' 65 extract "${with[@]}" "$T/x.xml"
like 'which is named' "$(tail -n +2 "$T/rejects")" 'file,,file\.envelope,'
sed -i 's/soap none/soap nome/' "$T/row/feeds.csv"
exit_is 'an unknown name is a finding' 78 chiso-catalog lint -q "${with[@]}"
like 'at its row' "$(cat "$T/out")" "feeds.csv:2: column envelopes: found '(soap )?nome', expected a (value|row) of envelopes"
rm "$T/row/feeds.csv"

# ---- a wrong row is found by lint, at its line
while IFS='|' read -r column value words; do
	/usr/bin/python3 - "$T/home/my/envelopes.csv" "$T/row/envelopes.csv" "$column" "$value" <<'PY'
import csv, sys
row = next(csv.DictReader(open(sys.argv[1], encoding="utf-8", newline="")))
if sys.argv[3] == "body":
    row.update(header="", message="", fault_code="", fault_text="")
row[sys.argv[3]] = sys.argv[4]
w = csv.DictWriter(open(sys.argv[2], "w", encoding="utf-8", newline=""), row.keys(), lineterminator="\n")
w.writeheader(); w.writerow(row)
PY
	exit_is "$column=$value" 78 chiso-catalog lint -q "${with[@]}"
	like "$column=$value: told at its line" "$(cat "$T/out")" "envelopes\\.csv:2: .*column $column: .*$words"
done <<'END'
body||found nothing
body|goi:Goi/goi:NoiDung|found 'goi:Goi/goi:NoiDung', expected one path
body|/goi:Goi/@noi-dung|expected one path
body|/la:Goi/la:NoiDung|found prefix 'la' in a path, expected a row of namespaces
body|/soapenv:Envelope/soapenv:Body|which envelope soap has
body|/|which envelope none has
header|/dvc:Khac/dvc:Dau|expected a path from the root of the body
header|Dau|expected one path
message|/dvc:Khac/dvc:Ma|expected a path from the root of the body
message|goi:MaGoi|expected a path from the root of the body
message|/goi:Goi/la:Ma|found prefix 'la'
fault_code|/goi:Goi/goi Ma|found path '/?/goi:Goi/goi Ma'
fault_text|/dvc:Loi|expected a path from the root of the body
END
done_testing
