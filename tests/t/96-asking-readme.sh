#!/bin/bash
# The catalogue's README, followed word for word: a feed is asked, and the holes in its senders' numbers are named.
# shellcheck source=tests/lib/tap.sh
. "$(dirname "$0")/../lib/tap.sh"
# shellcheck source=tests/lib/night.sh
. "$ROOT/tests/lib/night.sh"
# shellcheck source=tests/lib/asked.sh
. "$ROOT/tests/lib/asked.sh"
need_night_key
my=$T/my dir=$T/v
own_server "$dir/postgres"
mkdir -p "$my/requests" "$T/endpoints" "$dir/inbox/su-co"

# The indented block of README that starts with the line $1.
block() {
	awk -v first="    $1" 'index($0, first) == 1 { on = 1 } on && !/^    / { exit } on { print substr($0, 5) }' "$ROOT/pipeline/catalog/README.md"
}
block 'source,title,' >"$my/sources.csv"
block 'prefix,uri,' >"$my/namespaces.csv"
block 'feed,title_vi,record' >"$my/feeds.csv"
block 'feed,field,seq' >"$my/fields.csv"
block '<b:BanTin' >"$T/message.xml"
block 'feed,request,' >"$my/requests.csv"
block '<hoi>' >"$my/requests/su-co.xml"
block 'feed,part,' >"$my/serials.csv"
block 'url=https' >"$T/endpoints/truc.endpoint"
for file in requests.csv requests/su-co.xml serials.csv; do ok "README shows $file" test -s "$my/$file"; done
ok 'the catalogue is clean' chiso-catalog lint --catalog "$ROOT/pipeline/catalog" --catalog "$my"
sed -i '2s/^\(su-co,name,\)[^,]*/\1^SC([0-9]+)$/' "$my/serials.csv"
exit_is 'a number without a series is a finding' 78 chiso-catalog lint --catalog "$ROOT/pipeline/catalog" --catalog "$my"
like '  of its row' "$(cat "$T/out")" '/serials.csv:2: column pattern: '
block 'feed,part,' >"$my/serials.csv"

sed -i 's/,records,50,/,records,3,/' "$my/requests.csv"
make_certificates
port=''
MESSAGE=$T/message.xml start_sender port server
(umask 077 && printf 'user = "ung-dung:mat-khau"\ncacert = "%s"\n' "$T/tls/ca.pem" >"$T/endpoints/truc.curl")
sed -i "s|truc.example/api|localhost:$port|" "$T/endpoints/truc.endpoint"
export CHISO_CATALOG=$ROOT/pipeline/catalog/base:$ROOT/pipeline/catalog/kon-tum:$my CHISO_ENDPOINTS=$T/endpoints
exit_is 'the feed is asked' 1 env CHISO_INBOX="$dir/inbox" CHISO_VAR="$dir" CHISO_NOW=2024-04-14T01:00:00+07:00 PGHOST=/nowhere \
	"$ROOT/scripts/fetch" su-co --from 2024-04-13
is 'with the days and the operator'\''s words, on page after page until there are too many' \
	"$(sed -n 1p "$T/questions")" 'POST /su-co?trang=1 70 <hoi><tu>13/04/2024</tu><den>13/04/2024</den><donVi>H34</donVi></hoi> '
is '  as many as its limit' "$(wc -l <"$T/questions")" 3
ok 'what it answers lies in the inbox' cmp "$T/message.xml" "$(find "$dir/inbox/su-co" -name '*_p1_*.xml')"

# numbered files: 3 and 5–6 do not come
for n in 1 2 4 7; do sed "s/SC-1/SC-$n/" "$T/message.xml" >"$dir/inbox/su-co/SC-$n.xml"; done
words() { tr '\n' ' ' <"$dir/page" | tr -s ' '; }
night "$dir" CHISO_NOW=2024-04-14T02:00:00+07:00
is 'a hole in the numbers waits for a person' "$?" 1
like '  and is named' "$(words)" 'su-co: Sự cố an toàn thông tin: thiếu thông điệp số 3, 5–6 \(SC\) / messages that did not come, by their numbers: 3, 5–6: hỏi nơi gửi'
sed "s/SC-1/SC-5/" "$T/message.xml" >"$dir/inbox/su-co/SC-5.xml"
night "$dir" CHISO_NOW=2024-04-15T02:00:00+07:00
like 'what came is a hole no more' "$(words)" 'messages that did not come, by their numbers: 3, 6: hỏi'
night "$dir" CHISO_NOW=2024-04-15T03:00:00+07:00
like 'the others are noted until they come' "$(words)" 'to note: .*messages that did not come, by their numbers: 3, 6'
done_testing
