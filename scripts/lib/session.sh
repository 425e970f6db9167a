# shellcheck shell=bash
# The run's own session with the warehouse: one psql that stays from the first statement to the last. It holds the lock of the
# database, and the tables of the catalogue as temporary ones. A statement that fails ends it: what it did not commit is undone.

readonly BAR=$'\x1f'

# The session's own: the number of its process, its two ends, what its messages begin with, its temporary tables and what makes
# each again.
session_pid='' session_in='' session_out='' session_promise='' CHISO_LOCK=''
declare -A session_tables=()

has_session() { [ -n "$session_pid" ]; }

# keep_table NAME COMMAND: a temporary table is there; the words of the command make it again in another session.
keep_table() { session_tables[$1]=$2; }

# Debian's psql is a script of another language, which looks for a version and takes longer than most of what it is asked. For a server
# that is named it takes the newest; so does this.
use_newest_psql() {
	local dir version newest=0
	[[ -n ${PGHOST:-} && -z ${PGCLUSTER:-} && $(command -v psql) -ef /usr/share/postgresql-common/pg_wrapper ]] || return 0
	for dir in /usr/lib/postgresql/*/bin; do
		version=${dir#/usr/lib/postgresql/} version=${version%%/*}
		if [ -x "$dir/psql" ] && [[ $version =~ ^[0-9]+$ ]] && [ "$version" -gt "$newest" ]; then newest=$version; fi
	done
	[ "$newest" -eq 0 ] || hash -p "/usr/lib/postgresql/$newest/bin/psql" psql
}

# open_session [reading]: 0, 69 when the database is away, 75 when another holds its lock. Reading alone takes no lock.
open_session() {
	: >"$WORK/psql.err"
	use_newest_psql
	coproc server { exec psql -X -q -A -t -v ON_ERROR_STOP=1 -v VERBOSITY=verbose 2>>"$WORK/psql.err"; }
	session_pid=$!
	local out=${server[0]:-} in=${server[1]:-}
	if [ -n "$out" ] && [ -n "$in" ]; then
		exec {session_out}<&"$out" {session_in}>&"$in"
		eval "exec $out<&- $in>&-"
	else # it is gone already, with its pipes: who asks it finds that out
		exec {session_out}</dev/null {session_in}>/dev/null
	fi
	session_promise='the database does not answer: '
	sql_file "$WORK/session.sql" >/dev/null || return $?
	session_promise='psql: '
	[ "${1:-}" != reading ] || return 0
	take_database || return $?
	restore_tables
}

take_database() {
	local attempt
	sql_file "$ROOT/sql/night/evict.sql" -v mine="${PGAPPNAME##* }" || return $?
	for attempt in 1 0; do
		sql_file "$ROOT/sql/night/lock.sql" >"$WORK/lock" || return $?
		read -r CHISO_LOCK <"$WORK/lock"
		[[ ! $CHISO_LOCK =~ ^[0-9]+$ ]] || break
		say "another run writes into this database: $CHISO_LOCK"
		[ "$attempt" = 1 ] || return 75
		sleep "$CHISO_RETRY_SECONDS"
	done
	export CHISO_LOCK
}

# A session that was lost in the middle of a run is made again with its tables.
restore_tables() {
	local name
	local -A made=()
	for name in "${!session_tables[@]}"; do made[$name]=${session_tables[$name]}; done
	session_tables=()
	for name in "${!made[@]}"; do
		# shellcheck disable=SC2086 # the words of a command
		${made[$name]} || return $?
	done
}

close_session() {
	has_session || return 0
	exec {session_in}>&- {session_out}<&-
	wait "$session_pid" 2>/dev/null
	session_pid='' CHISO_LOCK=''
}

# A value as psql reads it behind \set and in the names of files. quote_for_psql NAME VALUE: into the variable NAME, without a process
# of its own: a night asks some three hundred times.
quote_for_psql() {
	local text=${2//\\/\\\\}
	text=${text//\'/\'\'}
	printf -v "$1" "'%s'" "${text//$'\n'/\\n}"
}

# Rows of a statement or of files, columns separated by | (or -F SEPARATOR): run_sql [-F S] [-v NAME=VALUE…] -c STATEMENT | -f FILE
run_sql() {
	local separator='|' line='' script='' quoted answer
	local -a rows
	has_session || {
		say 'the session with the database has ended'
		return 69
	}
	while [ $# -gt 0 ]; do
		case $1 in
		-F) separator=$2 ;;
		-v)
			quote_for_psql quoted "${2#*=}"
			script+="\\set ${2%%=*} $quoted"$'\n'
			;;
		-c)
			printf '%s;\n' "$2" >"$WORK/statement.sql"
			quote_for_psql quoted "$WORK/statement.sql"
			script+="\\i $quoted"$'\n'
			;;
		-f)
			quote_for_psql quoted "$2"
			script+="\\i $quoted"$'\n'
			;;
		esac
		shift 2
	done
	: >"$WORK/answer"
	quote_for_psql quoted "$separator"
	quote_for_psql answer "$WORK/answer"
	# a pipe without a reader does not end the script: SIGPIPE is ours (keep_streams)
	{ printf '\\pset fieldsep %s\n\\o %s\n%s\\o\n\\echo answered\n' "$quoted" "$answer" "$script" >&"$session_in"; } 2>/dev/null
	while IFS= read -r line <&"$session_out"; do
		[ "$line" != answered ] || break
	done
	if [ "$line" = answered ]; then
		: >"$WORK/psql.err" # not before: one that could not connect has said so already
		# a thousand rows at a time: some answers have a row for each file
		while mapfile -n 1000 rows && [ ${#rows[@]} -gt 0 ]; do printf '%s' "${rows[@]}"; done <"$WORK/answer"
	else
		explain_sql
	fi
}

# What is wrong with data psql says with the data: in quotation marks, all but names of ours, and long numbers.
hide_values() {
	sed -E 's/"(\/[^"]*)"/\x01\1\x02/g; s/"[^"]*[^"a-z0-9_.@-][^"]*"/"?"/g; s/[\x01\x02]/"/g; s/[0-9]([-. ()]{0,3}[0-9]){8,}/#/g'
}

# The session has ended. psql's own status: 2 the server is away, 3 the statement failed.
explain_sql() {
	local code=0 ended state words
	exec {session_in}>&- {session_out}<&-
	wait "$session_pid" 2>/dev/null || code=$?
	ended=$code
	session_pid='' CHISO_LOCK=''
	state=$(grep -o -m 1 -E '[A-Z]+: +[0-9A-Z]{5}:' "$WORK/psql.err" | grep -o -E '[0-9A-Z]{5}:$')
	case $code,$state in
	2,* | *,57P0?: | *,08* | *,53* | *,58* | *,42501:) code=69 ;;
	*,55P03: | *,40*) code=75 ;;
	*) if grep -q -F 'connection to server' "$WORK/psql.err"; then code=69; else code=70; fi ;;
	esac
	# a server that was not reached gave no SQLSTATE, a psql that is not there not even words
	words=$({ grep -m 1 -E '[A-Z]+: +[0-9A-Z]{5}: ' "$WORK/psql.err" || head -n 1 "$WORK/psql.err"; } |
		sed -E 's/^psql:[^ ]*: //; s/^psql: //; s/([A-Z]+: +)[0-9A-Z]{5}: /\1/' | hide_values | cut -b1-200 | iconv -c -f UTF-8 -t UTF-8)
	say "$session_promise${words:-psql ended with status $ended}"
	return "$code"
}

sql() { run_sql -c "$1"; }

# A file of statements: sql_file FILE [-F SEPARATOR] [-v NAME=VALUE…]
sql_file() {
	local file=$1
	shift
	run_sql "$@" -f "$file"
}

# The same, with BAR between the columns.
sql_facts() { sql_file "$@" -F "$BAR"; }

# need_relation NAME WORDS: 66 and the words when the warehouse has no such table.
need_relation() {
	local has
	sql "select to_regclass('$1') is not null" >"$WORK/has" || return $?
	read -r has <"$WORK/has"
	[ "$has" = t ] || {
		say "$2"
		return 66
	}
}

# Rows of a CSV file of $WORK into a new temporary table of the session: its columns are the header's, all text.
add_csv_table() {
	local name=$1 file=$WORK/$2 header quoted
	IFS= read -r header <"$file"
	quote_for_psql quoted "$file"
	{
		printf 'drop table if exists pg_temp.%s;\ncreate temp table %s ("%s" text collate "C");\n' "$name" "$name" "${header//,/\" text collate \"C\", \"}"
		printf '\\copy %s from %s csv header\n' "$name" "$quoted"
	} >"$WORK/table.sql"
	sql_file "$WORK/table.sql" || return $?
	keep_table "$name" "add_csv_table $name ${file##*/}"
}
