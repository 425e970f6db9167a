# shellcheck shell=bash
# For the monitoring of the machine: Prometheus' text format, replaced as a whole.

# write_metrics STATUS PAGE COUNTS
write_metrics() {
	local code=$1 now feed read kept rejected duplicate strangers left stuck
	local -n fact=$2 count=$3
	printf -v now '%(%s)T' -1
	{
		echo "chiso_night_status $code"
		echo "chiso_night_finished_seconds $now"
		echo "chiso_night_duration_seconds $(run_seconds)"
		if [ "$code" -lt 2 ]; then
			left=${count[left]} stuck=${count[stuck]}
			echo "chiso_night_success_seconds $now"
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
		else
			grep '^chiso_night_success_seconds' "$CHISO_VAR/metrics.prom" 2>/dev/null
		fi
	} >"$WORK/metrics"
	place_file "$WORK/metrics" "$CHISO_VAR/metrics.prom"
}
