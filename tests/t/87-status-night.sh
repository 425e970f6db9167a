#!/bin/bash
# What an operator asks between two nights: every number that scripts/status says is the warehouse's, it fits a narrow screen, needs no
# right but to read, waits for no lock, and its exit status is true.
# shellcheck source=tests/lib/tap.sh
. "$(dirname "$0")/../lib/tap.sh"
# shellcheck source=tests/lib/night.sh
. "$ROOT/tests/lib/night.sh"
# shellcheck source=tests/lib/flagged.sh
. "$ROOT/tests/lib/flagged.sh"
# shellcheck source=tests/lib/mending.sh
. "$ROOT/tests/lib/mending.sh"
need_night_key
dir=$T/v
own_server "$dir/postgres"
own_server "$T/none/postgres"
status() { env CHISO_VAR="${of:-$dir}" CHISO_INBOX="$dir/inbox" CHISO_NOW="${at:-$NIGHT_NOW}" CHISO_WIDTH="${width:-80}" bash "$ROOT/scripts/status" "$@" </dev/null; }
with_server() { (eval "$("$ROOT/scripts/private-postgres" env "$1")" && shift && exec "$@"); }
ask() { on_server "$dir" -c "$1"; }
# said SECTION COLUMN…: those columns of the section's rows in $T/csv
said() {
	/usr/bin/python3 - "$T/csv" "$@" <<'PY'
import csv, sys
path, section, columns = sys.argv[1], sys.argv[2], sys.argv[3:]
for row in csv.DictReader(open(path, encoding="utf-8")):
    if row["section"] == section:
        print("|".join(row[c] for c in columns))
PY
}
longest() { /usr/bin/python3 -c 'import sys; print(max(len(line.rstrip("\n")) for line in open(sys.argv[1], encoding="utf-8")))' "$1"; }

# --- nothing to ask ---
exit_is 'it says how it is used' 0 status --help
like '  in one line' "$(cat "$T/out")" 'usage: scripts/status'
exit_is 'an option that is none' 64 status --everything
exit_is 'a format that is none' 64 status --format xml
of=$T/none exit_is 'no warehouse yet' 66 status
like '  what to do is told' "$(cat "$T/err")" "no warehouse in $T/none: run scripts/nightly first"
not_ok '  and nothing is made for the asking' test -e "$T/none"
exit_is 'a database that is away' 69 env PGHOST="$T/nowhere" CHISO_VAR="$dir" bash "$ROOT/scripts/status"
like '  in one line' "$(cat "$T/err")" '^chiso: the database does not answer: [^'$'\n'']*$'
"$ROOT/scripts/private-postgres" start "$T/none/postgres" >/dev/null
of=$T/none exit_is 'a database without a warehouse' 66 status
with_server "$T/none/postgres" chiso-load migrate -q --now "$NIGHT_NOW"
of=$T/none exit_is 'an empty warehouse: nothing waits' 0 status
like '  no run yet' "$(cat "$T/out")" 'Chưa có lần chạy nào'
like '  nothing waits' "$(cat "$T/out")" 'nothing$|nothing'$'\n'
like '  and nobody can tell of the disk' "$(cat "$T/out")" 'Đĩa / disk: chưa nói được'
"$ROOT/scripts/private-postgres" remove "$T/none/postgres"

# --- a night of the samples, one file of which is none, one figure of which is held ---
mkdir -p "$dir/inbox"
fill_inbox "$dir/inbox"
{
	dossier H34.19-240115-0001 TrangThaiHoSo 77
	dossier H34.15-240115-0003 TrangThaiHoSo 78
	dossier H34.15-240115-0004 NgayTra 20240230080000
} | message >"$dir/inbox/hoso-tthc/sai_20240201010000.xml"
add_bad_file "$dir/inbox"
night "$dir"
is 'a night that leaves work for a person' "$?" 1
ask "insert into core.indicator (set, indicator, agency, period, basis, value, shown, unit, run_from, flags) values
	('s004-2024', 'I.3', 'H06', '2024-Q3', 'computed', '93.57', '93,57', '%', 1, 'gate jump: nhảy (93,57; 50)')"
