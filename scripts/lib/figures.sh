# shellcheck shell=bash
# shellcheck disable=SC2034,SC2154 # the parts share their variables
# From marks to figures: dump | aggregate | compute | load for every period that a load has marked.

# WRONG: "FEED<US>WHERE: WHAT" of every row of the catalogue that a feed cannot be read for; IS_WRONG: those feeds. Such a feed
# costs itself: its files stay in the inbox, its measures and marks as they are, until the row is mended.
declare -A IS_WRONG=()
WRONG=()
load_wrong() {
	local row
	chiso-catalog show wrong -q --now "$NOW" -o "$WORK/wrong.csv" 2>>"$WORK/programs.log" || return $?
	add_csv_table wrong wrong.csv || return $?
	run_sql -F $'\x1f' -c 'select feed, text from wrong' >"$WORK/wrong" || return $?
	mapfile -t WRONG <"$WORK/wrong"
	IS_WRONG=()
	for row in ${WRONG[@]+"${WRONG[@]}"}; do IS_WRONG["${row%%$'\x1f'*}"]=1; done
}

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
	if [ -n "${IS_WRONG[$feed]:-}" ]; then
		retry chiso-dump -q --measures --period "$period" ${AS_OF:+--as-of "$AS_OF"} -o "$out" "$feed" 2>>"$WORK/programs.log"
		return
	fi
	for list in "${LISTS[@]}"; do
		[ -z "${IS_WRONG[$list]:-}" ] || continue
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
	load_wrong || return $?
	add_catalog_table measures || return $?
	add_catalog_table settings || return $?
	add_catalog_table calendars all || return $?
	sql "select distinct feed from measures
		where feed in (select feed from audit.load where state <> 'bad') order by 1" >"$WORK/measured" || return $?
	mapfile -t MEASURED <"$WORK/measured"
	sql "select distinct substr(setting, 8) from settings where setting like 'lookup.%' order by 1" \
		>"$WORK/lists" || return $?
	mapfile -t LISTS <"$WORK/lists"
}

# The measures of a period's records into $WORK/measures.PERIOD.
measures_of_period() {
	local period=$1 feed
	local -a parts=()
	for feed in "${MEASURED[@]}"; do
		measure_feed "$feed" "$period" "$WORK/measures.$feed.$period" || return $?
		parts+=("$WORK/measures.$feed.$period")
	done
	chiso-aggregate -q --merge -o "$WORK/measures.$period" "${parts[@]}" 2>>"$WORK/programs.log"
}

# Figures of a period into $WORK/figures.PERIOD, over its measures and the stored ones of OTHERS (periods joined by +).
figures_of_period() {
	local period=$1 from=$2 others=$3
	local -a inputs=()
	if [ "$from" = records ]; then
		measures_of_period "$period" || return $?
		inputs+=("$WORK/measures.$period")
	fi
	step measured
	if [ -n "$others" ]; then
		retry chiso-dump -q --measures --period "$others" ${AS_OF:+--as-of "$AS_OF"} -o "$WORK/others.$period" "${MEASURED[@]}" \
			2>>"$WORK/programs.log" || return $?
		inputs+=("$WORK/others.$period")
	fi
	chiso-compute -q --now "$NOW" --period "$period" --series "${CHISO_SERIES:-as-was}" -o "$WORK/figures.$period" \
		"${inputs[@]}" 2>>"$WORK/programs.log" || return $?
	step computed
}

# A period is computed whole: the marks that were there before its records were read are cleared in the transaction of its
# figures; one that came since stays for the next run.
compute_period() {
	local period=$1
	sql_file "$ROOT/sql/night/marks.sql" -F $'\t' -v period="$period" >"$WORK/marks.$period" || return $?
	figures_of_period "$@" || return $?
	stage_published "$period" || return $?
	store_definitions "$period" "$2" || return $?
	retry load_figures "$period" || return $?
	step cleared
}

# What the figures are computed by.
store_definitions() {
	local period=$1 from=$2 file=$WORK/definitions.$1.csv
	chiso-catalog show definitions "$period" -q --now "$NOW" -o "$file" 2>>"$WORK/programs.log" || return $?
	add_csv_table defined "${file##*/}" || return $?
	sql_file "$ROOT/sql/night/define.sql" -v run="$RUN" -v period="$period" -v from="$from"
}

# The measures are loaded where they were measured: those of a year stand in its quarters.
load_figures() {
	local period=$1
	if [ -e "$WORK/measures.$period" ]; then
		chiso-load measures -q --run "$RUN" --now "$NOW" --period "$period" -i "$WORK/measures.$period" \
			>/dev/null 2>>"$WORK/programs.log" || return $?
	fi
	step loaded
	chiso-load indicators -q --run "$RUN" --now "$NOW" --period "$period" --marks "$WORK/marks.$period" \
		-i "$WORK/figures.$period" >/dev/null 2>>"$WORK/programs.log"
}

# Statuses that the calendar changes are computed again on their day.
mark_due() {
	add_catalog_table milestones all || return $?
	sql_file "$ROOT/sql/night/due.sql" -v run="$RUN" -v now="$NOW" >/dev/null
}

# A period that the catalogue's rows do not let us compute keeps its figures and its marks: the night (GOES_ON) goes on with the
# others, and tells the row. NOT_COMPUTED: "PERIOD: WHERE: WHAT".
NOT_COMPUTED=()
leave_period() {
	local why
	[ "$2" -eq 78 ] && [ -n "${GOES_ON:-}" ] || return "$2"
	why=$(grep '^level=error' "$WORK/programs.log" | tail -n 1 | sed -E 's/^level=error program=[a-z-]+ //; s|^/?([^ :]*/)*([^/ :]+/[^/ :]+:[0-9]+: )|\2|')
	NOT_COMPUTED+=("$1: ${why:0:400}")
}

# Every marked period, or only ONE with what follows from it: first the quarters, then the years.
compute_marked() {
	local only=$1 line period from others
	local -a lines=()
	COMPUTED=()
	sql_file "$ROOT/sql/night/follow.sql" -v only="$only" >/dev/null || return $?
	sql_file "$ROOT/sql/night/periods.sql" -v only="$only" -v named= >"$WORK/marks" || return $?
	step marked
	mapfile -t lines <"$WORK/marks"
	for line in ${lines[@]+"${lines[@]}"}; do
		IFS='|' read -r period from others <<<"$line"
		if compute_period "$period" "$from" "$others"; then COMPUTED+=("$period"); else leave_period "$period" $? || return $?; fi
	done
	[ ${#COMPUTED[@]} -eq 0 ] || gather_statistics
}

# The server's own statistics come when it finds time: until then views over new figures take ten times as long.
gather_statistics() {
	sql 'analyze core.indicator, core.measure, core.label, core.duty, core.target_due, core.target_entry, core.document_row, audit.load, audit.reject'
}

# The marks of one period, of all feeds.
mark_period() {
	sql "insert into audit.mark (feed, period, marked_by)
		select feed, '$1', nextval('audit.load_id_seq') from unnest(string_to_array('${MEASURED[*]}', ' ')) feed
		on conflict (feed, period) do update set marked_by = excluded.marked_by" >/dev/null
}
