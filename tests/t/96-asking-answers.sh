#!/bin/bash
# A feed is asked over HTTPS, without a database: what is an answer lies in the inbox with its sidecar, whatever else came is named
# by its outcome and leaves nothing there.
# shellcheck source=tests/lib/tap.sh
. "$(dirname "$0")/../lib/tap.sh"
# shellcheck source=tests/lib/asked.sh
. "$ROOT/tests/lib/asked.sh"
make_certificates
port=""
start_sender port server
set_endpoint "$port"
export PGHOST=/nowhere # no database

names() { (cd "$1/inbox" && find . -type f | sed -E 's/_[0-9a-f]{8}_([0-9]{14})/_\1/' | LC_ALL=C sort); }
d=$T/d

ask_by 'path=/ok?tu={from}&den={to}' date_form=%d/%m/%Y to_day=next
exit_is 'three days are asked' 0 fetch "$d" -- hoso-tthc
is 'and lie in the inbox, each with its sidecar, the later day sent later' "$(names "$d")" "$(for day in 11_005958 12_005959 13_010000; do
	echo "./hoso-tthc/hoi_hoso-tthc_ngay_2024-04-${day%_*}_2024-04-${day%_*}_p1_20240414${day#*_}.xml"
	echo "./hoso-tthc/hoi_hoso-tthc_ngay_2024-04-${day%_*}_2024-04-${day%_*}_p1_20240414${day#*_}.xml.meta"
done)"
is 'a day is written as the sender does' "$(sed -n '1s/ 0 .*//p' "$T/questions")" 'GET /ok?tu=11%2F04%2F2024&den=12%2F04%2F2024'
is 'the sidecar says when and what was asked' "$(cat "$d"/inbox/hoso-tthc/*04-13_p1*.meta | grep -v asked_id)" "sent_at=2024-04-14T01:00:00+07:00
as_of=2024-04-13
asked_from=2024-04-13
asked_to=2024-04-13"
like 'one clear line each' "$(sed -n 1p "$d/out")" '^hoso-tthc ngay 2024-04-11: đã trả lời / answered: 1 bản ghi / records -> hoso-tthc/hoi_'
like 'that there is no database is said' "$(cat "$d/err")" 'what was answered is known from .*/asked/requests.csv alone'
: >"$T/questions"
exit_is 'what was answered is not asked again' 0 fetch "$d" -- hoso-tthc
is '  nobody was asked' "$(cat "$T/questions")" ''
exit_is 'but by --again' 0 fetch "$d" -- --again --from 2024-04-12 --to 2024-04-12 hoso-tthc
is '  that day' "$(wc -l <"$T/questions")" 1
exit_is 'what would be asked' 0 fetch "$d" -- --dry-run --from 2024-04-09 hoso-tthc
is '  is printed, and not asked' "$(cat "$d/out") $(wc -l <"$T/questions")" 'hoso-tthc ngay 2024-04-09 2024-04-09
hoso-tthc ngay 2024-04-10 2024-04-10 1'

# windows of the calendar
due() { # DAY WINDOW BACK: what would be asked
	ask_by window="$2" back_days="$3" valid_from=2024-01-01 valid_to=2025-06-30
	fetch "$T/due" CHISO_NOW="$1T00:30:00+07:00" -- --dry-run hoso-tthc
	sed 's/^hoso-tthc ngay //' "$T/due/out" | tr '\n' ','
}
is 'a week begins on Monday' "$(due 2024-03-20 7d 14)" '2024-03-04 2024-03-10,2024-03-11 2024-03-17,'
is 'a month is over on its last day' "$(due 2024-03-01 month 29)" '2024-02-01 2024-02-29,'
is '  and not before' "$(due 2024-02-29 month 29)" '2024-01-01 2024-01-31,'
is 'so is a quarter' "$(due 2025-01-01 quarter 90)" '2024-10-01 2024-12-31,'
is 'and a year' "$(due 2025-02-01 year 400)" '2024-01-01 2024-12-31,'
is 'a row is valid on its window'\''s last day' "$(due 2025-10-03 quarter 120)" '2025-04-01 2025-06-30,'
is 'a day is the one of Viet Nam' "$(due 2024-03-02 1d 1)" '2024-03-01 2024-03-01,'

