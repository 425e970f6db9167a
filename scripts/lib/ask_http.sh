# shellcheck shell=bash
# One question and its answer: what is sent, curl, and asking again after a pause. REQUEST as in ask.sh.

# Nothing is known of the answer yet.
clear_answer() {
	local key
	for key in http type bytes records code outcome detail hash name next is_last; do give "$1" "$key" ''; done
	give "$1" tries 0
	rm -f -- "$WORK/ask/body" "$WORK/ask/head"
}

# A line of a file that curl reads: curl_line OPTION VALUE
curl_line() {
	local text=${2//\\/\\\\}
	printf '%s = "%s"\n' "$1" "${text//\"/\\\"}"
}

# What holds for every question: HTTPS alone, no redirect followed, no more than its limits.
curl_limits() {
	local -n limits=$1
	local seconds=${limits[max_seconds]}
	printf 'silent\nshow-error\ngloboff\ntlsv1.2\nno-progress-meter\n'
	curl_line proto '=https'
	curl_line connect-timeout $((seconds < 30 ? seconds : 30))
	curl_line max-time "$seconds"
	curl_line output "$WORK/ask/body"
	curl_line dump-header "$WORK/ask/head"
	curl_line write-out '%{http_code} %{size_download} %{content_type}'
}

ask_process=''

# For who ends in the middle of a question.
stop_asking() { [ -z "$ask_process" ] || kill "$ask_process" 2>/dev/null; }

# run_curl REQUEST FILE…: the question of $WORK/ask/exchange.curl, with files of credentials before it, so that ours is the last word.
# `http`, `bytes`, `type`; or the outcome of a connection that failed. In a process that a signal need not wait for.
run_curl() {
	local -n curl=$1
	local code=0 file http bytes type words means struct=$1 megabytes=${curl[max_mb]}
	local -a files=()
	shift
	for file in "$@"; do [ -z "$file" ] || files+=(--config "$file"); done
	rm -f -- "$WORK/ask/body" "$WORK/ask/head"
	(
		close_inherited # the lock and the session with the database are no business of its
		unset SSLKEYLOGFILE
		ulimit -c 0 -f $((megabytes * 1024 + 1024)) # what tells no length is cut as well
		exec curl -q "${files[@]}" --config "$WORK/ask/exchange.curl"
	) >"$WORK/ask/wrote" 2>"$WORK/ask/curl.err" </dev/null &
	ask_process=$!
	wait "$ask_process" || code=$?
	ask_process=''
	read -r http bytes type <"$WORK/ask/wrote"
	give_all "$struct" http "${http/#000/}" bytes "$bytes" type "$type"
	[ "$code" -ne 0 ] || return 0
	words=$(sed -n -E '1s/^curl: (\([0-9]+\) )?//p' "$WORK/ask/curl.err" | hide_values | LC_ALL=C tr -d '\000-\037' | cut -c1-150)
	outcome_of means "curl:$(grep -q -o -E ' alert (certificate|bad certificate|unknown ca|handshake)' <<<"$words" && echo alert)" "curl:$code" 'curl:*'
	give_all "$struct" outcome "$means" detail "curl $code${words:+: $words}"
}

outcome_of_http() {
	local -n status=$1
	local http=${status[http]:-none} means
	outcome_of means "http:$http" "http:${http:0:1}xx" 'http:*'
	give "$1" outcome "$means"
}

# Behind the try so many: twice as long each time, at least as long as the server asks for, no longer than a question may take.
pause() {
	local -n paused=$1
	local seconds=${paused[wait_seconds]} asked
	seconds=$((seconds * (1 << ($2 - 1))))
	asked=$(sed -n -E 's/^[Rr][Ee][Tt][Rr][Yy]-[Aa][Ff][Tt][Ee][Rr]: *([0-9]{1,6})[[:space:]]*$/\1/p' "$WORK/ask/head" 2>/dev/null | tail -n 1)
	[ "${asked:-0}" -le "$seconds" ] || seconds=$asked
	[ "$seconds" -le "${paused[max_seconds]}" ] || seconds=${paused[max_seconds]}
	sleep "$seconds"
}

# ---- what is sent ----

# A day as the sender writes it: written_day NAME REQUEST DAY
written_day() {
	local -n form=$2
	local seconds
	seconds=$(date -u -d "$3" +%s) || return $?
	# shellcheck disable=SC2059 # the form is the catalogue's
	TZ=UTC0 printf -v "$1" "%(${form[date_form]})T" "$seconds"
}

# A value where it stands: quoted_value NAME VALUE path|xml|json|text
quoted_value() {
	local LC_ALL=C text=$2 out='' n char
	case $3 in
	path)
		for ((n = 0; n < ${#text}; n++)); do
			char=${text:n:1}
			case $char in [A-Za-z0-9._~-]) out+=$char ;; *) printf -v char '%%%02X' "'$char" && out+=%${char: -2} ;; esac
		done
		;;
	xml) out=${text//"&"/"&amp;"} out=${out//"<"/"&lt;"} out=${out//">"/"&gt;"} out=${out//'"'/"&quot;"} ;;
	json) out=${text//\\/\\\\} out=${out//\"/\\\"} ;;
	*) out=$text ;;
	esac
	printf -v "$1" '%s' "$out"
}

