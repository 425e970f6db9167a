# shellcheck shell=bash
# shellcheck disable=SC2034 # the other parts use what is set here
# What the night and reprocessing share: configuration, messages, the lock, steps, retries, the server.
# ROOT is set by the caller; everything else here is set by load_config.

# The steps at which a test may kill the night, in order (see step).
readonly STEPS='start server migrated begun listed copied synced stored taken ingest ingested quarantined unlinked settled
	marked measured computed loaded cleared exported published removed finished'

# What the night keeps under CHISO_VAR, beside its private server.
readonly FOLDERS='raw quarantine figures publish log run'

# Between the columns of a fact: names of files and titles may hold any character but control characters.
readonly BAR=$'\x1f'

TOLD=''
say() {
	TOLD+="chiso: $*"$'\n'
	printf 'chiso: %s\n' "$*" >&2
}

# Ends the night: one clear line, the exit code.
die() {
	local code=$1
	shift
	say "$*"
	exit "$code"
}

print_variables() {
	cat <<'END'
Variables, from the environment or from the file that CHISO_CONFIG names (lines NAME=VALUE, # comments; the environment wins):

  CHISO_INBOX          folder that the files arrive in, alone or in subfolders named after their feed
                       (settings inbox_ignored and inbox_aside of the catalogue say which names are no input)
  CHISO_INBOX_KEEP=1   leave the files in the inbox after they were taken
  CHISO_VAR            folder of raw zone, quarantine, figures, published files, log, lock (default: var of the clone)
  CHISO_KEY            file with the keys of the pseudonyms, its owner's alone (default: made in CHISO_VAR)
  CHISO_CATALOG        folders of the catalogue, base first, separated by colons (default: pipeline/catalog)
  CHISO_NOW            the clock: an ISO 8601 time with zone (default: now)
  CHISO_SERIES         as-was (default) or both: figures by today's agencies as well (share.chi_so_theo_co_quan_nay)
  CHISO_RETRY_SECONDS  pause before the one retry when the database is away or busy (default: 60)
  CHISO_JOBS           parsers at a time (default: one a processor)
  CHISO_WIDTH          columns of the summary (default: the terminal's, else 80)
  CHISO_BIN            folder of the programs (default: build/bin of the clone, else PATH)
  PGHOST PGPORT PGUSER PGDATABASE PGSERVICE …  the warehouse, as for psql; without them a private server under CHISO_VAR

Without CHISO_INBOX the embedded default runs: the invented samples, at 2024-04-01T01:00:00+07:00, in the private server only
(--samples lets them into another). An unknown CHISO_ name is refused.
END
}

# Our own names: what print_variables explains, and those that tests and the programs use among themselves.
readonly NAMES=' CHISO_CONFIG CHISO_INBOX CHISO_INBOX_KEEP CHISO_VAR CHISO_KEY CHISO_CATALOG CHISO_NOW CHISO_SERIES
	CHISO_RETRY_SECONDS CHISO_WIDTH CHISO_BIN CHISO_JOBS CHISO_KILL_AT CHISO_KILL_WHAT CHISO_KILL_PID CHISO_LOCK CHISO_PG_FSYNC
	CHISO_PG_TEMPLATE CHISO_BUILD CHISO_FAULT CHISO_MAN '
readonly PG_NAMES=' PGHOST PGHOSTADDR PGPORT PGDATABASE PGUSER PGPASSFILE PGREQUIREAUTH PGCHANNELBINDING PGSERVICE PGSERVICEFILE
	PGSSLMODE PGSSLCOMPRESSION PGSSLCERT PGSSLKEY PGSSLROOTCERT PGSSLCRL PGSSLCRLDIR PGSSLSNI PGREQUIREPEER PGKRBSRVNAME
	PGGSSENCMODE PGGSSLIB PGCONNECT_TIMEOUT PGTARGETSESSIONATTRS PGLOADBALANCEHOSTS PGOPTIONS '

is_name() {
	[[ $1 =~ ^[A-Z_]+$ && " ${2//[[:space:]]/ } " == *" $1 "* ]]
}

# A misspelt name would be a setting that nobody made.
check_names() {
	local name
	for name in $(compgen -v CHISO_); do
		[[ $name == CHISO_TEST_* ]] || is_name "$name" "$NAMES" ||
			die 64 "found the variable ${name:0:40}, expected one of ${0##*/} --help"
	done
}

# Only our own names, and no shell in the file: it is data. What a line sets is not printed: it may be a password.
read_config_file() {
	local line name value number=0
	if [ ! -f "$1" ] || [ ! -r "$1" ]; then die 66 "cannot read the configuration $1: expected a file"; fi
	while IFS= read -r line || [ -n "$line" ]; do
		number=$((number + 1))
		line=${line%$'\r'}
		[[ $line =~ ^[[:space:]]*(#.*)?$ ]] && continue
		name=${line%%=*} value=${line#*=}
		if [[ $line != *=* ]] || ! is_name "$name" "$NAMES $PG_NAMES"; then
			die 64 "$1:$number: found \"${name:0:40}\", expected a line CHISO_NAME=VALUE or PGNAME=VALUE of ${0##*/} --help"
		fi
		[ -n "${!name+set}" ] || export "$name=$value"
	done <"$1"
}

is_server_elsewhere() {
	[ -n "${PGHOST:-}${PGHOSTADDR:-}${PGPORT:-}${PGSERVICE:-}${PGDATABASE:-}" ]
}

is_time() {
	[[ $1 =~ ^[1-9][0-9]{3}-[0-9]{2}-[0-9]{2}T[0-9]{2}(:[0-9]{2}){2}(Z|[+-][0-9]{2}:[0-9]{2})$ ]] && date -d "$1" >/dev/null 2>&1
}

# Where a job is started without them, what is opened next would take their numbers; and a reader that went away (a pager, a mailer)
# is no reason to end: the page is written all the same. Descriptors 6 and 7 are ours, for who speaks from a trap (end_by); a server that
# stays must not have them.
keep_streams() {
	[ -e /proc/$$/fd/0 ] || exec </dev/null
	[ -e /proc/$$/fd/1 ] || exec >/dev/null
	[ -e /proc/$$/fd/2 ] || exec 2>/dev/null
	exec 6>&1 7>&2
	trap : PIPE
}

load_config() {
	keep_streams
	export LC_ALL=C.UTF-8
	[ -z "${CHISO_CONFIG:-}" ] || read_config_file "$CHISO_CONFIG"
	check_names
	IS_SAMPLE='' IS_PRIVATE=1
	if is_server_elsewhere; then IS_PRIVATE=''; fi
	if [ -z "${CHISO_INBOX+set}" ]; then
		use_samples
	elif [ -n "${wants_samples:-}" ]; then
		die 64 '--samples: found CHISO_INBOX too, expected one of them'
	fi
	[ -n "$CHISO_INBOX" ] || die 64 'CHISO_INBOX: found nothing, expected a folder'
	need_place
	NOW=${CHISO_NOW:-$(date +%Y-%m-%dT%H:%M:%S%:z)}
	is_time "$NOW" || die 64 "CHISO_NOW: found \"${NOW:0:40}\", expected a real time like 2024-04-01T01:00:00+07:00"
	case ${CHISO_SERIES:-as-was} in
	as-was | both) ;;
	*) die 64 "CHISO_SERIES: found \"${CHISO_SERIES:0:40}\", expected as-was or both" ;;
	esac
	case ${CHISO_INBOX_KEEP:-} in
	'' | 0) CHISO_INBOX_KEEP='' ;;
	1) ;;
	*) die 64 "CHISO_INBOX_KEEP: found \"${CHISO_INBOX_KEEP:0:40}\", expected 1, 0 or nothing" ;;
	esac
	RETRY_SECONDS=${CHISO_RETRY_SECONDS:-60}
	[[ $RETRY_SECONDS =~ ^[0-9]{1,5}$ ]] || die 64 "CHISO_RETRY_SECONDS: found \"${RETRY_SECONDS:0:40}\", expected seconds"
	[[ ${CHISO_JOBS:-1} =~ ^[1-9][0-9]?$ ]] || die 64 "CHISO_JOBS: found \"${CHISO_JOBS:0:40}\", expected a number of parsers"
	[ -d "$CHISO_INBOX" ] || die 66 "the inbox $CHISO_INBOX is no folder"
	INBOX=$(cd -- "$CHISO_INBOX" && pwd -P) || die 66 "the inbox $CHISO_INBOX cannot be entered"
	check_places
	find_programs
	make_folders
	RAW=$VAR/raw QUARANTINE=$VAR/quarantine STREAMS=$VAR/figures PUBLISH=$VAR/publish
	need_catalog
}

# Invented figures go into a server of their own, or where a person says so.
use_samples() {
	[ -d "$ROOT/samples" ] || die 64 'CHISO_INBOX: found nothing, expected the folder that files arrive in'
	[ -n "$IS_PRIVATE" ] || [ -n "${wants_samples:-}" ] ||
		die 64 'found a warehouse (PGHOST, PGSERVICE …) and no CHISO_INBOX, expected an inbox, or --samples to load the invented samples into it'
	IS_SAMPLE=1
	CHISO_INBOX=$ROOT/samples CHISO_INBOX_KEEP=1
	CHISO_NOW=${CHISO_NOW:-2024-04-01T01:00:00+07:00}
	CHISO_RETRY_SECONDS=${CHISO_RETRY_SECONDS:-2}
}

# Nothing is ever written into an installed tree.
need_place() {
	if [ -z "${CHISO_VAR:-}" ]; then
		[ -f "$ROOT/Makefile" ] || die 64 'CHISO_VAR: found nothing, expected the folder to work in'
		CHISO_VAR=$ROOT/var
	fi
	# psql's \copy would read a backslash otherwise than its \i
	[[ $CHISO_VAR != *[[:cntrl:]\\]* ]] || die 64 'CHISO_VAR: found control characters or a backslash, expected the name of a folder'
}

# What the night keeps would be its own input, and leave the raw zone as known.
check_places() {
	local var name
	var=$(realpath -m -- "$CHISO_VAR")
	[[ $var/ != "$INBOX"/* ]] || die 64 "CHISO_INBOX: found $INBOX, which CHISO_VAR ($var) lies in, expected a folder of arrivals alone"
	for name in $FOLDERS postgres; do
		[[ $INBOX/ != "$var/$name"/* ]] || die 64 "CHISO_INBOX: found $INBOX, a folder that the night keeps its own in, expected another"
	done
}

# What is there keeps its mode; what is made is its owner's alone, but for the way to what is published.
make_folders() {
	[ -d "$CHISO_VAR" ] || (umask 022 && mkdir -p -- "$CHISO_VAR") 2>/dev/null || die 73 "cannot make the folder $CHISO_VAR"
	VAR=$(cd -- "$CHISO_VAR" && pwd -P) || die 73 "cannot enter the folder $CHISO_VAR"
	(umask 077 && for name in $FOLDERS; do mkdir -p -- "$VAR/$name" || exit; done) 2>/dev/null ||
		die 73 "cannot make folders in $VAR"
}

find_programs() {
	if [ -n "${CHISO_BIN:-}" ]; then
		PATH=$CHISO_BIN:$PATH
	elif [ -x "$ROOT/build/bin/chiso-ingest" ]; then
		PATH=$ROOT/build/bin:$PATH
	fi
	export PATH
	command -v chiso-ingest >/dev/null || die 69 "the programs are not built: run make"
}

# The programs find the catalogue by this variable: base first, then the provinces.
need_catalog() {
	local home=$ROOT/pipeline/catalog dir
	if [ -z "${CHISO_CATALOG:-}" ]; then
		[ -d "$home/base" ] || home=$ROOT/catalog
		CHISO_CATALOG=$home/base
		for dir in "$home"/*/; do
			dir=${dir%/}
			[ "${dir##*/}" = base ] || CHISO_CATALOG+=:$dir
		done
	fi
	export CHISO_CATALOG
}

# A key is made once, for this installation alone. The warehouse knows those that it has seen by their fingerprints: where there is
# one, none is made in its place, and another of the same name is refused.
need_key() {
	local known
	if [ -z "${CHISO_KEY:-}" ]; then
		CHISO_KEY=$VAR/key
		known=$(sql 'select count(*) from audit.pseudonym_key') || return $?
		if [ ! -s "$CHISO_KEY" ] && [ "$known" -gt 0 ]; then
			say "found no key file $CHISO_KEY, expected the one that this warehouse knows: restore it, or name it by CHISO_KEY"
			return 64
		elif [ ! -s "$CHISO_KEY" ]; then
			(umask 077 && printf 'k1 %s\n' "$(od -An -N32 -tx1 /dev/urandom | tr -d ' \n')" >"$CHISO_KEY.new")
			sync -- "$CHISO_KEY.new" && mv -- "$CHISO_KEY.new" "$CHISO_KEY" || return 73
		fi
	fi
	[ -r "$CHISO_KEY" ] || {
		say "the key file $CHISO_KEY cannot be read"
		return 64
	}
	export CHISO_KEY
	chiso-load key -q --key "$CHISO_KEY" --now "$NOW" 2>>"$WORK/programs.log"
}

# A step's name is a place where a test can kill the script (CHISO_KILL_AT=NAME), its process group or the postmaster
# (CHISO_KILL_WHAT=script|group|postmaster); the programs have steps of their own (core/step.h). Whatever is killed, the next
# night finds out and goes on.
step() {
	local group
	[ "${CHISO_KILL_AT:-}" = "$1" ] || return 0
	unset CHISO_KILL_AT
	case ${CHISO_KILL_WHAT:-script} in
	script) kill -9 $$ ;;
	group)
		group=$(sed 's/.*) //' "/proc/$$/stat" | cut -d' ' -f3)
		kill -9 -- "-$group"
		;;
	postmaster) [ -z "${CHISO_KILL_PID:-}" ] || kill -9 "$CHISO_KILL_PID" ;;
	esac
}

