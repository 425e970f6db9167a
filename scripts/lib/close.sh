# shellcheck shell=bash
# Closing a period: what was asked for is checked, the list of what is closed and what came late, the decision, the published files.
#
# REQUEST is what was asked for: `period`, `action` (list, close, reopen, restate, carry), `set`, `indicator`, `agency`, `by`, `position`,
# `note`, `is_dry`; each is there, '' when it was not given.

# check_closing REQUEST: one line and 64 for what cannot be meant.
check_closing() {
	local -n ask=$1
	local action=${ask[action]}
	[ "$action" != list ] || {
		check_request "$1"
		return
	}
	[ -n "${ask[set]}" ] || die 64 'found no --set, expected the set of indicators'
	if [ "$action" = close ] || [ "$action" = reopen ]; then
		[ -z "${ask[indicator]}${ask[agency]}" ] || die 64 'found --indicator or --agency, expected them with --restate or --carry: a whole set is closed'
	fi
	[ "$action" = close ] || [ -n "${ask[note]//[[:space:]]/}" ] || die 64 '--note: found nothing, expected the reason or the number of the document'
	check_request "$1"
}

# need_closings [reading]
need_closings() {
	need_figures "${1:-}" || return $?
	[ -n "${1:-}" ] || retry migrate || return $?
	need_relation audit.closing 'this warehouse is older than scripts/close: run scripts/nightly first'
}

# list_closings REQUEST
list_closings() {
	local -n ask=$1
	local period=${ask[period]} kind set_name a b c d e f g
	local -a late=()
	sql_facts "$ROOT/sql/night/close-list.sql" -v period="$period" -v set="${ask[set]}" -v indicator="${ask[indicator]}" -v agency="${ask[agency]}" \
		>"$WORK/list" || return $?
	no_figure "$1" <"$WORK/list" && return 66
	wrap '' "$period: các bộ chỉ số, đã chốt hay chưa / the sets, closed or not"
	while IFS=$BAR read -r kind set_name a b c d e f g; do
		if [ "$kind" = late ]; then
			late+=("$set_name$BAR$a$BAR$b$BAR$c$BAR$d$BAR$e$BAR$f")
			continue
		fi
		case $c in
		'') b='chưa chốt / open' ;;
		rule) b="đã chốt $b theo danh mục / closed by the catalogue" ;;
		*) b="đã chốt $b / closed" ;;
		esac
		wrap '  - ' "$set_name${g:+ ($g)}: $(number "$a") số / figures, $b; số đến muộn / late: $d chờ quyết định / waiting, $e để lại / carried over"
	done <"$WORK/list"
	[ ${#late[@]} -eq 0 ] || wrap '' 'Tính lại sau khi chốt / computed since: đã công bố → tính lại / published → computed'
	for kind in ${late[@]+"${late[@]}"}; do
		IFS=$BAR read -r set_name a b _ c d e <<<"$kind"
		print_late "$period" "$set_name" "$a" "$b" "$c" "$d" "$e"
	done
}

# print_late PERIOD SET INDICATOR AGENCY OLD NEW CARRIED…: one difference; of one that waits the command.
print_late() {
	local period=$1 set_name=$2 name=$3 of=$4 old=$5 new=$6 carried=$7
	wrap '  - ' "$set_name $name ${of:--}: ${old:-không có / none} → ${new:-không có / none}"
	if [ "$carried" = true ]; then
		wrap '    ' 'đã quyết định để lại / carried over'
	else
		wrap_command '    ' scripts/close "$period" "--set $(quoted "${set_name%@*}")" "--indicator $(quoted "$name")" \
			${of:+"--agency $(quoted "$of")"} ${new:+"--value $(quoted "$new")"} --restate "--by 'HỌ TÊN'" "--note 'LÝ DO'"
	fi
}

# decide_closing REQUEST
decide_closing() {
	local -n ask=$1
	local figures is_closed n run set_name name of old new action=${ask[action]} period=${ask[period]}
	local -A done_vi=([close]='chốt' [reopen]='mở lại' [restate]='điều chỉnh' [carry]='để lại') done_en=([close]=closed [reopen]=reopened [restate]=restated [carry]='carried over')
	sql_facts "$ROOT/sql/night/close-decide.sql" -v now="$CHISO_NOW" -v period="$period" -v set="${ask[set]}" -v indicator="${ask[indicator]}" \
		-v agency="${ask[agency]}" -v value="${ask[value]}" -v decision="$action" -v by="${ask[by]}" -v position="${ask[position]}" -v note="${ask[note]}" \
		-v is_dry="${ask[is_dry]:-0}" >"$WORK/decided" || return $?
	IFS=$BAR read -r _ figures is_closed < <(grep "^known${BAR}" "$WORK/decided")
	n=$(grep -c "^late${BAR}" "$WORK/decided")
	run=$(sed -n "s/^decided${BAR}[1-9][0-9]*${BAR}//p" "$WORK/decided")
	if [ "$figures" -eq 0 ] && [ "$n" -eq 0 ]; then
		no_figure "$1" </dev/null
		return 66
	fi
	case $action in
	close | reopen)
		if { [ "$action" = close ] && [ "$is_closed" = t ]; } || { [ "$action" = reopen ] && [ "$is_closed" = f ]; }; then
			wrap '' "$period ${ask[set]}: không có gì mới / nothing new"
			return 0
		fi
		n=$figures
		;;
	*)
		if IFS=$BAR read -r _ set_name name of new < <(grep -m 1 "^other${BAR}" "$WORK/decided"); then
			say "$set_name $name $of $period: found ${new:-no value} computed now, expected ${ask[value]}: nothing was decided"
			return 66
		fi
		if [ "$n" -eq 0 ]; then
			say "found nothing computed late in $period of set ${ask[set]}, expected something to decide (scripts/close $period --list)"
			return 66
		fi
		;;
	esac
	if [ -n "${ask[is_dry]}" ]; then
		wrap '' "$period ${ask[set]}: thử, không thay đổi gì: sẽ ${done_vi[$action]} $(number "$n") số / nothing was changed; would be ${done_en[$action]}: $n"
	else
		wrap '' "$period ${ask[set]}: đã ${done_vi[$action]} $(number "$n") số / ${done_en[$action]}: $n"
	fi
	while IFS=$BAR read -r _ set_name name of _ old new _; do
		wrap '  - ' "$set_name $name ${of:--}: ${old:-không có / none} → ${new:-không có / none}"
	done < <(grep "^late${BAR}" "$WORK/decided")
	[ -n "$run" ] || return 0
	publish_decision || return $?
	tell_held "$run" "$period"
}

# tell_held RUN PERIOD: 1 when a quality rule holds what was restated: it is published when it is approved.
tell_held() {
	local n
	sql "select count(*) from audit.late_decision d join core.indicator_published p using (set, indicator, agency, period)
		where d.run_id = $1 and d.decision = 'restate' and p.run_to is null and p.state = 'held'" >"$WORK/held" || return $?
	read -r n <"$WORK/held"
	[ "$n" -gt 0 ] || return 0
	wrap '' "Trong đó $n số bị quy tắc chất lượng tạm giữ, chờ duyệt mới công bố / held by a quality rule until approved: $n"
	wrap_command '    ' scripts/approve "$2" --list
	return 1
}
