# shellcheck shell=bash
# Nights of a test's own: an inbox, a folder, a private server, one key for all of them.

NIGHT_NOW=2024-04-01T01:00:00+07:00

# An inbox like samples/: every sample of every feed, in the feed's folder.
fill_inbox() {
	local into=$1 file feed
	for file in "$ROOT"/samples/*/*.xml "$ROOT"/samples/*/*.xml.gz; do
		[ -e "$file" ] || continue
		feed=$(basename "$(dirname "$file")")
		mkdir -p "$into/$feed"
		cp -p -- "$file" "$into/$feed/"
		[ ! -e "$file.meta" ] || cp -p -- "$file.meta" "$into/$feed/"
	done
}

# A file that will be refused, so that a night has something to put aside.
add_bad_file() {
	printf '<?xml version="1.0"?>\n<cut><off>' >"$1/hoso-tthc/bad.xml"
}

# good NUMBER: the message of one dossier of its own (NUMBER has four digits).
good() {
	sed "s/240115-0007/240115-$1/; s/000000000011/00000000$1/" "$ROOT/samples/hoso-tthc/01-mot-ho-so_20240116010000.xml"
}

need_night_key() {
	(umask 077 && printf 'test %064d\n' 7 >"$T/key")
}

# night DIR [VARIABLE=VALUE…]: one night in that folder; output in DIR/out (its summary) and DIR/err, its details in DIR/page.
night() {
	local dir=$1 code=0
	shift
	env CHISO_VAR="$dir" CHISO_INBOX="$dir/inbox" CHISO_NOW="$NIGHT_NOW" CHISO_KEY="$T/key" CHISO_RETRY_SECONDS=0 \
		CHISO_WIDTH=80 "$@" bash "$ROOT/scripts/nightly" >"$dir/out" 2>"$dir/err" </dev/null || code=$?
	details "$dir" >"$dir/page"
	return "$code"
}

# The details of the night that was last told there; nothing when it did not reach its end.
details() {
	local last
	last=$(find "$1/nights" -mindepth 1 -maxdepth 1 -printf '%T@ %p\n' 2>/dev/null | sort -n | tail -n 1 | cut -d' ' -f2-)
	[ ! -e "$last/detail.txt" ] || cat "$last/detail.txt"
}

on_server() {
	local dir=$1
	shift
	"$ROOT/scripts/private-postgres" psql "$dir/postgres" -X -q -A -t -v ON_ERROR_STOP=1 "$@"
}

# Every table that counts, as text (all but the ids of runs and clocks).
dump_tables() { on_server "$1" -f "$ROOT/sql/compare.sql"; }

# What is published and kept, by name and bytes. (The views' CSVs name the run.)
dump_files() {
	(cd "$1" && find figures raw quarantine inbox -type f ! -name '*.run' ! -name SHA256SUMS -print0 |
		LC_ALL=C sort -z | xargs -0 -r sha256sum)
}

# without_systems FOLDER: a folder of the catalogue in which no system is connected: nights on end miss none. Prints CHISO_CATALOG: all
# folders of the repository, and it.
without_systems() {
	local dir folders=$ROOT/pipeline/catalog/base
	for dir in "$ROOT"/pipeline/catalog/*/; do
		[ "$dir" = "$ROOT/pipeline/catalog/base/" ] || folders+=:${dir%/}
	done
	mkdir -p "$1"
	sed 's/,connected,/,not_connected,/' "$ROOT/pipeline/catalog/base/systems.csv" >"$1/systems.csv"
	printf '%s\n' "$folders:$1"
}
