# shellcheck shell=bash
# Asking feeds for what they have: which windows of days are due, one after another, page by page. A feed's fault costs that feed.
#
# REQUEST is a row of requests.csv, by its columns; with it `today`, `since` and `until` (what a person named, or ''), the window at hand
# (`first`, `last`), its `clock`, what the endpoint's files say (ask_endpoint.sh), and of the answer at hand: `page`, `id`, `tries`, `http`, `type`,
# `bytes`, `records`, `code` (of reject_codes.csv), `outcome` (of outcomes.csv), `detail`, `hash`, `name`, `next` (the address of the
# page behind it), `is_last`. TALLY is what came of all of them: windows that were `asked`, `answered`, and `failed`, and the `status`.
#
# Files of $WORK/ask: requests, outcomes, answered (windows), due, done (a row for the summary a request), and the exchange's own.

# The words and the consequences of an outcome (OUTCOME.COLUMN), and which one a fault means (curl:7, http:404, code:file.html).
declare -A outcome_says=() outcome_by=()

# The columns of all rows of a table, a line each, BAR between them: read_table TABLE FILE COLUMN…
read_table() {
	local table=$1 file=$2
	shift 2
	show_catalog "$table.csv" "$table" || return $?
	/usr/bin/python3 -I -c 'import csv, sys
for row in csv.DictReader(open(sys.argv[1], encoding="utf-8")):
    print("\x1f".join(row[column] for column in sys.argv[2:]))' "$WORK/$table.csv" "$@" >"$file" || return 70
}

readonly ask_columns='feed request method endpoint path template content_type headers accept auth window back_days date_form to_day
	page_first next_page max_pages max_mb max_seconds tries wait_seconds valid_from valid_to'

# What the catalogue says of asking: begin_asking
begin_asking() {
	local name vi en curl http codes is_answer again stops status word
	local -a words
	(umask 077 && mkdir -p -- "$WORK/ask") || return 73
	# shellcheck disable=SC2086 # a list of words
	read_table requests "$WORK/ask/requests" $ask_columns || return $?
	read_table outcomes "$WORK/ask/outcomes" outcome message_vi message_en curl http codes is_answer again stops status || return $?
	while IFS=$BAR read -r name vi en curl http codes is_answer again stops status; do
		outcome_says[$name.vi]=$vi outcome_says[$name.en]=$en outcome_says[$name.is_answer]=$is_answer
		outcome_says[$name.again]=$again outcome_says[$name.stops]=$stops outcome_says[$name.status]=$status
		read -r -d '' -a words <<<"$curl"
		for word in "${words[@]}"; do outcome_by["curl:$word"]=$name; done
		read -r -d '' -a words <<<"$http"
		for word in "${words[@]}"; do outcome_by["http:$word"]=$name; done
		read -r -d '' -a words <<<"$codes"
		for word in "${words[@]}"; do outcome_by["code:$word"]=$name; done
	done <"$WORK/ask/outcomes"
	: >"$WORK/ask/done"
	sweep_inbox
}

