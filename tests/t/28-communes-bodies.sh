#!/bin/bash
# Every commune has its code and its body, and its "UBND ..." is that body in its territory on its day, however the tone is placed.
. "$(dirname "$0")/../lib/tap.sh"
cd "$ROOT" || exit 1
for table in admin_units agencies admin_successors agency_successors; do chiso-catalog show "$table" >"$T/$table.csv"; done

# The communes of a province on a day: code, territory, day, text, body. The body's row names the code in its source.
cat >"$T/ask.py" <<'PY'
import csv, re, sys, unicodedata
def rows(name):
    return [r for r in csv.DictReader(open(f"{sys.argv[1]}/{name}.csv", encoding="utf-8"))]
def there(r, day):
    return r["valid_from"] <= day and (not r["valid_to"] or day <= r["valid_to"])
# oà and òa, uỷ and ủy: both places of the mark
OLD = {"òa": "oà", "óa": "oá", "ỏa": "oả", "õa": "oã", "ọa": "oạ", "òe": "oè", "óe": "oé", "ùy": "uỳ", "úy": "uý", "ủy": "uỷ", "ũy": "uỹ", "ụy": "uỵ"}
def old(text):
    for new, was in OLD.items():
        text = re.sub(new + r"(?!\w)", was, text)
    return text
def new(text):
    for now, was in OLD.items():
        text = re.sub(was + r"(?!\w)", now, text)
    return text
province, territory, day = sys.argv[2:5]
bodies = {}
for a in rows("agencies"):
    code = re.search(r"GSO code (\d+)", a["source"])
    if a["level"] == "commune" and a["territory"] == territory and code and there(a, day):
        bodies.setdefault(code[1], []).append(a)
for u in rows("admin_units"):
    if u["level"] != "commune" or u["province"] != province or not there(u, day):
        continue
    found = bodies.get(u["code"], [])
    body = found[0]["agency"] if len(found) == 1 else f"{len(found)} bodies"
    name = u["name_vi"][0].lower() + u["name_vi"][1:]
    for text in {new("UBND " + name), old("UBND " + name), new("Ủy ban nhân dân " + name), old("Ủy ban nhân dân " + name),
                 unicodedata.normalize("NFD", "UBND " + name), ("UBND " + name).upper(), found[0]["name_vi"] if found else name}:
        print(u["code"], body, text, sep="\t")
PY
# A feed of a province's own: what the night reads.
mkdir "$T/feed"
printf 'prefix,uri,valid_from,valid_to,source\ntest,urn:example:ten,,,CHISO test\n' >"$T/feed/namespaces.csv"
{
	echo 'feed,title_vi,record,key,message,sent_at,valid_at,territory,cadence,valid_from,valid_to,source'
	for territory in kon-tum ba-ria-vung-tau quang-ngai ho-chi-minh; do
		echo "ten-$territory,Tên,/test:BanTin/test:Ten,ma,,meta arrival,ngay,$territory,daily,,,CHISO test"
	done
} >"$T/feed/feeds.csv"
{
	echo 'feed,field,seq,title_vi,path,type,codes,required,on_error,policy,class,purpose,valid_from,valid_to,source'
	for territory in kon-tum ba-ria-vung-tau quang-ngai ho-chi-minh; do
		echo "ten-$territory,ma,10,Mã,@ma,text,,1,record,keep,none,khoá,,,CHISO test"
		echo "ten-$territory,ngay,20,Ngày,@ngay,date,,1,record,keep,none,kỳ,,,CHISO test"
		echo "ten-$territory,co_quan,30,Cơ quan,@ten,agency,,,blank,keep,none,theo cơ quan,,,CHISO test"
	done
} >"$T/feed/fields.csv"
with=(--catalog pipeline/catalog --catalog "$T/feed")

# communes PROVINCE TERRITORY DAY COUNT
communes() {
	python3 "$T/ask.py" "$T" "$@" >"$T/asked"
	is "$1 on $3: communes" "$(cut -f 1 "$T/asked" | sort -u | wc -l)" "$4"
	is "$1 on $3: a body each" "$(cut -f 2 "$T/asked" | sort -u | wc -l)" "$4"
	python3 - "$T/asked" "$3" >"$T/names.xml" <<'PY'
import sys
from xml.sax.saxutils import quoteattr
print('<b:BanTin xmlns:b="urn:example:ten">')
for n, line in enumerate(open(sys.argv[1], encoding="utf-8")):
    print(f'<b:Ten ma="{n:06}" ngay="{sys.argv[2]}" ten={quoteattr(line.rstrip(chr(10)).split(chr(9))[2])}/>')
print("</b:BanTin>")
PY
	chiso-extract -q "${with[@]}" --feed "ten-$2" --now 2025-12-01 "$T/names.xml" |
		chiso-normalize -q "${with[@]}" --feed "ten-$2" --now 2025-12-01 >"$T/clean.csv"
	python3 - "$T/asked" "$T/clean.csv" >"$T/wrong" <<'PY'
import csv, sys
read = {r["ma"]: r["co_quan"] for r in csv.DictReader(open(sys.argv[2], encoding="utf-8")) if r["ma"]}
for n, line in enumerate(open(sys.argv[1], encoding="utf-8")):
    code, body, text = line.rstrip("\n").split("\t")
    if read.get(f"{n:06}") != body:
        print("#", code, text, "read as", read.get(f"{n:06}"), "expected", body)
PY
	is "$1 on $3: $(wc -l <"$T/asked") ways of writing are that body" "$(cat "$T/wrong")" ''
	is "$1 on $3: as find shows it" "$(chiso-catalog find agency "$(head -n 1 "$T/asked" | cut -f 3)" --territory "$2" --at "$3" | cut -f 1)" \
		"$(head -n 1 "$T/asked" | cut -f 2)"
}
communes 62 kon-tum 2024-02-01 102
communes 77 ba-ria-vung-tau 2025-01-01 77
communes 51 quang-ngai 2025-07-01 96
communes 79 ho-chi-minh 2025-07-01 168
is 'the 82 of 2024' "$(python3 "$T/ask.py" "$T" 77 ba-ria-vung-tau 2024-02-01 | cut -f 2 | sort -u | grep -c ba-ria)" 82