# Takes the lock of this folder on descriptor 8; that of the database comes with the session. The caller runs everything else
# inside `{ …; } 8>&-`, so that no child inherits it (bash keeps it for itself, closed on exec): a private PostgreSQL would
# hold it for ever.
take_lock() {
	exec 8>>"$VAR/run/lock" || die 73 "cannot write $VAR/run/lock"
	if ! flock -n 8; then
		die 75 "another run holds the lock $VAR/run/lock: $(cat "$VAR/run/lock.holder" 2>/dev/null || echo 'unknown')"
	fi
	printf 'process %d, %s, since %s\n' $$ "${0##*/}" "$(date +%Y-%m-%dT%H:%M:%S%:z)" >"$VAR/run/lock.holder"
	# how the warehouse knows the sessions of this folder from those of another host
	PGAPPNAME="chiso ${0##*/} $(printf '%s %s' "${HOSTNAME:-}" "$VAR" | sha256sum | cut -c1-8)"
	export PGAPPNAME
}

# Starts the private server, or sees that the other one answers, and opens the session: 0, 69, or 75 when somebody else writes.
need_server() {
	local settings
	close_session
	PGOPTIONS=$(chiso-load session) || return $?
	export PGOPTIONS PGCLIENTENCODING=UTF8
	unset PGTZ PGDATESTYLE PGGEQO # libpq would put them above ours
	if [ -n "$IS_PRIVATE" ]; then
		settings=$("$ROOT/scripts/private-postgres" start "$VAR/postgres" 2>"$WORK/server.err" 6>&- 7>&-) || {
			say "$(tail -n 1 "$WORK/server.err")"
			return 69
		}
		eval "$settings"
		[ "${CHISO_KILL_WHAT:-}" != postmaster ] || CHISO_KILL_PID=$("$ROOT/scripts/private-postgres" pid "$VAR/postgres")
		export CHISO_KILL_PID=${CHISO_KILL_PID:-}
	fi
	open_session
}

