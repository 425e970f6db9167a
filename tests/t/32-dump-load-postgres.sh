#!/bin/bash
# The clean stream of a file is what the warehouse holds of it, to the byte: nothing needs to be written beside it.
. "$(dirname "$0")/../lib/tap.sh"
. "$ROOT/tests/lib/world.sh"
. "$ROOT/tests/lib/messages.sh"
need_postgres
NOW=2024-04-01T01:00:00+07:00
chiso-load migrate -q
world "$T/world" 1000
export CHISO_KEY=$T/key
hash_of() { { gzip -cdfq -- "$1" 2>/dev/null || true; } | sha256sum | cut -c1-64; }

# FEED FILE: 0 the same, 1 not, 2 a bad file, whose rows are nowhere
same_stream() {
	local feed=$1 file=$2 hash code=0
	hash=$(hash_of "$file")
	chiso-extract -q --feed "$feed" --now "$NOW" --file-id "$hash" "$file" 2>>"$T/log" |
		chiso-normalize -q --feed "$feed" --now "$NOW" >"$T/parsed" 2>>"$T/log"
	chiso-dump -q --feed "$feed" --load "$hash" >"$T/dumped" 2>>"$T/log" || code=$?
	[ $code -ne 66 ] || return 2
	cmp "$T/parsed" "$T/dumped" >>"$T/log"
}

# all files of a feed; prints how many had the same stream, another, none
compare_all() {
	local feed=$1 file code
	local -a n=(0 0 0)
	shift
	chiso-ingest -q --feed "$feed" --now "$NOW" "$@" >>"$T/lines" 2>>"$T/log"
	for file; do
		code=0
		same_stream "$feed" "$file" || code=$?
		n[code]=$((n[code] + 1))
	done
	echo "${n[*]}"
}

for dir in "$ROOT"/samples/*/; do
	feed=$(basename "$dir")
	mapfile -t files < <(find "$dir" -maxdepth 1 -name '*.xml' -o -maxdepth 1 -name '*.xml.gz' | sort)
	[ "${#files[@]}" -gt 0 ] || continue
	is "every sample of $feed" "$(compare_all "$feed" "${files[@]}")" "${#files[@]} 0 0"
done
mapfile -t files < <(world_files "$T/world")
: >"$T/lines"
got=$(compare_all hoso-tthc "${files[@]}")
like 'every generated file that is good' "$got" '^[0-9]{2,} 0 [0-9]+$'
is 'as many as were loaded' "${got%% *}" "$(grep -c -E 'state=(loaded|duplicate)' "$T/lines")"

# the same message once more, in other bytes: every record is a duplicate, and the stream is its own all the same
mkdir "$T/again" "$T/third"
first=$ROOT/samples/hoso-tthc/02-nhieu-ho-so_20240120010000.xml
sed 's/<?xml/<!-- x --><?xml/; 1s/<!-- x -->//; s/^\( *\)<\([a-z]*:\)\?HoSo>/\n\1<\2HoSo>/' "$first" >"$T/again/${first##*/}"
not_ok 'other bytes' cmp -s "$first" "$T/again/${first##*/}"
is 'are the same records, with other lines' "$(compare_all hoso-tthc "$T/again/${first##*/}")" '1 0 0'
like 'none of which is stored again' "$(tail -n 1 "$T/lines")" 'state=loaded .* read=4 kept=0 rejected=0 duplicate=4'
is 'each says whose bytes are its own' "$(sql 'select count(*), count(distinct (of_load, of_record)) from audit.duplicate d
	join audit.load l using (load_id) where n_kept = 0 and n_read = 4')" '4|4'
{ cat "$first" && echo; } >"$T/third/${first##*/}"
is 'a third time' "$(compare_all hoso-tthc "$T/third/${first##*/}")" '1 0 0'

# a load from before duplicates were written down, one of whose two records was one: what is its own is given, and can be loaded again
mkdir "$T/old"
printf '%s\n' "$(message old O1=1 O2=2)" >"$T/old/old_20240201010000.xml"
printf '%s\n' "$(message old O1=1 O3=3)" >"$T/old/old-more_20240201010000.xml"
chiso-ingest --feed hoso-tthc --now "$NOW" "$T/old"/old_*.xml "$T/old"/old-more_*.xml >/dev/null
more=$(hash_of "$T/old/old-more_20240201010000.xml")
sql "delete from audit.duplicate using audit.load l where l.load_id = duplicate.load_id and l.file_hash = '$more';
	update audit.load set n_repeated = null where file_hash = '$more'" >/dev/null
exit_is 'a load from before duplicates were written down' 0 chiso-dump --feed hoso-tthc --load "$more"
is 'gives the rest' "$(grep ^clean, "$T/out" | cut -d, -f7 | paste -sd' ')" O3
cp "$T/out" "$T/rest"
PGDATABASE=postgres psql -X -q -c 'create database rest'
exit_is 'which is a whole stream' 0 env PGDATABASE=rest bash -c 'chiso-load migrate -q >/dev/null && chiso-load records --feed hoso-tthc --now "$0" -i "$1"' "$NOW" "$T/rest"
is 'of one record' "$(PGDATABASE=rest sql "select n_read, n_kept, state from audit.load")" '1|1|ok'

exit_is 'a file that was never loaded' 66 chiso-dump --feed hoso-tthc --load "$(printf '%064d' 0)"
like 'is named' "$(cat "$T/err")" 'found no load of file 0{64} that stands'
exit_is 'with a period' 64 chiso-dump --feed hoso-tthc --load "$(hash_of "$first")" --period 2024-Q1
sql "delete from core.hoso_tthc_version where load_id = (select load_id from audit.load where file_hash = '$(hash_of "$first")') and record = 2" >/dev/null
exit_is 'a record that is missing is not passed over' 70 chiso-dump --feed hoso-tthc --load "$(hash_of "$first")"
done_testing
