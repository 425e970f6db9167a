# shellcheck shell=bash
# What a person has closed by name waits no more (sql/997-tasks.sql): rows RULE, PLACE, WORDS with BAR between, in $WORK/tasks.closed; without
# words whatever is said there. What was passed over for it goes to $WORK/closed.rows.

declare -A closed_tasks=()

# What is closed on the day of the run.
collect_closed() {
	local row
	local -a rows
	: >"$WORK/closed.rows"
	run_sql -F "$BAR" -c "select rule, place, words from audit.task_closed where until is null or until > '${CHISO_NOW%%T*}'" >"$WORK/tasks.closed" || return $?
	mapfile -t rows <"$WORK/tasks.closed"
	for row in ${rows[@]+"${rows[@]}"}; do closed_tasks[$row]=1; done
}

# is_closed RULE PLACE WORDS
is_closed() {
	[ -n "${closed_tasks[$1$BAR$2$BAR$3]:-}" ] || [ -n "${closed_tasks[$1$BAR$2$BAR]:-}" ] || return 1
	printf '%s\n' "$1$BAR$2$BAR$3" >>"$WORK/closed.rows"
}

# Of rows that begin with rule, place and words those that are open.
split_closed() {
	awk -F "$BAR" -v rows="$WORK/closed.rows" 'FILENAME != "-" { is_closed[$0]; next }
		($1 FS $2 FS $3) in is_closed || ($1 FS $2 FS) in is_closed { print $1 FS $2 FS $3 >>rows; next }
		{ print }' "$WORK/tasks.closed" -
}

# Of the rows of findings.sql those that are open. One with a period is of figures.
split_findings() {
	awk -F "$BAR" -v rows="$WORK/closed.rows" 'FILENAME != "-" { is_closed[$0]; next }
		/^rule / { rule = substr($0, 6) }
		$1 == "gate" && $3 == "" && ((rule FS $2 FS $4) in is_closed || (rule FS $2 FS) in is_closed) { print rule FS $2 FS $4 >>rows; next }
		{ print }' "$WORK/tasks.closed" -
}
