#!/bin/bash
# A reprocessing tells what it read, refused, held back and left: no night tells it; and a signal that ends one is named
# shellcheck disable=SC2317 # called by the harness
# shellcheck source=tests/lib/tap.sh
. "$(dirname "$0")/../lib/tap.sh"
# shellcheck source=tests/lib/night.sh
. "$ROOT/tests/lib/night.sh"

need_night_key
dir=$T/v
own_server "$dir/postgres"
inbox=$dir/inbox/hoso-tthc
mkdir -p "$inbox"
reprocess() {
	env CHISO_VAR="$dir" CHISO_INBOX="$dir/inbox" CHISO_NOW=2024-04-20T01:00:00+07:00 CHISO_KEY="$T/key" \
		CHISO_RETRY_SECONDS=0 "${@:2}" "$ROOT/scripts/reprocess" 2024-Q1 ${1:+"$1"}
}
good 4001 >"$inbox/a.xml"
night "$dir"
is 'the night is done' $? 0

good 4002 | sed 's,NgayTiepNhan>[^<]*<,NgayTiepNhan>hôm qua<,' >"$inbox/tre|1.xml"
exit_is 'a late file whose record is refused' 0 reprocess --dry-run
cp "$T/out" "$T/dry"
exit_is '  and for good' 0 reprocess ''
like 'what was read is told' "$(cat "$T/out")" 'files read: 1; bản ghi / records: 1 read = 0 kept \+ 1 rejected \+ 0 duplicate'
like 'with the reason and the file' "$(cat "$T/out")" '  1  hoso-tthc, ngay_tiep_nhan: .* \(tre\|1\.xml\)'
like 'the dry run told it before' "$(cat "$T/dry")" '  1  hoso-tthc, ngay_tiep_nhan: .* \(tre\|1\.xml\)'

for n in 1 2 3; do printf '<cut%d><off>' "$n" >"$inbox/hong-$n.xml"; done
ln -s nowhere "$inbox/lien-ket.xml"
exit_is 'bad files wait for a person' 1 reprocess ''
like 'they are named' "$(cat "$T/out")" 'held back: hong-1\.xml, hong-2\.xml, hong-3\.xml: '
like 'and what is left' "$(cat "$T/out")" 'left in the inbox: lien-ket\.xml: found a symbolic link'
unlike 'what was told is not told again' "$(cat "$T/out")" 'files read'

# as published, into what is no file
# shellcheck disable=SC2317 # exit_is calls it
published() { env CHISO_VAR="$dir" CHISO_INBOX="$dir/inbox" CHISO_KEY="$T/key" "$ROOT/scripts/reprocess" 2024-Q1 --catalog as-published "$@"; }
mkfifo "$T/pipe"
cat "$T/pipe" >"$T/through" &
exit_is 'as published into a pipe' 0 published -o "$T/pipe"
wait $!
same '  its bytes go through' "$T/through" "$dir/figures/2024-Q1.csv"
ok '  and it stays a pipe' test -p "$T/pipe"
exit_is 'into a folder it is 74' 74 published -o "$T"
is '  and nothing lies beside it' "$(find "$T" -maxdepth 1 -name '*.new' | wc -l)" 0
if [ -c /dev/full ]; then
	exit_is 'to a full disk too' 74 sh -c 'exec "$@" >/dev/full' sh env CHISO_VAR="$dir" CHISO_INBOX="$dir/inbox" CHISO_KEY="$T/key" \
		"$ROOT/scripts/reprocess" 2024-Q1 --catalog as-published
fi
is 'figures are not for everybody' "$(stat -c %a "$dir/figures/2024-Q1.csv")" 640

# another database's dry run is left alone
"$ROOT/scripts/private-postgres" psql "$dir/postgres" -X -q -c 'create database chiso_dry_1_1'
reprocess --dry-run >"$T/out" 2>&1
is "another database's copy is not dropped" "$(on_server "$dir" -c "select string_agg(datname, ' ') from pg_database where datname like 'chiso\\_dry%'")" chiso_dry_1_1

mkdir "$T/bin"
# shellcheck disable=SC2016 # for the program
printf '#!/bin/bash\nkill -TERM $PPID\nsleep 0.2\nkill -TERM $PPID\nexec %q "$@"\n' "$BUILD/bin/chiso-take" >"$T/bin/chiso-take"
chmod +x "$T/bin/chiso-take"
exit_is 'a reprocessing that a signal ends' 70 reprocess '' CHISO_BIN="$T/bin:$BUILD/bin"
like 'names it' "$(cat "$T/err")" 'chiso: ended by the signal TERM'
night "$dir" CHISO_BIN="$T/bin:$BUILD/bin"
is 'so does a night' $? 70
like '  on its page' "$(cat "$dir/summary.txt")" 'chiso: ended by the signal TERM'
done_testing
