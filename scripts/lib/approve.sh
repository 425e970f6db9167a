# shellcheck shell=bash
# Approving: what was asked for is checked, the list of what waits, the decision, and the published files after it.
#
# REQUEST is what was asked for: `period`, `action` (list, approve, revoke), `set`, `indicator`, `agency`, `value`, `by`, `position`, `note`,
# `is_dry`; each is there, '' when it was not given.

# check_request REQUEST: one line and 64 for what cannot be meant.
check_request() {
	local -n ask=$1
	local name period=${ask[period]} by=${ask[by]} note=${ask[note]}
	[[ $period =~ ^[0-9]{4}(-[0-9A-Za-z]+)?$ ]] ||
		die 64 "period: found \"${period:0:40}\", expected one like 2024-Q1 (scripts/${0##*/} --help)"
	for name in set indicator agency value by position note; do
		if [[ ${ask[$name]} == *[[:cntrl:]]* ]] || ! printf '%s' "${ask[$name]}" | iconv -f UTF-8 -t UTF-8 >/dev/null 2>&1; then
			die 64 "--$name: found bytes that are no text, expected one line of UTF-8"
		fi
	done
	[ "${ask[action]}" != list ] || return 0
	[ -n "${by//[[:space:]]/}" ] || die 64 '--by: found nothing, expected the name of the person who decides'
	[ ${#by} -le 200 ] || die 64 "--by: found ${#by} characters, expected at most 200"
	[ ${#ask[position]} -le 200 ] || die 64 "--position: found ${#ask[position]} characters, expected at most 200"
	[ ${#note} -le 2000 ] || die 64 "--note: found ${#note} characters, expected at most 2000"
	[ -n "${ask[set]}${ask[indicator]}" ] || die 64 'found neither --set nor --indicator, expected one of them'
	[ -z "${ask[value]}" ] || [ -n "${ask[indicator]}" ] || die 64 '--value: found no --indicator, expected the one that has it'
	if [ -n "${ask[indicator]}" ] || [ "${ask[action]}" = revoke ]; then
		[ -n "${note//[[:space:]]/}" ] || die 64 '--note: found nothing, expected the reason or the number of the document'
	fi
}

# 0 when the warehouse has figures and can keep approvals; one that was made before this version is brought up to it. need_figures
# [reading]: without the lock.
need_figures() {
	local state
	if is_private && [ ! -e "$CHISO_VAR/postgres/place" ]; then
		say "no figures in $CHISO_VAR: run scripts/nightly first"
		return 66
	fi
	need_server "${1:-}" || return $?
	sql "select to_regclass('core.indicator') is not null, to_regclass('core.published_due') is not null" >"$WORK/state" || return $?
	read -r state <"$WORK/state"
	case $state in
	f*)
		say 'no figures in this warehouse: run scripts/nightly first'
		return 66
		;;
	*f) migrate || {
		say "this warehouse is older than scripts/approve: $(tail -n 1 "$WORK/programs.log" | plain_log | cut -c1-200)"
		return 70
	} ;;
	esac
}

# A word of a command, quoted for the shell when it has to be.
quoted() {
	if [[ $1 =~ ^[A-Za-z0-9._@/,:+-]+$ ]]; then printf '%s' "$1"; else printf "'%s'" "${1//\'/\'\\\'\'}"; fi
}

# list_figures REQUEST
list_figures() {
	local -n ask=$1
	local period=${ask[period]} kind set_name a b c d e words n_held=0
	local -a sets=()
	sql_file "$ROOT/sql/night/approve-list.sql" -v period="$period" -v set="${ask[set]}" \
		-v indicator="${ask[indicator]}" -v agency="${ask[agency]}" >"$WORK/list" || return $?
	no_figure "$1" <"$WORK/list" && return 66
	n_held=$(grep -c '^held|' "$WORK/list")
	wrap '' "$period: TẠM GIỮ $n_held số, chờ người xem và duyệt / HELD: $n_held, until a person has looked and approves"
	while IFS='|' read -r kind set_name a b c d e words; do
		if [ "$kind" = held ]; then print_held "$period" "$set_name" "$a" "$b" "$c" "$d" "$e" "$words"; else sets+=("$set_name|$a|$b|$c|$d|$e"); fi
	done <"$WORK/list"
	echo
	wrap '' 'Theo bộ chỉ số: tạm tính, tạm giữ, đã duyệt / by set: provisional, held, approved'
	for words in "${sets[@]}"; do
		IFS='|' read -r set_name a b c d e <<<"$words"
		print_set "$period" "$set_name" "$a" "$b" "$c" "$d" "$e"
	done
}

# no_figure REQUEST < LIST: says that nothing was selected; 0 when it is so.
no_figure() {
	local -n ask=$1
	local set=${ask[set]} indicator=${ask[indicator]} agency=${ask[agency]}
	! grep -q . || return 1
	say "no figure in ${ask[period]}${set:+ of set $set}${indicator:+ of indicator $indicator}${agency:+ of agency $agency}"
}

print_held() {
	local period=$1 set_name=$2 name=$3 of=$4 shown=$5 unit=$6 title=$7 words=$8
	local -a command=(scripts/approve "$period" "--set $(quoted "$set_name")" "--indicator $(quoted "$name")")
	wrap '  - ' "$set_name $name ${of:--}${title:+ ($title)}: ${shown:-–}${unit:+ $unit}"
	wrap '    ' "căn cứ / proof: $words"
	[ -z "$of" ] || command+=("--agency $(quoted "$of")")
	[ -z "$shown" ] || command+=("--value $(quoted "$shown")")
	wrap_command '    ' "${command[@]}" "--by 'HỌ TÊN'" "--note 'LÝ DO'"
}

print_set() {
	local period=$1 set_name=$2 provisional=$3 held=$4 approved=$5 on=$6 title=$7
	wrap '  - ' "$set_name${title:+ ($title)}: $(number "$provisional"), $(number "$held"), $(number "$approved")" \
		"${on:+(lần cuối / last $on)}"
	[ "$provisional" -eq 0 ] || wrap_command '    ' scripts/approve "$period" "--set $(quoted "$set_name")" "--by 'HỌ TÊN'"
}

# One transaction; then the files, since the lock is ours. approve_figures REQUEST
approve_figures() {
	local -n ask=$1
	local due approved held run
	decide "$1" || return $?
	IFS='|' read -r _ _ due approved held < <(grep '^chosen|' "$WORK/decided")
	run=$(sed -n 's/^decided|[1-9][0-9]*|//p' "$WORK/decided")
	step decided
	print_decision "$1" "$due" "$approved" "$held"
	if [ -n "$run" ]; then publish_decision || return $?; fi
	[ "${ask[action]}" = revoke ] || [ "$held" -eq 0 ] || return 1
}

decide() {
	local -n ask=$1
	local set_name name of now_shown
	sql_file "$ROOT/sql/night/approve.sql" -v now="$CHISO_NOW" -v period="${ask[period]}" -v set="${ask[set]}" \
		-v indicator="${ask[indicator]}" -v agency="${ask[agency]}" -v value="${ask[value]}" -v decision="${ask[action]}" -v by="${ask[by]}" \
		-v position="${ask[position]}" -v note="${ask[note]}" -v is_dry="${ask[is_dry]:-0}" >"$WORK/decided" || return $?
	if grep -q '^chosen|0|' "$WORK/decided"; then
		no_figure "$1" </dev/null
		return 66
	fi
	if IFS='|' read -r _ set_name name of now_shown < <(grep -m 1 '^other|' "$WORK/decided"); then
		say "$set_name $name $of ${ask[period]}: found ${now_shown:-no value} now, expected ${ask[value]}: nothing was approved"
		return 66
	fi
}

# print_decision REQUEST DUE APPROVED HELD
print_decision() {
	local -n ask=$1
	local due=$2 approved=$3 held=$4 period=${ask[period]} action=${ask[action]} kind set_name name of state shown title vi en
	vi=duyệt en=approved
	if [ "$action" = revoke ]; then vi='rút lại việc duyệt' en=revoked; fi
	if [ -n "${ask[is_dry]}" ]; then vi="thử, không thay đổi gì: sẽ $vi" en="nothing was changed; would be $en"; else vi="đã $vi"; fi
	if [ "$due" -eq 0 ] && [ "$action" = revoke ]; then
		wrap '' "$period: không có số nào đã duyệt để rút lại / nothing is approved there, nothing to revoke"
	elif [ "$due" -eq 0 ] && [ "$approved" -gt 0 ]; then
		wrap '' "$period: đã duyệt từ trước, không có gì mới / approved before, nothing new ($approved)"
	else
		wrap '' "$period: $vi $due số / $en: $due"
	fi
	while IFS='|' read -r kind set_name name of state shown title; do
		case $kind in
		figure) wrap '  - ' "$set_name $name ${of:--}${title:+ ($title)}: $shown$(print_was "$state")" ;;
		set) [ "$name" -eq 0 ] || [ -n "${ask[indicator]}" ] || wrap '  - ' "$set_name: $name số / figures" ;;
		esac
	done <"$WORK/decided"
	[ "$held" -eq 0 ] || [ "$action" = revoke ] || {
		wrap '' "Còn $held số tạm giữ, phải duyệt từng chỉ số / still held, to be approved by name: $held"
		wrap_command '    ' scripts/approve "$period" --list
	}
}

print_was() {
	[ "$1" != held ] || printf ' – trước tạm giữ / was held'
}

# The decision stands, whatever happens to the files.
publish_decision() {
	local code=0
	if [ ! -e "$STORE/publish/SHA256SUMS" ]; then
		wrap '' 'Tệp công bố sẽ theo đêm tới / the published files follow with the next night'
		return 0
	fi
	write_pages_beside
	{ export_views && export_sheets && place_published; } || code=$?
	if [ "$code" -ne 0 ]; then
		say "the decision stands; the published files follow with the next night (status $code)"
		return "$code"
	fi
	[ ! -s "$WORK/pages.fault" ] || say "the pages follow with the next night: $(<"$WORK/pages.fault")"
	wrap '' "Tệp công bố đã làm mới / published files are fresh: ${STORE#"$ROOT/"}/publish"
}
