# shellcheck shell=bash
# The endpoint of a request: what the operator's files say of it, and its token. NAME.endpoint (lines KEY=VALUE, no secret): `url`,
# `token_url`, and what a template's {key} stands for. NAME.curl and NAME.token.curl: credentials, as curl reads them, for their owner's eyes
# alone. A secret is in these files, in the token's file of $WORK, and in curl's memory: in no argument, variable or log.

# What a file of credentials may say. Whatever makes curl trust less, follow, print or write is not among it.
readonly ask_secrets='user basic digest header oauth2-bearer cert cert-type key key-type pass cacert capath crlfile pinnedpubkey proxy
	proxy-user proxy-header proxy-cacert proxy-cert proxy-key noproxy resolve connect-to interface user-agent'
readonly ask_token_secrets="$ask_secrets data data-urlencode"

# refuse_request REQUEST OUTCOME DETAIL: 1, for the caller to pass on
refuse_request() {
	give_all "$1" outcome "$2" detail "$3"
	return 1
}

# open_endpoint REQUEST: 0, or 1 with its outcome and detail.
open_endpoint() {
	local -n open=$1
	local folder=${CHISO_ENDPOINTS:-} name=${open[endpoint]} auth=" ${open[auth]} " word option
	clear_answer "$1"
	give_all "$1" page "${open[page_first]:-1}" secret '' token ''
	[ -d "$folder" ] || refuse_request "$1" setting.wrong 'CHISO_ENDPOINTS: expected the folder of the endpoints' || return 1
	read_endpoint "$1" "$folder/$name.endpoint" || return 1
	give "$1" origin "$(sed -E 's|^(https://[^/]*).*|\1|' <<<"${open[set.url]}")"
	if [ -e "$folder/$name.curl" ]; then
		check_secret "$1" "$folder/$name.curl" "$ask_secrets" || return 1
		give "$1" secret "$folder/$name.curl"
	fi
	for word in basic:user header:header certificate:cert; do
		option=${word#*:}
		[[ $auth == *" ${word%:*} "* ]] || continue
		if [ -z "${open[secret]}" ] || ! list_options "${open[secret]}" | grep -qxF "$option"; then
			refuse_request "$1" setting.wrong "$name.curl: expected a line $option = … (auth ${word%:*})" || return 1
		fi
	done
	[[ $auth == *' oauth2 '* ]] || return 0
	check_secret "$1" "$folder/$name.token.curl" "$ask_token_secrets" || return 1
	give "$1" token "$folder/$name.token.curl"
	renew_token "$1"
}

# read_endpoint REQUEST FILE
read_endpoint() {
	local -n from=$1
	local line key number=0
	local -r url='^https://[A-Za-z0-9.-]+(:[0-9]{1,5})?(/[A-Za-z0-9._~/%-]*)?$'
	if [ ! -f "$2" ] || [ ! -r "$2" ]; then refuse_request "$1" setting.wrong "${2##*/}: expected a file that can be read" || return 1; fi
	while IFS= read -r line || [ -n "$line" ]; do
		number=$((number + 1))
		line=${line%$'\r'} key=${line%%=*}
		[[ $line =~ ^[[:space:]]*(#.*)?$ ]] && continue
		if [[ ! $line =~ ^[a-z_]+= ]] || [[ $line == *[[:cntrl:]]* ]]; then
			refuse_request "$1" setting.wrong "${2##*/}:$number: expected a line key=value" || return 1
		fi
		give "$1" "set.$key" "${line#*=}"
	done <"$2"
	for key in url token_url; do
		[ "$key" = url ] || [[ " ${from[auth]} " == *' oauth2 '* ]] || continue
		[[ ${from[set.$key]:-} =~ $url ]] ||
			refuse_request "$1" setting.wrong "${2##*/}: $key: expected https://HOST[:PORT][/PATH], without a name or password" || return 1
	done
}

# The names of the options of a file of credentials, never their values.
list_options() { sed -E '/^[[:space:]]*(#|$)/d; s/^[[:space:]]*(--)?//; s/[[:space:]=:].*//' "$1"; }

# check_secret REQUEST FILE OPTIONS: a file of its owner alone, with no other options; so is the key that it names.
check_secret() {
	local option file mode owner
	local -a files=("$2")
	if [ ! -f "$2" ] || [ ! -r "$2" ]; then refuse_request "$1" setting.wrong "${2##*/}: expected a file that can be read" || return 1; fi
	mapfile -t -O 1 files < <(sed -n -E 's/^[[:space:]]*(--)?key[[:space:]]*[=:]?[[:space:]]*"?([^"]*)"?[[:space:]]*$/\2/p' "$2")
	for file in "${files[@]}"; do
		read -r mode owner < <(stat -L -c '%a %u' -- "$file" 2>/dev/null)
		if [ $((8#${mode:-777} & 077)) -ne 0 ]; then
			refuse_request "$1" secret.open "${file##*/}: found mode ${mode:-unknown}, expected 600" || return 1
		fi
		[ "$owner" = "$(id -u)" ] || refuse_request "$1" secret.open "${file##*/}: found another owner, expected our own" || return 1
	done
	while IFS= read -r option; do
		[[ " ${3//[[:space:]]/ } " == *" $option "* ]] ||
			refuse_request "$1" setting.wrong "${2##*/}: found an option that is not allowed there (its name begins ${option:0:2}…)" || return 1
	done < <(list_options "$2")
}

# A new token by the client's credentials (RFC 6749 4.4), into a file that curl reads: renew_token REQUEST: 0, or 1 with its outcome.
renew_token() {
	local -n renewed=$1
	local try
	for ((try = 1; ; try++)); do
		ask_token "$1"
		[ -n "${renewed[outcome]}" ] || return 0
		if ! may_ask_again "${renewed[outcome]}" || [ "$try" -ge "${renewed[max_tries]}" ]; then break; fi
		pause "$1" "$try"
	done
	give "$1" detail "token: ${renewed[detail]}"
	return 1
}

# ask_token REQUEST: no outcome when it was given.
ask_token() {
	local -n token=$1
	clear_answer "$1"
	rm -f -- "$WORK/ask/token.curl"
	{
		curl_line url "${token[set.token_url]}"
		curl_line data grant_type=client_credentials
		curl_limits "$1"
		curl_line max-filesize 65536
	} >"$WORK/ask/exchange.curl"
	run_curl "$1" "${token[token]}"
	if [ -z "${token[outcome]}" ] && [ "${token[http]}" = 200 ] && jq -e -r '.access_token | strings | select(test("^[A-Za-z0-9._~+/=-]{1,8000}$"))
		| "header = \"Authorization: Bearer \(.)\""' "$WORK/ask/body" >"$WORK/ask/token.curl" 2>/dev/null; then
		rm -f -- "$WORK/ask/body"
		return 0
	fi
	rm -f -- "$WORK/ask/body" "$WORK/ask/token.curl"
	[ -n "${token[outcome]}" ] || outcome_of_http "$1"
	[ -z "${token[http]}" ] || may_ask_again "${token[outcome]}" || give_all "$1" outcome token.none detail "HTTP ${token[http]}"
}
