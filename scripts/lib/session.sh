# shellcheck shell=bash
# shellcheck disable=SC2034,SC2154 # the parts share their variables
# The run's own session with the warehouse: one psql that stays from the first statement to the last. It holds the lock of the
# database, and the tables of the catalogue as temporary ones. A statement that fails ends it: what it did not commit is undone.

SESSION='' CHISO_LOCK=''
declare -A IN_SESSION=() # its temporary tables: what makes each again

# 0, 69 when the database is away, 75 when another holds its lock. Reading alone (IS_READING) takes no lock.
open_session() {
	: >"$WORK/psql.err"
	coproc PSQL { exec psql -X -q -A -t -v ON_ERROR_STOP=1 2>>"$WORK/psql.err"; }
	SESSION=$PSQL_PID
	exec {SESSION_OUT}<&"${PSQL[0]}" {SESSION_IN}>&"${PSQL[1]}"
	exec {PSQL[0]}<&- {PSQL[1]}>&-
	sql 'set client_min_messages = warning' || {
		say "the database does not answer: $(head -n 1 "$WORK/psql.err" | sed 's/^psql: //')"
		return 69
	}
	[ -z "${IS_READING:-}" ] || return 0
	take_database || return $?
	restore_tables
}

take_database() {
	local attempt
	sql_file "$ROOT/scripts/lib/evict.sql" -v mine="${PGAPPNAME##* }" || return $?
	for attempt in 1 0; do
		sql_file "$ROOT/scripts/lib/lock.sql" >"$WORK/lock" || return $?
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
	: >"$WORK/psql.err"
	# in a process of its own: a pipe without a reader would end the script
	(printf '\\pset fieldsep %s\n\\o %s\n%s\\o\n\\echo done\n' "$(psql_quoted "$separator")" "$(psql_quoted "$WORK/answer")" \
		"$script" >&"$SESSION_IN") 2>/dev/null
	while IFS= read -r line <&"$SESSION_OUT"; do
		[ "$line" != done ] || break
	done
	if [ "$line" = done ]; then
		cat -- "$WORK/answer"
	else
		explain_sql
	fi
}

# The session has ended. psql's own status: 2 the server is away, 3 the statement failed.
explain_sql() {
	local code=0
	exec {SESSION_IN}>&- {SESSION_OUT}<&-
	wait "$SESSION" 2>/dev/null || code=$?
	SESSION='' CHISO_LOCK=''
	if [ "$code" -eq 2 ] || grep -q -E 'server closed|terminat|connection to server|shutting down|starting up' "$WORK/psql.err"; then
		code=69
	elif grep -q 'permission denied' "$WORK/psql.err"; then
		code=69
	elif grep -q -E 'lock timeout|deadlock|could not serialize' "$WORK/psql.err"; then
		code=75
	else
		code=70
	fi
	say "psql: $(grep -m 1 -E 'ERROR|FATAL|error|:' "$WORK/psql.err" | sed 's/^psql:[^ ]*: //' | cut -c1-200)"
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
		printf 'create temp table %s ("%s" text);\n' "$name" "${header//,/\" text, \"}"
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
		printf 'drop table if exists pg_temp.%s;\ncreate temp table %s ("%s" text);\n' "$name" "$name" "${header//,/\" text, \"}"
		printf '\\copy %s from %s csv header\n' "$name" "$(psql_quoted "$file")"
	} >"$WORK/table.sql"
	sql_file "$WORK/table.sql" || return $?
	IN_SESSION[$name]="add_csv_table $name ${file##*/}"
}
