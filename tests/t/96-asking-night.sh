#!/bin/bash
# The night that asks: a feed's fault costs that feed alone, a kill in the middle of an answer costs nothing, and who asks beside it is
# told; what is secret is in nothing that it writes.
# shellcheck source=tests/lib/tap.sh
. "$(dirname "$0")/../lib/tap.sh"
# shellcheck source=tests/lib/night.sh
. "$ROOT/tests/lib/night.sh"
# shellcheck source=tests/lib/asked.sh
. "$ROOT/tests/lib/asked.sh"
make_certificates
port=''
start_sender port server
secret=mat-khau-cay-vao
set_endpoint "$port" "user = \"ung-dung:$secret\""
need_night_key
dir=$T/v
own_server "$dir/postgres"
mkdir -p "$dir/inbox"
words() { tr '\n' ' ' <"$dir/page" | tr -s ' '; }
settings=(CHISO_NOW=2024-04-14T01:00:00+07:00 CHISO_ASK='hoso-tthc danh-muc-tthc' CHISO_ENDPOINTS="$T/endpoints"
	CHISO_CATALOG="$ROOT/pipeline/catalog/base:$ROOT/pipeline/catalog/kon-tum:$T/catalog")

# the dossiers' server is too slow, the list of procedures comes
ask_by path=/slow max_seconds=1 back_days=4
ask_also feed=danh-muc-tthc request=quy path=/other window=quarter back_days=120
code=0
night "$dir" "${settings[@]}" || code=$?
is 'the night is done' "$code" 1
like 'the feed that could not be asked is told' "$(words)" 'hoso-tthc ngay: 0 lượt được trả lời, 4 chưa / 0 answered, 4 not: máy chủ trả lời quá chậm'
like '  and which days that are' "$(words)" 'nothing for 10/04/2024, the server is too slow: out of time'
like '  those behind it too' "$(words)" 'nothing for 11–13/04/2024, not asked: what was asked before it stopped the feed'
is 'the other is loaded' "$(on_server "$dir" -c "select feed, count(*) from audit.load where state = 'ok' group by 1")" 'danh-muc-tthc|1'

# killed in the middle of an answer
ask_by path=/trickle back_days=1 max_seconds=60
: >"$T/questions"
(exec env CHISO_VAR="$dir" CHISO_INBOX="$dir/inbox" CHISO_KEY="$T/key" CHISO_RETRY_SECONDS=0 "${settings[@]}" CHISO_ASK=hoso-tthc \
	bash "$ROOT/scripts/nightly" >"$T/out" 2>"$T/err" </dev/null) &
night=$!
for _ in {1..300}; do
	[ ! -s "$T/questions" ] || break
	sleep 0.1
done
kill -9 "$night"
wait "$night" 2>/dev/null
is 'nothing half is in the inbox' "$(find "$dir/inbox" -type f)" ''
ask_by path=/basic auth=basic back_days=1
code=0
night "$dir" "${settings[@]}" CHISO_ASK=hoso-tthc || code=$?
is 'the next night is not kept waiting by what was killed' "$(grep -c 'another' "$dir/err")" 0
like '  it has the answer' "$(words)" 'hoso-tthc ngay: 1 lượt được trả lời, 0 chưa'
is '  and its records' "$(on_server "$dir" -c "select n_kept from audit.load where feed = 'hoso-tthc' and state = 'ok'")" 1
like 'the days before are still open' "$(words)" 'nothing for 10/04/2024'

# somebody asks by hand meanwhile
exec 5>>"$dir/run/fetch.lock"
flock 5
good 0801 >"$dir/inbox/hoso-tthc/good_20240414000000.xml"
code=0
night "$dir" "${settings[@]}" || code=$?
is 'while another asks, the night does not' "$code" 1
like '  and says so' "$(words)" 'chưa hỏi được / not asked: một lần hỏi khác đang chạy / another asking is at work'
is '  what lies there is taken all the same' "$(on_server "$dir" -c "select count(*) from audit.load where feed = 'hoso-tthc' and state = 'ok'")" 2
exec 5>&-

# without asking, all is as it was
code=0
night "$dir" "${settings[@]}" CHISO_ASK='' || code=$?
unlike 'a night that is to ask nobody' "$(words)" 'feeds that were asked'

printf '%s\n' "$secret" >"$T/sought"
not_ok 'no secret in what the nights keep' grep -r -F -f "$T/sought" --exclude-dir=postgres "$dir"
is '  nor in the ledger' "$(on_server "$dir" -c "select count(*) from audit.request r where r::text like '%' || 'mat-khau' || '%'")" 0
done_testing
