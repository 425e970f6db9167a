#!/bin/bash
# Files of an unusual size are noted with the numbers, and the reasons of refusal say whose records they were.
# shellcheck source=tests/lib/tap.sh
. "$(dirname "$0")/../lib/tap.sh"
# shellcheck source=tests/lib/night.sh
. "$ROOT/tests/lib/night.sh"

S=$ROOT/samples
need_night_key
dir=$T/v
own_server "$dir/postgres"
mkdir -p "$dir/inbox/hoso-tthc" "$T/usual" "$T/held"
/usr/bin/python3 - "$ROOT/pipeline/catalog/base/feeds.csv" "$T/usual/feeds.csv" <<'PY'
import csv, sys
rows = list(csv.DictReader(open(sys.argv[1], encoding="utf-8", newline="")))
out = csv.DictWriter(open(sys.argv[2], "w", encoding="utf-8", newline=""), rows[0].keys(), lineterminator="\n")
out.writeheader()
out.writerows({**r, "usual_min": "2", "usual_max": "4"} for r in rows if r["feed"] == "hoso-tthc")
PY
cp -p "$S"/hoso-tthc/0[125]-*.xml* "$dir/inbox/hoso-tthc"
/usr/bin/python3 - "$S/hoso-tthc/03-khong-khong-gian-ten.xml" "$dir/inbox/hoso-tthc/sai-ngay_20240201010000.xml" <<'PY'
import re, sys
text = open(sys.argv[1], encoding="utf-8").read()
head, rest = text.split("<HoSo>", 1)
one, tail = rest.split("</HoSo>", 1)[0], rest.rsplit("</HoSo>", 1)[1]
def dossier(code, day):
    return "<HoSo>" + re.sub("<NgayTiepNhan>[^<]*<", f"<NgayTiepNhan>{day}<", re.sub("<MaHoSo>[^<]*<", f"<MaHoSo>{code}<", one)) + "</HoSo>"
bad = [("H34.19-240130-0001", "20240230083000"), ("H34.15-240130-0002", "20240231083000"), ("H34.19-240130-0003", "20240230090000")]
good = [(f"H34.19-240130-1{n:03d}", "20240130083000") for n in range(2)]
open(sys.argv[2], "w", encoding="utf-8").write(head + "".join(dossier(*d) for d in bad + good) + tail)
PY
code=0
night "$dir" CHISO_CATALOG="$ROOT/pipeline/catalog/base:$ROOT/pipeline/catalog/kon-tum:$T/usual" || code=$?
summary=$(tr '\n' ' ' <"$dir/page" | tr -s ' ')
like 'too few records are noted, with the numbers' "$summary" \
	'to note:.* hoso-tthc 01-mot-ho-so_20240116010000\.xml: usual_volume: số bản ghi trong một tệp ngoài mức thường \(1; 2–4\)'
like 'too many, too' "$summary" 'hoso-tthc sai-ngay_20240201010000\.xml: usual_volume: [^(]*\(5; 2–4\)'
unlike 'three and four are usual' "$summary" '(02-nhieu-ho-so|05-hai-thanh-phan)[^ ]*: usual_volume'
unlike 'what is only noted waits for nobody' "$summary" 'WAITING FOR A PERSON.*usual_volume'
is 'and its file stands' "$(on_server "$dir" -c "select count(*) from core.hoso_tthc where ma_ho_so like 'H34.19-240130-%'")" 2
like 'a reason of refusal says whose records they were mostly' "$summary" \
	'3 hoso-tthc, ngay_tiep_nhan: ngày không tồn tại / [^(]*\(Sở Tư pháp tỉnh Kon Tum 2; sai-ngay_20240201010000\.xml\)'
is 'the ledger has it of each record' "$(on_server "$dir" -c "select string_agg(record || ' ' || agency, ',' order by record) from audit.reject
	where field = 'ngay_tiep_nhan'")" '1 H34.19,2 H34.15,3 H34.19'

# the same as a gate of the province's own: it waits
sed -n '1p' "$ROOT/pipeline/catalog/base/checks.csv" >"$T/held/checks.csv"
echo 'usual_held,hoso-tthc,,,usual,,gate,số bản ghi bất thường,,,CHISO test' >>"$T/held/checks.csv"
held=$T/w
own_server "$held/postgres"
mkdir -p "$held/inbox/hoso-tthc"
for n in 1 2 3 4 5; do
	sed "s/2401[0-9][0-9]-0001/24011$n-0001/" "$S/hoso-tthc/01-mot-ho-so_20240116010000.xml" >"$held/inbox/hoso-tthc/mot-${n}_20240116010000.xml"
	printf '<!-- %s -->\n' "$n" >>"$held/inbox/hoso-tthc/mot-${n}_20240116010000.xml"
done
code=0
night "$held" CHISO_CATALOG="$ROOT/pipeline/catalog/base:$ROOT/pipeline/catalog/kon-tum:$T/usual:$T/held" || code=$?
is 'a gate makes the night wait' "$code" 1
summary=$(tr '\n' ' ' <"$held/page" | tr -s ' ')
like 'a check of the feed goes before the one for all' "$summary" 'WAITING FOR A PERSON.* mot-1_20240116010000\.xml: usual_held: [^(]*\(1; 2–4\)'
unlike 'and replaces it' "$summary" usual_volume
is 'three files are named' "$(grep -o 'usual_held: [^+(]*(1;' <<<"$summary" | wc -l)" 3
like 'the others are counted' "$summary" 'usual_held: [^(]*\(\+2 tệp / files: 1–1; 2–4\)'
done_testing
