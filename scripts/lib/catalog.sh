# shellcheck shell=bash
# What a run asks of the catalogue, as files of $WORK and as temporary tables of its session. Most of it is known before anything
# has come: processes of their own lay it down while the server starts and the inbox is read.

# The processes that lay files down, and which one lays which.
declare -A shown_ahead=()

# show_catalog FILE ARGUMENT…: what `chiso-catalog show ARGUMENT…` says, into $WORK/FILE. Laid down ahead or not, whoever asks gets it, or
# the status and the words of the failure.
show_catalog() {
	local file=$1 process=${shown_ahead[$1]:-}
	shift
	if [ -n "$process" ]; then
		unset "shown_ahead[$file]"
		wait "$process" 2>/dev/null
		[ ! -e "$WORK/$file" ] || return 0
	fi
	chiso-catalog show "$@" -q -o "$WORK/$file" 2>>"$WORK/programs.log"
}

# What a process beside the run must not hold: the lock, which is free when the run is gone, however it went.
close_inherited() {
	local file
	for file in "/proc/$BASHPID/fd"/*; do
		[ "${file##*/}" -le 2 ] || eval "exec ${file##*/}>&-"
	done
}

# Before the folder of the run goes: they write into it.
await_ahead() {
	[ ${#shown_ahead[@]} -eq 0 ] || wait "${shown_ahead[@]}" 2>/dev/null
	shown_ahead=()
}

# lay_ahead NICE FILE ARGUMENT… [-- FILE ARGUMENT…]…: one process for these, one after another, which gives way to the run by
# NICE. It says nothing: what fails is asked again.
lay_ahead() {
	local -a files=() asked=()
	local word file='' nice=$1
	shift
	for word in "$@" --; do
		if [ -z "$file" ]; then
			file=$word
		elif [ "$word" = -- ]; then
			files+=("$file")
			file=''
		fi
	done
	(
		trap - EXIT INT TERM HUP
		close_inherited
		for word in "$@" --; do
			if [ "$word" = -- ]; then
				nice -n "$nice" chiso-catalog show "${asked[@]:1}" -q -o "$WORK/${asked[0]}" || exit
				asked=()
			else
				asked+=("$word")
			fi
		done
	) </dev/null >/dev/null 2>&1 &
	for file in "${files[@]}"; do shown_ahead[$file]=$!; done
}

# Before the session is opened: its pipes are no business of theirs. The last are read when all is computed.
lay_catalog_ahead() {
	local day=${CHISO_NOW%%T*}
	lay_ahead 0 wrong.csv wrong --now "$CHISO_NOW"
	lay_ahead 0 feeds.csv feeds -- reject_codes.csv reject_codes -- measures.csv measures -- settings.csv settings -- calendars.csv calendars
	lay_ahead 10 agencies.csv agencies -- indicators.csv indicators -- sets.csv sets -- units.csv units -- duties.csv duties --at "$day" -- \
		targets.due.csv due --now "$CHISO_NOW" -- ways.csv entries -- documents.csv documents -- systems.csv systems --at "$day" -- \
		datasets.csv datasets -- codes.csv codes
}

# What the figures of these periods are computed by, while the records of the first are read: lay_definitions_ahead PERIOD…
lay_definitions_ahead() {
	local period
	local -a words=()
	[ $# -gt 0 ] || return 0
	for period in "$@"; do words+=(-- "definitions.$period.csv" definitions "$period" --now "$CHISO_NOW"); done
	lay_ahead 0 "${words[@]:1}"
}

# A table of the catalogue as a temporary one of the session, once: its rows that are valid tonight, or `all`; NAME: what it is
# called there.
add_catalog_table() {
	local table=$1 times=${2:-today} name=${3:-$1} header quoted
	[ -z "${session_tables[$name]:-}" ] || return 0
	[ -s "$WORK/$table.csv" ] || show_catalog "$table.csv" "$table" || return $?
	quote_for_psql quoted "$WORK/$table.csv"
	IFS= read -r header <"$WORK/$table.csv"
	{
		printf 'create temp table %s ("%s" text collate "C");\n' "$name" "${header//,/\" text collate \"C\", \"}"
		printf '\\copy %s from %s csv header\n' "$name" "$quoted"
		[ "$times" = all ] || printf "delete from %s where valid_from > '%s' or valid_to < '%s';\n" "$name" "${CHISO_NOW%%T*}" "${CHISO_NOW%%T*}"
	} >"$WORK/table.sql"
	sql_file "$WORK/table.sql" || return $?
	keep_table "$name" "add_catalog_table $table $times $name"
}

# Whose each feed is (provinces.sql), once.
add_provinces() {
	[ -z "${session_tables[province]:-}" ] || return 0
	add_catalog_table feeds || return $?
	sql_file "$ROOT/sql/night/provinces.sql" >/dev/null || return $?
	keep_table province add_provinces
}
