#!/bin/bash
# The validators of open data: a good bundle passes, each damage is found at its place, and what they cannot judge is no pass.
# The rules are the tree's own; with CHISO_TEST_OPEN=DIR, a folder of the published profiles (tests/data/open/README.md), theirs too.
# shellcheck source=tests/lib/tap.sh
. "$(dirname "$0")/../lib/tap.sh"

rules=()
# shellcheck disable=SC2317 # exit_is calls it
validate() { /usr/bin/python3 "$ROOT/tests/lib/open.py" ${rules[@]+"${rules[@]}"} "$@"; }

# fresh: the good bundle in $T/b. seal: its bytes, hashes and sums are those of its files.
fresh() { rm -rf "$T/b" && cp -r "$ROOT/tests/data/open/bundle" "$T/b" && seal; }
seal() {
	/usr/bin/python3 - "$T/b" <<-'PY' && sums
		import hashlib, json, pathlib, sys
		folder = pathlib.Path(sys.argv[1])
		package = json.loads((folder / "datapackage.json").read_text("utf-8"))
		for each in package.get("resources", []):
		    if (folder / str(each.get("path"))).is_file():
		        data = (folder / each["path"]).read_bytes()
		        each.update(bytes=len(data), hash="sha256:" + hashlib.sha256(data).hexdigest())
		(folder / "datapackage.json").write_text(json.dumps(package, ensure_ascii=False, indent=2), "utf-8")
	PY
}
sums() { (cd "$T/b" && rm -f SHA256SUMS && find . -type f -printf '%P\0' | LC_ALL=C sort -z | xargs -0 sha256sum >"$T/sums" && mv "$T/sums" SHA256SUMS); }

# edit FILE CODE: python changes the JSON of a file, d
edit() {
	/usr/bin/python3 - "$T/b/$1" "$2" <<-'PY'
		import json, sys
		with open(sys.argv[1], encoding="utf-8") as file:
		    d = json.load(file)
		def node(end):
		    return next(each for each in d["@graph"] if each["@id"].endswith(end))
		exec(sys.argv[2])
		with open(sys.argv[1], "w", encoding="utf-8") as file:
		    json.dump(d, file, ensure_ascii=False)
	PY
}