# Called with the lock held: what a killed run left there is nobody's.
make_work() {
	STARTED=$(date +%s)
	rm -rf -- "$VAR"/work-*
	WORK=$(mktemp -d "$VAR/work-XXXXXX" 2>/dev/null) || die 73 "cannot make a folder in $VAR"
	if [ -d "$PUBLISH/figures" ]; then # where they lay before anything was held
		cp -an -- "$PUBLISH/figures/." "$STREAMS/" || die 73 "cannot move $PUBLISH/figures to $STREAMS"
		rm -rf -- "$PUBLISH/figures"
	fi
	trap 'rm -rf -- "$WORK"' EXIT
	: >"$WORK/programs.log"
	RUN=''
}

# What a run knows of itself is a row of audit.run; one that was killed stays there without an end, and what it did is told by
# the next. The catalogue it used is kept whole, so that its figures can be computed again as published.
begin_run() {
	local is_kept
	retry chiso-load migrate -q --sql "$ROOT/sql" >/dev/null 2>>"$WORK/programs.log" || return $?
	step migrated
	need_key || return $?
	add_catalog_table feeds || return $?
	add_catalog_table reject_codes || return $?
	CATALOG_HASH=$(chiso-catalog show hash 2>>"$WORK/programs.log") || return $?
	sql_file "$ROOT/sql/night/begin.sql" -v kind="$1" -v now="$NOW" -v options="$2" -v catalog="$CATALOG_HASH" \
		>"$WORK/run" || return $?
	IFS='|' read -r RUN is_kept <"$WORK/run"
	add_told || return $?
	[ "$is_kept" = t ] || keep_catalog
}

