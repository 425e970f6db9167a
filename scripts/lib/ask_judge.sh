# shellcheck shell=bash
# An answer before it enters the inbox: what HTTP says of it, what it says it is, and what it is, read in the confined cell of
# chiso-extract. And its way into the inbox: whole, by rename, with its .meta. REQUEST as in ask.sh.

# judge_answer REQUEST: `outcome`, `detail`; `records` of a message; `next`, where the page behind it is.
judge_answer() {
	local -n answer=$1
	local type
	[ -z "${answer[outcome]}" ] || return 0 # curl has said
	outcome_of_http "$1"
	give "$1" detail "HTTP ${answer[http]}"
	type=${answer[type]%%;*} type=${type//[[:space:]]/} type=${type,,}
	case ${answer[outcome]} in
	empty) give "$1" records 0 ;;
	answered)
		examine "$1" || return $?
		if is_answered "${answer[outcome]}" && [[ " ${answer[accept]} " != *" $type "* ]]; then
			give_all "$1" outcome type.wrong detail "found ${type:0:60}, expected ${answer[accept]}"
		fi
		! is_answered "${answer[outcome]}" || find_next "$1"
		;;
	http.redirect) give "$1" detail "HTTP ${answer[http]} -> $(sed -n -E 's/^[Ll]ocation: *([a-z]+:\/\/[^/?#]*)?.*/\1/p' "$WORK/ask/head" | tr -d '\r' | cut -c1-80)" ;;
	*) # SOAP tells its faults with status 500
		[[ " ${answer[accept]} " != *" $type "* ]] || examine "$1" || return $?
		;;
	esac
}

# What the body is. A fault says more than the status it came with; of anything else that is no answer the status counts.
examine() {
	local -n body=$1
	local code=0 says means
	local known=${body[outcome]}
	[ -s "$WORK/ask/key" ] || (umask 077 && printf 'ask %s\n' "$(od -An -N32 -tx1 /dev/urandom | tr -d ' \n')" >"$WORK/ask/key") || return 73
	[ -e "$WORK/ask/body" ] || : >"$WORK/ask/body"
	chiso-extract --feed "${body[feed]}" --key "$WORK/ask/key" --now "$CHISO_NOW" --rejects "$WORK/ask/rejects" -o /dev/null \
		"$WORK/ask/body" >/dev/null 2>"$WORK/ask/extract.err" 9>&- || code=$?
	case $code in
	0 | 65) ;;
	*)
		cat "$WORK/ask/extract.err" >>"$WORK/programs.log"
		! is_answered "$known" || give_all "$1" outcome own.fault detail "chiso-extract: status $code"
		return 0
		;;
	esac
	give_all "$1" records "$(sed -n -E 's/.* read=([0-9]+) .*/\1/p' "$WORK/ask/extract.err" | tail -n 1)" \
		code "$(awk -F, '$4 == "file" { print $6; exit }' "$WORK/ask/rejects")"
	if [ -z "${body[code]}" ]; then
		[ "$known" != answered ] || [ "${body[records]}" != 0 ] || give "$1" outcome empty
		return 0
	fi
	says=$(plain_log <"$WORK/ask/extract.err" | sed -n -E 's/.* bad file: body(:[0-9]+)?: //p' | head -n 1 | cut -c1-200)
	outcome_of means "code:${body[code]}"
	if [ -n "$means" ] && { is_answered "$known" || [ "$means" = body.fault ]; }; then
		give_all "$1" outcome "$means" detail "HTTP ${body[http]}, $says"
	elif is_answered "$known"; then
		give "$1" detail "${body[code]}: $says" # a message of the feed, whose faults are the night's business
	fi
}