# one day, another fault each time: OUTCOME STATUS PATH [COLUMN=VALUE…]
refused() {
	local outcome=$1 status=$2 path=$3
	shift 3
	rm -rf "$d"
	ask_by "path=$path" back_days=1 "$@"
	exit_is "$path: status $status" "$status" fetch "$d" -- hoso-tthc
	is "  is $outcome" "$(asked_of "$d")" "2024-04-13 1 $outcome"
	like '  in one clear line' "$(cat "$d/out")" "^hoso-tthc ngay 2024-04-13[^:]*: [^/]+ / [^/]+ \[$outcome\]"
	is '  nothing lies in the inbox' "$(find "$d/inbox" -type f)" ''
}
refused http.server 69 /500
refused body.fault 1 /fault
like '  with what the sender says' "$(cat "$d/out")" 'Could not connect to the target host'
not_ok '  but whom it names' grep -E '0912345678|Nguyen' "$d/out" "$d/asked/requests.csv"
refused body.fault 1 /fault200
ok '  and is kept for whoever looks' grep -q faultstring "$d/asked/hoso-tthc.ngay.refused"
is '  for its owner alone' "$(stat -c %a "$d/asked/hoso-tthc.ngay.refused")" 600
refused body.page 1 /html
like '  named' "$(cat "$d/out")" 'found an HTML page, expected a message'
refused body.page 1 /htmlxml
refused body.fault 1 /json
refused type.wrong 1 /packet
refused body.cut 75 /packetcut 'accept=text/xml application/json'
rm -rf "$d"
ask_by path=/packet back_days=1 'accept=text/xml application/json'
exit_is 'a packet in JSON is an answer where the row takes it' 0 fetch "$d" -- hoso-tthc
is '  the list has it' "$(asked_of "$d")" '2024-04-13 1 answered'
is '  and the inbox' "$(cat "$d"/inbox/hoso-tthc/hoi_*.xml | grep -c DongBoHoSoMC)" 1
refused http.redirect 1 /redirect
like '  with the host alone' "$(cat "$d/out")" 'HTTP 302 -> https://elsewhere.example$'
refused net.slow 69 /slow max_seconds=2
refused net.cut 75 /cut
refused net.cut 75 /drop
refused body.cut 75 /xmlcut
refused size.over 1 /big
refused size.over 1 /bigger
refused type.wrong 1 /type
like '  with the type' "$(cat "$d/out")" 'found text/plain, expected text/xml'
refused body.other 1 /other
refused http.busy 75 /busy
refused page.elsewhere 1 /away next_page=link max_pages=5

# asking again after a pause
rm -rf "$d"
ask_by path=/flaky back_days=1 tries=3
exit_is 'a server that is busy is asked again' 0 fetch "$d" -- hoso-tthc
like '  after the time it asks for' "$(cut -d, -f17 "$d/asked/requests.csv")" '^"2"$'
rm -rf "$d"
ask_by path=/500 back_days=1 tries=3
: >"$T/questions"
exit_is 'one that reports faults' 69 fetch "$d" -- hoso-tthc
is '  three times and no more' "$(wc -l <"$T/questions")" 3
rm -rf "$d"
ask_by path=/slow back_days=3 max_seconds=1
: >"$T/questions"
exit_is 'a server that is away stops its feed' 69 fetch "$d" -- hoso-tthc
is '  after the first day' "$(wc -l <"$T/questions")" 1
is '  and the rest is in the list' "$(asked_of "$d")" '2024-04-11 1 net.slow
2024-04-12 1 left'