add_told() {
	sql_file "$ROOT/sql/night/told.sql" -v run="$RUN" || return $?
	IN_SESSION["told"]=add_told
}

keep_catalog() {
	chiso-catalog show archive >"$WORK/archive" 2>>"$WORK/programs.log" || return $?
	retry chiso-load catalog -q --now "$NOW" -i "$WORK/archive" >/dev/null 2>>"$WORK/programs.log"
}

# A session that a fault has ended is opened once more for it, whether it was found out or is found out now.
end_run() {
	local ended="update audit.run set ended = clock_timestamp(), status = $1 where run_id = $RUN"
	if [ -n "$SESSION" ] && sql "$ended" >/dev/null; then return 0; fi
	IS_READING=1 open_session 2>/dev/null || return $?
	sql "$ended" >/dev/null
}

# A signal: what came of the run is said by its end, and not into the log of the program that was at work.
end_by() {
	exec >&6 2>&7
	say "ended by the signal $1"
	exit "$2"
}

# The programs' own last words come first: they name the cause. What was loaded stands only where a run of ours began, and not
# in a scratch copy.
explain_failure() {
	tail -n 3 "$WORK/programs.log" >&2
	if [ -n "${RUN:-}" ] && [ -z "${SCRATCH:-}" ]; then
		say "the $2 is not done (status $1); what was loaded stands, run it again"
	elif [ -z "$TOLD" ]; then
		say "the $2 is not done (status $1); nothing was changed"
	fi
}

# Runs a command; when the database was away (69) or busy (75) once more after a pause, and for no other reason.
retry() {
	local code=0
	"$@" || code=$?
	case $code in 69 | 75) ;; *) return "$code" ;; esac
	say "status $code of ${1##*/} ${2:-}: once more in $RETRY_SECONDS s"
	unset CHISO_KILL_AT # what a test kills, it kills once
	sleep "$RETRY_SECONDS"
	need_server || return $?
	code=0
	"$@" || code=$?
	return "$code"
}

# Copies and renames so that the file is there in full, on the disk, or not at all.
place_file() {
	cp -T -- "$1" "$2.new" && sync -- "$2.new" && mv -fT -- "$2.new" "$2"
}
