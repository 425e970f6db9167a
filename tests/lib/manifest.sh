# shellcheck shell=bash
# A raw folder and its manifest, as the intake leaves them; after tap.sh.
#
# manifest_begin DIR            an empty raw folder DIR/raw and a manifest DIR/manifest.csv with its header
# manifest_take DIR FEED FILE   the file (and FILE.meta) goes into the raw folder by its hash, and a row of state taken is added
# manifest_row DIR STATE HASH FEED NAME CODE REASON   a row of a file that lies elsewhere
# manifest_end DIR              the end row
# verdicts FILE COLUMN…         columns of the verdicts by name, one row a line, joined by |

manifest_header=_kind,file,feed,state,bytes,name,path,raw,code,reason,verdict,load,read,kept,rejected,duplicate,stat

manifest_begin() {
	mkdir -p "$1/raw"
	echo "$manifest_header" >"$1/manifest.csv"
}

manifest_take() {
	local dir=$1 feed=$2 file=$3 hash suffix=xml
	hash=$({ gzip -cdfq -- "$file" 2>/dev/null || true; } | sha256sum | cut -c1-64)
	case $file in *.gz) suffix=xml.gz ;; esac
	[ -e "$dir/raw/$hash.$suffix" ] || cp -- "$file" "$dir/raw/$hash.$suffix"
	if [ ! -e "$dir/raw/$hash.meta" ]; then
		printf 'name=%s\narrived=%s\n' "${file##*/}" "${NOW:-2024-04-01T01:00:00+07:00}" >"$dir/raw/$hash.meta"
		[ ! -e "$file.meta" ] || grep -v -E '^(name|arrived)=' "$file.meta" >>"$dir/raw/$hash.meta"
	fi
	printf 'file,%s,%s,taken,%s,%s,%s,%s,,,,,,,,,\n' "$hash" "$feed" "$(stat -c %s "$file")" "${file##*/}" "${file##*/}" \
		"$hash.$suffix" >>"$dir/manifest.csv"
}

manifest_row() { printf 'file,%s,%s,%s,1,%s,%s,,%s,%s,,,,,,,\n' "$3" "$4" "$2" "$5" "$5" "$6" "$7" >>"$1/manifest.csv"; }

manifest_end() { printf 'end,%s,,,,,,,,,,,,,,,\n' "$(grep -c ^file "$1/manifest.csv")" >>"$1/manifest.csv"; }

verdicts() {
	local file=$1
	shift
	/usr/bin/python3 -c 'import csv, sys
for row in csv.DictReader(open(sys.argv[1], encoding="utf-8", newline="")):
	if row["_kind"] == "file": print("|".join(row[c] for c in sys.argv[2:]))' "$file" "$@"
}