flagged ask
dump_tables "$dir" >"$T/before"
exit_is 'something waits' 1 status --format csv
cp "$T/out" "$T/csv"
is 'every row has its ten columns' "$(/usr/bin/python3 -c 'import csv, sys; print(*{len(r) for r in csv.reader(open(sys.argv[1], encoding="utf-8"))})' "$T/csv")" 10
is 'held figures, by set and period' "$(said waiting state id n | sed -n 's/^held|held //p' | LC_ALL=C sort)" \
	"$(ask "select ky || ' ' || bo_chi_so || '|' || count(*) from share.chi_so where tam_giu group by bo_chi_so, ky" | LC_ALL=C sort)"
is 'refused rows, by agency, as scripts/rejects counts them' "$(said waiting state id n | sed -n 's/^rejects|rejects //p' | LC_ALL=C sort)" \
	"$(CHISO_VAR=$dir CHISO_INBOX=$dir/inbox CHISO_NOW=$NIGHT_NOW CHISO_WIDTH=80 bash "$ROOT/scripts/rejects" --list | tr '\n' ' ' | sed 's/  - /\n/g' |
		sed -n 's/^\([A-Za-z0-9.]*\) (.*): \([0-9]*\) chờ.*/\1|\2/p' | grep -v '|0$' | LC_ALL=C sort)"
ok '  some' test "$(said waiting state | grep -c rejects)" -ge 2
is 'the file that is held back' "$(said waiting state n command | sed -n 's/^quarantined|//p')" "1|less $dir/quarantine/$(cd "$dir/quarantine" && ls -- *.txt)"
is 'what the night found besides' "$(said waiting state words | sed -n 's/^finding|//p')" \
	"$(ask "select concat_ws(': ', nullif(place, ''), words) from audit.finding where rule not in ('late', 'quarantine') order by place collate \"C\", words collate \"C\"")"
is '  as its summary counts' "$(said waiting state | grep -c -E 'finding|quarantined')" \
	"$(($(sed -n 's/^chiso_waiting_for_a_person //p' "$dir/metrics.prom") - $(ask "select count(*) from core.indicator_flag f join core.indicator_published p using (set, indicator, agency, period, run_from)
		where p.state = 'held' and f.severity = 'gate' and f.run_to is null and period <> '2024-Q3'")))"
is 'the run' "$(said run id state files kept rejected words)" \
	"$(ask "select r.run_id, r.status, count(*), sum(n_kept), sum(n_rejected), r.kind from audit.run r join audit.load l using (run_id) where l.state = 'ok' group by 1")"
is 'feeds, each with what came' "$(said feed id state files kept rejected | LC_ALL=C sort)" \
	"$(ask "select d.feed, d.state, count(l.load_id), coalesce(sum(n_kept), 0), coalesce(sum(n_rejected), 0) from core.feed_due d
		left join audit.load l on l.feed = d.feed and l.state = 'ok' group by 1, 2" | LC_ALL=C sort)"
is '  all of the catalogue' "$(said feed id | wc -l)" "$(chiso-catalog show feeds -q | tail -n +2 | cut -d, -f1 | LC_ALL=C sort -u | wc -l)"
is 'figures that wait' "$(said waits id n | grep -E 'held|provisional')" \
	"$(ask "select case when tam_giu then 'held' else 'provisional' end, count(*) from share.chi_so group by 1 order by 1")"
is 'quarters, with their catalogue and all files' "$(said period id state files)" \
	"$(ask "select distinct ky, case when run_from = 1 then 'kept' end, 0 from (select ky, tu_lan_chay as run_from from share.chi_so) c where ky ~ 'Q' order by 1 desc")"
is 'on the day itself nobody can tell of the disk' "$(said disk n)" ''

# --- the screen ---
exit_is 'as a page' 1 status
cp "$T/out" "$T/page"
ok '  of a screen' test "$(wc -l <"$T/page")" -le 42
ok '  not wider' test "$(longest "$T/page")" -le 80
is '  what a person must do comes first' "$(sed -n '4s/:.*//p' "$T/page")" 'CHỜ NGƯỜI XỬ LÝ'
is '  and how much' "$(sed -n '4s/.*: //p' "$T/page")" "$(said waiting id | wc -l)"
width=40 exit_is 'in a narrow window' 1 status
ok '  not wider' test "$(longest "$T/out")" -le 40
exit_is 'all of it' 1 status --all
is '  every item' "$(grep -c '    → ' "$T/out")" "$(said waiting command | grep -c .)"
is 'the number that is held is nowhere' "$(cat "$T/out" "$T/csv" "$T/page" | grep -c -E '93[.,]57')" 0
dump_tables "$dir" >"$T/after"
same 'asking changes nothing' "$T/after" "$T/before"

