#!/bin/bash
# The page says what it means: names with any sign, a page that cannot be written, a reader that went away
# shellcheck source=tests/lib/tap.sh
. "$(dirname "$0")/../lib/tap.sh"
# shellcheck source=tests/lib/night.sh
. "$ROOT/tests/lib/night.sh"

need_night_key
dir=$T/v
own_server "$dir/postgres"
inbox=$dir/inbox/hoso-tthc
mkdir -p "$inbox"
run() { # VARIABLE=VALUE…
	code=0
	night "$dir" "$@" || code=$?
}

# the sign that columns are mostly separated by
printf '<cut><off>' >"$inbox/xau|2024|a.xml"
ln -s nowhere "$inbox/lien|ket.xml"
good 2001 | sed 's,NgayTiepNhan>[^<]*<,NgayTiepNhan>hôm qua<,' >"$inbox/tu|choi.xml"
good 2002 >"$inbox/tong|2.xml"
printf 'total=2\n' >"$inbox/tong|2.xml.meta"
run
is 'names with a bar in them are no fault' "$code" 1
is '  and nothing is said of it' "$(cat "$dir/err")" ''
page=$(tr -s ' \n' ' ' <"$dir/page")
like 'what is left is named' "$page" '- lien\|ket\.xml: để nguyên'
like 'what is held back too' "$page" '-xau\|2024\|a\.xml: xml\.malformed'
like 'and what is refused' "$page" '\(.*tu\|choi\.xml\)'
like 'and a control total' "$page" 'hoso-tthc tong\|2\.xml: '
unlike 'nothing of a name is taken for a period' "$page" 'xem và duyệt'

# a page or metrics that cannot be written
for name in summary.txt metrics.prom; do
	rm -f "$dir/$name"
	mkdir "$dir/$name"
	run
	is "$name cannot be written: status" "$code" 74
	like '  it is said' "$(cat "$dir/err")" "the summary or the metrics cannot be written into $dir"
	is '  and in the row of the run' "$(on_server "$dir" -c 'select status from audit.run order by run_id desc limit 1')" 74
	is '  nothing is put into the folder' "$(find "$dir/$name" -mindepth 1 | wc -l)" 0
	rmdir "$dir/$name"
done

# a server that is not there, a psql that is none
mkdir "$T/bin"
printf '#!/bin/bash\nexit 127\n' >"$T/bin/psql"
chmod +x "$T/bin/psql"
run PGHOST="$T/nowhere"
is 'a server that is not there' "$code" 69
like '  in the words of psql' "$(cat "$dir/err")" 'chiso: the database does not answer: error: connection to server .*nowhere.* No such file'
run PGHOST="$T/nowhere" CHISO_BIN="$T/bin:$BUILD/bin"
like 'a psql that does not run is told' "$(cat "$dir/err")" 'chiso: the database does not answer: psql ended with status 127'

# nobody reads, or nobody could
unread() { env CHISO_VAR="$dir" CHISO_INBOX="$dir/inbox" CHISO_NOW="$NIGHT_NOW" CHISO_KEY="$T/key" CHISO_RETRY_SECONDS=0 "$@" bash "$ROOT/scripts/nightly"; }
broken() { # a pipe without a reader
	mkfifo "$T/pipe"
	exec 9<>"$T/pipe"
	exec 8>"$T/pipe"
	exec 9>&-
	rm "$T/pipe"
}
broken
unread >&8 2>&8 8>&-
is 'a reader that went away changes no status' "$?" 1
unread CHISO_KEY="$T/nowhere" >&8 2>&8 8>&-
is 'nor that of a night that fails' "$?" 64
exec 8>&-
like 'its page is there' "$(cat "$dir/summary.txt")" 'IS NOT DONE'
is 'its row too' "$(on_server "$dir" -c "select count(*) from audit.run where status is null")" 0
unread <&- >&- 2>&-
is 'and streams that are closed are none' "$?" 1
like 'its page is there' "$(cat "$dir/summary.txt")" 'SUMMARY OF THE NIGHT'
done_testing