# found NAME REGEX COMMAND…: status 1, and a line that matches alone; a damage may be found in other words by other rules: `.*` then.
found() {
	local name=$1 expected=$2
	shift 2
	exit_is "$name" 1 validate "$@"
	[ ${#rules[@]} -eq 0 ] || return 0
	like '  at its place' "$(grep -v '^note: ' "$T/out")" "^$expected"$'[^\n]*$'
}

# rows NAME REGEX FILE SED: a file of data is damaged, and sealed
rows() {
	fresh
	sed -i "$4" "$T/b/$3"
	seal
	found "$1" "$2" package "$T/b"
}
# descriptor NAME REGEX CODE, catalog NAME REGEX CODE
descriptor() {
	fresh
	edit datapackage.json "$3"
	sums
	found "$1" "$2" package "$T/b"
}
catalog() {
	fresh
	edit dcat.jsonld "$3"
	found "$1" "$2" dcat "$T/b/dcat.jsonld"
}

packages() {
	local s=data/so-lieu.csv c=data/co-quan.csv
	fresh
	exit_is 'a good package passes' 0 validate package "$T/b"
	is '  without a word' "$(cat "$T/out")" ''

	# --- bytes ---
	rows 'a file that is not UTF-8' "$s: file: .*, expected CSV in UTF-8" "$s" '2s/có/\xff/'
	fresh && printf 'H01,2022,,,1,1,\n' >>"$T/b/$s" && sums
	exit_is 'other bytes than those described' 1 validate package "$T/b"
	is '  their number and their hash' "$(cut -d' ' -f1-3 "$T/out")" "$s: found bytes
$s: found hash"
	descriptor 'a hash of other bytes' "$s: found hash sha256:0+ in datapackage.json, expected sha256:" 'd["resources"][1]["hash"] = "sha256:" + "0" * 64'
	descriptor 'no hash' "$s: found hash None" 'del d["resources"][1]["hash"]'
	descriptor 'a wrong number of bytes' "$s: found bytes 1 in datapackage.json, expected [0-9]+" 'd["resources"][1]["bytes"] = 1'
	descriptor 'another encoding' "$s: found encoding cp1258" 'd["resources"][1]["encoding"] = "cp1258"'
	descriptor 'a file that is not there' 'datapackage.json: so-lieu: found path data/x.csv, expected one file of the package' 'd["resources"][1]["path"] = "data/x.csv"; del d["resources"][1]["schema"]'
	fresh && mv "$T/b/$s" "$T/outside.csv" && ln -s "$T/outside.csv" "$T/b/$s" && sums
	exit_is 'a file that is a link to outside' 1 validate package "$T/b"
	fresh && echo x >"$T/b/data/extra.txt"
	found 'a file that no sum names' 'data/extra.txt: found no line in SHA256SUMS' package "$T/b"
	fresh && sed -i "/co-quan/d" "$T/b/SHA256SUMS"
	found 'a sum that is gone' "$c: found no line in SHA256SUMS" package "$T/b"
	fresh && rm "$T/b/dcat.jsonld"
	found 'a sum of no file' 'SHA256SUMS: found dcat.jsonld, expected a file' package "$T/b"
	fresh && echo >>"$T/b/dcat.jsonld"
	found 'a wrong sum' 'dcat.jsonld: found [0-9a-f]{64}, expected' package "$T/b"
	fresh && rm "$T/b/SHA256SUMS"
	exit_is 'no sums at all' 66 validate package "$T/b"

	# --- descriptor ---
	descriptor 'no resources' 'datapackage.json: .: found .*resources' 'del d["resources"]'
	descriptor 'a resource without a name' 'datapackage.json: resources/0: found ' 'del d["resources"][0]["name"]'
	descriptor 'a path out of the package' 'datapackage.json: resources/1/path: found ' 'd["resources"][1]["path"] = "../x.csv"'
	descriptor 'a type of field that is none' 'datapackage.json: resources/1/schema.*: found ' 'd["resources"][1]["schema"]["fields"][0]["type"] = "text"'
	descriptor 'a licence of neither name nor path' 'datapackage.json: licenses/0: found ' 'd["licenses"] = [{"title": "mở"}]'
	# shellcheck disable=SC2016 # a name of the standard's
	descriptor 'version 1' 'datapackage.json: found .schema None' 'del d["$schema"]'
	descriptor 'two resources of one name' 'datapackage.json: found resource co-quan 2 times' 'd["resources"].append(dict(d["resources"][0]))'
	fresh && sed -i '0,/"name"/s//"name": "x", "name"/' "$T/b/datapackage.json" && sums
	found 'a key that stands twice' 'datapackage.json: found the key name 2 times' package "$T/b"

	# --- rows ---
	rows 'a column gone' "$s: line 1: found co_quan,nam,tu_ngay,lay_luc,so_ho_so,ty_le, expected .*,da_chot" "$s" 's/,[^,]*$//'
	rows 'columns in another order' "$c: line 1: found ten,ma,[^ ]+ expected ma,ten," "$c" '1s/ma,ten/ten,ma/'
	rows 'a cell too many' "$s: line 3: found 8 cells, expected 7" "$s" '3s/$/,x/'
	rows 'an integer that is none' "$s: line 2: so_ho_so: found '12.5', expected integer" "$s" '2s/,12,/,12.5,/'
	rows 'a number that is none' "$s: line 2: ty_le: found '98;5', expected number" "$s" '2s/98\.5/98;5/'
	rows 'a date that is none' "$s: line 2: tu_ngay: found '2023-02-30', expected date" "$s" '2s/2023-01-01/2023-02-30/'
	rows 'a time that is none' "$s: line 2: lay_luc: found '2024-01-05 08:00', expected datetime" "$s" '2s/2024-01-05T08:00:00+07:00/2024-01-05 08:00/'
	rows 'a year that is none' "$s: line 2: nam: found '23', expected year" "$s" '2s/,2023,/,23,/'
	rows 'a word that is no boolean here' "$s: line 2: da_chot: found 'true', expected boolean" "$s" '2s/có/true/'
	rows 'a number below its minimum' "$s: line 4: so_ho_so: found '-7', expected minimum 0" "$s" '4s/,7,/,-7,/'
	rows 'a number above its maximum' "$s: line 4: ty_le: found '100.01', expected maximum 100" "$s" '4s/,100,/,100.01,/'
	rows 'a word outside its list' "$c: line 2: loai: found 'huyện', expected enum" "$c" '2s/sở\r/huyện\r/'
	rows 'a text of another pattern' "$c: line 4: ma: found 'H3', expected pattern" "$c" '4s/H03/H3/'
	rows 'no value where one is required' "$c: line 3: ten: found no value" "$c" '3s/Xã B//'
	rows 'a value twice that is unique' "$c: line 3: ten: found 'Sở A, tỉnh Thử' again" "$c" '3s/Xã B/"Sở A, tỉnh Thử"/'
	rows 'a primary key twice' "$s: line 3: found the primary key \('H01', 2023\) of line 2 again" "$s" '3s/2024/2023/'
	rows 'a foreign key to nobody' "$s: line 4: found \('H09',\) in co_quan, expected one of data/co-quan.csv: ma" "$s" '4s/H02/H09/'
	rows 'a foreign key to nobody of its own table' "$c: line 3: found \('H08',\) in cap_tren" "$c" '3s/H01/H08/'
	rows 'a quote that does not end' "$c: file: found unexpected end of data" "$c" '3s/Xã B/"Xã B/'
	descriptor 'a foreign key to no table' "$s: schema: found a foreign key to" 'd["resources"][1]["schema"]["foreignKeys"][0]["reference"]["resource"] = "x"'
	fresh && edit datapackage.json 'd["resources"][1]["schema"]["fields"][0]["type"] = "geopoint"' && sums
	exit_is 'a type that is not judged here is no pass' 70 validate package "$T/b"
}

catalogs() {
	fresh
	exit_is 'a good catalogue passes' 0 validate dcat "$T/b/dcat.jsonld"
	is '  only a place without a shape is noted' "$(cut -d' ' -f1-6 "$T/out")" 'note: dcat.jsonld: <https://dulieu.example.vn/place>: dcat:bbox: found none,
note: dcat.jsonld: <https://dulieu.example.vn/place>: dcat:centroid: found none,'

	catalog 'a catalogue without a title' '.*catalog>: dct:title: found none, expected 1' 'del node("/catalog")["dct:title"]'
	catalog 'a catalogue without a publisher' '.*catalog>: dct:publisher: found none' 'del node("/catalog")["dct:publisher"]'
	catalog 'two publishers' '.*catalog>: dct:publisher: found 2, expected 1 at most' 'node("/catalog")["dct:publisher"] = [{"@id": "urn:a:b", "@type": "foaf:Agent", "foaf:name": "B"}, {"@id": "https://dulieu.example.vn/agent"}]'
	catalog 'a data set without a title' '.*so-lieu>: dct:title: found none' 'del node("/so-lieu")["dct:title"]'
	catalog 'a title that is an IRI' '.*so-lieu>: dct:title: found .*, expected .*Literal' 'node("/so-lieu")["dct:title"] = {"@id": "urn:x:y"}'
	catalog 'a data set without a description' '.*so-lieu>: dct:description: found none' 'del node("/so-lieu")["dct:description"]'
	catalog 'a distribution without an address' '.*csv#csv>: dcat:accessURL: found none' 'del node("#csv")["dcat:accessURL"]'
	catalog 'an address that is a text' '.*csv#csv>: dcat:accessURL: found "https://x.vn/"' 'node("#csv")["dcat:accessURL"] = "https://x.vn/"'
	catalog 'an agent without a name' '.*agent>: foaf:name: found none' 'del node("/agent")["foaf:name"]'
	catalog 'an agent that is not declared' '.*found <https://dulieu.example.vn/agent>, expected it declared as foaf:Agent' 'node("/agent")["@type"] = "foaf:Person"'
	catalog 'a time of change that is a text' '.*so-lieu>: dct:modified: found "2024-04-01", expected' 'node("/so-lieu")["dct:modified"] = "2024-04-01"'
	catalog 'a time of change that is no day' '.*so-lieu>: dct:modified: found "2024-04-31"' 'node("/so-lieu")["dct:modified"]["@value"] = "2024-04-31"'
	catalog 'a period that begins in no time' '.*a dct:PeriodOfTime without a name: dcat:startDate: found "đầu năm"' 'node("/so-lieu")["dct:temporal"]["dcat:startDate"] = "đầu năm"'
	catalog 'a theme that is a text' '.*so-lieu>: dcat:theme: found "GOVE"' 'node("/so-lieu")["dcat:theme"] = "GOVE"'
	catalog 'a concept without a label' '.*GOVE>: skos:prefLabel: found none' 'del node("/GOVE")["skos:prefLabel"]'
	catalog 'a contact that is no kind of card' '.*contact>, expected it declared as vcard:Kind' 'node("/contact")["@type"] = "vcard:Organization"'
	catalog 'a size that is negative' '.*dcat:byteSize: found "-1"' 'node("#csv")["dcat:byteSize"]["@value"] = "-1"'
	catalog 'a checksum that is no number' '.*spdx:checksumValue: found "xyz"' 'node("#csv")["spdx:checksum"]["spdx:checksumValue"]["@value"] = "xyz"'
	catalog 'a licence that is not declared' '.*, expected it declared as dct:LicenseDocument' 'd["@graph"].remove(node("/by/4.0/"))'
	catalog 'a key that no context explains' 'dcat.jsonld: found the key titel' 'node("/so-lieu")["titel"] = "x"'
	catalog 'a context elsewhere is not fetched' 'dcat.jsonld: found the context https://x.vn/c' 'd["@context"] = ["https://x.vn/c", d["@context"]]'
	catalog 'no catalogue' '.*dcat.jsonld: found no dcat:Catalog' 'node("/catalog")["@type"] = "dct:Collection"; del node("/catalog")["dct:title"]'
	catalog 'an address with a blank' "dcat.jsonld: found 'https://x.vn/a b', expected an IRI" 'node("#csv")["dcat:accessURL"] = {"@id": "https://x.vn/a b"}'
	fresh && echo '{"@graph": [}' >"$T/b/dcat.jsonld"
	found 'a text that is no JSON' 'dcat.jsonld: found .*, expected JSON' dcat "$T/b/dcat.jsonld"
}

exit_is 'no command is usage' 64 validate
exit_is 'a file that is not there' 66 validate dcat "$T/none.jsonld"
packages
catalogs

# --- rules that it does not know are no pass, those that the profile does not use hold too ---
# shaped NAME STATUS SHAPE: rules of one shape over data sets
shaped() {
	local name=$1 status=$2
	mkdir -p "$T/rules"
	printf '@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix dcat: <http://www.w3.org/ns/dcat#> . @prefix dct: <http://purl.org/dc/terms/> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .\n%s .\n' "$3" >"$T/rules/x.ttl"
	rules=(--rules "$T/rules")
	exit_is "$name" "$status" validate dcat "$T/b/dcat.jsonld"
	rules=()
}
fresh
d='<urn:s> sh:targetClass dcat:Dataset ;'
shaped 'a word that it does not know' 70 "$d sh:property [ sh:path dct:title ; sh:lessThan dct:modified ]"
shaped 'a datatype that it does not know' 70 "$d sh:property [ sh:path dct:modified ; sh:or ( [ sh:datatype xsd:date ] [ sh:datatype xsd:gDay ] ) ]"
shaped 'a target by its property' 1 '<urn:s> sh:targetSubjectsOf dcat:startDate ; sh:property [ sh:path dcat:startDate ; sh:maxCount 0 ]'
shaped 'a target by the property that leads to it' 1 '<urn:s> sh:targetObjectsOf dct:temporal ; sh:property [ sh:path dcat:endDate ; sh:maxCount 0 ]'
shaped 'a warning is no finding' 0 "$d sh:property [ sh:path dct:title ; sh:maxCount 0 ; sh:severity sh:Warning ]"
shaped 'a path that it does not know' 70 "$d sh:property [ sh:path [ sh:zeroOrMorePath dct:hasPart ] ; sh:minCount 1 ]"
shaped 'a closed shape' 70 "$d sh:closed true"
for pair in 'not|[ sh:path dct:title ; sh:minCount 1 ]|[ sh:path dct:title ; sh:minCount 2 ]' \
	'and|( [ sh:class dcat:Dataset ] [ sh:class dcat:Catalog ] )|( [ sh:class dcat:Dataset ] [ sh:nodeKind sh:IRI ] )' \
	'or|( [ sh:class dcat:Catalog ] )|( [ sh:class dcat:Catalog ] [ sh:class dcat:Dataset ] )' \
	'xone|( [ sh:class dcat:Dataset ] [ sh:nodeKind sh:IRI ] )|( [ sh:class dcat:Catalog ] [ sh:nodeKind sh:IRI ] )' \
	'in|( <urn:x> )|( <https://dulieu.example.vn/dataset/so-lieu> )' \
	'pattern|"^http:"|"^https:"' \
	'property|[ sh:path dct:title ; sh:languageIn ( "en" ) ]|[ sh:path dct:title ; sh:languageIn ( "en" "vi" ) ]' \
	'property|[ sh:path ( dct:temporal dcat:endDate ) ; sh:hasValue "2024-03-30"^^xsd:date ]|[ sh:path ( dct:temporal dcat:endDate ) ; sh:hasValue "2024-03-31"^^xsd:date ]' \
	'property|[ sh:path [ sh:inversePath dcat:dataset ] ; sh:class dcat:Dataset ]|[ sh:path [ sh:inversePath dcat:dataset ] ; sh:class dcat:Catalog ]' \
	'property|[ sh:path [ sh:alternativePath ( dct:title dct:description ) ] ; sh:uniqueLang true ]|[ sh:path dct:title ; sh:uniqueLang true ]'; do
	IFS='|' read -r word bad good <<<"$pair"
	shaped "sh:$word finds" 1 "$d sh:$word $bad"
	shaped "sh:$word passes" 0 "$d sh:$word $good"
done

# --- the published profiles, where they are ---
published=${CHISO_TEST_OPEN:-}
if [ -z "$published" ]; then
	skip 'the published profiles say the same' 'CHISO_TEST_OPEN names no folder of them'
elif ok 'the published profiles are those compared' bash -c "cd '$published' && sha256sum --quiet -c '$ROOT/tests/data/open/published.sha256'"; then
	rules=(--rules "$published")
	packages
	catalogs
fi
done_testing