# --- later ---
at=2024-05-20T01:00:00+07:00 status --format csv >"$T/csv"
is 'feeds that did not come since' "$(said waiting id n | sed -n 's/^feed //p' | LC_ALL=C sort)" \
	"$(ask "select feed, date '2024-05-20' - late_from from core.feed_due where late_from <= '2024-05-20'" | LC_ALL=C sort)"
like '  the daily one, though it came that night' "$(said waiting id)" 'feed hoso-tthc'
like 'no night since' "$(said waiting words)" 'không có đêm nào xong từ 01/04/2024'
at=2024-04-20T01:00:00+07:00 status --format csv >"$T/csv"
is 'the disk is told, by what came in these days' "$(/usr/bin/python3 - "$(said disk n)" "$(df --output=avail -B1 "$dir" | tail -n 1)" "$(find "$dir/raw" -type f -printf '%s\n' | paste -sd+ | bc)" \
	"$(ask "select pg_database_size(current_database())")" <<'PY'
import sys
told, free, raw, data = map(int, sys.argv[1:])
print(0.5 < told / (free / ((raw + data) / 19)) < 2)
PY
)" True
at=2024-12-10T01:00:00+07:00 status --format csv >"$T/csv"
is 'what falls due' "$(said due id at n | LC_ALL=C sort)" \
	"$(ask "select bo_chi_so || ' ' || chi_so, to_char(han, 'YYYY-MM-DD'), han - date '2024-12-10' from share.den_han where han between '2024-12-10' and '2025-01-09'" | LC_ALL=C sort)"
ok '  some' test "$(said due id | wc -l)" -ge 5
is 'files whose days are over, by quarter' "$(said period id files | grep 2024-Q1)" "2024-Q1|$(ask "select count(distinct l.file_hash) from audit.load l join core.feed_due d using (feed)
	join (select load_id from core.hoso_tthc_version where '2024-Q1' = any (string_to_array(periods, ' ')) union select load_id from core.bao_cao_quy_version
		where '2024-Q1' = any (string_to_array(periods, ' ')) union select load_id from core.dien_nang_version where '2024-Q1' = any (string_to_array(periods, ' '))) v using (load_id)
	where l.accepted_at < timestamptz '2024-12-10 01:00+07' - make_interval(days => d.raw_days)")"
rm "$dir"/raw/"$(ask "select file_hash from audit.load where feed = 'bao-cao-quy' limit 1")".xml*
like 'a file that is gone before its days' "$(status --format csv)" '1 tệp gốc mất trước hạn lưu'

# --- who only reads, and while a night is at work ---
ask 'create role doc login; grant chiso_reader to doc' >/dev/null
chmod 700 "$dir/raw" "$dir/quarantine"
exit_is 'a role that reads share alone' 1 with_server "$dir/postgres" env PGUSER=doc CHISO_VAR="$T/elsewhere" CHISO_NOW="$NIGHT_NOW" bash "$ROOT/scripts/status"
like '  is told what it may not read' "$(tr '\n' ' ' <"$T/out")" 'Không có quyền xem .*audit.run.*raw'
like '  and what waits' "$(cat "$T/out")" 'scripts/rejects --agency'
not_ok '  nothing is made' test -e "$T/elsewhere"
with_server "$dir/postgres" psql -X -q -c 'select pg_advisory_lock(1128813907, 1)' -c 'select pg_sleep(20)' >/dev/null 2>&1 &
holder=$!
sleep 0.5
exit_is 'while another holds the lock' 1 timeout 15 env CHISO_VAR="$dir" CHISO_NOW="$NIGHT_NOW" bash "$ROOT/scripts/status"
kill "$holder"
wait "$holder" 2>/dev/null
done_testing
