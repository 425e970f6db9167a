#!/bin/bash
# Every planted personal datum is looked for in everything that the programs write: streams, logs, rejects, tables, the night's files.
. "$(dirname "$0")/../lib/tap.sh"
. "$ROOT/tests/lib/world.sh"
need_postgres

# shows where, never what
leaks() { LC_ALL=C grep -c -F -f "$T/personal" -- "$1"; }
clean() {
	if [ ! -s "$2" ]; then fail "no personal datum in $1" 'nothing was written'; else
		is "no personal datum in $1" "$(leaks "$2")" 0
	fi
}

world "$T/world" 1500
sort -u "$T/world/personal.txt" >"$T/personal"
mapfile -t files < <(world_files "$T/world")
like 'data were planted' "$(wc -l <"$T/personal")" '^[0-9]{4,}$'
cat "${files[@]}" >"$T/all.bin"
like 'and the senders did write them' "$(leaks "$T/all.bin")" '^[0-9]{3,}$'

clean_of "${files[@]}" >"$T/clean.csv"
clean 'the raw stream' "$T/raw.csv"
clean 'the clean stream' "$T/clean.csv"
clean 'the rejects' "$T/rejects.csv"
chiso-load migrate >>"$T/log" 2>&1
ok 'everything is ingested' ingest_all "$T/world" "${files[@]}"
chiso-ingest -v --feed hoso-tthc --key "$T/key" --rejects "$T/rejects2.csv" "${files[@]}" >>"$T/ingested" 2>>"$T/log"
clean 'the log' "$T/log"
clean "ingest's answers" "$T/ingested"
pg_dump --data-only >"$T/dump.sql"
clean 'all tables' "$T/dump.sql"
like 'the tables hold the dossiers' "$(sql 'select count(*) from core.hoso_tthc_current')" '^1[0-9]{3}$'
measures_of "$T/clean.csv" "$T/world" >"$T/measures.csv"
clean 'the measures' "$T/measures.csv"
is 'pseudonyms are no bare numbers or hashes' "$(sql "select count(*) from core.hoso_tthc_version where so_dinh_danh !~ '^test:[0-9a-f]{64}$'")" 0
like 'there are pseudonyms' "$(sql 'select count(so_dinh_danh) from core.hoso_tthc_version')" '^[0-9]{3,}$'
is 'the constant number is missing, not one citizen' \
	"$(sql 'select count(*) from (select so_dinh_danh from core.hoso_tthc where so_dinh_danh is not null group by 1 having count(*) > 5) x')" 0
done_testing
