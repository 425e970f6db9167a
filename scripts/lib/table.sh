# shellcheck shell=bash
# The middle of the page: the sets with targets, their flags, the targets by date. What a page has no room for (a longer set, further
# flags) is told by its number.

# The sets one after the other; (!) is a flag: its words stand below.
print_table() {
	local set title period
	[ -s "$WORK/table" ] || return 0
	while IFS='|' read -r set title period; do
		awk -F '|' -v set="$set" '$1 == set' "$WORK/table" >"$WORK/table.set"
		echo
		wrap '' "$title, $period"
		if [ "$(wc -l <"$WORK/table.set")" -le 40 ]; then print_rows; else print_statuses; fi
	done < <(awk -F '|' '!seen[$1]++ { print $1 "|" $2 "|" $3 }' "$WORK/table")
}

# The appendix, short: a line a row, or two in a narrow window.
print_rows() {
	local row wording shown target status name pad space=$((CHISO_WIDTH - 54))
	wrap '' '(chỉ tiêu, kết quả, mục tiêu, trạng thái / indicator, result, target, status)'
	rule
	while IFS='|' read -r _ _ _ row wording shown target status; do
		if [ "$space" -ge 12 ]; then
			cut_text name "$wording" "$space"
			printf -v pad '%*s' $((space - ${#name})) ''
			printf '%-6s %s%s ' "$row" "$name" "$pad"
		else
			wrap "$(printf '%-6s ' "$row")" "$wording"
		fi
		print_cell "$shown" 15
		print_cell "$target" 9
		cut_text name "$status" 19
		printf '%s\n' "$name"
	done <"$WORK/table.set"
}

# Right-aligned by characters (printf counts bytes).
print_cell() {
	local text
	cut_text text "${1:--}" "$2"
	printf '%*s%s ' $(($2 - ${#text})) '' "$text"
}

# Which rows have each status, the figures left to share.chi_so.
print_statuses() {
	local row status
	local -a order=()
	local -A rows=() count=()
	while IFS='|' read -r _ _ _ row _ _ _ status; do
		status=${status% (!)}
		[ -n "${rows[$status]-}" ] || order+=("$status")
		rows[$status]+=" $row"
		count[$status]=$((${count[$status]-0} + 1))
	done <"$WORK/table.set"
	wrap '' '(trạng thái: các chỉ số; kết quả ở share.chi_so / status: indicators; results in share.chi_so)'
	rule
	for status in "${order[@]}"; do wrap '  - ' "$status ${count[$status]}:${rows[$status]}"; done
}

# What the (!) of the tables stands for, with the proof.
print_flags() {
	local name row words n=0 room=12
	local -A sets=()
	[ -s "$WORK/flags" ] || return 0
	while IFS='|' read -r name row _; do sets[$row]=$((${sets[$row]:-0} + 1)); done <"$WORK/flags"
	echo
	wrap '' 'Cảnh báo (số báo cáo giữ nguyên, không sửa) / flags (reported figures stand as sent):'
	while IFS='|' read -r name row words; do
		n=$((n + 1))
		[ "${sets[$row]}" -eq 1 ] || row="$name $row" # of two documents, or of two provinces
		[ "$n" -gt "$room" ] || wrap "  (!) " "$row: $words"
	done <"$WORK/flags"
	[ "$n" -le "$room" ] ||
		wrap '  - ' "… và $((n - room)) chỉ số có cảnh báo nữa, xem share.chi_so / and $((n - room)) more flagged indicators, see share.chi_so"
}

# Every target of every document by its day: how many of each kind, and those that ask for somebody.
print_by_date() {
	local kind a b c d e f g n=0 grade words=''
	local -A count=()
	[ -s "$WORK/by-date" ] || return 0
	while IFS='|' read -r kind a b _; do
		if [ "$kind" = count ]; then count[$a]=$b n=$((n + b)); fi
	done <"$WORK/by-date"
	for grade in 'overdue:quá hạn chưa có số liệu / overdue' 'not_reached:chưa đạt / missed' 'relapsed:tụt / relapsed' \
		'behind:chậm mốc / behind' 'soon:đến hạn trong 31 ngày / due in 31 days' 'on_course:đúng tiến độ / on course' 'ended:hết hiệu lực trước hạn / ended before the day' \
		'no_figure:năm đã qua, không có số liệu / past year, no figure' \
		'reached:đạt / reached' 'not_due:hạn xa hơn / later' 'undated:không định hạn / undated' 'held:tạm giữ / held'; do
		[ -z "${count[${grade%%:*}]:-}" ] || words+="${words:+; }${grade#*:} ${count[${grade%%:*}]}"
	done
	echo
	wrap '' "Chỉ tiêu theo hạn / targets by date: $n"
	wrap '  ' "$words"
	while IFS='|' read -r kind a b c d e f g; do
		[ "$kind" != line ] || print_target "${c:-không định hạn}$(days_left "$d")" "$a: $b" "$e, $f – $g"
	done <"$WORK/by-date"
}

# When and what, then how it stands and who leads: two lines in a wide window.
print_target() {
	local space=$((CHISO_WIDTH - 5 - ${#1})) text
	if [ "$space" -ge 40 ]; then
		cut_text text "$2" "$space"
		printf '  - %s %s\n' "$1" "$text"
	else
		cut_text text "$2" 40
		wrap '  - ' "$1 $text"
	fi
	cut_text text "$3" $((CHISO_WIDTH - 4))
	printf '    %s\n' "$text"
}

days_left() {
	case $1 in
	'') ;;
	0) printf ' (hôm nay)' ;;
	-*) printf ' (quá %d ngày)' "${1#-}" ;;
	*) printf ' (còn %d ngày)' "$1" ;;
	esac
}
