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
on_server "$dir" -c 'create role an_analyst nologin; grant select on share.chi_so to an_analyst' >/dev/null
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

# a copy that was cut off has no sum: the next backup copies it anew
raw=$(find "$store/raw" -type f | head -n 1)
sed -i "\\#${raw#"$store/raw/"}\$#d" "$store/raw.sums"
: >"$raw"
NOW_OF=2024-04-02T02:00:00+07:00
exit_is 'after one that was killed' 0 backup "$dir" "$store"
exit_is '  all of it is right again' 0 backup "$dir" --verify "$made"
# a key of its own place
cp "$dir/key" "$T/elsewhere"
NOW_OF=2024-04-02T03:00:00+07:00
exit_is 'a key that stands elsewhere' 0 env CHISO_KEY="$T/elsewhere" CHISO_VAR="$dir" CHISO_INBOX="$T/none" CHISO_NOW="$NOW_OF" "$ROOT/scripts/backup" "$T/keyed"
is '  is in it, once' "$(tar -tzf "$T"/keyed/20*/files.tar.gz | grep -c -x key)" 1
exit_is 'one that cannot be read' 66 env CHISO_KEY="$T/no-key" CHISO_VAR="$dir" CHISO_INBOX="$T/none" CHISO_NOW=2024-04-02T04:00:00+07:00 "$ROOT/scripts/backup" "$T/keyed"
exit_is 'no warehouse yet' 66 backup "$T/nothing" "$T/none-of-it"
own_server "$T/nothing/postgres"

# raw files that cannot be read are no empty raw zone
mv "$dir/raw" "$dir/raw.away"
NOW_OF=2024-04-02T05:00:00+07:00
exit_is 'a raw zone that is gone' 66 backup "$dir" "$T/without"
is '  makes no backup' "$(find "$T/without" -maxdepth 1 -type d -name '20*' ! -name '*.part' | wc -l)" 0
mv "$dir/raw.away" "$dir/raw"

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
exit_is 'a role that the backup grants to is missing' 69 backup "$new" --restore "$made"
like '  which is named' "$(cat "$T/err")" 'not there: an_analyst'
ok '  and nothing was written' test ! -e "$new/key"
on_server "$new" -c 'create role an_analyst nologin' >/dev/null
exit_is 'restored into a new place' 0 backup "$new" --restore "$made"
is 'who was granted what has it' "$(on_server "$new" -c "select has_table_privilege('an_analyst', 'share.chi_so', 'select'), has_table_privilege('chiso_reader', 'share.chi_so', 'select')")" 't|t'
is 'a copy of share will find out' "$(on_server "$new" -c 'select count(*) from core.share_turn where turn > (select max(turn) from core.share_row)')" 1
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
mkdir "$store/iso" && echo x >"$store/iso/SHA256SUMS"
for day in 03 04 05; do NOW_OF=2024-04-${day}T01:00:00+07:00 backup "$new" "$store" >/dev/null 2>&1; done
gone=$(find "$new/raw" -type f | head -n 1)
rm -f "$gone"
for day in 06 07; do NOW_OF=2024-04-${day}T01:00:00+07:00 backup "$new" "$store" >/dev/null 2>&1; done
NOW_OF=2024-04-08T01:00:00+07:00
exit_is 'only the last two stay' 0 backup "$new" "$store" --keep 2
is '  two' "$(find "$store" -mindepth 1 -maxdepth 1 -type d -name '20*' | wc -l)" 2
for left in "$store"/20*; do exit_is '  each is whole' 0 backup "$new" --verify "$left"; done
ok '  a raw file that none of them names is gone' test ! -e "$store/raw/${gone#"$new/raw/"}"
ok '  what is no backup stays' test -e "$store/iso/SHA256SUMS"
exit_is 'no folder' 64 backup "$new"
exit_is 'a strange number' 64 backup "$new" "$store" --keep none
done_testing
