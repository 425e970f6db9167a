#!/bin/bash
# The laws over generated dossiers: order, splits, and the way taken change no byte; twice is once.
. "$(dirname "$0")/../lib/tap.sh"
. "$ROOT/tests/lib/world.sh"
need_postgres

world "$T/world" 2000
mapfile -t files < <(world_files "$T/world")
clean_of "${files[@]}" >"$T/clean.csv"
measures_of "$T/clean.csv" "$T/world" >"$T/measures.csv"
like 'there are figures' "$(wc -l <"$T/measures.csv")" '^[0-9]{3,}$'

chiso-normalize --feed hoso-tthc <"$T/clean.csv" >"$T/again.csv" 2>>"$T/log"
same 'normalising twice is once' "$T/again.csv" "$T/clean.csv"

mapfile -t shuffled < <(printf '%s\n' "${files[@]}" | sort -R --random-source=<(yes 7))
clean_of "${shuffled[@]}" >"$T/files.csv"
measures_of "$T/files.csv" "$T/world" >"$T/got.csv"
same 'the order of files changes nothing' "$T/got.csv" "$T/measures.csv"

world "$T/turned" 2000 --shuffle 5
not_ok 'shuffled records are other bytes' cmp -s "$T/world/inbox/${files[3]##*/}" "$T/turned/inbox/${files[3]##*/}"
mapfile -t turned < <(world_files "$T/turned")
clean_of "${turned[@]}" >"$T/turned.csv"
measures_of "$T/turned.csv" "$T/turned" >"$T/got.csv"
same 'the order of records changes nothing' "$T/got.csv" "$T/measures.csv"

for k in 1 2 3; do measures_of "$T/clean.csv" "$T/world" --part $k/3 >"$T/part$k.csv"; done
chiso-aggregate --merge "$T/part3.csv" "$T/part1.csv" "$T/part2.csv" >"$T/got.csv" 2>>"$T/log"
same 'three parts of the keys merge to the same bytes' "$T/got.csv" "$T/measures.csv"
exit_is 'a part that is missing is refused' 65 chiso-aggregate --merge "$T/part1.csv" "$T/part2.csv"
exit_is 'a part that comes twice is refused' 65 chiso-aggregate --merge "$T/part1.csv" "$T/part2.csv" "$T/part3.csv" "$T/part2.csv"

chiso-load migrate >>"$T/log" 2>&1
ok 'ingest' ingest_all "$T/world" "${files[@]}"
chiso-dump --feed hoso-tthc >"$T/dump.csv" 2>>"$T/log"
measures_of "$T/dump.csv" "$T/world" >"$T/got.csv"
same 'the figures of the warehouse are those of the stream' "$T/got.csv" "$T/measures.csv"
before=$(sql 'select count(*), max(load_id) from core.hoso_tthc_version')
ok 'ingest again' ingest_all "$T/world" "${files[@]}"
chiso-dump --feed hoso-tthc >"$T/got.csv" 2>>"$T/log"
same 'loading twice is once' "$T/got.csv" "$T/dump.csv"
is 'no version was added' "$(sql 'select count(*), max(load_id) from core.hoso_tthc_version')" "$before"
is 'read = kept + rejected + duplicate in every load' \
	"$(sql "select count(*) from audit.load where state = 'ok' and n_read <> n_kept + n_rejected + n_duplicate")" 0

# a repaired value: one record is another, by one row of the ledger more
IFS='|' read -r id record line < <(sql "select l.file_hash, v.record, v.line from core.hoso_tthc_current c
	join core.hoso_tthc_version v using (load_id, record) join audit.load l using (load_id) where l.state = 'ok' and v.kenh = '1' order by 1, 2 limit 1")
run=$(sql "insert into audit.run (kind, now, ended, status) values ('mend', now(), now(), 0) returning run_id")
printf 'row,file,feed,record,line,field,code,load,value\nR1,%s,hoso-tthc,%s,%s,kenh,code.unknown,1,2\n' "$id" "$record" "$line" >"$T/repairs.csv"
ok 'a value is repaired' chiso-load repairs --by 'Lê Thử' --run "$run" -i "$T/repairs.csv" -o "$T/unkept"
for file in "${files[@]}"; do
	[ "$({ gzip -cdfq -- "$file" 2>/dev/null || true; } | sha256sum | cut -c1-64)" != "$id" ] || break
done
counts() { sql "select n_read, n_kept, n_rejected, n_duplicate, n_strangers from audit.load where file_hash = '$id' and state = 'ok'"; }
before=$(counts)
mended() { chiso-ingest --feed hoso-tthc --key "$T/key" --file-id "$id" "$file" >>"$T/ingested" 2>>"$T/log"; }
ok 'its file is read again' mended
is 'it still adds up' "$(counts)" "$before"
is 'by a row that names the first' "$(sql "select count(*) from audit.load n join audit.load o on o.load_id = n.repairs
	where n.file_hash = '$id' and n.state = 'ok' and o.file_hash = '$id' and o.state = 'superseded'")" 1
chiso-dump --feed hoso-tthc >"$T/got.csv" 2>>"$T/log"
is 'one record is another' "$(diff "$T/dump.csv" "$T/got.csv" | grep -c '^>')" 1
loads=$(sql 'select count(*), max(load_id) from audit.load')
ok 'reading it once more' mended
is '  is reading it once' "$(sql 'select count(*), max(load_id) from audit.load')" "$loads"
sql 'update audit.load set catalog_hash = md5(catalog_hash)' >/dev/null # as if by other rules
not_ok 'the pipe, which reads what was sent, takes nothing back' bash -o pipefail -c "chiso-extract --feed hoso-tthc --key '$T/key' --file-id $id '$file' 2>>'$T/log' |
	chiso-normalize --feed hoso-tthc 2>>'$T/log' | chiso-load records --feed hoso-tthc"

# the pipe, file by file as the scripts call it: the id is the hash of the uncompressed bytes
PGDATABASE=postgres psql -X -q -c 'create database pipe' && export PGDATABASE=pipe
chiso-load migrate >>"$T/log" 2>&1
for file in "${files[@]}"; do
	id=$({ gzip -cdfq -- "$file" 2>/dev/null || true; } | sha256sum | cut -c1-64)
	chiso-extract --feed hoso-tthc --key "$T/key" --file-id "$id" "$file" 2>>"$T/log" |
		chiso-normalize --feed hoso-tthc 2>>"$T/log" | chiso-load records --feed hoso-tthc >>"$T/log" 2>&1
done
chiso-dump --feed hoso-tthc >"$T/got.csv" 2>>"$T/log"
same 'the pipe leaves what ingest leaves' "$T/got.csv" "$T/dump.csv"
done_testing
