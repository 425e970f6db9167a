# shellcheck shell=bash
# shellcheck disable=SC2034 # the other parts use what is set here
# What the night and reprocessing share: configuration, messages, the lock, steps, retries, the server.
# ROOT is set by the caller; everything else here is set by load_config.

# The steps at which a test may kill the night, in order (see step).
readonly STEPS='start server migrated begun listed copied synced stored ingest ingested quarantined unlinked
	marked measured computed loaded cleared exported published kept removed finished'

IS_TOLD=''
say() {
	IS_TOLD=1
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
                       (names that begin with a dot, end in .part .tmp .meta .done .csv .md or lie in refused/ or aside/ are no files)
  CHISO_INBOX_KEEP=1   leave the files in the inbox after they were taken
  CHISO_VAR            folder of raw zone, clean streams, quarantine, figures, published files, log, lock (default: var)
  CHISO_KEY            file with the keys of the pseudonyms (default: made in CHISO_VAR)
  CHISO_CATALOG        folders of the catalogue, base first, separated by colons (default: pipeline/catalog)
  CHISO_NOW            the clock: an ISO 8601 time with zone (default: now)
  CHISO_SERIES         as-was (default) or both: figures by today's agencies as well (share.chi_so_theo_co_quan_nay)
  CHISO_RETRY_SECONDS  pause before the one retry when the database is away or busy (default: 60)
  CHISO_WIDTH          columns of the summary (default: the terminal's, else 80)
  CHISO_BIN            folder of the programs (default: build/bin of the clone, else PATH)
  PGHOST PGPORT PGUSER PGDATABASE PGSERVICE …  the warehouse, as for psql; without them a private server under CHISO_VAR

Without CHISO_INBOX the embedded default runs: the invented samples, at 2024-04-01T01:00:00+07:00.
END
}

# Only our own names, and no shell in the file: it is data.
read_config_file() {
	local line name value number=0
	[ -r "$1" ] || die 66 "cannot read the configuration $1"
	while IFS= read -r line || [ -n "$line" ]; do
		number=$((number + 1))
		line=${line%$'\r'}
		[[ $line =~ ^[[:space:]]*(#.*)?$ ]] && continue
		name=${line%%=*} value=${line#*=}
		if [[ ! $line =~ ^(CHISO_|PG)[A-Z_]+= ]] || [ "$name" = PGPASSWORD ]; then
			die 64 "$1:$number: found \"${line:0:40}\", expected CHISO_NAME=VALUE or PGNAME=VALUE"
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

load_config() {
	export LC_ALL=C.UTF-8
	[ -z "${CHISO_CONFIG:-}" ] || read_config_file "$CHISO_CONFIG"
	IS_SAMPLE=''
	if [ -z "${CHISO_INBOX:-}" ]; then
		IS_SAMPLE=1
		CHISO_INBOX=$ROOT/samples CHISO_INBOX_KEEP=1
		CHISO_NOW=${CHISO_NOW:-2024-04-01T01:00:00+07:00}
		CHISO_RETRY_SECONDS=${CHISO_RETRY_SECONDS:-2}
	fi
	VAR=${CHISO_VAR:-$ROOT/var}
	NOW=${CHISO_NOW:-$(date +%Y-%m-%dT%H:%M:%S%:z)}
	is_time "$NOW" || die 64 "CHISO_NOW: found \"${NOW:0:40}\", expected a real time like 2024-04-01T01:00:00+07:00"
	case ${CHISO_SERIES:-as-was} in
	as-was | both) ;;
	*) die 64 "CHISO_SERIES: found \"${CHISO_SERIES:0:40}\", expected as-was or both" ;;
	esac
	RETRY_SECONDS=${CHISO_RETRY_SECONDS:-60}
	[[ $RETRY_SECONDS =~ ^[0-9]+$ ]] || die 64 "CHISO_RETRY_SECONDS: found \"$RETRY_SECONDS\", expected seconds"
	[ -d "$CHISO_INBOX" ] || die 66 "the inbox $CHISO_INBOX is no folder"
	(umask 077 && mkdir -p -- "$VAR"/{raw,clean,quarantine,figures,publish,log}) 2>/dev/null ||
		die 73 "cannot make folders in $VAR"
	chmod 755 -- "$VAR"
	VAR=$(cd "$VAR" && pwd -P)
	INBOX=$(cd "$CHISO_INBOX" && pwd -P)
	RAW=$VAR/raw CLEAN=$VAR/clean QUARANTINE=$VAR/quarantine STREAMS=$VAR/figures PUBLISH=$VAR/publish
	find_programs
	need_catalog
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

# A key is made once, for this installation alone.
need_key() {
	if [ -z "${CHISO_KEY:-}" ]; then
		CHISO_KEY=$VAR/key
		if [ ! -s "$CHISO_KEY" ]; then
			(umask 077 && printf 'k1 %s\n' "$(od -An -N32 -tx1 /dev/urandom | tr -d ' \n')" >"$CHISO_KEY.new")
			sync -- "$CHISO_KEY.new" && mv -- "$CHISO_KEY.new" "$CHISO_KEY"
		fi
	fi
	[ -r "$CHISO_KEY" ] || die 64 "the key file $CHISO_KEY cannot be read"
	export CHISO_KEY
}

# A step's name is a place where a test can kill the script (CHISO_KILL_AT=NAME), its process group or the postmaster
# (CHISO_KILL_WHAT=script|group|postmaster). Whatever is killed, the next night finds out and goes on.
step() {
	local group pid
	[ "${CHISO_KILL_AT:-}" = "$1" ] || return 0
	CHISO_KILL_AT=''
	case ${CHISO_KILL_WHAT:-script} in
	script) kill -9 $$ ;;
	group)
		group=$(sed 's/.*) //' "/proc/$$/stat" | cut -d' ' -f3)
		kill -9 -- "-$group"
		;;
	postmaster)
		pid=$("$ROOT/scripts/private-postgres" pid "$VAR/postgres") && kill -9 "$pid"
		;;
	esac
}

# Takes the lock on descriptor 8. The caller runs everything else inside `{ …; } 8>&-`, so that no child inherits it (bash
# keeps it for itself, closed on exec): a private PostgreSQL would hold it for ever.
take_lock() {
	exec 8>>"$VAR/lock"
	if ! flock -n 8; then
		die 75 "another run holds the lock $VAR/lock: $(cat "$VAR/lock.holder" 2>/dev/null || echo 'unknown')"
	fi
	printf 'process %d, %s, since %s\n' $$ "${0##*/}" "$(date +%Y-%m-%dT%H:%M:%S%:z)" >"$VAR/lock.holder"
}

# Starts the private server, or sees that the other one answers: 0 or 69.
need_server() {
	local settings
	if [ -z "$IS_PRIVATE" ]; then
		psql -X -q -A -t -c 'select 1' >/dev/null 2>"$WORK/psql.err" || {
			say "the database does not answer: $(head -n 1 "$WORK/psql.err")"
			return 69
		}
		return 0
	fi
	settings=$("$ROOT/scripts/private-postgres" start "$VAR/postgres" 2>"$WORK/server.err") || {
		say "$(tail -n 1 "$WORK/server.err")"
		return 69
	}
	eval "$settings"
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
	IS_PRIVATE=1 RUN=''
	if is_server_elsewhere; then IS_PRIVATE=''; fi
}

# What a run knows of itself is a row of audit.run; one that was killed stays there without an end. The catalogue it used is
# kept whole, so that its figures can be computed again as published.
begin_run() {
	sql_file "$ROOT/scripts/lib/evict.sql" >/dev/null || return $?
	retry chiso-load migrate -q --sql "$ROOT/sql" >/dev/null 2>>"$WORK/programs.log" || return $?
	step migrated
	load_feeds || return $?
	CATALOG_HASH=$(chiso-catalog show hash 2>>"$WORK/programs.log") || return $?
	sql_file "$ROOT/scripts/lib/begin.sql" -v kind="$1" -v now="$NOW" -v options="$2" -v catalog="$CATALOG_HASH" \
		>"$WORK/run" || return $?
	read -r RUN is_kept <"$WORK/run"
	export PGAPPNAME="chiso run $RUN"
	[ "$is_kept" = t ] || keep_catalog
}

keep_catalog() {
	chiso-catalog show archive >"$WORK/archive" 2>>"$WORK/programs.log" || return $?
	retry chiso-load catalog -q --now "$NOW" -i "$WORK/archive" >/dev/null 2>>"$WORK/programs.log"
}

end_run() {
	sql "update audit.run set ended = clock_timestamp(), status = $1 where run_id = $RUN" >/dev/null
}

# The programs' own last words come first: they name the cause. What was loaded stands only where a run of ours began, and not
# in a scratch copy.
explain_failure() {
	tail -n 3 "$WORK/programs.log" >&2
	if [ -n "${RUN:-}" ] && [ -z "${SCRATCH:-}" ]; then
		say "the $2 is not done (status $1); what was loaded stands, run it again"
	elif [ -z "$IS_TOLD" ]; then
		say "the $2 is not done (status $1); nothing was changed"
	fi
}

# Runs a command; when the database was away (69) or busy (75) once more after a pause, and for no other reason.
retry() {
	local code=0
	"$@" || code=$?
	case $code in 69 | 75) ;; *) return "$code" ;; esac
	say "status $code of ${1##*/} ${2:-}: once more in $RETRY_SECONDS s"
	sleep "$RETRY_SECONDS"
	need_server || return 69
	code=0
	"$@" || code=$?
	return "$code"
}

# Rows of a statement, columns separated by tabs. psql's own status: 2 the server is away, 3 the statement failed.
run_sql() {
	local code=0
	psql -X -q -A -t -F $'\t' -v ON_ERROR_STOP=1 "$@" 2>"$WORK/psql.err" || code=$?
	case $code in
	0) return 0 ;;
	2) code=69 ;;
	*) if grep -q -E 'server closed|terminat|connection to server|shutting down|starting up' "$WORK/psql.err"; then code=69; else code=70; fi ;;
	esac
	say "psql: $(grep -m 1 -E 'ERROR|FATAL|error|:' "$WORK/psql.err" | cut -c1-200)"
	return "$code"
}

sql() { run_sql -c "$1"; }

# The same for a file of statements: sql_file FILE [psql options]
sql_file() {
	local file=$1
	shift
	run_sql "$@" -f "$file"
}

# Copies and renames so that the file is there in full, on the disk, or not at all.
place_file() {
	cp -- "$1" "$2.new" && sync -- "$2.new" && mv -f -- "$2.new" "$2"
}
