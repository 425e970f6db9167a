# shellcheck shell=bash
# The harness of the command tests: TAP on stdout, a private folder, the programs on PATH, no PG* and no CHISO_* from outside.
#
#   . "$(dirname "$0")/../lib/tap.sh"
#   exit_is 'an unknown feed is usage' 64 chiso-extract --feed nowhere /dev/null
#   like 'it names the known ones' "$(cat "$T/err")" 'hoso-tthc'
#   done_testing
#
# ROOT  the repository, BUILD its products        T  the test's own folder, removed at its end (kept with CHISO_TEST_KEEP=1)
# ok NAME COMMAND…            passes when the command succeeds (its output: $T/out, $T/err)
# not_ok NAME COMMAND…        passes when it fails
# is NAME GOT EXPECTED        strings are equal
# like|unlike NAME GOT REGEX  bash's extended regular expressions
# same NAME GOT EXPECTED      files are equal
# exit_is NAME CODE COMMAND…  runs the command, stdout in $T/out, stderr in $T/err, and compares its status
# pass|fail NAME [WHY]        says so
# skip NAME REASON            one test skipped; skip_all REASON: the whole file, before any test
# need_postgres               an empty private PostgreSQL of this test's own, PG* set (fsync off: the machine stays up)
# own_server DIR              a private server that a script starts there is removed at the end
# sql STATEMENT               its rows, unaligned, columns separated by |
# done_testing                last line of every test: without it the test failed

set -u
ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd -P)
for tap_name in "${!PG@}"; do unset "$tap_name"; done
for tap_name in "${!CHISO_@}"; do
	case $tap_name in
	CHISO_TEST_* | CHISO_PG_TEMPLATE | CHISO_BUILD) ;;
	*) unset "$tap_name" ;;
	esac
done
BUILD=${CHISO_BUILD:-build}
case $BUILD in /*) ;; *) BUILD=$ROOT/$BUILD ;; esac
export PATH="$BUILD/bin:$PATH" CHISO_BIN="$BUILD/bin" LC_ALL=C.UTF-8 TZ=UTC CHISO_PG_FSYNC=off
export PYTHONPATH=$ROOT/tests/lib PYTHONDONTWRITEBYTECODE=1 # import told: the flags of a stream of figures
umask 022

tap_count=0 tap_failed=0 tap_skipped=0 tap_is_done='' tap_servers=()
T=$(mktemp -d "${TMPDIR:-/tmp}/chiso-test-XXXXXX") || exit 1
chmod 755 "$T"

tap_end() {
	local code=$? server
	trap - EXIT
	for server in ${tap_servers[@]+"${tap_servers[@]}"}; do
		"$ROOT/scripts/private-postgres" remove "$server" >/dev/null 2>&1
	done
	if [ -z "$tap_is_done" ]; then
		echo "not ok $((tap_count + 1)) - the test ran to its end (stopped with status $code)"
		echo "1..$((tap_count + 1))"
		code=1
	fi
	if [ -n "${CHISO_TEST_KEEP:-}" ]; then echo "# kept $T"; else rm -rf -- "$T"; fi
	exit "$code"
}
trap tap_end EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

tap_note() { printf '%s\n' "$*" | sed 's/^/# /'; }

pass() {
	tap_count=$((tap_count + 1))
	echo "ok $tap_count - $1"
}

fail() {
	tap_count=$((tap_count + 1)) tap_failed=$((tap_failed + 1))
	echo "not ok $tap_count - $1"
	shift
	[ $# -eq 0 ] || tap_note "$@"
	return 0
}

ok() {
	local name=$1
	shift
	if "$@" >"$T/out" 2>"$T/err"; then pass "$name"; else
		fail "$name" "status $? of: $*
$(head -n 20 "$T/err")"
	fi
}

not_ok() {
	local name=$1
	shift
	if "$@" >"$T/out" 2>"$T/err"; then fail "$name" "succeeded: $*"; else pass "$name"; fi
}

is() {
	if [ "$2" = "$3" ]; then pass "$1"; else
		fail "$1" "got:      $2
expected: $3"
	fi
}

like() {
	if [[ $2 =~ $3 ]]; then pass "$1"; else
		fail "$1" "got:      $2
expected: $3"
	fi
}

unlike() {
	if [[ $2 =~ $3 ]]; then
		fail "$1" "got:          $2
not expected: $3"
	else pass "$1"; fi
}

same() {
	local difference
	if difference=$(diff -u -- "$3" "$2" 2>&1); then pass "$1"; else
		fail "$1" "$(printf '%s\n' "$difference" | head -n 40)"
	fi
}

exit_is() {
	local name=$1 expected=$2 code=0
	shift 2
	"$@" >"$T/out" 2>"$T/err" || code=$?
	if [ "$code" -eq "$expected" ]; then pass "$name"; else
		fail "$name" "status $code, expected $expected, of: $*
$(head -n 20 "$T/err")"
	fi
}

# Whether the build has the sanitizers, gcc's or clang's: they keep what is freed, and ask for more of the machine.
is_sanitized() { [[ $BUILD == */san* ]]; }

skip() {
	tap_count=$((tap_count + 1)) tap_skipped=$((tap_skipped + 1))
	echo "ok $tap_count - $1 # SKIP $2"
}

skip_all() {
	tap_is_done=1
	echo "1..0 # SKIP $1"
	exit 0
}

own_server() { tap_servers+=("$1"); }

need_postgres() {
	local server=$T/postgres
	own_server "$server"
	if ! "$ROOT/scripts/private-postgres" start "$server" >"$T/postgres.env" 2>"$T/postgres.err"; then
		tap_note "$(cat "$T/postgres.err")"
		echo 'Bail out! no private PostgreSQL'
		exit 1
	fi
	# shellcheck source=/dev/null
	. "$T/postgres.env"
}

sql() { psql -X -q -A -t -v ON_ERROR_STOP=1 -c "$1"; }

done_testing() {
	tap_is_done=1
	echo "1..$tap_count"
	[ "$tap_failed" -eq 0 ]
	exit
}