# the double spellings of the statistics office
while IFS='|' read -r text body; do
	is "$text" "$(chiso-catalog find agency "$text" --territory kon-tum --at 2024-02-01 | cut -f 1)" "$body"
done <<'SPELLINGS'
UBND xã Pờ Y|H34.42.07
UBND xã Bờ Y, huyện Ngọc Hồi|H34.42.07
UBND xã Măng Bút|H34.44.03
UBND xã Măng Buk, huyện Kon Plông|H34.44.03
UBND xã Rờ Kơi|H34.47.02
UBND xã Đăk Plô|H34.41.02
UBND xã Ngọk Lây|H34.48.01
UBND xã Ngọk Réo|H34.46.09
UBND xã Ngọk Tem|H34.44.05
UBND xã Đak Kroong|H34.41.11
UBND xã la Chim|H34.40.16
SPELLINGS

# what became of them
python3 - "$T" >"$T/conversions" <<'PY'
import csv, re, sys
def rows(name):
    return list(csv.DictReader(open(f"{sys.argv[1]}/{name}.csv", encoding="utf-8")))
code = {a["agency"]: re.search(r"GSO code (\d+)", a["source"])[1] for a in rows("agencies")
        if "GSO code" in a["source"] and a["valid_to"] in ("2025-06-30", "")}
links = {(r["agency"], r["valid_from"]): r["successor"] for r in rows("agency_successors") if r["agency"] != r["successor"]}
units = rows("admin_successors")
day = [u for u in units if u["valid_from"] == "2025-07-01" and u["level"] == "commune"]
for province in ("62", "77"):
    old = [u for u in day if u["province"] == province]
    whole = sum(u["extent"] != "part" for u in old)
    bodies = [a for a in code if (a, "2025-07-01") in links and code[a] in {u["code"] for u in old}
              and (a.startswith("H34.") if province == "62" else a.startswith("ba-ria"))]
    goes = {u["code"]: u["successor"] for u in old}
    print(province, len(old), whole, len(bodies), sum(goes[code[a]] != code[links[a, "2025-07-01"]] for a in bodies))
print(*(len({u["code"] for u in day if u["province"] == p and u["extent"] == "part"}) for p in ("51", "74", "79")))
print(*sorted({u["successor"] for u in units if u["level"] == "district"}))
PY
is 'whole, and the bodies went where the units did; the split ones; two districts became special zones' "$(cat "$T/conversions")" \
	$'62 102 102 102 0\n77 77 77 77 0\n1 16 31\n21548 26732'

# lint
chiso-catalog lint >"$T/out" 2>"$T/err"
is 'the catalogue is clean' "$(cat "$T/out")" ''
unlike 'no table of communes is incomplete' "$(cat "$T/err")" 'incomplete'
mkdir "$T/over"
both=(--catalog pipeline/catalog --catalog "$T/over")
finding() { # WHAT ROW EXPECTED
	printf 'level,code,province,name_vi,successor,extent,valid_from,source\n%s\n' "$2" >"$T/over/admin_successors.csv"
	exit_is "$1" 78 chiso-catalog lint "${both[@]}"
	like "$1: said" "$(cat "$T/out")" "/over/admin_successors.csv:2: $3"
}
finding 'one part of a unit' 'commune,99990,77,Xã Thử,26506,part,2025-07-01,CHISO test' 'unit 99990: found 1 rows, 1 of them parts'
finding 'whole to two' $'commune,99990,77,Xã Thử,26506,whole,2025-07-01,CHISO test\ncommune,99990,77,Xã Thử,26526,whole,2025-07-01,CHISO test' \
	'unit 99990: found 2 rows, 0 of them parts'
finding 'to a unit that is not there on the day' 'commune,99990,77,Xã Thử,26506,whole,,CHISO test' 'unit 99990: found no valid_from'
finding 'to what is no commune then' 'commune,99990,77,Xã Thử,26551,whole,2025-07-01,CHISO test' \
	"column successor: found '26551', expected a commune of admin_units on 2025-07-01"
done_testing
