#!/bin/bash
# A backup, everything gone, a restore: every table, raw file, published file and the key are as they were, and the next night goes on.
# What is damaged is named, and nothing that is there is overwritten.
# shellcheck source=tests/lib/tap.sh
. "$(dirname "$0")/../lib/tap.sh"
# shellcheck source=tests/lib/night.sh
. "$ROOT/tests/lib/night.sh"
dir=$T/v new=$T/new store=$T/backups
own_server "$dir/postgres"
own_server "$new/postgres"
mkdir -p "$dir/inbox"
fill_inbox "$dir/inbox"
night_own_key() { env CHISO_VAR="$1" CHISO_INBOX="$1/inbox" CHISO_NOW="$NIGHT_NOW" CHISO_RETRY_SECONDS=0 bash "$ROOT/scripts/nightly" >"$1/out" 2>"$1/err" </dev/null; }
backup() {
	local at=$1
	shift
	env CHISO_VAR="$at" CHISO_INBOX="$T/none" CHISO_NOW="${NOW_OF:-$NIGHT_NOW}" "$ROOT/scripts/backup" "$@"
}
files() { (cd "$1" && find raw quarantine figures publish nights key -type f -print0 | LC_ALL=C sort -z | xargs -0 sha256sum); }
night_own_key "$dir"
ok 'a night' test -s "$dir/publish/index.html"
dump_tables "$dir" >"$T/tables"
files "$dir" >"$T/files"

exit_is 'a backup' 0 backup "$dir" "$store"
made=$(find "$store" -mindepth 1 -maxdepth 1 -type d -name '20*')
is 'is its owner'"'"'s alone' "$(stat -c %a "$store" "$made" "$store/raw" | tr '\n' ' ')" '700 700 700 '
exit_is 'every byte of it is proved' 0 backup "$dir" --verify "$made"
exit_is 'the same second twice is refused' 73 backup "$dir" "$store"
before=$(find "$store/raw" -type f | wc -l)
NOW_OF=2024-04-02T01:00:00+07:00
exit_is 'another one' 0 backup "$dir" "$store"
is 'copies no raw file again' "$(find "$store/raw" -type f | wc -l)" "$before"
exit_is 'what is there is not overwritten' 73 backup "$dir" --restore "$made"

# damaged
cp -r "$store" "$T/damaged"
printf x >>"$T/damaged/${made##*/}/files.tar.gz"
exit_is 'a backup that is damaged' 65 backup "$dir" --verify "$T/damaged/${made##*/}"
like '  is named' "$(cat "$T/err")" 'files.tar.gz'
raw=$(find "$T/damaged/raw" -type f | head -n 1)
cp "$made/files.tar.gz" "$T/damaged/${made##*/}/" && printf x >>"$raw"
exit_is 'a raw file that is' 65 backup "$dir" --verify "$T/damaged/${made##*/}"
like '  is named' "$(cat "$T/err")" "${raw##*/}"
rm -f "$raw"
exit_is 'one that is gone' 65 backup "$dir" --verify "$T/damaged/${made##*/}"
exit_is 'no backup' 66 backup "$dir" --verify "$T"

# everything is gone
"$ROOT/scripts/private-postgres" remove "$dir/postgres" >/dev/null 2>&1
rm -rf "$dir"
exit_is 'restored into a new place' 0 backup "$new" --restore "$made"
like '  which says that it was compared' "$(cat "$T/out")" 'mọi bảng như khi sao lưu'
dump_tables "$new" >"$T/tables.new"
same 'every table is as it was' "$T/tables.new" "$T/tables"
files "$new" >"$T/files.new"
same 'so is every file' "$T/files.new" "$T/files"
mkdir -p "$new/inbox/hoso-tthc"
good 4711 >"$new/inbox/hoso-tthc/them_20240402010000.xml"
night_own_key "$new"
ok 'the next night goes on' test $? -le 1
is '  with the same key, and one load more' "$(on_server "$new" -c "select count(*) from audit.load where file_name ~ 'them'") $(on_server "$new" -c 'select count(*) from audit.pseudonym_key')" '1 1'

# old ones
for day in 03 04 05; do NOW_OF=2024-04-${day}T01:00:00+07:00 backup "$new" "$store" >/dev/null 2>&1; done
NOW_OF=2024-04-06T01:00:00+07:00
rm -f "$new/raw"/*/them* 2>/dev/null
exit_is 'only the last two stay' 0 backup "$new" "$store" --keep 2
is '  two' "$(find "$store" -mindepth 1 -maxdepth 1 -type d -name '20*' | wc -l)" 2
for left in "$store"/20*; do exit_is '  each is whole' 0 backup "$new" --verify "$left"; done
exit_is 'no folder' 64 backup "$new"
exit_is 'a strange number' 64 backup "$new" "$store" --keep none
done_testing