# The page behind this one, by the row's rule. A link that leads to another server is not followed.
find_next() {
	local -n after=$1
	local link rule=${after[next_page]}
	case $rule in
	full:*) [ "${after[records]:-0}" -lt "${rule#full:}" ] || give "$1" next more ;;
	records) [ "${after[records]:-0}" -eq 0 ] || give "$1" next more ;;
	link)
		link=$(tr -d '\r' <"$WORK/ask/head" | sed -n -E 's/^[Ll][Ii][Nn][Kk]:.*<([^>]*)>[^,]*;[[:space:]]*rel="?next"?.*/\1/p' | tail -n 1)
		case $link in
		'') ;;
		/[!/]*) give "$1" next "${after[origin]}$link" ;;
		"${after[origin]}"/*) give "$1" next "$link" ;;
		*) give_all "$1" outcome page.elsewhere detail "$(sed -E 's|^([a-z]+://[^/?#]*).*|\1|' <<<"$link" | cut -c1-80)" ;;
		esac
		;;
	esac
}

# ---- into the inbox ----

# A question's file: what was asked, of which days, which page, when (the last, as feeds.csv reads the time of sending from a name).
name_answer() {
	local -n named=$1
	local name=hoi_${named[feed]}_${named[request]}_${named[first]}_${named[last]}_p${named[page]}_${named[id]:0:8}
	give "$1" name "${name}_$(tr -dc 0-9 <<<"${named[clock]%+*}").xml"
}

# The sidecar is there before its file is; until then both have names that nobody takes. place_answer REQUEST
place_answer() {
	local -n placed=$1
	local folder=$CHISO_INBOX/${placed[feed]}
	[ "${placed[http]}" = 200 ] || return 0 # no body
	[ "${placed[next_page]}" != records ] || [ "${placed[records]}" != 0 ] || [ "${placed[page]}" = "${placed[page_first]:-1}" ] || return 0
	give "$1" hash "$(sha256sum <"$WORK/ask/body" | cut -c1-64)"
	[ -z "${placed[half]:-}" ] || return 0 # it came before, or the pages have moved
	name_answer "$1"
	{
		printf 'sent_at=%s\nas_of=%s\nasked_from=%s\nasked_to=%s\nasked_id=%s\n' "${placed[clock]}" "${placed[last]}" "${placed[first]}" \
			"${placed[last]}" "${placed[id]}"
		[ -z "${placed[next_page]}" ] || echo "asked_pages=${placed[page]}" # the message alone is not all of them
	} >"$WORK/ask/meta"
	if ! { mkdir -p -- "$folder" && write_part "$WORK/ask/meta" "$folder/.${placed[name]}.meta.part" &&
		write_part "$WORK/ask/body" "$folder/.${placed[name]}.part" && step asked-parts &&
		mv -fT -- "$folder/.${placed[name]}.meta.part" "$folder/${placed[name]}.meta" && step asked-meta &&
		mv -fT -- "$folder/.${placed[name]}.part" "$folder/${placed[name]}" && sync -- "$folder"; } 2>>"$WORK/programs.log"; then
		give_all "$1" outcome place.full detail "${folder##*/}" next ''
		rm -f -- "$folder/.${placed[name]}"*.part "$folder/${placed[name]}.meta" "$folder/${placed[name]}"
		return 0
	fi
	mark_whole "$1" "$folder/${placed[name]}"
	step asked-placed
}

write_part() { cp -T -- "$1" "$2" && chmod 640 -- "$2" && sync -- "$2"; }

# Where a feed's sender says by a file beside it that a message is whole, so do we.
mark_whole() {
	local -n whole=$1
	! grep -q "^${whole[feed]}$BAR.*marker$" "$WORK/ask/feeds" || : >"$2.done"
}

# What a killed asking left: parts, and a sidecar whose file did not come.
sweep_inbox() {
	local file
	for file in "$CHISO_INBOX"/*/.hoi_*.part; do [ ! -e "$file" ] || rm -f -- "$file"; done
	for file in "$CHISO_INBOX"/*/hoi_*.meta; do
		if [ -e "$file" ] && [ ! -e "${file%.meta}" ]; then rm -f -- "$file"; fi
	done
	read_table feeds "$WORK/ask/feeds" feed complete_by
}
