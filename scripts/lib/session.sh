# shellcheck shell=bash
# shellcheck disable=SC2034,SC2154 # the parts share their variables
# The run's own session with the warehouse: one psql that stays from the first statement to the last. It holds the lock of the
# database, and the tables of the catalogue as temporary ones. A statement that fails ends it: what it did not commit is undone.

SESSION='' CHISO_LOCK='' PROMISE=''
declare -A IN_SESSION=() # its temporary tables: what makes each again

# 0, 69 when the database is away, 75 when another holds its lock. Reading alone (IS_READING) takes no lock.
open_session() {
	: >"$WORK/psql.err"
	coproc PSQL { exec psql -X -q -A -t -v ON_ERROR_STOP=1 -v VERBOSITY=verbose 2>>"$WORK/psql.err"; }
	SESSION=$PSQL_PID
	exec {SESSION_OUT}<&"${PSQL[0]}" {SESSION_IN}>&"${PSQL[1]}"
	eval "exec ${PSQL[0]}<&- ${PSQL[1]}>&-"
	PROMISE='the database does not answer: '
	sql 'set client_min_messages = warning' || return $?
	PROMISE='psql: '
	[ -z "${IS_READING:-}" ] || return 0
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
		sleep "$RETRY_SECONDS"
	done
	export CHISO_LOCK
}

# A session that was lost in the middle of a run is made again with its tables.
restore_tables() {
	local name
	local -A made=()
	for name in "${!IN_SESSION[@]}"; do made[$name]=${IN_SESSION[$name]}; done
	IN_SESSION=()
	for name in "${!made[@]}"; do
		# shellcheck disable=SC2086 # the words of a command
		${made[$name]} || return $?
	done
}

close_session() {
	[ -n "$SESSION" ] || return 0
	exec {SESSION_IN}>&- {SESSION_OUT}<&-
	wait "$SESSION" 2>/dev/null
	SESSION='' CHISO_LOCK=''
}

# A value as psql reads it behind \set and in the names of files.
psql_quoted() {
	local text=${1//\\/\\\\}
	text=${text//\'/\'\'}
	printf "'%s'" "${text//$'\n'/\\n}"
}

# Rows of a statement or of files, columns separated by | (or -F SEPARATOR): run_sql [-F S] [-v NAME=VALUE…] -c STATEMENT | -f FILE
run_sql() {
	local separator='|' line='' script=''
	[ -n "$SESSION" ] || {
		say 'the session with the database has ended'
		return 69
	}
	while [ $# -gt 0 ]; do
		case $1 in
		-F) separator=$2 ;;
		-v) script+="\\set ${2%%=*} $(psql_quoted "${2#*=}")"$'\n' ;;
		-c)
			printf '%s;\n' "$2" >"$WORK/statement.sql"
			script+="\\i $(psql_quoted "$WORK/statement.sql")"$'\n'
			;;
		-f) script+="\\i $(psql_quoted "$2")"$'\n' ;;
		esac
		shift 2
	done
	: >"$WORK/answer"
	# in a process of its own: a pipe without a reader would end the script
	(printf '\\pset fieldsep %s\n\\o %s\n%s\\o\n\\echo answered\n' "$(psql_quoted "$separator")" "$(psql_quoted "$WORK/answer")" \
		"$script" >&"$SESSION_IN") 2>/dev/null
	while IFS= read -r line <&"$SESSION_OUT"; do
		[ "$line" != answered ] || break
	done
	if [ "$line" = answered ]; then
		: >"$WORK/psql.err" # not before: one that could not connect has said so already
		cat -- "$WORK/answer"
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
	exec {SESSION_IN}>&- {SESSION_OUT}<&-
	wait "$SESSION" 2>/dev/null || code=$?
	ended=$code
	SESSION='' CHISO_LOCK=''
	state=$(grep -o -m 1 -E '[A-Z]+: +[0-9A-Z]{5}:' "$WORK/psql.err" | grep -o -E '[0-9A-Z]{5}:$')
	case $code,$state in
	2,* | *,57P0?: | *,08* | *,53* | *,58* | *,42501:) code=69 ;;
	*,55P03: | *,40*) code=75 ;;
	*) if grep -q -F 'connection to server' "$WORK/psql.err"; then code=69; else code=70; fi ;;
	esac
	# a server that was not reached gave no SQLSTATE, a psql that is not there not even words
	words=$({ grep -m 1 -E '[A-Z]+: +[0-9A-Z]{5}: ' "$WORK/psql.err" || head -n 1 "$WORK/psql.err"; } |
		sed -E 's/^psql:[^ ]*: //; s/^psql: //; s/([A-Z]+: +)[0-9A-Z]{5}: /\1/' | hide_values | cut -b1-200 | iconv -c -f UTF-8 -t UTF-8)
	say "$PROMISE${words:-psql ended with status $ended}"
	return "$code"
}

sql() { run_sql -c "$1"; }

# A file of statements: sql_file FILE [-F SEPARATOR] [-v NAME=VALUE…]
sql_file() {
	local file=$1
	shift
	run_sql "$@" -f "$file"
}

# A table of the catalogue as a temporary one of the session, once: its rows that are valid tonight, or `all`; NAME: what it is
# called there.
add_catalog_table() {
	local table=$1 times=${2:-today} name=${3:-$1} header
	[ -z "${IN_SESSION[$name]:-}" ] || return 0
	[ -s "$WORK/$table.csv" ] || chiso-catalog show "$table" >"$WORK/$table.csv" 2>>"$WORK/programs.log" || return $?
	IFS= read -r header <"$WORK/$table.csv"
	{
		printf 'create temp table %s ("%s" text collate "C");\n' "$name" "${header//,/\" text collate \"C\", \"}"
		printf '\\copy %s from %s csv header\n' "$name" "$(psql_quoted "$WORK/$table.csv")"
		[ "$times" = all ] || printf "delete from %s where valid_from > '%s' or valid_to < '%s';\n" "$name" "${NOW%%T*}" "${NOW%%T*}"
	} >"$WORK/table.sql"
	sql_file "$WORK/table.sql" || return $?
	IN_SESSION[$name]="add_catalog_table $table $times $name"
}

# Rows of a CSV file of $WORK into a new temporary table of the session: its columns are the header's, all text.
add_csv_table() {
	local name=$1 file=$WORK/$2 header
	IFS= read -r header <"$file"
	{
		printf 'drop table if exists pg_temp.%s;\ncreate temp table %s ("%s" text collate "C");\n' "$name" "$name" "${header//,/\" text collate \"C\", \"}"
		printf '\\copy %s from %s csv header\n' "$name" "$(psql_quoted "$file")"
	} >"$WORK/table.sql"
	sql_file "$WORK/table.sql" || return $?
	IN_SESSION[$name]="add_csv_table $name ${file##*/}"
}
