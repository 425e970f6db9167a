#!/bin/bash
# A changed catalogue makes a new generation of the same files; the old one stays readable as of its run.
. "$(dirname "$0")/../lib/tap.sh"
. "$ROOT/tests/lib/records.sh"
need_postgres
chiso-load migrate -q
need_header
mkdir "$T/overlay"
sed -n '1p; /^hoso-tthc,kenh,/s/,blank,,20,keep,/,blank,,21,keep,/p' "$ROOT/pipeline/catalog/base/fields.csv" >"$T/overlay/fields.csv"
changed=(--catalog "$ROOT/pipeline/catalog" --catalog "$T/overlay")
like 'the overlay has a row' "$(sed -n 2p "$T/overlay/fields.csv")" '^hoso-tthc,kenh'
load() { chiso-load records --feed hoso-tthc --now 2024-04-01 "$@"; }
dump() { chiso-dump -q --feed hoso-tthc "$@" | grep ^clean; }

records f1 2024-02-01T01:00:00+07:00 m1 >"$T/one" <<'END'
ma_ho_so=A kenh=1
ma_ho_so=B kenh=1
ma_ho_so=C kenh=1
END
records f2 2024-02-02T01:00:00+07:00 m2 >"$T/two" <<'END'
ma_ho_so=B kenh=2
ma_ho_so=D kenh=2
END
load -q --run 1 -i "$T/one"
load -q --run 1 -i "$T/two"
sql "insert into audit.run (run_id, kind) values (1, 'night'), (2, 'night'), (3, 'night')" >/dev/null
dump >"$T/run1"

# by the new rules C is gone, A is another, B of the first file is unchanged
records f1 2024-02-01T01:00:00+07:00 m1 1 >"$T/one.new" <<'END'
ma_ho_so=A kenh=3
ma_ho_so=B kenh=1
END
sql 'delete from audit.mark' >/dev/null
ok 'the same file by other rules' load --run 2 "${changed[@]}" -i "$T/one.new"
like 'is loaded anew' "$(cat "$T/err")" 'state=loaded load=[0-9]+ read=3 kept=2 rejected=1 duplicate=0'
is 'the old load is superseded' "$(sql "select state, superseded_by_run from audit.load where file_hash = 'f1' order by load_id")" \
	'superseded|2
ok|'
is 'current is chosen anew' "$(dump | cut -d, -f7,20 | paste -sd' ')" "$(printf 'A,3\nB,2\nD,2' | paste -sd' ')"
dump --as-of 1 >"$T/as-of-1"
same 'the old one is read as of its run, byte for byte' "$T/as-of-1" "$T/run1"
dump >"$T/run2"
dump --as-of 2 >"$T/as-of-2"
same 'as of the newest run is what is current' "$T/as-of-2" "$T/run2"
is 'what came and went is marked' "$(sql 'select string_agg(period, $$ $$ order by period) from audit.mark')" 2024-Q1
ok 'the same again by the new rules' load --run 3 "${changed[@]}" -i "$T/one.new"
like 'is a duplicate' "$(cat "$T/err")" 'state=duplicate'
ok 'back to the old rules' load --run 3 -i "$T/one"
dump | cut -d, -f7- >"$T/back"
cut -d, -f7- "$T/run1" >"$T/first"
same 'is a generation of its own with the old records' "$T/back" "$T/first"
dump --as-of 2 >"$T/as-of-2"
same 'and the one between stays readable' "$T/as-of-2" "$T/run2"
exit_is 'a run that never was' 64 chiso-dump --feed hoso-tthc --as-of 99
exit_is 'a period that is none' 64 chiso-dump --feed hoso-tthc --period 2024-Q9

# a field that the catalogue gains becomes a column
sed -n '1p; /^hoso-tthc,noi_nop,/{s/noi_nop,[0-9]*/truong_moi,995/;p}' "$ROOT/pipeline/catalog/base/fields.csv" >"$T/overlay/fields.csv"
ok 'a new field' chiso-load migrate "${changed[@]}"
is 'becomes a column of the versions and of the view' \
	"$(sql "select count(*) from information_schema.columns where column_name = 'truong_moi'")" 3

# a column that the key gains (a sender's): what was overwritten is there again, each under its own key
rm "$T/overlay/fields.csv"
sed -n '1p; /^hoso-tthc,/s/,ma_ho_so,/,ma_ho_so noi_nop,/p' "$ROOT/pipeline/catalog/base/feeds.csv" >"$T/overlay/feeds.csv"
like 'the overlay has another key' "$(sed -n 2p "$T/overlay/feeds.csv")" ',ma_ho_so noi_nop,'
records k1 2024-02-03T01:00:00+07:00 m3 >"$T/key1" <<'END'
ma_ho_so=K kenh=1 noi_nop=1
END
records k2 2024-02-04T01:00:00+07:00 m4 >"$T/key2" <<'END'
ma_ho_so=K kenh=2 noi_nop=2
END
load -q --run 3 -i "$T/key1"
load -q --run 3 -i "$T/key2"
is 'by the old key the second replaced the first' "$(sql "select string_agg(kenh, ',') from core.hoso_tthc where ma_ho_so = 'K'")" 2
sql 'delete from audit.mark' >/dev/null
ok 'another key' chiso-load migrate "${changed[@]}"
is 'both stand by the new one' "$(sql "select string_agg(noi_nop || ' ' || kenh, ',' order by noi_nop) from core.hoso_tthc where ma_ho_so = 'K'")" '1 1,2 2'
is 'a record without its new part left it, its version did not' "$(sql "select (select count(*) from core.hoso_tthc where ma_ho_so = 'A') || ' '
	|| (select count(*) > 0 from core.hoso_tthc_version where ma_ho_so = 'A')")" '0 true'
is 'all its periods are computed again' "$(sql 'select string_agg(period, $$ $$ order by period) from audit.mark')" 2024-Q1
records k3 2024-02-05T01:00:00+07:00 m5 >"$T/key3" <<'END'
ma_ho_so=K kenh=3 noi_nop=1
END
ok 'and the next load goes by it' load -q --run 3 "${changed[@]}" -i "$T/key3"
is 'replacing one of the two' "$(sql "select string_agg(noi_nop || ' ' || kenh, ',' order by noi_nop) from core.hoso_tthc where ma_ho_so = 'K'")" '1 3,2 2'
ok 'migrating again changes nothing' chiso-load migrate "${changed[@]}"
is 'and back again there is one' "$(chiso-load migrate -q && sql "select string_agg(kenh, ',') from core.hoso_tthc where ma_ho_so = 'K'")" 3
done_testing
