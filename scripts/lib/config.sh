# shellcheck shell=bash
# The configuration: from the environment and a file into the variables CHISO_ and PG, checked; folders, programs, catalogue.

config_is_private=1 config_is_sample=''

# The file that an installed night reads unless CHISO_CONFIG names another ('' none); where each setting comes from: file:line, environment.
readonly config_place=/etc/chiso/chiso.conf
declare -A config_from=()

# Whether the warehouse is a server of our own under CHISO_VAR; whether the invented samples are the input.
is_private() { [ -n "$config_is_private" ]; }
is_sample() { [ -n "$config_is_sample" ]; }

# What the night keeps under CHISO_VAR, beside its private server.
readonly config_folders='raw quarantine figures publish log run asked nights'

# shellcheck source=scripts/lib/settings.sh
. "$ROOT/scripts/lib/settings.sh"

# Our own names: what print_variables explains, and those that tests and the programs use among themselves.
readonly config_names=' CHISO_CONFIG CHISO_INBOX CHISO_INBOX_KEEP CHISO_VAR CHISO_KEY CHISO_CATALOG CHISO_NOW CHISO_SERIES
	CHISO_RETRY_SECONDS CHISO_WIDTH CHISO_BIN CHISO_JOBS CHISO_KILL_AT CHISO_KILL_WHAT CHISO_KILL_PID CHISO_LOCK CHISO_PG_FSYNC
	CHISO_PG_TEMPLATE CHISO_BUILD CHISO_FAULT CHISO_MAN CHISO_ASK CHISO_ENDPOINTS CHISO_NIGHTS CHISO_BY CHISO_RUN '
readonly config_pg_names=' PGHOST PGHOSTADDR PGPORT PGDATABASE PGUSER PGPASSFILE PGREQUIREAUTH PGCHANNELBINDING PGSERVICE PGSERVICEFILE
	PGSSLMODE PGSSLCOMPRESSION PGSSLCERT PGSSLKEY PGSSLROOTCERT PGSSLCRL PGSSLCRLDIR PGSSLSNI PGREQUIREPEER PGKRBSRVNAME
	PGGSSENCMODE PGGSSLIB PGCONNECT_TIMEOUT PGTARGETSESSIONATTRS PGLOADBALANCEHOSTS PGOPTIONS '

# A misspelt name would be a setting that nobody made.
check_names() {
	local name
	for name in $(compgen -v CHISO_); do
		[[ $name == CHISO_TEST_* ]] || is_name "$name" "$config_names" ||
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
		if [[ $line != *=* ]] || ! is_name "$name" "${config_names/ CHISO_BY CHISO_RUN / } $config_pg_names"; then
			die 64 "$1:$number: found \"${name:0:40}\", expected a line CHISO_NAME=VALUE or PGNAME=VALUE of ${0##*/} --help"
		fi
		[ -z "${!name+set}" ] || continue
		export "$name=$value"
		config_from[$name]=$1:$number
	done <"$1"
}

# The environment first, then the file; the names of both are ours.
read_config() {
	local name
	for name in $config_names $config_pg_names; do [ -z "${!name+set}" ] || config_from[$name]=environment; done
	if [ -z "${CHISO_CONFIG+set}" ] && [ ! -f "$ROOT/Makefile" ] && [ -e "$config_place" ]; then CHISO_CONFIG=$config_place; fi
	[ -z "${CHISO_CONFIG:-}" ] || read_config_file "$CHISO_CONFIG"
	check_names
}