# answers without records, pages
rm -rf "$d"
ask_by path=/empty back_days=1
exit_is 'no record is an answer' 0 fetch "$d" -- hoso-tthc
is '  of its own' "$(asked_of "$d")" '2024-04-13 1 empty'
is '  a message all the same' "$(find "$d/inbox" -name '*.xml' | wc -l)" 1
rm -rf "$d"
ask_by path=/none back_days=1
exit_is 'so is status 204' 0 fetch "$d" -- hoso-tthc
is '  without a message' "$(asked_of "$d") $(find "$d/inbox" -type f | wc -l)" '2024-04-13 1 empty 0'
rm -rf "$d"
ask_by 'path=/pages?page={page}' back_days=1 next_page=records max_pages=9
exit_is 'three pages, until one without records' 0 fetch "$d" -- hoso-tthc
is '  are rows' "$(asked_of "$d" | tr '\n' ' ')" '2024-04-13 1 answered 2024-04-13 2 answered 2024-04-13 3 answered 2024-04-13 4 empty '
is '  and three files' "$(names "$d" | grep -c 'xml$')" 3
rm -rf "$d"
ask_by 'path=/pages?page={page}' back_days=1 next_page=full:1 max_pages=3
exit_is 'more pages than may be' 1 fetch "$d" -- hoso-tthc
like '  are told' "$(asked_of "$d" | tail -n 1)" '2024-04-13 4 page.over'
exit_is 'the window is asked again, from the last page that was answered' 1 fetch "$d" -- hoso-tthc
is '  once more' "$(asked_of "$d" | cut -d' ' -f2,3 | tr '\n' ' ')" '1 answered 2 answered 3 answered 4 page.over 3 answered 4 page.over '
rm -rf "$d"
ask_by 'path=/healed?page={page}' back_days=1 next_page=records max_pages=9
exit_is 'a third page that fails' 69 fetch "$d" -- hoso-tthc
: >"$T/questions"
exit_is 'is asked again' 0 fetch "$d" -- hoso-tthc
is '  behind the page before it, which is still the same' "$(cut -d' ' -f2 "$T/questions" | tr '\n' ' ')" '/healed?page=2 /healed?page=3 /healed?page=4 /healed?page=5 '
is '  each page lies in the inbox once' "$(names "$d" | grep -c 'xml$')" 4
is '  and the window is answered' "$(asked_of "$d" | tail -n 1)" '2024-04-13 5 empty'
rm -rf "$d"
ask_by 'path=/moved?page={page}' back_days=1 next_page=records max_pages=9
exit_is 'one whose pages move meanwhile' 69 fetch "$d" -- hoso-tthc
: >"$T/questions"
exit_is '  is asked' 0 fetch "$d" -- hoso-tthc
is '  from its first page' "$(cut -d' ' -f2 "$T/questions" | tr '\n' ' ')" '/moved?page=2 /moved?page=1 /moved?page=2 /moved?page=3 /moved?page=4 '
like '  which is said' "$(cat "$d/asked/requests.csv")" 'pages moved: asked from the first again'
rm -rf "$d"
ask_by path=/links back_days=1 next_page=link max_pages=9
exit_is 'pages that follow a link' 0 fetch "$d" -- hoso-tthc
is '  are three' "$(asked_of "$d" | tail -n 1)" '2024-04-13 3 answered'
rm -rf "$d"
ask_by 'path=/brokenpages?page={page}' back_days=1 next_page=full:1 max_pages=9
exit_is 'a page that fails' 69 fetch "$d" -- hoso-tthc
is '  loses none before it' "$(names "$d" | grep -c 'xml$')" 2
exit_is '  and leaves the window unanswered' 0 fetch "$d" -- --dry-run hoso-tthc
is '  to be asked' "$(cat "$d/out")" 'hoso-tthc ngay 2024-04-13 2024-04-13'

# a question with a body
rm -rf "$d"
mkdir -p "$T/catalog/requests"
printf '<hoi><tu>{from}</tu><ma>{member}</ma><id>{id}</id></hoi>\n' >"$T/catalog/requests/hoi.xml"
ask_by path=/ok method=POST template=hoi.xml 'content_type=text/xml; charset=utf-8' 'headers=SOAPAction: "x"' back_days=1
printf 'member=A&B\n' >>"$T/endpoints/lgsp.endpoint"
: >"$T/questions"
exit_is 'a template is filled' 0 fetch "$d" -- hoso-tthc
like '  with the days, the endpoint'\''s own and an id' "$(cat "$T/questions")" \
	'^POST /ok [0-9]+ <hoi><tu>20240413</tu><ma>A&amp;B</ma><id>[0-9a-f-]{36}</id></hoi>'
# what the catalogue itself asks with: every row's question is whole, against a sender that has something else
rm -rf "$d" "$T/catalog"
mkdir -p "$T/catalog"
for name in vdxp dmdvhc; do
	cp "$T/endpoints/lgsp.curl" "$T/endpoints/$name.curl"
	printf 'url=https://localhost:%s\nmember=000.00.00.H34\nsubsystem=lgspkontum\n' "$port" >"$T/endpoints/$name.endpoint"
done
printf 'cert = "%s"\nkey = "%s"\n' "$T/tls/client.pem" "$T/tls/client.key" >>"$T/endpoints/vdxp.curl"
(umask 077 && printf 'user = "ung-dung:mat-khau-cay-vao"\ncacert = "%s"\n' "$T/tls/ca.pem" >"$T/endpoints/lgsp.token.curl")
: >"$T/questions"
exit_is 'the rows of the catalogue are asked' 1 fetch "$d" -- --from 2024-03-31 danh-muc-tthc danh-muc-hanh-chinh
is '  four questions' "$(grep -c ^POST "$T/questions")" 4
not_ok '  with no place left open' grep -E '[{][a-z_]+[}]' "$T/questions"
ok '  each well-formed' /usr/bin/python3 -c 'import sys, xml.dom.minidom
for line in open(sys.argv[1], encoding="utf-8"):
    xml.dom.minidom.parseString(line.split(" ", 3)[3].strip().encode())' "$T/questions"
like '  as of the last day of the quarter' "$(cat "$T/questions")" '<DenNgay>31/03/2024</DenNgay>'
is '  what belongs to another feed is none of its answers' "$(asked_of "$d" | cut -d' ' -f3 | LC_ALL=C sort | uniq -c | tr -s ' ')" ' 4 body.other'
exit_is 'dossiers by token, day by day' 0 fetch "$d" -- --from 2024-04-13 --dry-run hoso-tthc
is '  the day before' "$(cat "$d/out")" 'hoso-tthc ngay 2024-04-13 2024-04-13'
done_testing
