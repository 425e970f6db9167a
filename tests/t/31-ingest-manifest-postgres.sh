#!/bin/bash
# A manifest of all feeds: every row has its verdict, whatever is known, and the tables do not depend on the number of parsers.
. "$(dirname "$0")/../lib/tap.sh"
. "$ROOT/tests/lib/world.sh"
. "$ROOT/tests/lib/manifest.sh"
need_postgres
NOW=2024-04-01T01:00:00+07:00
state() { psql -X -q -f "$ROOT/sql/compare.sql"; }
manifest() { chiso-ingest --manifest "$1/manifest.csv" --raw "$1/raw" --now "$NOW" -o "$1/verdicts.csv" "${@:2}"; }
count() { verdicts "$1" "${@:2}" | sort | uniq -c | sed 's/^ *//' | paste -sd' '; }
warehouse() {
	PGDATABASE=postgres psql -X -q -c "create database $1"
	export PGDATABASE=$1
	chiso-load migrate -q
}

world "$T/world" 1500
export CHISO_KEY=$T/key
mapfile -t files < <(world_files "$T/world")
manifest_begin "$T/all"
for file in "${files[@]}"; do manifest_take "$T/all" hoso-tthc "$file"; done
for feed in bao-cao-quy danh-muc-tthc danh-muc-hanh-chinh; do
	for file in "$ROOT/samples/$feed"/*.xml; do manifest_take "$T/all" "$feed" "$file"; done
done
for file in "$ROOT"/samples/hoso-tthc/refused/*.xml; do manifest_take "$T/all" hoso-tthc "$file"; done
nowhere=$(printf '%064d' 1)
manifest_row "$T/all" refused "$nowhere" '' strange.xml file.other_feed 'found no record of any feed'
manifest_row "$T/all" left '' '' locked.xml '' 'cannot be read'
manifest_end "$T/all"
rows=$(grep -c ^file "$T/all/manifest.csv")

warehouse one
exit_is 'one parser' 65 manifest "$T/all" --jobs 1
like 'the log counts every row' "$(cat "$T/err")" "files=$rows loaded=[0-9]+ known=[0-9]+ bad=[0-9]+ left=1 "
is 'the verdicts are the manifest, row for row' "$(cut -d, -f1-8 "$T/all/verdicts.csv" | md5sum)" "$(cut -d, -f1-8 "$T/all/manifest.csv" | md5sum)"
is 'with their end' "$(tail -n 1 "$T/all/verdicts.csv" | cut -d, -f1,2)" "end,$rows"
is 'none is without' "$(verdicts "$T/all/verdicts.csv" verdict | grep -c -v -x -E 'loaded|duplicate|bad|left')" 0
is 'what the intake refused is bad, what it left is left' "$(verdicts "$T/all/verdicts.csv" name verdict code | grep -E '^(strange|locked)\.xml' | paste -sd' ')" \
	'strange.xml|bad|file.other_feed locked.xml|left|'
is 'the refused one is in quarantine with its code' "$(sql "select reason from audit.quarantine where file_hash = '$nowhere'")" \
	'file.other_feed found no record of any feed'
is 'every bad one is' "$(sql 'select count(*) from audit.quarantine')" "$(verdicts "$T/all/verdicts.csv" verdict file name | grep ^bad | sort -u | wc -l)"
is 'the ledger has the verdicts' "$(sql "select string_agg(load_id || ' ' || n_read || ' ' || n_kept || ' ' || n_rejected || ' ' || n_duplicate,
	e'\n' order by load_id) from audit.load where state = 'ok'")" \
	"$(verdicts "$T/all/verdicts.csv" verdict load read kept rejected duplicate | grep ^loaded | cut -d'|' -f2- | tr '|' ' ' | sort -n)"
state >"$T/one.state"
cp "$T/all/verdicts.csv" "$T/one.csv"
warehouse four
exit_is 'four parsers' 65 manifest "$T/all" --jobs 4
state >"$T/four.state"
same 'the same tables' "$T/four.state" "$T/one.state"
same 'the same verdicts, load numbers and all' "$T/all/verdicts.csv" "$T/one.csv"

# file by file by hand: the same tables, but what only a manifest knows
warehouse hand
for feed in bao-cao-quy danh-muc-hanh-chinh danh-muc-tthc; do
	chiso-ingest -q --feed $feed --now "$NOW" "$ROOT/samples/$feed"/*.xml >/dev/null
done
grep '^file,.*,hoso-tthc,taken' "$T/all/manifest.csv" | cut -d, -f8 | while read -r raw; do
	chiso-ingest -q --feed hoso-tthc --now "$NOW" "$T/all/raw/$raw" >/dev/null 2>>"$T/log" || true
done
without() { sed '/^== audit.quarantine/,/^== audit.migration/d' "$1"; }
state >"$T/hand.state"
without "$T/hand.state" | sed 's/^\(.*danh-muc-.*\)$/\1/' >"$T/hand.tables"
without "$T/one.state" >"$T/one.tables"
is 'one file after another gives the same dossiers' "$(grep -c . <(sed -n '/^== core.hoso_tthc_current/,$p' "$T/hand.tables"))" \
	"$(grep -c . <(sed -n '/^== core.hoso_tthc_current/,$p' "$T/one.tables"))"
same 'byte for byte' <(sed -n '/^== core.hoso_tthc_current/,$p' "$T/hand.tables") <(sed -n '/^== core.hoso_tthc_current/,$p' "$T/one.tables")
same 'and the same marks' <(sed -n '/^== audit.mark/,/^== audit.cat/p' "$T/hand.tables") <(sed -n '/^== audit.mark/,/^== audit.cat/p' "$T/one.tables")

# what is known is not opened
export PGDATABASE=four
rm -r "$T/all/raw"
mkdir "$T/all/raw"
exit_is 'all again, with nothing to open' 65 manifest "$T/all"
is 'good ones are duplicates, bad ones bad' "$(verdicts "$T/all/verdicts.csv" verdict | sort -u | paste -sd' ')" 'bad duplicate left'
is 'with the reason they had' "$(verdicts "$T/all/verdicts.csv" verdict name code reason | grep ^bad | md5sum)" \
	"$(verdicts "$T/one.csv" verdict name code reason | grep ^bad | md5sum)"
state >"$T/again.state"
same 'nothing changed' "$T/again.state" "$T/four.state"
two=$(printf '%064d' 2)
printf '%s\n' "$manifest_header" "file,$two,hoso-tthc,taken,1,a.xml,a.xml,$two.xml,,,,,,,,," 'end,1,,,,,,,,,,,,,,,' >"$T/all/manifest.csv"
exit_is 'a raw file that is gone costs nobody else anything' 0 manifest "$T/all"
is 'it is left, and told' "$(verdicts "$T/all/verdicts.csv" verdict code)" 'left|left.gone'

# manifests that are none
try() {
	printf '%s\n' "$@" >"$T/all/manifest.csv"
	manifest "$T/all"
}
exit_is 'cut off' 65 try "$manifest_header" "file,,,left,1,a,a,,,,,,,,,,"
like 'is said' "$(cat "$T/err")" 'cut off'
exit_is 'a wrong count' 65 try "$manifest_header" 'end,1,,,,,,,,,,,,,,,'
exit_is 'a state that is none' 65 try "$manifest_header" "file,,,gone,1,a,a,,,,,,,,,," 'end,1,,,,,,,,,,,,,,,'
like 'at its line' "$(cat "$T/err")" "manifest.csv:2: column state: found 'gone', expected taken, refused or left"
exit_is 'a taken file without a hash' 65 try "$manifest_header" "file,x,hoso-tthc,taken,1,a,a,x.xml,,,,,,,,," 'end,1,,,,,,,,,,,,,,,'
exit_is 'a raw name that leads elsewhere' 65 try "$manifest_header" "file,$nowhere,hoso-tthc,taken,1,a,a,../a,,,,,,,,," 'end,1,,,,,,,,,,,,,,,'
exit_is 'a feed that is not known' 64 try "$manifest_header" "file,$nowhere,nowhere,taken,1,a,a,$nowhere.xml,,,,,,,,," 'end,1,,,,,,,,,,,,,,,'
exit_is 'an empty one' 0 try "$manifest_header" 'end,0,,,,,,,,,,,,,,,'
exit_is 'no such manifest' 66 chiso-ingest --manifest "$T/none" --raw "$T"
exit_is 'no folder' 64 chiso-ingest --manifest "$T/all/manifest.csv"
exit_is 'a feed beside it' 64 chiso-ingest --manifest "$T/all/manifest.csv" --raw "$T" --feed hoso-tthc
exit_is 'no parsers' 64 chiso-ingest --manifest "$T/all/manifest.csv" --raw "$T" --jobs 0

# memory does not grow with the number of files
cat >"$T/many.py" <<'END'
import hashlib, os, resource, subprocess, sys
root, count, now = sys.argv[1], int(sys.argv[2]), sys.argv[3]
os.makedirs(root + "/raw")
head = '<dvc:DongBoHoSoMC xmlns:dvc="http://dichvucong.gov.vn/qcvn120"><dvc:data><dvc:HoSo><dvc:MaHoSo>'
rest = '</dvc:MaHoSo><dvc:MaTTHC>1.909003</dvc:MaTTHC><dvc:NgayTiepNhan>20240115083000</dvc:NgayTiepNhan>' \
	'<dvc:TrangThaiHoSo>4</dvc:TrangThaiHoSo></dvc:HoSo></dvc:data></dvc:DongBoHoSoMC>'
with open(root + "/manifest.csv", "w") as out:
	print("_kind,file,feed,state,bytes,name,path,raw,code,reason,verdict,load,read,kept,rejected,duplicate,stat", file=out)
	for i in range(count):
		data = (head + f"N{count}-{i}" + rest).encode()
		name = hashlib.sha256(data).hexdigest()
		with open(f"{root}/raw/{name}.xml", "wb") as f: f.write(data)
		print(f"file,{name},hoso-tthc,taken,{len(data)},{i}.xml,{i}.xml,{name}.xml,,,,,,,,,", file=out)
	print(f"end,{count},,,,,,,,,,,,,,,", file=out)
done = subprocess.run(["chiso-ingest", "-q", "--manifest", root + "/manifest.csv", "--raw", root + "/raw", "--now", now, "-o", root + "/verdicts.csv"])
print(done.returncode, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
END
warehouse many
read -r code few < <(/usr/bin/python3 "$T/many.py" "$T/few" 4200 "$NOW")
is 'four thousand files' "$code $(count "$T/few/verdicts.csv" verdict)" '0 4200 loaded'
read -r code more < <(/usr/bin/python3 "$T/many.py" "$T/more" 9000 "$NOW")
is 'nine thousand' "$code $(count "$T/more/verdicts.csv" verdict)" '0 9000 loaded'
tap_note "maxrss of 4200 files: $few KB, of 9000: $more KB"
if is_sanitized; then skip 'take no more memory' 'the sanitizers keep what is freed'; else
	is 'take no more memory' "$((more < few * 115 / 100))" 1
fi
is 'and give their dossiers' "$(sql 'select count(*) from core.hoso_tthc')" 13200
done_testing
