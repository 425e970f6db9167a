# shellcheck shell=bash
# shellcheck disable=SC2034,SC2154 # the parts share their variables
# From marks to figures: dump | aggregate | compute | load for every period that a load has marked.

# The clean records of a feed as stored, one version a key; kept for the night, since several measures join the same list.
dump_feed() {
	local feed=$1 period=$2 out=$3
	[ ! -e "$out" ] || return 0
	retry chiso-dump -q --feed "$feed" ${period:+--period "$period"} ${AS_OF:+--as-of "$AS_OF"} -o "$out" 2>>"$WORK/programs.log"
}

# The measures of a feed in a period into FILE.
measure_feed() {
	local feed=$1 period=$2 out=$3 list records=$WORK/records.$1.$2
	local -a joins=()
	for list in "${LISTS[@]}"; do
		dump_feed "$list" '' "$WORK/list.$list" || return $?
		joins+=(--join "$list=$WORK/list.$list")
		[ "$list" != "$feed" ] || records=$WORK/list.$list
	done
	dump_feed "$feed" "$period" "$records" || return $?
	chiso-aggregate -q --now "$NOW" --feed "$feed" --period "$period" ${joins[@]+"${joins[@]}"} \
		-o "$out" "$records" 2>>"$WORK/programs.log"
}

# MEASURED: the feeds that have measures and ever brought a file; LISTS: those that formulas look things up in.
load_measured() {
	add_catalog_table measures || return $?
	add_catalog_table settings || return $?
	with_catalog -c "select distinct feed from measures
		where feed in (select feed from audit.load where state <> 'bad') order by 1" >"$WORK/measured" || return $?
	mapfile -t MEASURED <"$WORK/measured"
	with_catalog -c "select distinct substr(setting, 8) from settings where setting like 'lookup.%' order by 1" \
		>"$WORK/lists" || return $?
	mapfile -t LISTS <"$WORK/lists"
}

# Measures and figures of a period into $WORK/measures.PERIOD and $WORK/figures.PERIOD.
figures_of_period() {
	local period=$1 feed
	local -a parts=()
	for feed in "${MEASURED[@]}"; do
		measure_feed "$feed" "$period" "$WORK/measures.$feed.$period" || return $?
		parts+=("$WORK/measures.$feed.$period")
	done
	step measured
	chiso-aggregate -q --merge -o "$WORK/measures.$period" "${parts[@]}" 2>>"$WORK/programs.log" || return $?
	chiso-compute -q --now "$NOW" --period "$period" --series "${CHISO_SERIES:-as-was}" -i "$WORK/measures.$period" -o "$WORK/figures.$period" \
		2>>"$WORK/programs.log" || return $?
	step computed
}

# A period is computed whole: its marks are cleared in the transaction of its figures.
compute_period() {
	local period=$1
	figures_of_period "$period" || return $?
	stage_published "$period" || return $?
	retry load_figures "$period" || return $?
	step cleared
}

load_figures() {
	local period=$1
	chiso-load measures -q --run "$RUN" --now "$NOW" --period "$period" -i "$WORK/measures.$period" \
		>/dev/null 2>>"$WORK/programs.log" || return $?
	step loaded
	chiso-load indicators -q --run "$RUN" --now "$NOW" --period "$period" -i "$WORK/figures.$period" \
		>/dev/null 2>>"$WORK/programs.log"
}

# Statuses that the calendar changes are computed again on their day.
mark_due() {
	add_catalog_table milestones all || return $?
	with_catalog -v run="$RUN" -v now="$NOW" -f "$ROOT/scripts/lib/due.sql" >/dev/null
}

compute_marked() {
	local period
	COMPUTED=()
	mark_due || return $?
	sql 'select distinct period from audit.mark order by 1' >"$WORK/marks" || return $?
	step marked
	[ -s "$WORK/marks" ] || return 0
	load_measured || return $?
	while IFS= read -r period; do
		compute_period "$period" || return $?
		COMPUTED+=("$period")
	done <"$WORK/marks"
}