# ask_feeds TALLY SINCE UNTIL FEED…: a line on standard output for every answer, or the want of one.
ask_feeds() {
	local tally=$1 since=$2 until=$3 feed row
	local -a rows
	declare -gA "$tally"
	for row in asked answered failed status; do give "$tally" "$row" 0; done
	shift 3
	for feed in "$@"; do
		mapfile -t rows < <(grep "^$feed$BAR" "$WORK/ask/requests")
		[ ${#rows[@]} -gt 0 ] || tell_unknown "$tally" "$feed"
		for row in "${rows[@]}"; do ask_request "$tally" "$since" "$until" "$row" || return $?; done
	done
}

# In the configuration, and no row of the catalogue says how it is asked.
tell_unknown() {
	count_window "$1" request.wrong
	printf '%s%s%s%s%s\n' "$2" "$BAR$BAR" 0 "$BAR" "1${BAR}request.wrong${BAR}no row of requests.csv" >>"$WORK/ask/done"
	printf '%s: %s / %s (no row of requests.csv)\n' "$2" "${outcome_says[request.wrong.vi]}" "${outcome_says[request.wrong.en]}"
}

is_answered() { [ -n "${outcome_says[$1.is_answer]:-}" ]; }
may_ask_again() { [ -n "${outcome_says[$1.again]:-}" ]; }

# What an outcome says or is: outcome_word NAME OUTCOME COLUMN. What a fault means, of several words the first that has a row: outcome_of
# NAME WORD…, '' when none has.
outcome_word() { printf -v "$1" '%s' "${outcome_says[$2.$3]:-}"; }

outcome_of() {
	local name=$1 word
	shift
	printf -v "$name" ''
	for word in "$@"; do
		[ -z "${outcome_by[$word]:-}" ] || printf -v "$name" '%s' "${outcome_by[$word]}"
		[ -z "${outcome_by[$word]:-}" ] || return 0
	done
}

# count_window TALLY OUTCOME: different faults are one status, 1: something waits for a person.
count_window() {
	local -n sum=$1
	local status=${outcome_says[$2.status]}
	add_to "$1" asked 1
	if is_answered "$2"; then
		add_to "$1" answered 1
		return
	fi
	add_to "$1" failed 1
	case ${sum[status]} in 0 | "$status") ;; *) status=1 ;; esac
	give "$1" status "$status"
}

# read_request NAME SINCE UNTIL ROW
read_request() {
	local column
	local -a cells columns
	IFS=$BAR read -r -a cells <<<"$4"
	read -r -d '' -a columns <<<"$ask_columns"
	for column in "${!columns[@]}"; do give "$1" "${columns[column]/#tries/max_tries}" "${cells[column]:-}"; done
	give_all "$1" since "$2" until "$3" today "$(TZ='<+07>-7' date -d "$CHISO_NOW" +%F)"
}

