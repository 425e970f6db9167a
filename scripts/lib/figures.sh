# shellcheck shell=bash
# From marks to figures: dump | aggregate | compute | load for every period that a load has marked.
#
# SOURCES is what figures are made of, kinds of records with blanks between: `measured`, those that have measures and of which a
# feed ever brought a file; `lists`, those that formulas look things up in; `wrong`, feeds that a row of the catalogue keeps from
# being read, and their kinds. `as_of`: the run whose records and measures are meant, when they are not those of now.
# $WORK/members: a kind, a feed of it that ever brought a file, and whose it is, a line each: `*` everybody's, `-` the first province's
# of the data centre, else another's territories joined by +. $WORK/laid: the feeds laid out for the others: from which, for whom, the feed.

# A wrong feed costs itself: its files stay in the inbox, its measures and marks as they are, until the row is mended. The rows:
# $WORK/wrong, lines FEED<BAR>WHERE: WHAT.
load_wrong() {
	local row feeds=''
	local -a rows
	show_catalog wrong.csv wrong --now "$CHISO_NOW" || return $?
	add_csv_table wrong wrong.csv || return $?
	run_sql -F "$BAR" -c 'select feed, text from wrong' >"$WORK/wrong" || return $?
	mapfile -t rows <"$WORK/wrong"
	for row in "${rows[@]}"; do feeds+="${row%%"$BAR"*} "; done
	# a catalogue of before the kinds has no such column
	sql "insert into wrong (feed, text) select k.kind, min(w.text) from wrong w join feeds f using (feed)
		cross join lateral (select to_jsonb(f) ->> 'kind' as kind) k
		where k.kind <> '' and k.kind not in (select feed from wrong) group by 1 returning feed" >"$WORK/wrong.kinds" || return $?
	mapfile -t rows <"$WORK/wrong.kinds"
	give "$1" wrong "$feeds${rows[*]}"
}

# load_measured SOURCES
load_measured() {
	local -a feeds
	local then=''
	declare -gA "$1"
	local -n source=$1
	# a feed that joined its kind since is not in the catalogue of then
	[ -z "${source[as_of]:-}" ] || then="and coalesce(run_id, 0) <= ${source[as_of]}"
	load_wrong "$1" || return $?
	add_catalog_table measures || return $?
	add_catalog_table settings || return $?
	add_catalog_table calendars all || return $?
	add_provinces || return $?
	run_sql -F ' ' -c "select distinct l.kind, l.feed, coalesce(p.line, '-') from audit.load l left join province p on p.feed = l.feed
		where state <> 'bad' $then order by 1, 2" >"$WORK/members" || return $?
	run_sql -F ' ' -c "select laid_from, line, feed from province where laid_from <> ''" >"$WORK/laid" || return $?
	sql "select distinct feed from measures
		where feed in (select kind from audit.load where state <> 'bad' $then) order by 1" >"$WORK/measured" || return $?
	mapfile -t feeds <"$WORK/measured"
	give "$1" measured "${feeds[*]}"
	sql "select distinct substr(setting, 8) from settings where setting like 'lookup.%' order by 1" \
		>"$WORK/lists" || return $?
	mapfile -t feeds <"$WORK/lists"
	give "$1" lists "${feeds[*]}"
}

# Figures of a period into $WORK/figures.PERIOD, over its measures and the stored ones of OTHERS (periods joined by +):
# figures_of_period SOURCES PERIOD records|measures OTHERS
figures_of_period() {
	local -n source=$1
	local period=$2 from=$3 others=$4
	local -a inputs=() measured
	if [ "$from" = records ]; then
		measures_of_period "$1" "$period" || return $?
		inputs+=("$WORK/measures.$period")
	fi
	step measured
	if [ -n "$others" ]; then
		read -r -a measured <<<"${source[measured]}"
		retry chiso-dump -q --measures --period "$others" ${source[as_of]:+--as-of "${source[as_of]}"} -o "$WORK/others.$period" "${measured[@]}" \
			2>>"$WORK/programs.log" || return $?
		inputs+=("$WORK/others.$period")
	fi
	chiso-compute -q --now "$CHISO_NOW" --period "$period" --series "${CHISO_SERIES:-as-was}" -o "$WORK/figures.$period" \
		"${inputs[@]}" 2>>"$WORK/programs.log" || return $?
	step computed
}

