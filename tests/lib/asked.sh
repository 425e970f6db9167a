# shellcheck shell=bash
# A sender that is asked: certificates of a test's own, a server (asked_server.py), an endpoint, a catalogue that says how.

# make_certificates: an authority, a server's certificate of localhost, a client's, and one of another authority; in $T/tls
make_certificates() {
	local name
	mkdir -p "$T/tls"
	for name in ca other; do
		openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj "/CN=Invented $name" -keyout "$T/tls/$name.key" -out "$T/tls/$name.pem"
	done
	for name in server client; do
		openssl req -newkey rsa:2048 -nodes -subj "/CN=localhost" -addext 'subjectAltName=DNS:localhost' -keyout "$T/tls/$name.key" -out "$T/tls/$name.csr"
		openssl x509 -req -in "$T/tls/$name.csr" -CA "$T/tls/ca.pem" -CAkey "$T/tls/ca.key" -CAcreateserial -days 2 \
			-extfile <(echo 'subjectAltName=DNS:localhost') -out "$T/tls/$name.pem"
	done
	openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj '/CN=localhost' -addext 'subjectAltName=DNS:localhost' \
		-keyout "$T/tls/self.key" -out "$T/tls/self.pem"
	chmod 600 "$T"/tls/*.key
} 2>>"$T/openssl.log"

# start_sender PORT-VARIABLE CERTIFICATE [CLIENT-CA]: the server; its log is $T/questions
start_sender() {
	local said=''
	local -n given=$1
	: >"$T/port"
	/usr/bin/python3 "$ROOT/tests/lib/asked_server.py" "$T/tls/$2.pem" "$T/tls/$2.key" "${3:--}" \
		"${MESSAGE:-$ROOT/samples/hoso-tthc/01-mot-ho-so_20240116010000.xml}" "$T/questions" \
		"$ROOT/samples/danh-muc-tthc/danh-muc_20240205080000.xml" >"$T/port" 2>"$T/server.log" &
	for _ in {1..100}; do
		read -r said <"$T/port" && break
		sleep 0.1
	done
	# shellcheck disable=SC2034 # the caller's
	given=$said
}

# set_endpoint PORT [LINE…]: the endpoint lgsp, with what its file of credentials says
set_endpoint() {
	mkdir -p "$T/endpoints"
	printf '# ours\nurl=https://localhost:%s\ntoken_url=https://localhost:%s/token\nmember=000.00.00.H34\n' "$1" "$1" >"$T/endpoints/lgsp.endpoint"
	shift
	(umask 077 && printf '%s\n' "cacert = \"$T/tls/ca.pem\"" "$@" >"$T/endpoints/lgsp.curl")
	chmod 600 "$T/endpoints/lgsp.curl"
}

# ask_by [COLUMN=VALUE…]: the row of requests.csv that hoso-tthc is asked by; ask_also: one more
ask_by() {
	rm -f "$T/catalog/requests.csv"
	ask_also "$@"
}

ask_also() {
	mkdir -p "$T/catalog"
	/usr/bin/python3 - "$T/catalog/requests.csv" "$@" <<-'END'
		import csv, os, sys
		is_first = not os.path.exists(sys.argv[1])
		row = dict(feed="hoso-tthc", request="ngay", title_vi="Thử", method="GET", endpoint="lgsp", path="/ok", accept="text/xml", window="1d",
		           back_days="3", date_form="%Y%m%d", max_mb="2", max_seconds="10", tries="1", wait_seconds="0", source="CHISO")
		for word in sys.argv[2:]:
		    name, value = word.split("=", 1)
		    row[name] = value
		names = "feed request title_vi method endpoint path template endpoint_keys content_type headers accept auth window back_days date_form to_day".split()
		names += "page_first next_page max_pages max_mb max_seconds tries wait_seconds valid_from valid_to source".split()
		with open(sys.argv[1], "a", encoding="utf-8", newline="") as file:
		    out = csv.DictWriter(file, names, lineterminator="\n")
		    if is_first:
		        out.writeheader()
		    out.writerow(row)
	END
}

# fetch DIR [VARIABLE=VALUE…] -- ARGUMENT…: scripts/fetch in that folder; output in DIR/out and DIR/err
fetch() {
	local dir=$1
	local -a settings=()
	shift
	while [ "$1" != -- ]; do
		settings+=("$1")
		shift
	done
	shift
	mkdir -p "$dir/inbox"
	env CHISO_VAR="$dir" CHISO_INBOX="$dir/inbox" CHISO_NOW=2024-04-14T01:00:00+07:00 CHISO_ENDPOINTS="$T/endpoints" CHISO_RETRY_SECONDS=0 \
		CHISO_CATALOG="$ROOT/pipeline/catalog/base:$ROOT/pipeline/catalog/kon-tum:$T/catalog" "${settings[@]}" \
		bash "$ROOT/scripts/fetch" "$@" >"$dir/out" 2>"$dir/err" </dev/null
}

# asked_of DIR: FIRST LAST PAGE OUTCOME a row of the folder's list
asked_of() {
	/usr/bin/python3 -c 'import csv, sys
for row in csv.reader(open(sys.argv[1], encoding="utf-8")): print(row[3], row[5], row[9])' "$1/asked/requests.csv"
}