# ask_request TALLY SINCE UNTIL ROW
ask_request() {
	local n=0 is_open=1 answered=0 failed=0 why='' detail=''
	local -a windows
	local -A request=()
	read_request request "${@:2}"
	list_due request || return $?
	mapfile -t windows <"$WORK/ask/due"
	[ ${#windows[@]} -gt 0 ] || return 0
	open_endpoint request || is_open=''
	while [ $n -lt ${#windows[@]} ]; do
		request[first]=${windows[n]% *} request[last]=${windows[n]#* }
		n=$((n + 1))
		set_clock request $((${#windows[@]} - n))
		if [ -n "$is_open" ]; then ask_window request || return $?; else keep_answer request || return $?; fi
		count_window "$1" "${request[outcome]}"
		if is_answered "${request[outcome]}"; then
			answered=$((answered + 1))
			continue
		fi
		failed=$((failed + 1)) why=${request[outcome]} detail=${request[detail]}
		if [ -n "${outcome_says[$why.stops]}" ] && [ $n -lt ${#windows[@]} ]; then
			failed=$((failed + ${#windows[@]} - n))
			leave_rest request "${windows[n]% *}" "${windows[-1]#* }" || return $?
			break
		fi
	done
	printf '%s\n' "${request[feed]}$BAR${request[request]}$BAR$answered$BAR$failed$BAR$why$BAR$detail" >>"$WORK/ask/done"
}

# When it was sent, as its message will say: of one asking the later window's is the later one. set_clock REQUEST WINDOWS-BEHIND-IT
set_clock() {
	local seconds clock
	seconds=$(date -d "$CHISO_NOW" +%s) || return $?
	TZ='<+07>-7' printf -v clock '%(%FT%T)T+07:00' $((seconds - $2))
	give "$1" clock "$clock"
}

# The windows behind the one that stopped the feed are a row of the ledger: nobody asked for them. leave_rest REQUEST FIRST LAST
leave_rest() {
	local -n left=$1
	local why=${left[outcome]} detail=${left[detail]}
	clear_answer "$1"
	give_all "$1" first "$2" last "$3" outcome left detail "$why"
	keep_answer "$1" || return $?
	give_all "$1" outcome "$why" detail "$detail"
}

# A window is answered when its last page is. Where one was not, the asking goes on behind the last page that was, when that one is still
# the same; else from the first again: pages have moved. ask_window REQUEST
ask_window() {
	local -n window=$1
	local address='' first=${window[page_first]:-1} page end
	end=$((first + ${window[max_pages]:-1}))
	find_half "$1"
	page=${window[half]:-$first}
	while :; do
		clear_answer "$1"
		give "$1" page "$page"
		if [ "$page" -lt "$end" ]; then ask_page "$1" "${address#more}" || return $?; else give "$1" outcome page.over; fi
		address=${window[next]}
		if has_moved "$1"; then
			keep_answer "$1" || return $?
			page=$first address=''
			continue
		fi
		if is_answered "${window[outcome]}" && [ -z "$address" ]; then give "$1" is_last 1; fi
		keep_answer "$1" || return $?
		[ -n "$address" ] && is_answered "${window[outcome]}" || return 0
		page=$((page + 1))
	done
}

# ---- which windows ----

day_number() {
	local seconds
	seconds=$(date -u -d "$2" +%s) || return $?
	printf -v "$1" '%d' $((seconds / 86400))
}

day_name() { TZ=UTC0 printf -v "$1" '%(%F)T' $(($2 * 86400)); }

# The window that a day lies in: window_of FIRST LAST KIND DAY, days by their numbers. Those of N days begin on a Monday, counted
# from 1970-01-05, so that they are the same whenever they are asked.
window_of() {
	local kind=$3 day=$4 n date year month
	if [[ $kind == *d ]]; then
		n=${kind%d}
		printf -v "$1" '%d' $((day - ((day - 4) % n + n) % n))
		printf -v "$2" '%d' $((day - ((day - 4) % n + n) % n + n - 1))
		return
	fi
	case $kind in month) n=1 ;; quarter) n=3 ;; *) n=12 ;; esac
	day_name date "$day"
	year=${date:0:4} month=$((10#${date:5:2}))
	month=$((month - (month - 1) % n))
	day_number "$1" "$year-$month-1" || return $?
	month=$((month + n))
	[ $month -le 12 ] || month=$((month - 12)) year=$((year + 1))
	day_number n "$year-$month-1" || return $?
	printf -v "$2" '%d' $((n - 1))
}

# list_due REQUEST: the windows that are over, end within its days back (or touch those that a person named), in which its row is
# valid, and that no answer is known of (answered): FIRST LAST a line into $WORK/ask/due
list_due() {
	local -n due=$1
	local day over from to first last back=${due[back_days]}
	day_number over "${due[today]}" || return $?
	if [ -n "${due[since]}" ]; then day_number day "${due[since]}" || return $?; else day=$((over - back)); fi
	while :; do
		window_of from to "${due[window]}" "$day" || return $?
		[ "$to" -lt "$over" ] || break
		day_name first "$from"
		day_name last "$to"
		[[ -z ${due[until]} || ! $first > ${due[until]} ]] || break
		if [[ ! $last < ${due[valid_from]} && (-z ${due[valid_to]} || ! $last > ${due[valid_to]}) ]]; then echo "$first $last"; fi
		day=$((to + 1))
	done >"$WORK/ask/windows"
	awk -v name="${due[feed]} ${due[request]}" '
		FILENAME == ARGV[1] { if ($1 " " $2 == name) { from[++n] = $3; to[n] = $4 }; next }
		{ for (i = 1; i <= n; i++) if (from[i] <= $1 && $2 <= to[i]) next; print }' "$WORK/ask/answered" "$WORK/ask/windows" >"$WORK/ask/due"
}

# What would be asked: print_due SINCE UNTIL FEED…
print_due() {
	local since=$1 until=$2 feed row
	local -a rows
	local -A request=()
	shift 2
	for feed in "$@"; do
		mapfile -t rows < <(grep "^$feed$BAR" "$WORK/ask/requests")
		for row in "${rows[@]}"; do
			read_request request "$since" "$until" "$row"
			list_due request || return $?
			sed "s/^/$feed ${request[request]} /" "$WORK/ask/due"
		done
	done
}
