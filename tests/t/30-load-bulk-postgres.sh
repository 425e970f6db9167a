#!/bin/bash
# The way into an empty warehouse and the way into a full one leave the same tables, whatever repeats a file holds.
. "$(dirname "$0")/../lib/tap.sh"
. "$ROOT/tests/lib/records.sh"
need_postgres
load() { chiso-load records --feed hoso-tthc --now 2024-04-01 "$@"; }
key_columns="select count(*) from pg_index where indrelid = 'core.hoso_tthc_current'::regclass and indisprimary and indisvalid"

# each of 300 keys: two equal records, and two of a later state that the same message has further down
dossiers() {
	awk -v n=300 'BEGIN {
		for (round = 1; round <= 4; round++)
			for (i = 1; i <= n; i++)
				printf "ma_ho_so=H34.08-240115-%04d kenh=%d ngay_tiep_nhan=2024-01-15T08:00:00+07:00\n", i,
					round == 2 ? 1 : round == 4 ? 3 : round
		for (i = n + 1; i <= 2 * n; i++) printf "ma_ho_so=H34.08-240115-%04d kenh=2\n", i
	}'
}

chiso-load migrate -q
need_header
dossiers | records f1 2024-02-01T01:00:00+07:00 m1 >"$T/repeats"
records f2 2024-02-02T01:00:00+07:00 m2 >"$T/seed" <<'END'
ma_ho_so=H34.08-240115-9999 kenh=1
END

ok 'a file full of repeats goes into an empty warehouse' load -i "$T/repeats"
like 'equal records are duplicates, others are versions' "$(cat "$T/err")" 'read=1500 kept=900 rejected=0 duplicate=600 repeated=900'
is 'what left says what it was equal to' "$(sql 'select count(*) from audit.duplicate d join core.hoso_tthc_version v
	on v.load_id = d.of_load and v.record = d.of_record where d.of_record > d.record')" 600
is 'no version stands twice' "$(sql 'select count(*), count(distinct (ma_ho_so, version_hash)) from core.hoso_tthc_version')" '900|900'
is 'each key has one current version' "$(sql 'select count(*), count(distinct ma_ho_so) from core.hoso_tthc_current')" '600|600'
is 'the later in the message' "$(sql "select count(*) from core.hoso_tthc where kenh = '3' and record > 900")" 300
is 'which is its greatest' "$(sql 'select count(*) from core.hoso_tthc_current c where exists (select from core.hoso_tthc_version v
	where v.ma_ho_so = c.ma_ho_so and (v.sent_at, v.message, v.record, v.version_hash) > (c.sent_at, c.message, c.record, c.version_hash))')" 0
is 'the table has its key again' "$(sql "$key_columns")" 1
ok 'one more file' load -i "$T/seed"

sql 'create database other' >/dev/null
psql -X -q -f "$ROOT/sql/compare.sql" >"$T/bulk"
export PGDATABASE=other
chiso-load migrate -q
ok 'in the other order the repeats meet a table that is not empty' load -i "$T/seed"
ok 'and are merged' load -i "$T/repeats"
psql -X -q -f "$ROOT/sql/compare.sql" >"$T/merged"
same 'every table is the same' "$T/merged" "$T/bulk"

# a file that is refused leaves the table as it was
sql 'create database third' >/dev/null
export PGDATABASE=third
chiso-load migrate -q
sed 's/^file,f1,1500,/file,f1,1501,/' "$T/repeats" >"$T/wrong"
exit_is 'a file that is refused at its end' 65 load -i "$T/wrong"
ok 'the next one finds an empty table' load -i "$T/seed"
is 'with its key' "$(sql "$key_columns")" 1
done_testing
