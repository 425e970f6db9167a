#!/bin/bash
# What is wrong with one file of a batch costs that file: a bad one, data that the database refuses, a parser that dies.
. "$(dirname "$0")/../lib/tap.sh"
. "$ROOT/tests/lib/messages.sh"
. "$ROOT/tests/lib/manifest.sh"
need_postgres
NOW=2024-04-01T01:00:00+07:00
export CHISO_KEY=$T/key
(umask 077 && printf 'k1 %064d\n' 7 >"$CHISO_KEY")
state() { psql -X -q -f "$ROOT/sql/compare.sql"; }
keys() { sql "select string_agg(ma_ho_so, ' ' order by ma_ho_so) from core.hoso_tthc"; }
manifest() { chiso-ingest --manifest "$1/manifest.csv" --raw "$1/raw" --now "$NOW" -o "$1/verdicts.csv" "${@:2}"; }
warehouse() {
	PGDATABASE=postgres psql -X -q -c "create database $1"
	export PGDATABASE=$1
	chiso-load migrate -q
}

# twelve files, the third, sixth … bad in the middle of their records
mkdir "$T/in"
manifest_begin "$T/bad"
manifest_begin "$T/good"
for i in {01..12}; do
	file=$(message_file "$T/in" "202402${i}010000" "m$i" "A$i=1" SAME=$((10#$i % 3 + 1)) "B$i=2")
	if [ $((10#$i % 3)) -eq 0 ]; then sed -i 's,<dvc:MaHoSo>B,<dvc:MaHoSo>&<,' "$file"; else manifest_take "$T/good" hoso-tthc "$file"; fi
	manifest_take "$T/bad" hoso-tthc "$file"
done
manifest_end "$T/bad"
manifest_end "$T/good"
warehouse mixed
exit_is 'bad files in a batch' 65 manifest "$T/bad"
is 'are told, the others stand' "$(verdicts "$T/bad/verdicts.csv" verdict | paste -sd' ')" \
	'loaded loaded bad loaded loaded bad loaded loaded bad loaded loaded bad'
is 'each with its code' "$(verdicts "$T/bad/verdicts.csv" verdict code | sort -u | paste -sd' ')" 'bad|xml.malformed loaded|'
is 'all in one transaction' "$(sql 'select count(distinct xmin::text), count(*) from audit.load')" '1|12'
is 'they have their rejects and their quarantine' "$(sql "select (select count(*) from audit.reject r join audit.load l using (load_id)
	where l.state = 'bad' and severity = 'file'), (select count(*) from audit.quarantine)")" '4|4'
is 'and no row' "$(sql 'select count(*) from core.hoso_tthc_version v join audit.load l using (load_id) where l.state <> $$ok$$')" 0
sql "delete from audit.reject using audit.load l where reject.load_id = l.load_id and l.state = 'bad'; delete from audit.load where state = 'bad';
	delete from audit.quarantine" >/dev/null
state >"$T/mixed"
warehouse clean
exit_is 'the good ones alone' 0 manifest "$T/good"
state >"$T/clean"
same 'give the same tables' "$T/mixed" "$T/clean"

# data that the database refuses: the batch is taken back, the file found, the others stand
warehouse refusing
sql "alter table core.hoso_tthc_version add constraint no_b05 check (ma_ho_so <> 'B05')" >/dev/null
exit_is 'data that the database refuses' 65 manifest "$T/good"
is 'cost one file' "$(verdicts "$T/good/verdicts.csv" name verdict code | grep -v 'loaded|$')" 'm05_20240205010000.xml|bad|file.database'
like 'and say why' "$(verdicts "$T/good/verdicts.csv" code reason | grep file.database)" 'no_b05.*SQLSTATE 23514'
is 'the others stand' "$(keys)" 'A01 A02 A04 A07 A08 A10 A11 B01 B02 B04 B07 B08 B10 B11 SAME'
is 'it has its row, reject and quarantine' "$(sql "select l.state, r.code, q.name from audit.load l join audit.reject r using (load_id)
	join audit.quarantine q using (file_hash) where l.state <> 'ok'")" 'bad|file.database|m05_20240205010000.xml'
exit_is 'again it is known' 65 manifest "$T/good"
is 'and is bad still' "$(verdicts "$T/good/verdicts.csv" verdict code | sort | uniq -c | sed 's/^ *//' | paste -sd' ')" \
	'1 bad|file.database 7 duplicate|'
exit_is 'by hand the run ends there' 65 chiso-ingest --feed hoso-tthc --now "$NOW" "$T/in/m01_20240201010000.xml" \
	"$T/in/m05_20240205010000.xml"
like 'with its reason' "$(cat "$T/err")" 'SQLSTATE 23514'
like 'after what came before it' "$(cat "$T/out")" 'state=duplicate'

# a parser that dies over a file
warehouse dying
manifest_begin "$T/die"
for i in 01 02; do manifest_take "$T/die" hoso-tthc "$T/in/m${i}_202402${i}010000.xml"; done
big=$(printf '%064d' 7)
mkfifo "$T/die/raw/$big.xml"
printf 'file,%s,hoso-tthc,taken,9,big.xml,big.xml,%s.xml,,,,,,,,,\n' "$big" "$big" >>"$T/die/manifest.csv"
for i in 04 05 07; do manifest_take "$T/die" hoso-tthc "$T/in/m${i}_202402${i}010000.xml"; done
manifest_end "$T/die"
for ((i = 0; i < 3000; i++)); do echo "K$i=1"; done | xargs bash -c '. "$0/tests/lib/messages.sh"; message big "$@"' "$ROOT" >"$T/big.xml"
is 'a file that no pipe holds' "$(($(stat -c %s "$T/big.xml") > 600000))" 1
ASAN_OPTIONS=${ASAN_OPTIONS:-}:handle_segv=0 chiso-ingest --manifest "$T/die/manifest.csv" --raw "$T/die/raw" --now "$NOW" \
	-o "$T/die/verdicts.csv" --jobs 1 >/dev/null 2>"$T/died" &
door=$!
exec 7>"$T/die/raw/$big.xml"
head -c 400000 "$T/big.xml" >&7 # it has read most of it when this returns
child=$(pgrep -P $door)
kill -SEGV "$child"
wait $door
is 'a parser that dies' $? 65
exec 7>&-
is 'costs the file it had' "$(verdicts "$T/die/verdicts.csv" name verdict code | grep -v 'loaded|$')" 'big.xml|bad|file.parser'
like 'which says how' "$(verdicts "$T/die/verdicts.csv" name reason | grep big)" 'killed by signal 11'
is 'the others stand, another parser took the rest' "$(keys)" 'A01 A02 A04 A05 A07 B01 B02 B04 B05 B07 SAME'
is 'its records are nowhere' "$(sql "select (select count(*) from core.hoso_tthc_version where message = 'big'), n_kept, state from audit.load
	where file_hash = '$big'")" '0|0|bad'
done_testing
