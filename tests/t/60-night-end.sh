#!/bin/bash
# However a night ends, it tells: its page, its metrics, its row, its status; and 0 needs proof
# shellcheck source=tests/lib/tap.sh
. "$(dirname "$0")/../lib/tap.sh"
# shellcheck source=tests/lib/night.sh
. "$ROOT/tests/lib/night.sh"

need_night_key
dir=$T/v
own_server "$dir/postgres"
mkdir -p "$dir"
fill_inbox "$dir/inbox"
rm -f "$dir"/inbox/hoso-tthc/0[2-8]* "$dir"/inbox/danh-muc-hanh-chinh/xa*
mkdir "$T/bin"

# PROGRAM COMMANDS…: a night whose PROGRAM is this script; $real is the real one
night_with() {
	rm -f "$T"/bin/*
	while [ $# -gt 0 ]; do
		printf '#!/bin/bash\nreal=%q\n%s\n' "$BUILD/bin/$1" "$2" >"$T/bin/$1"
		chmod +x "$T/bin/$1"
		shift 2
	done
	code=0
	night "$dir" CHISO_BIN="$T/bin:$BUILD/bin" || code=$?
}
told() { # NAME STATUS
	is "$1: its status" "$code" "$2"
	like "$1: its page says that it is not done" "$(cat "$dir/summary.txt")" 'IS NOT DONE'
	ok "$1: so do the metrics" grep -qx "chiso_night_status $2" "$dir/metrics.prom"
	is "$1: and its row" "$(on_server "$dir" -c 'select status from audit.run order by run_id desc limit 1')" "$2"
	is "$1: no folder is left" "$(find "$dir" -maxdepth 1 -name 'work-*' | wc -l)" 0
}

# shellcheck disable=SC2016 # for the program
night_with chiso-take 'kill -TERM $PPID; sleep 1; exec "$real" "$@"'
told 'a signal' 70
night_with chiso-take 'exit 139'
told 'a program that crashed' 70
night_with chiso-take 'exit 73'
told 'no disk space' 73
# shellcheck disable=SC2016
night_with chiso-ingest 'exec "$real" "$@" -o /dev/null'
told 'no verdicts' 70
# shellcheck disable=SC2016
night_with chiso-ingest '"$real" "$@"; code=$?; for a; do [ "$b" != -o ] || sed -i "2d" "$a"; b=$a; done; exit $code'
told 'one verdict less than files' 70
like 'it says what is missing' "$(cat "$dir/err")" 'found 5 verdicts, 0 of them without a place in the ledger, expected those of 6 files'
# shellcheck disable=SC2016
night_with chiso-take 'case "$*" in *--settle*) exit 0 ;; esac; exec "$real" "$@"'
told 'nothing settled' 70
like 'it says so' "$(cat "$dir/err")" 'chiso: found no rows of the settled files'
# shellcheck disable=SC2016
night_with chiso-ingest 'psql -X -q -c "select pg_terminate_backend(pid) from pg_stat_activity
	where pid <> pg_backend_pid() and datname = current_database()" >/dev/null; exec "$real" "$@"'
told 'sessions that the server ended' 75
cp "$ROOT"/samples/hoso-tthc/02*.xml "$dir/inbox/hoso-tthc/"
# shellcheck disable=SC2016
night_with chiso-ingest 'for a; do [ "$b" != --manifest ] || in=$a; [ "$b" != -o ] || out=$a; b=$a; done
sed -E "s/^(file,.*[.]xml),,,,,,,,,/\1,,,loaded,1,1,1,0,0,/" "$in" >"$out"'
told 'a verdict that the ledger does not know' 70
ok 'and nothing has left the inbox' test -e "$dir"/inbox/hoso-tthc/02*.xml
# shellcheck disable=SC2016
night_with chiso-compute 'exit 1'
told 'a status that means nothing' 70

# figures are loaded beside the run
marks() { on_server "$dir" -c 'select count(distinct period) from audit.mark'; }
marked=$(marks)
# shellcheck disable=SC2016
night_with chiso-load '[ "$1" != indicators ] || exit 70; exec "$real" "$@"'
told 'figures that cannot be loaded' 70
is 'their marks stand' "$(marks)" "$marked"
# shellcheck disable=SC2016
night_with chiso-load '[ "$1" != indicators ] || { sleep 2; "$real" "$@"; : >"'"$T"'/loaded"; exit; }; exec "$real" "$@"' \
	chiso-compute '[ ! -e "'"$T"'/once" ] || { kill -TERM $PPID; sleep 1; }; : >"'"$T"'/once"; exec "$real" "$@"'
told 'a signal while they are loaded' 70
ok 'the end waits for what was begun' test -e "$T/loaded"
ok 'whose period is done' test "$(marks)" -lt "$marked"

# shellcheck disable=SC2016
night_with chiso-load '[ "$1" != indicators ] || [ -e "'"$T"'/away" ] || { : >"'"$T"'/away"; exit 69; }; exec "$real" "$@"'
is 'loaded at the second try, the next night is done' "$code" 0
ok 'there was a first' test -e "$T/away"
is 'no mark is left' "$(marks)" 0
rm -f "$T"/bin/*
like 'it tells what those before it loaded and did not tell' "$(cat "$dir/page")" 'loaded by a run that was cut off'
like 'their records too' "$(cat "$dir/page")" 'records: [1-9][0-9]* read'
code=0
night "$dir" || code=$?
like 'once' "$(cat "$dir/page")" 'records: 0 read'
done_testing