# Every setting as it is used, and where it comes from; a password stands in none of them (PGPASSFILE).
print_config() {
	local name
	for name in $(print_variables | grep -o -E '^  CHISO_[A-Z_]+') $config_pg_names; do
		[[ $name == CHISO_* || -n ${!name+set} ]] || continue
		printf '%-20s %s\n' "${config_from[$name]:-default}" "$name=${!name:-}"
	done
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

# load_config [SAMPLES]: SAMPLES is not empty where a person lets the invented samples into any warehouse.
load_config() {
	local samples=${1:-} inbox
	keep_streams
	export LC_ALL=C.UTF-8
	read_config
	if is_server_elsewhere; then config_is_private=''; fi
	if [ -z "${CHISO_INBOX+set}" ]; then
		use_samples "$samples"
	elif [ -n "$samples" ]; then
		die 64 '--samples: found CHISO_INBOX too, expected one of them'
	fi
	[ -n "$CHISO_INBOX" ] || die 64 'CHISO_INBOX: found nothing, expected a folder'
	need_place
	check_values
	[ -d "$CHISO_INBOX" ] || die 66 "the inbox $CHISO_INBOX is no folder"
	inbox=$(cd -- "$CHISO_INBOX" && pwd -P) || die 66 "the inbox $CHISO_INBOX cannot be entered"
	CHISO_INBOX=$inbox
	check_places
	find_programs
	make_folders
	need_catalog
}

# For who only reads: no inbox is needed and no folder is made. The clock of the samples is that of their night.
load_reading_config() {
	keep_streams
	export LC_ALL=C.UTF-8
	read_config
	if is_server_elsewhere; then config_is_private=''; fi
	if [ -z "${CHISO_INBOX+set}" ] && is_private && [ -d "$ROOT/samples" ]; then
		config_is_sample=1
		CHISO_NOW=${CHISO_NOW:-2024-04-01T01:00:00+07:00}
	fi
	need_place
	check_values
	STORE=$CHISO_VAR
	find_programs
}

check_values() {
	CHISO_NOW=${CHISO_NOW:-$(date +%Y-%m-%dT%H:%M:%S%:z)}
	is_time "$CHISO_NOW" || die 64 "CHISO_NOW: found \"${CHISO_NOW:0:40}\", expected a real time like 2024-04-01T01:00:00+07:00"
	case ${CHISO_SERIES:-as-was} in
	as-was | both) ;;
	*) die 64 "CHISO_SERIES: found \"${CHISO_SERIES:0:40}\", expected as-was or both" ;;
	esac
	case ${CHISO_INBOX_KEEP:-} in
	'' | 0) CHISO_INBOX_KEEP='' ;;
	1) ;;
	*) die 64 "CHISO_INBOX_KEEP: found \"${CHISO_INBOX_KEEP:0:40}\", expected 1, 0 or nothing" ;;
	esac
	CHISO_RETRY_SECONDS=${CHISO_RETRY_SECONDS:-60}
	[[ $CHISO_RETRY_SECONDS =~ ^[0-9]{1,5}$ ]] ||
		die 64 "CHISO_RETRY_SECONDS: found \"${CHISO_RETRY_SECONDS:0:40}\", expected seconds"
	CHISO_NIGHTS=${CHISO_NIGHTS:-400}
	[[ $CHISO_NIGHTS =~ ^[1-9][0-9]{0,5}$ ]] || die 64 "CHISO_NIGHTS: found \"${CHISO_NIGHTS:0:40}\", expected a number of nights"
	[[ ${CHISO_ASK:-} =~ ^[[:space:]]*([a-z][a-z0-9_-]*[[:space:]]*)*$ ]] ||
		die 64 "CHISO_ASK: found \"${CHISO_ASK:0:40}\", expected names of feeds"
	[[ ${CHISO_JOBS:-1} =~ ^[1-9][0-9]?$ ]] || die 64 "CHISO_JOBS: found \"${CHISO_JOBS:0:40}\", expected a number of parsers"
}

# Invented figures go into a server of their own, or where a person says so.
use_samples() {
	[ -d "$ROOT/samples" ] || die 64 'CHISO_INBOX: found nothing, expected the folder that files arrive in'
	is_private || [ -n "$1" ] ||
		die 64 'found a warehouse (PGHOST, PGSERVICE …) and no CHISO_INBOX, expected an inbox, or --samples to load the invented samples into it'
	[ -z "${CHISO_ASK:-}" ] || die 64 'CHISO_ASK: found it without CHISO_INBOX, expected the folder that answers are put into'
	config_is_sample=1
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
	[[ $var/ != "$CHISO_INBOX"/* ]] || die 64 "CHISO_INBOX: found $CHISO_INBOX, which CHISO_VAR ($var) lies in, expected a folder of arrivals alone"
	for name in $config_folders postgres; do
		[[ $CHISO_INBOX/ != "$var/$name"/* ]] || die 64 "CHISO_INBOX: found $CHISO_INBOX, a folder that the night keeps its own in, expected another"
	done
}

# What is there keeps its mode; what is made is its owner's alone, but for what is published and the way to it.
make_folders() {
	local -a folders
	[ -d "$CHISO_VAR" ] || (umask 022 && mkdir -p -- "$CHISO_VAR") 2>/dev/null || die 73 "cannot make the folder $CHISO_VAR"
	STORE=$(cd -- "$CHISO_VAR" && pwd -P) || die 73 "cannot enter the folder $CHISO_VAR"
	read -r -a folders <<<"$config_folders"
	{ (umask 022 && mkdir -p -- "$STORE/publish") && (umask 077 && mkdir -p -- "${folders[@]/#/$STORE/}"); } 2>/dev/null ||
		die 73 "cannot make folders in $STORE"
	CHISO_VAR=$STORE
}

find_programs() {
	if [ -n "${CHISO_BIN:-}" ]; then
		PATH=$CHISO_BIN:$PATH
	elif [ -x "$ROOT/build/bin/chiso-ingest" ]; then
		PATH=$ROOT/build/bin:$PATH
	elif [ -x "$ROOT/../../bin/chiso-ingest" ]; then # installed: cron's PATH may not have it
		PATH=$(cd "$ROOT/../../bin" && pwd -P):$PATH
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
