#!/bin/bash
# What was asked is in the ledger: the night asks the feeds of CHISO_ASK, tells what it got, names the days that nobody answered for
# until somebody does; a day that was answered without a record is none of them.
# shellcheck source=tests/lib/tap.sh
. "$(dirname "$0")/../lib/tap.sh"
# shellcheck source=tests/lib/night.sh
. "$ROOT/tests/lib/night.sh"
# shellcheck source=tests/lib/asked.sh
. "$ROOT/tests/lib/asked.sh"
make_certificates
port=""
start_sender port server
set_endpoint "$port"
need_night_key
dir=$T/v
own_server "$dir/postgres"
mkdir -p "$dir/inbox/hoso-tthc"
without_systems "$T/catalog" >/dev/null
words() { tr '\n' ' ' <"$dir/page" | tr -s ' '; }
ledger() { on_server "$dir" -c "select window_from, window_to, page, outcome, is_answer::int from audit.request order by request_id"; }
# asking DAY ARGUMENT…: scripts/fetch on that day of April; its status in $code
asking() {
	code=0
	fetch "$dir" CHISO_NOW="2024-04-$1T00:30:00+07:00" -- "${@:2}" hoso-tthc || code=$?
}
# tonight DAY [FEEDS]: the night of that day, which asks them; its status in $code
tonight() {
	code=0
	night "$dir" CHISO_NOW="2024-04-$1T01:00:00+07:00" CHISO_ASK="${2:-}" CHISO_ENDPOINTS="$T/endpoints" \
		CHISO_CATALOG="$ROOT/pipeline/catalog/base:$ROOT/pipeline/catalog/kon-tum:$T/catalog" || code=$?
}

# before the warehouse has a ledger
ask_by 'path=/ok?n={from}' back_days=2
asking 03
is 'asked before the first night' "$code" 0
unlike '  a warehouse without a ledger is no fault' "$(cat "$dir/err")" 'ERROR|psql'
tonight 03 hoso-tthc
is 'the first night takes it' "$code" 0
is '  and puts it into the ledger' "$(ledger)" '2024-04-01|2024-04-01|1|answered|1
2024-04-02|2024-04-02|1|answered|1'
is '  with the hash that the loads have' "$(on_server "$dir" -c "select count(*) from audit.request join audit.load using (file_hash, feed) where state = 'ok'")" 2
unlike '  nobody was asked twice' "$(words)" 'feeds that were asked'

tonight 04 'hoso-tthc bao-cao-quy'
like 'the night asks for what is new' "$(words)" 'hoso-tthc ngay: 1 lượt được trả lời, 0 chưa / 1 answered, 0 not'
is '  and takes it' "$(on_server "$dir" -c 'select count(*) from audit.load')" 3
like 'a feed that cannot be asked is told' "$(words)" 'bao-cao-quy: chưa hỏi được / not asked: no row of requests.csv'
is '  and waits for a person' "$code" 1

# the fifth is answered without a record, the sixth not at all, the seventh with a fault
ask_by path=/empty back_days=1
tonight 05 hoso-tthc
ask_by path=/empty back_days=1
asking 06
ask_by path=/slow back_days=1 max_seconds=1
tonight 07 hoso-tthc
like 'a server that is away is told' "$(words)" 'hoso-tthc ngay: 0 lượt được trả lời, 1 chưa / 0 answered, 1 not: máy chủ trả lời quá chậm \(hết giờ\)'
like '  as a day to note' "$(words)" 'nothing for 06/04/2024, the server is too slow: out of time'
is '  until its due day and grace are over' "$code" 0
ask_by path=/fault200 back_days=1
tonight 08 hoso-tthc
is 'a fault waits for a person at once' "$code" 1
like '  with what was asked' "$(words)" 'hoso-tthc ngay: [^:]*: không có gì các ngày 07/04/2024 \(1\), câu trả lời báo lỗi \(SOAP, X-Road, gói tin\) / nothing for 07/04/2024, the answer tells a fault \(SOAP, X-Road, packet\): scripts/fetch hoso-tthc --from 2024-04-07 --to 2024-04-07'
ask_by path=/none back_days=1
asking 12
tonight 12
like 'days between that were never asked are named' "$(words)" 'nothing for 08–10/04/2024, never asked'
like '  and the others once more' "$(words)" 'nothing for 06/04/2024, the server is too slow'
unlike '  none that was answered without a record' "$(words)" 'nothing for (05|11)/04|nothing for 04'
is '  it waits' "$code" 1
asking 13 --from 2024-04-06 --to 2024-04-10
is 'they are asked by name' "$code" 0
is '  those alone' "$(wc -l <"$dir/out")" 5
tonight 13
unlike 'what is answered is told no more' "$(words)" 'nothing for'
unlike 'and is no hole of its feed' "$(words)" 'nothing came on'
is 'one row a question' "$(on_server "$dir" -c 'select count(*), count(distinct id) from audit.request')" '13|13'

# what is old is the ledger's alone
sed -i '1i "00000000-0000-4000-8000-000000000001","danh-muc-tthc","quy","2021-01-01","2021-03-31","1","1","2021-04-01T01:00:00+07:00","vdxp","answered","1","200","10","0","","","1",""' "$dir/asked/requests.csv"
printf '"00000000-0000-4000-8000-000000000002","hoso-tthc","ng' >>"$dir/asked/requests.csv" # a line that was cut
odd=$(sed -n '1s/2021-01-01/2021-02-31/; 1s/01"/03"/p' "$dir/asked/requests.csv") # and one with a day that is none
printf '\n%s\n' "$odd" >>"$dir/asked/requests.csv"
tonight 13 danh-muc-tthc
is 'an old row goes into the ledger' "$(on_server "$dir" -c "select count(*) from audit.request where window_from = '2021-01-01'")" 1
not_ok '  and out of the list' grep -q 2021-01-01 "$dir/asked/requests.csv"
is '  a line that was cut is none' "$(grep -c -e '"hoso-tthc","ng$' -e 2021-02-31 "$dir/asked/requests.csv")" 0

# what the ledger knows is enough, and what another has asked
rm "$dir/asked/requests.csv"
: >"$T/questions"
ask_by path=/ok back_days=3
asking 12
is 'without its own list the ledger is asked' "$code $(cat "$T/questions")" '0 '
done_testing
