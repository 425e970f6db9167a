#!/bin/bash
# What is kept goes when its days are over, with a row of the ledger: raw files, files in quarantine that somebody closed, deliveries, the
# summaries of nights, months of the log, refused records. What is not closed or received stays.
# shellcheck disable=SC2317 # called by the harness
# shellcheck source=tests/lib/tap.sh
. "$(dirname "$0")/../lib/tap.sh"
# shellcheck source=tests/lib/night.sh
. "$ROOT/tests/lib/night.sh"
cd "$ROOT" || exit 1
need_night_key
dir=$T/v
own_server "$dir/postgres"
mkdir -p "$dir/inbox/hoso-tthc" "$T/days"
BY='Nguyễn Thị Không Ai Thấy'
catalog=$(without_systems "$T/systems"):$T/days
printf 'setting,value,title_vi,source\nkeep_log,30,Nhật ký,CHISO\nkeep_quarantine,10,Tệp giữ lại,CHISO\nkeep_delivery,5,Gói giao,CHISO\nkeep_reject,40,Dòng từ chối,CHISO\n' >"$T/days/settings.csv"
/usr/bin/python3 - "$ROOT/pipeline/catalog/base/feeds.csv" "$T/days/feeds.csv" <<'PY'
import csv, sys
rows = list(csv.DictReader(open(sys.argv[1], encoding="utf-8", newline="")))
with open(sys.argv[2], "w", encoding="utf-8", newline="") as f:
    w = csv.DictWriter(f, rows[0].keys(), lineterminator="\n")
    w.writeheader()
    w.writerows(dict(r, raw_days="60") for r in rows if r["feed"] == "hoso-tthc")
PY
tonight() { # DAY
	code=0
	night "$dir" CHISO_CATALOG="$catalog" CHISO_NIGHTS=3 CHISO_NOW="$1T01:00:00+07:00" || code=$?
	at=$1T08:00:00+07:00
	touch -d "$1" "$dir/log/programs.log"
}
by() { env CHISO_VAR="$dir" CHISO_INBOX="$dir/inbox" CHISO_CATALOG="$catalog" CHISO_NOW="$at" CHISO_KEY="$T/key" CHISO_RETRY_SECONDS=0 "$@"; }
removed() { on_server "$dir" -c "select concat_ws(' ', what, since, days, n) from audit.removal where what = '$1' order by since"; }
nights() { (cd "$dir/nights" && echo [0-9]*); }

good 1001 >"$dir/inbox/hoso-tthc/a_20240401003000.xml"
good 1002 | sed 's/<MaTTHC>[^<]*</<MaTTHC>9.999999.000.00.00.H99</' >"$dir/inbox/hoso-tthc/b_20240401003000.xml"
printf '<?xml version="1.0"?>\n<cut><off>' >"$dir/inbox/hoso-tthc/closed.xml"
printf '<?xml version="1.0"?>\n<cut><off2>' >"$dir/inbox/hoso-tthc/open.xml"
tonight 2024-04-01
is 'a night with files that are refused' "$code" 1
is 'nothing is removed so far' "$(on_server "$dir" -c 'select count(*) from audit.removal')" 0
on_server "$dir" -c "select count(*) from audit.reject" >"$T/rejects"
ok 'records were refused too' test "$(cat "$T/rejects")" -gt 0
exit_is 'one is closed' 0 by scripts/tasks --close quarantine "hoso-tthc $(basename "$(find "$dir/quarantine" -name '*closed.xml')")" --by "$BY" --note 'Đã gọi'
exit_is 'a delivery' 0 by scripts/deliver --to kho
package=$(find "$dir/deliver" -mindepth 1 -maxdepth 1 -name 'kho-*')
exit_is 'a second one, whose receipt is taken' 0 by scripts/deliver --to khac
other=$(find "$dir/deliver" -mindepth 1 -maxdepth 1 -name 'khac-*')
on_server "$dir" -c "update audit.delivery set received_at = '$at', receipt_taken_at = '$at' where recipient = 'khac'"

tonight 2024-04-05
tonight 2024-04-06
is 'three nights are kept' "$(nights)" '2024-04-01-000001 2024-04-05-000002 2024-04-06-000003'
tonight 2024-04-07
is 'a fourth one takes the place of the first' "$(nights)" '2024-04-05-000002 2024-04-06-000003 2024-04-07-000004'
is '  with its row' "$(removed night)" 'night 2024-04-01 1'
is 'a delivery with its receipt is gone behind its days' "$(test -e "$other" && echo there) $(removed delivery)" ' delivery 2024-04-01 5 1'
ok 'one without stays' test -d "$package"
like 'the details tell it' "$(tr -s ' \n' ' ' <"$dir/page")" 'their days are over \(audit.removal\): 1 gói giao / deliveries, 1 bản tin / summaries'

tonight 2024-04-12
is 'a closed file is gone behind its days' "$(find "$dir/quarantine" -name '*closed.xml*' | wc -l) $(removed quarantine)" '0 quarantine 2024-04-01 10 1'
ok 'one that nobody closed stays' test "$(find "$dir/quarantine" -name '*open.xml*' | wc -l)" -ge 2
tonight 2024-05-02
is 'a month of the log is a file of its own' "$(cd "$dir/log" && echo programs*)" 'programs-2024-04.log programs.log'
is 'no raw file is gone' "$(removed raw)" ''
tonight 2024-05-12
is 'refused records are gone behind theirs, counted' "$(removed reject) $(on_server "$dir" -c 'select count(*) from audit.reject')" "reject 2024-04-02 40 $(cat "$T/rejects") 0"
is 'what the ledger says of the files stays' "$(on_server "$dir" -c "select count(*) from audit.load where state = 'bad'")" 2
tonight 2024-06-01
is 'the month is gone behind its days' "$(cd "$dir/log" && echo programs*) $(removed log)" 'programs-2024-05.log programs.log log 2024-04-30 30 1'
is 'raw bytes too, each with its row' "$(find "$dir/raw" -name '*.xml*' -o -name '*.meta' | wc -l) $(removed raw | sort -u)" '0 raw 2024-04-01 60 1'
# killed behind its row, before it went
hash=$(on_server "$dir" -c "select name from audit.removal where what = 'raw' limit 1")
: >"$dir/raw/$hash.xml"
n=$(on_server "$dir" -c 'select count(*) from audit.removal')
tonight 2024-06-02
is 'nothing is removed twice' "$(on_server "$dir" -c "select count(*) from audit.removal where what <> 'night'")" "$(on_server "$dir" -c "select $n - count(*) + 1 from audit.removal where what = 'night'" | cut -d. -f1)"
is 'what a killed night left goes with the next' "$(find "$dir/raw" -name '*.xml*' | wc -l)" 0
not_ok 'no row of the ledger is changed' on_server "$dir" -c "update audit.removal set n = 5"
not_ok 'nor removed' on_server "$dir" -c 'delete from audit.removal'
done_testing
