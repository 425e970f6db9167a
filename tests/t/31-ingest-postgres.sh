#!/bin/bash
# Two processes, one transaction a file: the rows of the pipe, whatever is killed, and every exit code.
. "$(dirname "$0")/../lib/tap.sh"
need_postgres
NOW=2024-04-01T01:00:00+07:00
export CHISO_KEY=$T/key
(umask 077 && printf 'k1 %064d\n' 7 >"$CHISO_KEY")
state() { psql -X -q -f "$ROOT/sql/compare.sql"; }
samples() { find "$ROOT/samples/$1" -maxdepth 1 -name '*.xml' -o -maxdepth 1 -name '*.xml.gz' | LC_ALL=C sort; }
ingest() { chiso-ingest --feed hoso-tthc --now "$NOW" "$@"; }

exit_is 'without migrate' 69 ingest "$(samples hoso-tthc | head -n 1)"
like 'it says what to run' "$(cat "$T/err")" 'chiso-load migrate'
chiso-load migrate -q

# the same tables by both ways
for feed in hoso-tthc bao-cao-quy danh-muc-tthc danh-muc-hanh-chinh; do
	mapfile -t files < <(samples $feed)
	exit_is "$feed is ingested" 0 chiso-ingest --feed $feed --now "$NOW" "${files[@]}"
	is 'with a line a file' "$(grep -c 'state=loaded' "$T/out")" "${#files[@]}"
done
mapfile -t bad < <(find "$ROOT/samples/hoso-tthc/refused" -name '*.xml' | LC_ALL=C sort)
exit_is 'bad files are told' 65 ingest "${bad[@]}"
is 'each by a line' "$(grep -c 'state=bad.*reason=.' "$T/out")" "${#bad[@]}"
state >"$T/ingest"
sql 'create database pipe' >/dev/null
export PGDATABASE=pipe
chiso-load migrate -q
chiso-load key -q --now "$NOW"
for feed in hoso-tthc bao-cao-quy danh-muc-tthc danh-muc-hanh-chinh; do
	mapfile -t files < <(samples $feed)
	[ $feed != hoso-tthc ] || files+=("${bad[@]}")
	for file in "${files[@]}"; do
		hash=$(zcat -f "$file" | sha256sum | cut -c1-64)
		chiso-extract -q --feed $feed --now "$NOW" --file-id "$hash" --rejects "$T/r1" "$file" 2>/dev/null |
			chiso-normalize -q --feed $feed --now "$NOW" --rejects "$T/r2" 2>/dev/null |
			chiso-load records -q --feed $feed --now "$NOW" 2>/dev/null
		chiso-load rejects -q --feed $feed -i "$T/r1"
		chiso-load rejects -q --feed $feed -i "$T/r2"
	done
done
state >"$T/pipe"
same 'the pipe stores what ingest stores' "$T/pipe" "$T/ingest"
chiso-load rejects -q --feed hoso-tthc -i "$T/r1"
state >"$T/pipe"
same 'rejects loaded twice are there once' "$T/pipe" "$T/ingest"

# again, and what stands
export PGDATABASE=chiso
mapfile -t files < <(samples hoso-tthc)
exit_is 'all again' 0 ingest "${files[@]}"
is 'each is a duplicate' "$(grep -c 'state=duplicate' "$T/out")" "${#files[@]}"
state >"$T/again"
same 'nothing changed' "$T/again" "$T/ingest"
hash=$(sha256sum <"${files[0]}" | cut -c1-64)
exit_is 'a known id is not even read' 0 ingest --file-id "$hash" /proc/self/environ
like 'it is a duplicate' "$(cat "$T/out")" "^file=$hash state=duplicate load=[0-9]+ read=1 kept=0 rejected=0 duplicate=1 "
sed 's/MaHoSo>/MaHoSo>X/; s/XXX*/X/' "${files[0]}" >"$T/good.xml"
exit_is 'a bad file among good ones' 65 ingest "${bad[0]}" "${files[1]}"
ok 'standard input' bash -c "chiso-ingest --feed hoso-tthc --now $NOW --sent-at $NOW <'${files[1]}'"

# every exit code that this door has
exit_is 'no feed' 64 chiso-ingest "${files[0]}"
exit_is 'an unknown feed' 64 chiso-ingest --feed nowhere "${files[0]}"
exit_is 'an id for two files' 64 ingest --file-id x "${files[0]}" "${files[1]}"
exit_is 'an unknown option' 64 ingest --dry
exit_is 'no such file' 66 ingest "$T/none.xml"
exit_is 'no such catalogue' 78 ingest --catalog "$T/none" "${files[0]}"
exit_is 'no database' 69 ingest -d 'host=/nowhere dbname=x' "${files[0]}"
like 'in one line' "$(cat "$T/err")" '^level=error program=chiso-ingest no database: [^'$'\n'']*$'
exit_is 'no such database' 69 ingest -d nowhere "${files[0]}"
exit_is 'options come before the database' 64 chiso-ingest --feed nowhere -d 'host=/nowhere' "${files[0]}"
exit_is 'the catalogue too' 78 ingest --catalog "$T/none" -d 'host=/nowhere' "${files[0]}"
exit_is 'the database before the input' 69 ingest -d 'host=/nowhere' "$T/none.xml"
psql -X -q -c "begin; select pg_advisory_xact_lock(1128813907, hashtext('hoso-tthc')); select pg_sleep(20)" >/dev/null 2>&1 &
holder=$!
for _ in $(seq 100); do [ "$(sql "select count(*) from pg_locks where locktype = 'advisory'")" = 0 ] || break; done
PGOPTIONS='-c lock_timeout=200ms' exit_is 'another writer of the feed' 75 ingest "$T/good.xml"
kill $holder
sql "select pg_terminate_backend(pid) from pg_locks where locktype = 'advisory'" >/dev/null

# a killed parser, a killed loader, a server that goes away: nothing half written, and the next run mends it
mkfifo "$T/fifo"
state >"$T/before"
wait_child() {
	child=''
	while [ -z "$child" ]; do child=$(pgrep -P "$1" || true); done
}
ASAN_OPTIONS=${ASAN_OPTIONS:-}:handle_segv=0 \
	chiso-ingest --feed hoso-tthc --now "$NOW" --sent-at "$NOW" <"$T/fifo" >"$T/killed.out" 2>"$T/killed" &
door=$!
exec 7>"$T/fifo"
head -c 3000 "${files[1]}" >&7
wait_child $door
is 'the parser is forked while there is one thread' "$(find "/proc/$door/task" -mindepth 1 -maxdepth 1 | wc -l)" 1
kill -SEGV "$child"
wait $door
is 'a parser that crashes is our fault' $? 70
exec 7>&-
like 'and named' "$(cat "$T/killed")" 'the parser was killed by signal 11'
state >"$T/after"
same 'nothing of it is stored' "$T/after" "$T/before"
chiso-ingest --feed hoso-tthc --now "$NOW" --sent-at "$NOW" <"$T/fifo" >/dev/null 2>&1 &
door=$!
exec 7>"$T/fifo"
head -c 3000 "${files[1]}" >&7
wait_child $door
kill -9 $door
wait $door 2>/dev/null
exec 7>&-
state >"$T/after"
same 'nothing is stored of a file whose loader was killed' "$T/after" "$T/before"
for ((i = 0; i < 2000000; i++)); do kill -0 "$child" 2>/dev/null || break; done # until init has reaped it
not_ok 'its parser went with it' kill -0 "$child"
exit_is 'the next run loads it' 0 ingest "$T/good.xml"
like 'whole' "$(cat "$T/out")" 'state=loaded'
done_testing
