#!/bin/bash
# every sample's raw records are its neighbour's, and every refused file is refused for the reason that is written down
. "$(dirname "$0")/../lib/tap.sh"
cd "$ROOT" || exit 1
printf 'thu 000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f\n' >"$T/key"
chmod 600 "$T/key"

# what a probe says of a feed's message: the feed, or its kind where several of one kind send the very same
/usr/bin/python3 - >"$T/probes" <<'PYTHON'
import csv, glob
folders = sorted(glob.glob("pipeline/catalog/*/feeds.csv"), key=lambda p: "/base/" not in p)
rows = list({(r["feed"], r["valid_from"]): r for p in folders for r in csv.DictReader(open(p, encoding="utf-8", newline=""))}.values())
kind = {r["feed"]: r.get("kind") or r["feed"] for r in rows}
for r in rows:
    same = [o for o in rows if o["record"] == r["record"] and kind[o["feed"]] == kind[r["feed"]]]
    print(r["feed"], kind[r["feed"]] if len(same) > 1 else r["feed"])
PYTHON

extract() { chiso-extract -q --key "$T/key" --now 2024-04-01 "$@"; }

# in whichever form it is sent
message_of() {
	local form
	for form in xml xml.gz json zip mime; do [ ! -e "$1.$form" ] || printf '%s\n' "$1.$form"; done
}

for golden in samples/*/*.raw.csv samples/*/aside/*.raw.csv; do
	stem=${golden%.raw.csv} feed=${golden#samples/}
	feed=${feed%%/*}
	file=$(message_of "$stem")
	case $file in */aside/*) now=2024-04-15 ;; *) now=2024-04-01 ;; esac # not before they were sent
	extract --now "$now" --feed "$feed" "$file" >"$T/raw.csv" 2>"$T/err"
	is "$file is read" $? 0
	same "$file gives its records" "$T/raw.csv" "$golden"
	is "$file belongs to $feed" "$(chiso-extract --now 2024-04-01 --probe "$file")" "$file	$(sed -n "s/^$feed //p" "$T/probes")"
done

for golden in samples/*/refused/*.rejects.csv; do
	stem=${golden%.rejects.csv} feed=$(basename "$(dirname "$(dirname "$golden")")")
	file=$(message_of "$stem")
	exit_is "$file is a bad file" 65 extract --feed "$feed" --rejects "$T/rejects.csv" "$file"
	same "$file is refused for its reason" "$T/rejects.csv" "$golden"
	is "$file: one line says so" "$(grep -c 'level=warn' "$T/err")" 1
	is "$file: one file row, and it is bad" "$(grep -c '^file,.*state=bad ' "$T/out")" 1
	is "$file: the stream is whole" "$(tail -n 1 "$T/out" | cut -d, -f1)" end
done
done_testing
