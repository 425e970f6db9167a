# shellcheck shell=bash
# What lies in quarantine, by the notes beside the files.

# list_held DIR: a line a file, as held.awk prints it, by name. Bytes that are no text are left out: a note may be somebody's own.
list_held() {
	find "$1" -maxdepth 1 -name '*.txt' -type f -print0 | LC_ALL=C sort -z | xargs -0 -r awk -f "$ROOT/scripts/lib/held.awk" -- |
		{ iconv -c -f UTF-8 -t UTF-8 || :; }
}

# Of those lines the files of one feed and one kind of reason together: NUMBER, FEED, NAME, REASON of the first, most of them first.
group_held() {
	awk -F "$BAR" -v OFS="$BAR" '{ key = $1 FS $4; if (!n[key]++) first[key] = $1 FS $2 FS $3 } END { for (key in n) print n[key], first[key] }' |
		LC_ALL=C sort -t "$BAR" -k1,1nr -k2
}
