# shellcheck shell=bash
# For the monitoring of the machine: Prometheus' text format, replaced as a whole. A family is a row here: its name, type, what it is.

print_families() {
	cat <<'END'
chiso_night_status|gauge|Exit status of the last night: 0 all done, 1 something waits for a person, 64 and above not done
chiso_night_finished_timestamp_seconds|gauge|When the last night ended
chiso_night_duration_seconds|gauge|How long the last night took
chiso_night_success_timestamp_seconds|gauge|When a night was done last
chiso_waiting_for_a_person|gauge|Things of the last night that a person must decide
chiso_files_loaded|gauge|Files that the last night loaded
chiso_files_held_back|gauge|Files that the last night put into quarantine
chiso_files_left|gauge|Files that the last night left in the inbox
chiso_feeds_came|gauge|Feeds that came in the last night
chiso_feeds_expected|gauge|Feeds that were expected in the last night
chiso_figures_new|gauge|Figures that were new in the last night
chiso_figures_changed|gauge|Figures that changed in the last night
chiso_records_read|gauge|Records of the last night, read
chiso_records_kept|gauge|Records of the last night, kept
chiso_records_rejected|gauge|Records of the last night, refused
chiso_records_duplicate|gauge|Records of the last night that were there already
chiso_records_strangers|gauge|Elements of the last night that no field reads
chiso_feed_last_seen_timestamp_seconds|gauge|When a feed came last
chiso_feed_late|gauge|1 when a feed that has a due day is past it
chiso_files_standing|gauge|Files that stand in the warehouse: a file that is read anew stands once
chiso_records_standing_read|gauge|Records of these files, read
chiso_records_standing_kept|gauge|Records of these files, kept
chiso_records_standing_rejected|gauge|Records of these files, refused
chiso_records_standing_duplicate|gauge|Records of these files that were there already
chiso_rejects_standing|gauge|What was refused of these files, by reason
chiso_rejects_open|gauge|Refused records that wait to be mended, by agency
chiso_runs_total|counter|Runs that were begun, by kind
chiso_loads_total|counter|Files that were ever loaded, again or for the first time
chiso_marks|gauge|Periods that wait to be computed
chiso_mark_age_seconds|gauge|For how long the oldest of them waits
chiso_figures|gauge|Figures of the last period of each set, by state
chiso_completeness_ratio|gauge|Share of an agency's figures of that period that have a value
END
}

# write_metrics STATUS PAGE COUNTS. After a night that was not done, or when the warehouse is gone, it is not asked: what the last one said
# of it stands.
write_metrics() {
	local code=$1
	: >"$WORK/samples"
	sample_night "$@" >"$WORK/samples"
	if [ "$code" -lt 2 ] && sql_file "$ROOT/sql/night/metrics.sql" -F ' ' -v now="$CHISO_NOW" >"$WORK/asked.metrics"; then
		sed 's/ //' "$WORK/asked.metrics" >>"$WORK/samples"
	elif [ -r "$CHISO_VAR/metrics.prom" ]; then
		cut -d' ' -f1 "$WORK/samples" >"$WORK/sampled"
		grep -v '^#' "$CHISO_VAR/metrics.prom" | awk 'NR == FNR { had[$1] = 1; next } !($1 in had)' "$WORK/sampled" - >>"$WORK/samples"
	fi
	print_families | awk -F'|' '
		NR == FNR { at = match($0, /[{ ]/); name = substr($0, 1, at - 1); lines[name] = lines[name] $0 "\n"; next }
		$1 in lines { printf "# HELP %s %s.\n# TYPE %s %s\n%s", $1, $3, $1, $2, lines[$1] }' "$WORK/samples" - >"$WORK/metrics"
	place_file "$WORK/metrics" "$CHISO_VAR/metrics.prom"
}

# sample_night STATUS PAGE COUNTS
sample_night() {
	local code=$1 now feed read kept rejected duplicate strangers left stuck
	local -n fact=$2 count=$3
	printf -v now '%(%s)T' -1
	echo "chiso_night_status $code"
	echo "chiso_night_finished_timestamp_seconds $now"
	echo "chiso_night_duration_seconds $(run_seconds)"
	[ "$code" -lt 2 ] || return 0
	left=${count[left]} stuck=${count[stuck]}
	echo "chiso_night_success_timestamp_seconds $now"
	echo "chiso_waiting_for_a_person ${fact[waits]}"
	echo "chiso_files_loaded ${fact[loaded]}"
	echo "chiso_files_held_back ${count[bad]}"
	echo "chiso_files_left $((left + stuck))"
	echo "chiso_feeds_came ${fact[came]}"
	echo "chiso_feeds_expected ${fact[expected]}"
	echo "chiso_figures_new ${fact[new]}"
	echo "chiso_figures_changed ${fact[changed]}"
	while IFS=$BAR read -r feed read kept rejected duplicate strangers; do
		printf 'chiso_records_%s{feed="'"$feed"'"} %s\n' read "$read" kept "$kept" \
			rejected "$rejected" duplicate "$duplicate" strangers "$strangers"
	done <"$WORK/page.feeds"
}
