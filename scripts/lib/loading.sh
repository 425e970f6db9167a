# shellcheck shell=bash
# What was measured and computed of a period goes into the warehouse: its measures at once, since others are computed over them, its
# figures beside the run.

# The measures are loaded where they were measured: those of a year stand in its quarters and months.
load_measures() {
	local period=$1
	[ ! -e "$WORK/measures.$period" ] || chiso-load measures -q --run "$RUN" --now "$CHISO_NOW" --period "$period" \
		-i "$WORK/measures.$period" >>"$WORK/figures.loaded" 2>>"$WORK/programs.log"
}

load_figures() {
	chiso-load indicators -q --run "$RUN" --now "$CHISO_NOW" --period "$1" --marks "$WORK/marks.$1" \
		-i "$WORK/figures.$1" >>"$WORK/figures.loaded" 2>>"$WORK/programs.log"
}

# The period whose figures are loaded beside the run, and by which process: the next is measured meanwhile, since it reads measures alone.
loading='' loader=''

load_figures_beside() {
	await_figures || return $?
	loading=$1
	(
		trap - EXIT INT TERM HUP
		close_inherited
		load_figures "$1"
	) </dev/null &
	loader=$!
}

# However the run ends: what it began is not at work behind its end.
end_loading() {
	[ -z "$loader" ] || wait "$loader" 2>/dev/null
	loading='' loader=''
}

# What failed for the server's sake is asked once more.
await_figures() {
	local period=$loading code=0
	[ -n "$period" ] || return 0
	wait "$loader" || code=$?
	loading='' loader=''
	case $code in
	69 | 75) retry load_figures "$period" || return $? ;;
	*) [ "$code" -eq 0 ] || return "$code" ;;
	esac
	step cleared
}
