# shellcheck shell=bash
# The work list: what was asked for is checked, the list, what is closed, the decision.
#
# REQUEST is what was asked for: `action` (list, closed, close, open), `rule`, `place`, `all`, `until`, `by`, `note`, `is_dry`; each is there,
# '' when it was not given.

# What is mended by doing it, or decided elsewhere, is closed by that alone: the figures that are held or late, and what keeps the night from
# reading, computing or writing.
readonly never_closed=' held changed closed_late wrong not_computed pages left stuck not_asked '

# check_task REQUEST: one line and 64 for what cannot be meant.
check_task() {
	local -n ask=$1
	local name by=${ask[by]} note=${ask[note]} action=${ask[action]} rule=${ask[rule]}
	for name in rule place by note; do
		if [[ ${ask[$name]} == *[[:cntrl:]]* ]] || ! printf '%s' "${ask[$name]}" | iconv -f UTF-8 -t UTF-8 >/dev/null 2>&1; then
			die 64 "$name: found bytes that are no text, expected one line of UTF-8"
		fi
	done
	case $action in
	close | open) ;;
	*)
		[ -z "${ask[until]}$note${ask[is_dry]}" ] || die 64 'found --until, --note or --dry-run, expected them with --close or --open'
		[ "$action" = list ] || [ -z "${ask[place]}${ask[all]}" ] || die 64 'found more beside --closed, expected a rule at most'
		return 0
		;;
	esac
	[ -n "$rule" ] || die 64 "--$action: found no rule, expected one that the list shows (scripts/tasks)"
	[[ $never_closed != *" $rule "* ]] ||
		die 64 "found rule $rule, expected one that is closed by name: this one is closed by mending what it says, by scripts/approve or scripts/close"
	[ -n "${by//[[:space:]]/}" ] || die 64 '--by: found nothing, expected the name of the person who decides'
	[ ${#by} -le 200 ] || die 64 "--by: found ${#by} characters, expected at most 200"
	[ -n "${note//[[:space:]]/}" ] || die 64 '--note: found nothing, expected the reason'
	[ ${#note} -le 2000 ] || die 64 "--note: found ${#note} characters, expected at most 2000"
	[ -n "${ask[until]}" ] || return 0
	[ "$action" = close ] || die 64 'found --until with --open, expected it with --close'
	if [[ ! ${ask[until]} =~ ^[0-9]{4}-[0-9]{2}-[0-9]{2}$ ]] || ! date -d "${ask[until]}" >/dev/null 2>&1; then
		die 64 "--until: found \"${ask[until]:0:40}\", expected a day like 2024-07-01"
	fi
}

need_tasks() {
	if is_private && [ ! -e "$CHISO_VAR/postgres/place" ]; then
		say "no warehouse in $CHISO_VAR: run scripts/nightly first"
		return 66
	fi
	need_server reading || return $?
	need_relation audit.task_closed 'no warehouse here, or one that is older than scripts/tasks: run scripts/nightly first'
}

# title_of NAME RULE: what the rule is called in both languages, into NAME.
title_of() {
	local row id vi en
	for row in "${rules[@]}"; do
		IFS='|' read -r id vi en _ <<<"$row"
		[ "$id" != "$2" ] || {
			printf -v "$1" '%s / %s' "$vi" "$en"
			return 0
		}
	done
	printf -v "$1" '%s' "$2"
}

is_rule() { printf '%s\n' "${rules[@]%%|*}" | grep -q -x -F -e "$1"; }

# list_tasks REQUEST: 1 when something waits. A line a rule, of each the first things.
list_tasks() {
	local -n ask=$1
	local rule n place words title is='' shown=0 room=3
	local -a rules=()
	read_rules
	[ -z "${ask[all]}${ask[rule]}" ] || room=1000000
	sql_facts "$ROOT/sql/night/tasks.sql" -v now="$CHISO_NOW" -v rule="${ask[rule]}" -v place="${ask[place]}" >"$WORK/tasks" || return $?
	if [ ! -s "$WORK/tasks" ]; then
		[ -z "${ask[rule]}" ] || is_rule "${ask[rule]}" || {
			say "found rule ${ask[rule]:0:40}, expected one of: $(printf '%s\n' "${rules[@]%%|*}" | LC_ALL=C sort | tr '\n' ' ')"
			return 64
		}
		wrap '' "Chờ người xử lý: không có gì / waiting for a person: nothing${ask[rule]:+ (${ask[rule]}${ask[place]:+ ${ask[place]:0:80}})}"
		return 0
	fi
	while IFS=$BAR read -r rule n place words; do
		if [ "$rule" != "$is" ]; then
			title_of title "${rule:-–}"
			wrap '' "${rule:-–}: $(number "$n") $title"
			is=$rule shown=0
		fi
		shown=$((shown + 1))
		[ "$shown" -gt "$room" ] || wrap '  - ' "${place:+$place: }$words"
		[ "$shown" -ne "$((room + 1))" ] || wrap '  … ' "và $((n - room)) việc nữa / and $((n - room)) more: scripts/tasks $rule"
	done <"$WORK/tasks"
	return 1
}

# list_closed REQUEST
list_closed() {
	local -n ask=$1
	local rule place words until day by note title
	local -a rules=()
	read_rules
	sql_facts "$ROOT/sql/night/tasks-closed.sql" -v now="$CHISO_NOW" -v rule="${ask[rule]}" >"$WORK/tasks" || return $?
	[ -s "$WORK/tasks" ] || wrap '' 'Chưa có việc nào được đóng / nothing is closed'
	while IFS=$BAR read -r rule place words until day by note; do
		title_of title "$rule"
		wrap '  - ' "$rule${place:+ $place} ($title): ${words:-nói gì cũng vậy / whatever it says}${until:+; đến / until $until}"
		wrap '    ' "$day $by: $note"
	done <"$WORK/tasks"
}

# decide_tasks REQUEST
decide_tasks() {
	local -n ask=$1
	local place words n=0 room=20 action=${ask[action]} rule=${ask[rule]} until=${ask[until]}
	[ -z "$until" ] || [[ $until > ${CHISO_NOW%%T*} ]] || die 64 "--until: found $until, expected a day behind ${CHISO_NOW%%T*}"
	sql_facts "$ROOT/sql/night/tasks-decide.sql" -v now="$CHISO_NOW" -v rule="$rule" -v place="${ask[place]}" -v decision="$action" -v until="$until" \
		-v by="${ask[by]}" -v note="${ask[note]}" -v is_dry="${ask[is_dry]:-0}" >"$WORK/decided" || return $?
	if [ ! -s "$WORK/decided" ]; then
		say "found nothing of rule $rule${ask[place]:+, place ${ask[place]:0:80},} that $([ "$action" = close ] && echo waits || echo 'is closed'), expected one that scripts/tasks$([ "$action" = close ] || echo ' --closed') shows"
		return 66
	fi
	while IFS=$BAR read -r place words; do
		n=$((n + 1))
		[ "$n" -gt "$room" ] || wrap '  - ' "${place:+$place: }$words"
	done <"$WORK/decided"
	[ "$n" -le "$room" ] || wrap '  … ' "và $((n - room)) việc nữa / and $((n - room)) more"
	if [ -n "${ask[is_dry]}" ]; then
		wrap '' "Thử, không thay đổi gì: sẽ $([ "$action" = close ] && echo đóng || echo 'mở lại') $n việc / nothing was changed; would be $([ "$action" = close ] && echo closed || echo opened): $n"
	else
		wrap '' "Đã $([ "$action" = close ] && echo đóng || echo 'mở lại') $n việc, từ bản tin đêm sau / $([ "$action" = close ] && echo closed || echo opened): $n, from the next summary on"
	fi
}
