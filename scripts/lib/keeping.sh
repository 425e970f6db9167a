# shellcheck shell=bash
# What was kept as long as it is to be goes, with a row of audit.removal that is written first: raw files (raw_days of their feed), files in
# quarantine that a person closed, deliveries with their receipt, the summaries of nights, months of the log. What a night that was killed left
# behind its row goes with the next one.

# What covers a raw file that goes is the ledger: its records stand in the warehouse, and chiso-dump --load gives its clean stream again.
drop_old() {
	add_catalog_table settings || return $?
	sql_facts "$ROOT/sql/night/old.sql" -v now="$CHISO_NOW" >"$WORK/old.known" || return $?
	{
		list_nights
		list_logs || return $?
		cat -- "$WORK/old.known"
	} >"$WORK/old.all" || return $?
	place_old "$WORK/old.all" >"$WORK/old"
	awk -F "$BAR" 'BEGIN { print "what,name,since,days" } { print $1 "," $2 "," $3 "," $4 }' "$WORK/old" | LC_ALL=C uniq >"$WORK/removing.csv"
	add_csv_table removing removing.csv || return $?
	sql_file "$ROOT/sql/night/old-keep.sql" -v run="$RUN" -v now="$CHISO_NOW" || return $?
	[ -s "$WORK/old" ] || return 0
	awk -F "$BAR" '{ printf "%s%c", $5, 0 }' "$WORK/old" | xargs -0 -r rm -rf -- || return 73
}

# The summaries of nights beyond those that are kept, this one's among them: WHAT, NAME, SINCE, ''
list_nights() {
	local name
	local -a kept=("$CHISO_VAR"/nights/[0-9]*/)
	[ -e "${kept[0]}" ] && [ ${#kept[@]} -ge "$CHISO_NIGHTS" ] || return 0
	for name in "${kept[@]:0:${#kept[@]}-CHISO_NIGHTS+1}"; do
		name=$(basename "$name")
		printf '%s\n' "night$BAR$name$BAR${name:0:10}$BAR"
	done
}

# A month of the log becomes a file of its own with the first night of another; the last day of a month counts.
list_logs() {
	local log=$CHISO_VAR/log/programs.log name days month
	if [ -s "$log" ]; then
		month=$(TZ=Asia/Ho_Chi_Minh date -r "$log" +%Y-%m)
		[[ ! $month < "${CHISO_NOW:0:7}" ]] || [ -e "$CHISO_VAR/log/programs-$month.log" ] || mv -- "$log" "$CHISO_VAR/log/programs-$month.log"
	fi
	sql "select value from settings where setting = 'keep_log' and value ~ '^[0-9]{1,5}$'" >"$WORK/keep" || return $?
	read -r days <"$WORK/keep" || return 0
	for name in "$CHISO_VAR"/log/programs-????-??.log; do
		[ -e "$name" ] || continue
		month=${name##*/programs-} month=${month%.log}
		month=$(date -d "$month-01 + 1 month - 1 day" +%Y-%m-%d 2>/dev/null) || continue
		[[ ! $(date -d "$month + $days days" +%Y-%m-%d) < ${CHISO_NOW%%T*} ]] || printf '%s\n' "log$BAR${name##*/}$BAR$month$BAR$days"
	done
}

# Of such rows those whose files are there, a row a file with its place behind: place_old FILE
place_old() {
	find "$STORE/raw" "$STORE/quarantine" "$CHISO_VAR/deliver" "$CHISO_VAR/nights" "$CHISO_VAR/log" -mindepth 1 -maxdepth 1 2>/dev/null |
		awk -F "$BAR" -v OFS="$BAR" -v store="$STORE" -v var="$CHISO_VAR" '
			FILENAME != ARGV[2] { is_there[$0]; next }
			function put(place) { if (place in is_there) print $1, $2, $3, $4, place }
			$1 == "raw" { put(store "/raw/" $2 ".xml"); put(store "/raw/" $2 ".xml.gz"); put(store "/raw/" $2 ".meta") }
			$1 == "quarantine" { put(store "/quarantine/" $2); put(store "/quarantine/" $2 ".txt"); put(store "/quarantine/" $2 ".meta") }
			$1 == "delivery" { put(var "/deliver/" $2) }
			$1 == "night" { put(var "/nights/" $2) }
			$1 == "log" { put(var "/log/" $2) }' - "$1"
}
