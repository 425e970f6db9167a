# shellcheck shell=bash
# What the tests of chiso-take share. Sets IN, RAW, Q: an inbox, a raw zone, a quarantine of the test's own.
#
# fresh_inbox          empty ones
# message NAME [TEXT]  a message of hoso-tthc as $IN/NAME; TEXT in a comment behind it makes its content another
# take [OPTIONS]       takes all: the manifest in $T/m.csv, read into $T/rows; the log in $T/log; its status
# row PATH COLUMN      that column of the one row of that path (as it is shown)
# verdicts [NAME=VERDICT…]  $T/v.csv: the manifest, taken files loaded, refused ones bad, but for those named
# settle [OPTIONS]     settles $T/v.csv
# as_nobody COMMAND…   runs it as an ordinary user, who is root's nobody, or the one who runs the test

IN=$T/in RAW=$T/raw Q=$T/quarantine
one=$ROOT/samples/hoso-tthc/02-nhieu-ho-so_20240120010000.xml
now=2024-04-01T01:00:00+07:00

fresh_inbox() {
	chmod -R u+rwx "$IN" 2>/dev/null
	rm -rf -- "$IN" "$RAW" "$Q" "$T"/{m.csv,rows,log}
	mkdir -p "$IN/hoso-tthc" "$RAW" "$Q"
	if [ "$(id -u)" -eq 0 ]; then chown nobody "$IN" "$IN/hoso-tthc" "$RAW" "$Q" "$T"; fi
}

message() {
	{ cat "$one" && printf '<!-- %s -->' "${2:-}"; } >"$IN/$1"
}

take() {
	local code=0
	chiso-take --inbox "$IN" --raw "$RAW" --now "$now" -o "$T/m.csv" "$@" 2>"$T/log" || code=$?
	[ "$code" -ne 0 ] || read_manifest
	return "$code"
}

# The manifest as lines PATH, COLUMN, VALUE separated by tabs.
read_manifest() {
	python3 - "$T/m.csv" >"$T/rows" <<'END'
import csv, sys
for r in csv.DictReader(open(sys.argv[1], encoding="utf-8")):
    if r["_kind"] == "file":
        path = r["path"].removeprefix("\\") if r["path"].startswith("\\\\") else r["path"]
        print("".join(f"{path}\t{column}\t{value}\n" for column, value in r.items()), end="")
END
}

row() {
	WANT=$1 COLUMN=$2 awk -F '\t' '$1 == ENVIRON["WANT"] && $2 == ENVIRON["COLUMN"] { print $3; n++ } END { if (n != 1) print n + 0 " rows" }' "$T/rows"
}

verdicts() {
	python3 - "$T/m.csv" "$T/v.csv" "$@" <<'END'
import csv, sys
rows = list(csv.DictReader(open(sys.argv[1], encoding="utf-8")))
said = dict(a.split("=") for a in sys.argv[3:])
out = csv.DictWriter(open(sys.argv[2], "w", encoding="utf-8", newline=""), rows[0].keys(), lineterminator="\n")
out.writeheader()
for r in rows:
    if r["_kind"] == "file":
        r["verdict"] = said.get(r["name"], {"taken": "loaded", "refused": "bad", "left": "left"}[r["state"]])
        if r["verdict"] == "bad" and not r["code"]:
            r["code"], r["reason"] = "xml.malformed", "found an end, expected a tag"
    out.writerow(r)
END
}

settle() {
	local code=0
	chiso-take --settle "$T/v.csv" --inbox "$IN" --raw "$RAW" --quarantine "$Q" --now "$now" "$@" 2>"$T/log" >"$T/out" || code=$?
	return "$code"
}

as_nobody() {
	if [ "$(id -u)" -ne 0 ]; then "$@"; else
		setpriv --reuid nobody --regid nogroup --clear-groups "$@"
	fi
}