# fill_text NAME REQUEST TEXT path|xml|json|text: with what {from} {to} {page} {id} and the endpoint's own {key} stand for. 1: one of them
# is not known.
fill_text() {
	local -n filled=$2
	local rest=$3 out='' value key
	local -r place='\{([a-z_]+)\}'
	while [[ $rest =~ $place ]]; do
		key=${BASH_REMATCH[1]}
		out+=${rest%%"{$key}"*} rest=${rest#*"{$key}"}
		case $key in
		from) written_day value "$2" "${filled[first]}" ;;
		to) written_day value "$2" "${filled[last]}${filled[to_day]:+ + 1 day}" ;;
		page | id) value=${filled[$key]} ;;
		*)
			[ -n "${filled[set.$key]+known}" ] ||
				refuse_request "$2" setting.wrong "${filled[endpoint]}.endpoint: expected a line $key=…" || return 1
			value=${filled[set.$key]}
			;;
		esac
		quoted_value value "$value" "$4"
		out+=$value
	done
	printf -v "$1" '%s' "$out$rest"
}

# The template of the last folder of the catalogue that has it.
find_template() {
	local dir found=''
	local -a dirs
	IFS=: read -r -a dirs <<<"$CHISO_CATALOG"
	for dir in "${dirs[@]}"; do [ ! -f "$dir/requests/$1" ] || found=$dir/requests/$1; done
	printf '%s' "$found"
}

# write_exchange REQUEST ADDRESS: the question as curl reads it; ADDRESS '' is the endpoint's and the row's own. 1: the row or the
# endpoint's file is wrong.
write_exchange() {
	local -n sent=$1
	local path address=$2 header file text kind=text megabytes=${sent[max_mb]}
	local -a headers
	if [ -z "$address" ]; then
		fill_text path "$1" "${sent[path]}" path || return 1
		address=${sent[set.url]}$path
	fi
	[[ $address/ == "${sent[origin]}"[/?]* ]] || refuse_request "$1" request.wrong 'path: expected one on the endpoint'\''s server' || return 1
	case ${sent[content_type]} in *xml*) kind=xml ;; *json*) kind=json ;; esac
	if [ -n "${sent[template]}" ]; then
		file=$(find_template "${sent[template]}")
		[ -n "$file" ] || refuse_request "$1" request.wrong "requests/${sent[template]}: no folder of the catalogue has it" || return 1
		fill_text text "$1" "$(<"$file")" $kind || return 1
		printf '%s\n' "$text" >"$WORK/ask/sent"
	else
		: >"$WORK/ask/sent"
	fi
	{
		curl_line url "$address"
		curl_limits "$1"
		curl_line max-filesize $((megabytes * 1048576))
		[ "${sent[method]}" = GET ] || curl_line data-binary "@$WORK/ask/sent"
		[ -z "${sent[content_type]}" ] || curl_line header "Content-Type: ${sent[content_type]}"
		curl_line header "Accept: ${sent[accept]// /, }"
		curl_line header 'Expect:'
		IFS='|' read -r -a headers <<<"${sent[headers]}"
		for header in "${headers[@]}"; do curl_line header "$header"; done
	} >"$WORK/ask/exchange.curl"
}

# ---- asking ----

# ask_page REQUEST ADDRESS: one page, again after a pause where that may help; a token that is refused is renewed once. What is an
# answer lies in the inbox then, and `next` says where the page behind it is.
ask_page() {
	local -n turn=$1
	local try=1 is_renewed='' renew id
	read -r id </proc/sys/kernel/random/uuid
	give "$1" id "$id"
	while :; do
		write_exchange "$1" "$2" || break
		renew=$WORK/ask/token.curl
		[ -n "${turn[token]}" ] || renew=''
		run_curl "$1" "${turn[secret]}" "$renew"
		judge_answer "$1" || return $?
		give "$1" tries $try
		if [ "${turn[outcome]}" = http.refused ] && [ -n "${turn[token]}" ] && [ -z "$is_renewed" ]; then
			is_renewed=1
			renew_token "$1" || break
			continue
		fi
		if ! may_ask_again "${turn[outcome]}" || [ $try -ge "${turn[max_tries]}" ]; then break; fi
		pause "$1" $try
		clear_answer "$1"
		try=$((try + 1))
	done
	! is_answered "${turn[outcome]}" || place_answer "$1"
}
