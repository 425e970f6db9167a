# shellcheck shell=bash
# From records to measures: the clean records of a period's feeds, and of the lists that they are looked up in. SOURCES as in figures.sh.

# The feeds of a kind that ever brought a file: members_of KIND
members_of() { awk -v kind="$1" '$1 == kind { print $2 }' "$WORK/members"; }

# The clean records of a list as stored, one version a key; kept for the night, since several measures join it: dump_list FEED AS_OF
dump_list() {
	[ ! -e "$WORK/list.$1" ] || return 0
	retry chiso-dump -q --feed "$1" ${2:+--as-of "$2"} -o "$WORK/list.$1" 2>>"$WORK/programs.log"
}

# The lists of a kind that a feed's records are looked up in: those of its own province and everybody's; of what never came, nothing:
# lists_of KIND FEED
lists_of() {
	awk -v kind="$1" -v feed="$2" 'part == "laid" { laid[$1, $2] = $3; next }
		{ line[$2] = $3 }
		$1 == kind { list[$2] = $3 }
		END {
			for (f in list) if (list[f] == "*" || list[f] == line[feed]) { print f; n++ }
			if (!n) print (kind, line[feed]) in laid ? laid[kind, line[feed]] : kind
		}' part=laid "$WORK/laid" part=members "$WORK/members" | LC_ALL=C sort
}

# join_lists SOURCES FEED, into joins
join_lists() {
	local -n source=$1
	local list feed
	joins=()
	for list in ${source[lists]}; do
		[[ " ${source[wrong]} " != *" $list "* ]] || continue
		for feed in $(lists_of "$list" "$2"); do
			dump_list "$feed" "${source[as_of]:-}" || return $?
			joins+=(--join "$list=$WORK/list.$feed")
		done
	done
}

# The records of the feeds that are measured in a period, but those of lists that lie there whole: $WORK/records.PERIOD/FEED.
# dump_records SOURCES PERIOD
dump_records() {
	local -n source=$1
	local kind feed period=$2 as_of=${source[as_of]:-}
	local -a feeds=()
	for kind in ${source[measured]}; do
		[[ " ${source[wrong]} " != *" $kind "* ]] || continue
		for feed in $(members_of "$kind"); do [ -e "$WORK/list.$feed" ] || feeds+=("$feed"); done
	done
	mkdir -p -- "$WORK/records.$period" || return 73
	[ ${#feeds[@]} -eq 0 ] || retry chiso-dump -q --period "$period" ${as_of:+--as-of "$as_of"} --into "$WORK/records.$period" "${feeds[@]}" \
		2>>"$WORK/programs.log"
}

# The measures of the feeds of all kinds in a period, into `parts`: a file for those that are looked up in the same lists.
# measure_feeds SOURCES PERIOD
measure_feeds() {
	local -n source=$1
	local kind feed key period=$2 out
	local -a joins=() feeds
	local -A alike=()
	for kind in ${source[measured]}; do
		[[ " ${source[wrong]} " != *" $kind "* ]] || continue
		for feed in $(members_of "$kind"); do
			join_lists "$1" "$feed" || return $?
			[ -e "$WORK/records.$period/$feed" ] || ln -s -- "$WORK/list.$feed" "$WORK/records.$period/$feed" || return 73
			printf -v key '%s\n' ${joins[@]+"${joins[@]}"}
			alike[$key]+="$feed "
		done
	done
	for key in "${!alike[@]}"; do
		mapfile -t joins <<<"${key%$'\n'}"
		[ -n "${joins[0]}" ] || joins=()
		read -r -a feeds <<<"${alike[$key]}"
		out=$WORK/measures.${#parts[@]}.$period
		chiso-aggregate -q --now "$CHISO_NOW" --period "$period" "${joins[@]}" --from "$WORK/records.$period" \
			-o "$out" "${feeds[@]}" 2>>"$WORK/programs.log" || return $?
		parts+=("$out")
	done
}

# Those of a kind that a row of the catalogue keeps from being read, as they stand: measures_standing SOURCES KIND PERIOD
measures_standing() {
	local -n source=$1
	local kind=$2 period=$3 as_of=${source[as_of]:-}
	parts+=("$WORK/measures.$kind.$period")
	retry chiso-dump -q --measures --period "$period" ${as_of:+--as-of "$as_of"} -o "$WORK/measures.$kind.$period" "$kind" \
		2>>"$WORK/programs.log"
}

# The measures of a period's records into $WORK/measures.PERIOD: measures_of_period SOURCES PERIOD
measures_of_period() {
	local -n source=$1
	local period=$2 kind
	local -a parts=()
	dump_records "$1" "$period" || return $?
	measure_feeds "$1" "$period" || return $?
	for kind in ${source[measured]}; do
		[[ " ${source[wrong]} " != *" $kind "* ]] || measures_standing "$1" "$kind" "$period" || return $?
	done
	rm -rf -- "$WORK/records.$period" & # nobody waits for the disk
	chiso-aggregate -q --merge -o "$WORK/measures.$period" "${parts[@]}" 2>>"$WORK/programs.log"
}
