#!/bin/bash
# Records into the warehouse: once, in order, whole or not at all, and back out with the same bytes.
. "$(dirname "$0")/../lib/tap.sh"
. "$ROOT/tests/lib/records.sh"
need_postgres
load() { chiso-load records --feed hoso-tthc --now 2024-04-01 "$@"; }
state() { psql -X -q -f "$ROOT/sql/compare.sql"; }

exit_is 'before migrate the message says what to run' 69 chiso-dump --feed hoso-tthc
like 'and how' "$(cat "$T/err")" 'chiso-load migrate'
ok 'migrate' chiso-load migrate
ok 'migrate again' chiso-load migrate
like 'does nothing' "$(cat "$T/err")" 'applied=0'
need_header

records f1 2024-02-01T01:00:00+07:00 m1 >"$T/one" <<'END'
ma_ho_so=H34.08-240115-0001 kenh=2 tong_le_phi=12.50 so_tai_lieu=3 tai_lieu_so_hoa=t ngay_ket_thuc=2024-04-02T00:00:00+07:00
ma_ho_so=H34.08-240115-0002 kenh=1 tong_le_phi=0 so_tai_lieu=-1 tai_lieu_so_hoa=f so_dinh_danh=k1:ab"c
ma_ho_so=H34.08-240115-0000 ngay_tiep_nhan=2023-12-31T23:59:59+07:00 ma_linh_vuc=a\b
END
sed -i 's/k1:ab"c/"k1:ab""c"/; s/a\\b/\\\\b/' "$T/one"
ok 'a stream is loaded' load -i "$T/one"
like 'its line tells its counts and periods' "$(cat "$T/err")" \
	'file=f1 state=loaded load=[0-9]+ read=3 kept=3 rejected=0 duplicate=0 .*sent_from=meta periods=2023-Q4,2024-Q1,2024-Q2'
chiso-dump -q --feed hoso-tthc | grep ^clean >"$T/back"
grep ^clean "$T/one" | LC_ALL=C sort -t, -k7,7 >"$T/sorted"
same 'what comes back has the same bytes, in key order' "$T/back" "$T/sorted"
is 'marks are the periods of every measured date' "$(sql 'select string_agg(period, $$ $$ order by period) from audit.mark')" \
	'2023-Q4 2024-Q1 2024-Q2'
is 'numbers are stored as they were written' "$(sql "select tong_le_phi from core.hoso_tthc order by ma_ho_so desc limit 2" | paste -sd' ')" '0 12.50'

state >"$T/before"
ok 'the same again' load -i "$T/one"
like 'is a duplicate' "$(cat "$T/err")" 'state=duplicate load=[0-9]+ read=3 kept=0 rejected=0 duplicate=3'
state >"$T/after"
same 'that changes nothing' "$T/after" "$T/before"

head -n 3 "$T/one" >"$T/cut"
sed 's/f1/f9/' "$T/cut" >"$T/cut9"
exit_is 'a stream without its end is cut off' 65 load -i "$T/cut9"
like 'and says so' "$(cat "$T/err")" 'stream cut off'
state >"$T/after"
same 'nothing of it is stored' "$T/after" "$T/before"
sed 's/f1/f8/; s/^file,f8,3,/file,f8,4,/' "$T/one" >"$T/wrong"
exit_is 'a file row that counts other records is refused' 65 load -i "$T/wrong"
sed 's/f1/f8/; s/12[.]50/12,50/' "$T/one" >"$T/wrong"
exit_is 'a row with a cell too many is refused' 65 load -i "$T/wrong"
sed 's/f1/f8/; s/12[.]50/012.50/' "$T/one" >"$T/wrong"
exit_is 'a number that would not come back with the same bytes is refused' 65 load -i "$T/wrong"
like 'with its column' "$(cat "$T/err")" 'column tong_le_phi: found .012.50., expected a decimal'
state >"$T/after"
same 'nothing of these is stored either' "$T/after" "$T/before"

# the order of versions: time sent, then message, then hash; late ones are kept and change nothing
records f2 2024-03-01T01:00:00+07:00 m2 >"$T/newer" <<'END'
ma_ho_so=H34.08-240115-0001 kenh=3 ngay_ket_thuc=2024-01-20T00:00:00+07:00
ma_ho_so=H34.08-240115-0001 kenh=3 ngay_ket_thuc=2024-01-20T00:00:00+07:00
END
sql 'delete from audit.mark' >/dev/null
ok 'a newer version is loaded' load -i "$T/newer"
like 'the same record twice in a file is one and a duplicate' "$(cat "$T/err")" 'read=2 kept=1 rejected=0 duplicate=1'
is 'the newer one is current' "$(sql "select kenh from core.hoso_tthc where ma_ho_so like '%0001'")" 3
is 'the old version marks its periods too' "$(sql 'select string_agg(period, $$ $$ order by period) from audit.mark')" \
	'2024-Q1 2024-Q2'
sql 'delete from audit.mark' >/dev/null
records f3 2024-01-20T01:00:00+07:00 m3 >"$T/late" <<'END'
ma_ho_so=H34.08-240115-0001 kenh=1
END
ok 'a late version is loaded' load -i "$T/late"
like 'and kept' "$(cat "$T/err")" 'read=1 kept=1 rejected=0 duplicate=0'
is 'the current one stays' "$(sql "select kenh from core.hoso_tthc where ma_ho_so like '%0001'")" 3
is 'and nothing is marked' "$(sql 'select count(*) from audit.mark')" 0
records f4 2024-01-20T01:00:00+07:00 m3 >"$T/again" <<'END'
ma_ho_so=H34.08-240115-0001 kenh=1
ma_ho_so=H34.08-240115-0007 kenh=1
END
ok 'a stored version in another file' load -i "$T/again"
like 'is a duplicate, the rest of the file stands' "$(cat "$T/err")" 'read=2 kept=1 rejected=0 duplicate=1'
is 'stored versions are those kept' "$(sql 'select count(*) from core.hoso_tthc_version')" \
	"$(sql "select sum(n_kept) from audit.load where state = 'ok'")"

# the order of files changes nothing
sql 'create database other' >/dev/null
first=$(mktemp "$T/XXXXXX")
chiso-dump -q --feed hoso-tthc | cut -d, -f1,3- >"$first"
export PGDATABASE=other
chiso-load migrate -q
for f in again late newer one; do load -q -i "$T/$f"; done
chiso-dump -q --feed hoso-tthc | cut -d, -f1,3- >"$T/reversed"
cut -d, -f1,6- "$first" >"$T/a"
cut -d, -f1,6- "$T/reversed" >"$T/b"
same 'the order of files changes no current record' "$T/b" "$T/a"
done_testing
