# shellcheck shell=bash
# The night asks the feeds of CHISO_ASK before it takes what lies in the inbox. What fails costs that feed, and is told: the days that
# nobody answered for by the ledger (sql/night/unanswered.sql), what has no day here.

ask_night() {
	local code=0
	local -a feeds
	(umask 077 && mkdir -p -- "$WORK/ask") || return 73
	: >"$WORK/ask/done"
	read -r -d '' -a feeds <<<"${CHISO_ASK:-}"
	if [ ${#feeds[@]} -eq 0 ]; then
		retry store_asked shared
		return
	fi
	if ! lock_asking; then
		add_asked 'một lần hỏi khác đang chạy / another asking is at work'
		retry store_asked shared
		return
	fi
	{ begin_asking && find_answered && ask_feeds asking '' '' "${feeds[@]}"; } >>"$WORK/programs.log" || code=$?
	has_session || return "$code"
	[ "$code" -eq 0 ] || add_asked "chương trình hỏi bị lỗi / asking failed by itself: $code (log/programs.log)"
	code=0
	retry store_asked || code=$?
	unlock_asking
	return "$code"
}

# What concerns no days: as the rows of ask.sh.
add_asked() { printf '%s\n' "$CHISO_ASK$BAR${BAR}0${BAR}1$BAR$BAR$1" >>"$WORK/ask/done"; }

# What waits for a person and has no row in the ledger. collect_asked PAGE
collect_asked() {
	local feed request answered failed why detail
	while IFS=$BAR read -r feed request answered failed why detail; do
		[ -z "$request" ] || continue
		add_to "$1" waits 1
		add_row page.findings "$feed: chưa hỏi được / not asked: $detail"
	done <"$WORK/ask/done"
}

print_asked_feeds() {
	local feed request answered failed why detail vi en
	[ -s "$WORK/ask/done" ] || return 0
	echo
	wrap '' 'Đã hỏi các nguồn / feeds that were asked (scripts/fetch):'
	while IFS=$BAR read -r feed request answered failed why detail; do
		[ -n "$request" ] || continue
		outcome_word vi "$why" vi
		outcome_word en "$why" en
		wrap '  - ' "$feed $request: $answered lượt được trả lời, $failed chưa / $answered answered, $failed not${why:+: $vi / $en${detail:+ ($detail)}}"
	done <"$WORK/ask/done"
}
