# shellcheck shell=bash
# Of the summary (brief.sh): the figures that moved, and how the targets stand.

#
# page.sets: of each set and period that changed: set, period, how many figures are new, changed, withdrawn, and of the changed ones moved.
# page.moved: the figures that moved, as many as the summary may tell: set, period, indicator, agency, before, now, its name.

# What the run changed, and how the figures stand: print_figures PAGE
print_figures() {
	local -n fact=$1
	if [ "${fact[new]} ${fact[changed]} ${fact[withdrawn]} ${fact[loaded]}" = '0 0 0 0' ]; then
		line '' 'SỐ LIỆU / FIGURES: Không có gì mới, không số liệu nào thay đổi.'
		line '  ' 'Nothing new arrived, no figure changed.'
	elif [ "${fact[new]} ${fact[changed]} ${fact[withdrawn]}" = '0 0 0' ]; then
		line '' 'SỐ LIỆU / FIGURES: Không số liệu nào thay đổi. / No figure changed.'
	else
		fold '' "SỐ LIỆU: ${fact[new]} mới, ${fact[changed]} thay đổi (${fact[moved]} khác số), ${fact[withdrawn]} rút lại"
		fold '  ' "figures: ${fact[new]} new, ${fact[changed]} changed (${fact[moved]} moved), ${fact[withdrawn]} withdrawn"
	fi
	fold '  ' "${fact[now]} số / figures: duyệt / approved ${fact[approved]}, tạm giữ / withheld ${fact[held]}, trống / empty ${fact[incomputable]}"
	print_grades
}

# The figures that moved, by set and period, in at most so many lines: print_moves ROOM
print_moves() {
	local row set period new changed gone moved report words n=0 rest=0 figures=0 each room=$1 shown
	local -a sets
	mapfile -t sets <"$WORK/page.sets"
	shown=${#sets[@]} # a line for a set, and one at least for a figure of it
	[ "$shown" -le $((room / 2)) ] || shown=$((room / 2))
	[ "$shown" -gt 0 ] || shown=1
	each=$((room / shown - 1))
	[ "$each" -ge 1 ] || each=1
	for row in "${sets[@]}"; do
		IFS=$BAR read -r set period new changed gone moved <<<"$row"
		n=$((n + 1))
		if [ "$rest" -gt 0 ] || [ "$room" -lt 1 ] || { [ "$room" -eq 1 ] && [ "$n" -lt "${#sets[@]}" ]; }; then
			rest=$((rest + 1)) figures=$((figures + new + changed + gone))
			continue
		fi
		report=bao-cao-$set-$period.html words=''
		[ -e "$STORE/publish/$report" ] || report="$set $period"
		[ "$new" -eq 0 ] || words+=", $new mới / new"
		[ "$changed" -eq 0 ] || words+=", $changed đổi / changed"
		[ "$gone" -eq 0 ] || words+=", $gone rút / withdrawn"
		line '  ' "$report: ${words#, }"
		room=$((room - 1))
		[ "$moved" -eq 0 ] || print_moved "$set" "$period" room "$each"
	done
	[ "$rest" -eq 0 ] || line '  … ' "và $rest bộ, kỳ nữa, $figures số / and $rest more sets and periods: index.html"
}

# print_moved SET PERIOD ROOM EACH: those of a set and period, one line less than ROOM at most, which it takes from the caller's.
print_moved() {
	local set period indicator agency was now name
	local -i n=0 left=${!3}
	while IFS=$BAR read -r set period indicator agency was now name; do
		if [ "$set $period" != "$1 $2" ] || [ "$n" -ge "$4" ] || [ "$left" -le 1 ]; then continue; fi
		cut_text was "$was" 22
		cut_text now "$now" 22
		line '    ' "$indicator $agency: $was -> $now | $name"
		n+=1 left+=-1
	done <"$WORK/page.moved"
	printf -v "$3" '%d' "$left"
}

# How the targets stand by their day, when some ask for somebody.
print_grades() {
	local kind grade n words=''
	while IFS='|' read -r kind grade n _; do
		[ "$kind" = count ] || continue
		case $grade in
		overdue) words+=", quá hạn / overdue $n" ;;
		not_reached) words+=", chưa đạt / missed $n" ;;
		relapsed) words+=", tụt / relapsed $n" ;;
		behind) words+=", chậm mốc / behind $n" ;;
		soon) words+=", sắp đến hạn / due soon $n" ;;
		esac
	done <"$WORK/by-date"
	[ -z "$words" ] || fold '  ' "chỉ tiêu / targets: ${words#, }"
}
