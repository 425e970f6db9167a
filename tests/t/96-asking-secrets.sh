#!/bin/bash
# Credentials are curl's own file, for their owner's eyes alone, and stand nowhere else: not in an argument, a log, a row or a message.
# A certificate that cannot be proved is refused, and nothing makes it less than that.
# shellcheck source=tests/lib/tap.sh
. "$(dirname "$0")/../lib/tap.sh"
# shellcheck source=tests/lib/asked.sh
. "$ROOT/tests/lib/asked.sh"
make_certificates
port=""
start_sender port server
guarded="" forged=""
start_sender guarded server "$T/tls/ca.pem"
start_sender forged self
export PGHOST=/nowhere # no database
d=$T/d
secret=mat-khau-cay-vao

# ---- certificates ----

ask_by back_days=1
set_endpoint "$forged"
: >"$T/questions"
exit_is 'a certificate that signs itself is refused' 77 fetch "$d" -- hoso-tthc
is '  and named' "$(asked_of "$d")" '2024-04-13 1 tls.refused'
like '  in one clear line' "$(cat "$d/out")" 'the server.s certificate is refused.* \[tls.refused\]: curl 60: SSL certificate problem: self-signed certificate'
is '  nothing was asked' "$(cat "$T/questions")" ''
is '  nothing lies in the inbox' "$(find "$d/inbox" -type f)" ''
set_endpoint "$port"
sed -i 's/localhost/127.0.0.1/g' "$T/endpoints/lgsp.endpoint"
exit_is 'one of another name as well' 77 fetch "$d" -- hoso-tthc
set_endpoint "$port" "cacert = \"$T/tls/other.pem\""
exit_is 'and one of another authority' 77 fetch "$d" -- hoso-tthc
for line in insecure -k 'location' '--insecure' 'output = "/tmp/x"' 'insec' 'url = "https://elsewhere.example/"' 'trace = "-"' 'config = "x"'; do
	set_endpoint "$port" "$line"
	exit_is "an option that is not allowed: $line" 64 fetch "$d" -- hoso-tthc
	like '  is not used' "$(cat "$d/out")" 'lgsp.curl: found an option that is not allowed there'
done
set_endpoint "$port"
for url in "http://localhost:$port" "https://ung-dung:$secret@localhost:$port" 'ftp://localhost' "https://localhost:$port/?a=1"; do
	sed -i '/^url=/d' "$T/endpoints/lgsp.endpoint"
	printf 'url=%s\n' "$url" >>"$T/endpoints/lgsp.endpoint"
	exit_is "an address of another kind: ${url%%:*}" 64 fetch "$d" -- hoso-tthc
	unlike '  is not shown' "$(cat "$d/out" "$d/err" "$d/asked/requests.csv")" "$secret"
done

rm -rf "$d"
ask_by back_days=1 path=.elsewhere.example/x
set_endpoint "$port"
exit_is 'a path that makes another server of it' 78 fetch "$d" -- hoso-tthc
is '  is not asked for' "$(asked_of "$d")" '2024-04-13 1 request.wrong'

ask_by back_days=1 auth=certificate
set_endpoint "$guarded"
exit_is 'a client certificate that is not there' 64 fetch "$d" -- hoso-tthc
like '  is asked for' "$(cat "$d/out")" 'lgsp.curl: expected a line cert = … \(auth certificate\)'
set_endpoint "$guarded" "cert = \"$T/tls/client.pem\"" "key = \"$T/tls/client.key\""
exit_is 'with it the server answers' 0 fetch "$d" -- hoso-tthc
chmod 640 "$T/tls/client.key"
exit_is 'a key that others may read' 77 fetch "$d" -- --again hoso-tthc
like '  is not used' "$(cat "$d/out")" '\[secret.open\]: client.key: found mode 640, expected 600'
chmod 600 "$T/tls/client.key"
rm -rf "$d"
ask_by back_days=1
set_endpoint "$guarded"
not_ok 'without one the server refuses' fetch "$d" -- hoso-tthc
like '  by an alert, or by ending the connection' "$(asked_of "$d")" '^2024-04-13 1 (tls.ours|net.cut)$'

# ---- files of secrets ----

rm -rf "$d"
ask_by back_days=1 auth=basic path=/basic
set_endpoint "$port" "user = \"ung-dung:$secret\""
for mode in 640 604 644 660; do
	chmod "$mode" "$T/endpoints/lgsp.curl"
	exit_is "a file of mode $mode" 77 fetch "$d" -- hoso-tthc
	like '  is not used' "$(cat "$d/out")" "\[secret.open\]: lgsp.curl: found mode $mode, expected 600"
done
chmod 600 "$T/endpoints/lgsp.curl"
: >"$T/seen"
printf '%s\nexchange.curl\n' "$secret" >"$T/sought" # a pattern in an argument would find itself
(fetch "$d" -- hoso-tthc) &
waited=$!
while kill -0 "$waited" 2>/dev/null; do
	cat /proc/[0-9]*/cmdline /proc/[0-9]*/environ 2>/dev/null | tr '\0' '\n' | grep -a -F -f "$T/sought" >>"$T/seen"
	sleep 0.2
done
wait "$waited"
is 'the server knows it' "$?" 0
ok 'curl was seen at work' grep -q exchange.curl "$T/seen"
not_ok 'the secret in no list of processes' grep -q -F "$secret" "$T/seen"
set_endpoint "$port" 'user = "ung-dung:khac"'
exit_is 'a wrong one is refused' 77 fetch "$d" -- --again hoso-tthc
is '  and named' "$(asked_of "$d" | tail -n 1)" '2024-04-13 1 http.refused'
set_endpoint "$port" "$secret"
exit_is 'a line that is no option' 64 fetch "$d" -- --again hoso-tthc

# ---- a token ----

rm -rf "$d"
ask_by path=/secure auth=oauth2 back_days=5
set_endpoint "$port"
exit_is 'without its credentials there is no token' 64 fetch "$d" -- hoso-tthc
(umask 077 && printf 'user = "ung-dung:%s"\ncacert = "%s"\n' "$secret" "$T/tls/ca.pem" >"$T/endpoints/lgsp.token.curl")
: >"$T/questions"
exit_is 'a token is got, and a new one when it is too old' 0 fetch "$d" -- hoso-tthc
is '  every two questions' "$(grep -c '^POST /token' "$T/questions")" 3
is '  five days are answered' "$(asked_of "$d" | grep -c ' answered$')" 5
sed -i "s/$secret/khac/" "$T/endpoints/lgsp.token.curl"
exit_is 'one that is not given' 77 fetch "$d" -- --again hoso-tthc
is '  is named, and the rest is left' "$(asked_of "$d" | tail -n 2 | cut -d' ' -f3 | tr '\n' ' ')" 'token.none left '
like '  with its status' "$(cat "$d/out")" '\[token.none\]: token: HTTP 401'

# ---- nothing of it anywhere ----

not_ok 'no secret in what is kept' grep -r -F -e "$secret" -e the-bai "$d"
is 'no folder of a run is left' "$(find "$d" -maxdepth 1 -name 'asking-*')" ''
not_ok 'none in what was said' grep -F -e "$secret" -e the-bai "$d/out" "$d/err"
done_testing
