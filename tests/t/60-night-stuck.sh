#!/bin/bash
# What cannot be removed from the inbox is named and waits for a person, as root and as an ordinary user; a control total that is none
# shellcheck source=tests/lib/tap.sh
. "$(dirname "$0")/../lib/tap.sh"
# shellcheck source=tests/lib/night.sh
. "$ROOT/tests/lib/night.sh"
# shellcheck source=tests/lib/user.sh
. "$ROOT/tests/lib/user.sh"

need_night_key
dir=$T/v
own_server "$dir/postgres"
inbox=$dir/inbox/hoso-tthc
mkdir -p "$inbox/beside.xml.meta"

good 3001 >"$inbox/beside.xml"
good 3002 >"$inbox/word.xml"
printf 'total=mot\n' >"$inbox/word.xml.meta"
good 3003 >"$inbox/much.xml"
printf 'total=1 ho so, "hai"\n' >"$inbox/much.xml.meta"
good 3004 >"$inbox/noughts.xml"
printf 'total=001\n' >"$inbox/noughts.xml.meta"
code=0
night "$dir" || code=$?
is 'a folder for a sidecar: the night is done' "$code" 1
is '  without a word of the shell' "$(cat "$dir/err")" ''
page=$(tr -s ' \n' ' ' <"$dir/page")
like '  what stays is counted' "$page" '- 1 tệp đã lấy nhưng không xóa được'
like '  and named' "$page" '- beside\.xml: để nguyên trong hộp đến / left in the inbox: found a file that could not be removed'
ok '  and in the metrics' grep -qx 'chiso_files_left 1' "$dir/metrics.prom"
like 'a control total that is a word is told' "$page" 'word\.xml: [^-]*\(3 ký tự / characters; 1\)'
like 'and one with more behind it' "$page" 'much\.xml: [^-]*\([0-9]+ ký tự / characters; 1\)'
unlike 'noughts before it are no difference' "$page" 'noughts\.xml'

if ! user_can_run; then
	skip 'a read-only inbox' 'an ordinary user cannot read this clone'
	done_testing
fi
dir=$T/u
own_server "$dir/postgres"
inbox=$dir/inbox/hoso-tthc
mkdir -p "$inbox"
good 3005 >"$inbox/read-only.xml"
give_to_user "$dir"
give_to_user "$T/key"
chmod 555 "$inbox"
user_night() { # as night, by that user
	code=0
	as_user env CHISO_VAR="$dir" CHISO_INBOX="$dir/inbox" CHISO_NOW="$NIGHT_NOW" CHISO_KEY="$T/key" CHISO_RETRY_SECONDS=0 CHISO_WIDTH=80 \
		bash "$ROOT/scripts/nightly" >"$T/out" 2>"$T/err" </dev/null || code=$?
	page=$(details "$dir" | tr -s ' \n' ' ')
}
for again in '' ', and again'; do
	user_night
	is "a read-only inbox$again: a person is asked for" "$code" 1
	like '  the file is named' "$page" '- read-only\.xml: để nguyên trong hộp đến / left in the inbox: found a file that could not be removed'
	like '  with what to do' "$page" 'give the right to write there, or set CHISO_INBOX_KEEP=1'
done
chmod 755 "$inbox"
user_night
is 'a writable one: done' "$code" 0
not_ok '  and it is gone' test -e "$inbox/read-only.xml"
done_testing