# A period is computed whole: the marks that were there before its records were read are cleared in the transaction of its
# figures (load_figures); one that came since stays for the next run. compute_period SOURCES PERIOD records|measures OTHERS
compute_period() {
	local period=$2
	sql_file "$ROOT/sql/night/marks.sql" -F $'\t' -v period="$period" >"$WORK/marks.$period" || return $?
	figures_of_period "$@" || return $?
	stage_published "$period" || return $?
	store_definitions "$period" "$3" || return $?
	retry load_measures "$period" || return $?
	step loaded
}

# What the figures are computed by.
store_definitions() {
	local period=$1 from=$2 file=$WORK/definitions.$1.csv
	show_catalog "${file##*/}" definitions "$period" --now "$CHISO_NOW" || return $?
	add_csv_table defined "${file##*/}" || return $?
	sql_file "$ROOT/sql/night/define.sql" -v run="$RUN" -v period="$period" -v from="$from"
}

# Statuses that the calendar changes are computed again on their day.
mark_due() {
	add_catalog_table milestones all || return $?
	sql_file "$ROOT/sql/night/due.sql" -v run="$RUN" -v now="$CHISO_NOW" >/dev/null
}

# A period that the catalogue's rows do not let us compute keeps its figures and its marks: the night goes on with the others, and
# tells the row: $WORK/not-computed, lines PERIOD: WHERE: WHAT.
leave_period() {
	local why
	why=$(plain_log <"$WORK/programs.log" | grep '^level=error' | tail -n 1 | sed -E 's/^level=error program=[a-z-]+ //; s|^/?([^ :]*/)*([^/ :]+/[^/ :]+:[0-9]+: )|\2|')
	printf '%s\n' "$1: ${why:0:400}" >>"$WORK/not-computed"
}

# Every marked period, or only ONE ('' for all) with what follows from it: first months and quarters, then what is made of them. With goes_on
# behind it, a period that cannot be computed is left: compute_marked SOURCES ONE [goes_on]
compute_marked() {
	local only=$2 goes_on=${3:-} line period from others code
	local -a lines=()
	: >"$WORK/not-computed"
	: >"$WORK/figures.loaded"
	sum_published_ahead
	sql_file "$ROOT/sql/night/follow.sql" -v only="$only" >/dev/null || return $?
	sql_file "$ROOT/sql/night/periods.sql" -v only="$only" -v named= >"$WORK/marks" || return $?
	step marked
	mapfile -t lines <"$WORK/marks"
	lay_definitions_ahead "${lines[@]%%|*}"
	for line in "${lines[@]}"; do
		IFS='|' read -r period from others <<<"$line"
		code=0
		compute_period "$1" "$period" "$from" "$others" || code=$?
		case $code,$goes_on in
		0,*) load_figures_beside "$period" || return $? ;;
		78,goes_on) leave_period "$period" ;;
		*) return "$code" ;;
		esac
	done
	await_figures || return $?
	gather_of_figures
}

# Tables that views read are counted once they have changed (sql/996-pace.sql): gather_statistics TABLE…
gather_statistics() {
	local list
	printf -v list "'%s'," "$@"
	sql "select core.gather_statistics(${list%,})" >/dev/null
}

gather_of_figures() {
	grep -q -v '^changed=0 same=[0-9]* closed=0$' "$WORK/figures.loaded" || return 0
	gather_statistics core.{indicator,indicator_flag,indicator_published,measure,definition} audit.{load,reject}
}

# The marks of one period and its months, of all feeds: mark_period SOURCES PERIOD
mark_period() {
	local -n source=$1
	local marked
	add_catalog_table sets all every_set || return $?
	marked=$(sql_file "$ROOT/sql/night/mark.sql" -v period="$2" -v feeds="${source[measured]}") || return $?
	[ "$marked" -gt 0 ] || {
		say "period: found $2, expected a quarter or month of the calendar of reports"
		return 64
	}
}

add_closings() {
	add_catalog_table closings || return $?
	add_catalog_table settings || return $?
	add_catalog_table calendars all
}

# What is not to be published yet, before it is computed.
lay_embargo() {
	add_closings || return $?
	sql_file "$ROOT/sql/night/embargo.sql" -v now="$CHISO_NOW"
}

# Sets and periods whose day of closing is over: what stands stays.
close_due() {
	add_closings || return $?
	sql_file "$ROOT/sql/night/close.sql" -v run="$RUN" -v now="$CHISO_NOW"
}
