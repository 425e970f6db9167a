# shellcheck shell=bash
# What status.sql says, with what lies in the folders, as one page. The facts are a file of WORK, status: ten columns with BAR between
# (status.sql names them), more of them from status_disk.sh.

# 0 when there is a warehouse of this version; no server is made for the asking.
need_status() {
	if is_private && [ ! -e "$CHISO_VAR/postgres/place" ]; then
		say "no warehouse in $CHISO_VAR: run scripts/nightly first"
		return 66
	fi
	need_server reading || return $?
	need_relation share.nguon_du_lieu 'no warehouse here, or one that is older than scripts/status: run scripts/nightly first'
}

collect_status() {
	sql_facts "$ROOT/sql/night/status.sql" -v now="$CHISO_NOW" >"$WORK/status.facts" || return $?
	grep -v -E "^(raw|base|closed)$BAR" "$WORK/status.facts" >"$WORK/status"
	sed -n "s/^closed$BAR//p" "$WORK/status.facts" | cut -d "$BAR" -f 1-3 >"$WORK/tasks.closed"
	collect_folders
	return 0
}

# add_status SECTION ID AT STATE N FILES KEPT REJECTED WORDS COMMAND
add_status() {
	local IFS=$BAR
	printf '%s\n' "$*" >>"$WORK/status"
}

print_status_csv() {
	echo section,id,at,state,n,files,kept,rejected,words,command
	awk -F "$BAR" -v OFS=, '{ for (i = 1; i <= NF; i++) if ($i ~ /[",]/) { gsub(/"/, "\"\"", $i); $i = "\"" $i "\"" } else $i = $i; NF = 10; print }' "$WORK/status"
}

# print_status ALL
print_status() {
	local day=${CHISO_NOW%%T*}
	rule '='
	wrap '' "TÌNH TRẠNG ${day:8:2}/${day:5:2}/${day:0:4} / STATUS OF $day"
	if is_sample; then wrap '*** ' 'DỮ LIỆU MẪU, không phải số liệu thật / INVENTED SAMPLES ***'; fi
	rule '='
	print_waits_for_person "$1"
	print_runs "$1"
	print_feeds_of_night "$1"
	print_due "$1"
	print_counts_that_wait
	print_disk
	print_periods "$1"
	print_lacks
}

# rows_of SECTION: its rows into the file $WORK/rows, without the section.
rows_of() { sed -n "s/^$1$BAR//p" "$WORK/status" >"$WORK/rows"; }

# told_more N SHOWN: what a screen has no room for.
told_more() { [ "$1" -le "$2" ] || wrap '  … ' "và $(($1 - $2)) dòng nữa / $(($1 - $2)) more: --all"; }

# dated YYYY-MM-DD: as a person writes it.
dated() { [ -z "$1" ] || printf '%s/%s/%s' "${1:8:2}" "${1:5:2}" "${1:0:4}"; }

# The oldest first; what has no day last.
print_waits_for_person() {
	local at words command n=0 room=6 all
	[ -z "$1" ] || room=100000
	rows_of waiting
	all=$(wc -l <"$WORK/rows")
	if [ "$all" -eq 0 ]; then
		wrap '' 'Chờ người xử lý: không có gì / waiting for a person: nothing'
		return 0
	fi
	wrap '' "CHỜ NGƯỜI XỬ LÝ: $all việc / WAITING FOR A PERSON: $all"
	while IFS=$BAR read -r _ at _ _ _ _ _ words command; do
		n=$((n + 1))
		[ "$n" -le "$room" ] || continue
		print_item "${at:+$(dated "$at") }" "$words" "$1"
		[ -z "$command" ] || print_item '    → ' "$command" "$1"
	done < <(LC_ALL=C sort -t "$BAR" -s -k2.1,2 "$WORK/rows" | awk -F "$BAR" '$2 != ""' && awk -F "$BAR" '$2 == ""' "$WORK/rows")
	told_more "$all" "$room"
}

# A line on a screen, all of it where all is asked for: print_item FIRST WORDS ALL
print_item() {
	local text
	if [ -n "$3" ]; then
		wrap "  $1" "$2"
	else
		cut_text text "$2" $((CHISO_WIDTH - 2 - ${#1}))
		printf '  %s%s\n' "$1" "$text"
	fi
}

print_runs() {
	local id at state seconds files kept rejected kind n=0 room=3 words all
	[ -z "$1" ] || room=100
	rows_of run
	all=$(wc -l <"$WORK/rows")
	[ "$all" -gt 0 ] || grep -q "^lack${BAR}audit.run" "$WORK/status" || wrap '' 'Chưa có lần chạy nào / no run yet'
	[ "$all" -gt 0 ] || return 0
	wrap '' 'Lần chạy gần nhất / last runs'
	while IFS=$BAR read -r id at state seconds files kept rejected kind _; do
		n=$((n + 1))
		[ "$n" -le "$room" ] || continue
		words="mã / exit ${state:--}, ${seconds:+$seconds s, }$files tệp / files"
		[ "$files" = 0 ] || words+=", giữ / kept $(number "$kept"), từ chối / refused $(number "$rejected")"
		wrap '  ' "$(dated "$at")${at:10} $kind #$id: $words"
	done <"$WORK/rows"
	[ -z "$1" ] || told_more "$all" "$room"
}

# On a screen the feeds that came last night, and how many of each other kind; those that are late stand above.
print_feeds_of_night() {
	local id at state days files kept rejected title n=0 room=4 more=0
	local -A count=()
	[ -z "$1" ] || room=100000
	rows_of feed
	wrap '' 'Nguồn dữ liệu, đêm gần nhất / feeds, last night'
	while IFS=$BAR read -r id at state days files kept rejected title _; do
		count[$state]=$((${count[$state]:-0} + 1))
		[ "$files" -gt 0 ] || [ -n "$1" ] || continue
		n=$((n + 1))
		if [ "$n" -gt "$room" ]; then
			more=$((more + 1))
			continue
		fi
		wrap '  ' "$id: $files tệp / files, giữ / kept $(number "$kept"), từ chối / refused $(number "$rejected")" \
			"${1:+(${title}; $state${days:+ $days}${at:+; lần cuối / last $(dated "$at")${at:10}})}"
	done <"$WORK/rows"
	[ "$more" -eq 0 ] || wrap '  … ' "và $more nguồn nữa / $more more: --all"
	wrap '  ' "đã đến / came ${count[came]:-0}, chưa đến hạn / not due ${count[due]:-0}, chậm / late $((${count[late]:-0} + ${count[missing]:-0} + ${count[never]:-0}))," \
		"chưa kết nối / not connected ${count[not_connected]:-0}, không định kỳ / no cadence ${count[no_cadence]:-0}"
}

print_due() {
	local id at kind words n=0 room=4 all
	[ -z "$1" ] || room=100000
	rows_of due
	all=$(wc -l <"$WORK/rows")
	if [ "$all" -eq 0 ]; then
		wrap '' 'Không có gì đến hạn trong 30 ngày / nothing falls due in 30 days'
		return 0
	fi
	wrap '' "Đến hạn trong 30 ngày / due in 30 days: $all"
	while IFS=$BAR read -r id at kind _ _ _ _ words _; do
		n=$((n + 1))
		[ "$n" -le "$room" ] || continue
		[ "$kind" = target ] || kind='bản tin / report'
		[ "$kind" != target ] || kind=''
		print_item "$(dated "$at") " "${kind:+$kind }$id: $words" "$1"
	done <"$WORK/rows"
	told_more "$all" "$room"
}

print_counts_that_wait() {
	local id n words
	local -A count=() names=()
	rows_of waits
	while IFS=$BAR read -r id _ _ n _ _ _ words _; do count[$id]=$n names[$id]=$words; done <"$WORK/rows"
	wrap '' 'Đang chờ / what waits'
	wrap '  ' "số liệu / figures: tạm giữ / held ${count[held]:-0}, tạm tính / provisional $(number "${count[provisional]:-0}"), đã duyệt / approved $(number "${count[approved]:-0}")"
	wrap '  ' "giữ lại / in quarantine: ${count[quarantined]:-?} tệp / files; kỳ chưa tính lại / periods to be computed: ${count[marks]:-?}${names[marks]:+ (${names[marks]})};" \
		"lượt hỏi chưa được trả lời / asked, not answered: ${count[unanswered]:-?}${names[unanswered]:+ (${names[unanswered]})}"
}

print_disk() {
	local id n words
	rows_of disk
	while IFS=$BAR read -r id _ _ n _ _ _ words _; do wrap '' "Đĩa / disk: $words"; done <"$WORK/rows"
}

# The latest first.
print_periods() {
	local id state files n=0 room=4 all words
	[ -z "$1" ] || room=100000
	rows_of period
	all=$(wc -l <"$WORK/rows")
	[ "$all" -gt 0 ] || return 0
	wrap '' 'Quý còn tính lại được / quarters that can be computed again'
	while IFS=$BAR read -r id _ state _ files _; do
		n=$((n + 1))
		[ "$n" -le "$room" ] || continue
		case $state in
		kept) words='danh mục còn lưu / catalogue kept' ;;
		gone) words='DANH MỤC KHÔNG CÒN / CATALOGUE GONE' ;;
		*) words='không rõ danh mục / catalogue unknown' ;;
		esac
		case $files in
		'') words+=', tệp gốc: không có quyền xem / files: not for this role' ;;
		0) words+=', tệp gốc đủ / all files kept' ;;
		*) words+=", $files tệp gốc đã hết hạn lưu, đọc từ kho / files gone, read from the warehouse" ;;
		esac
		wrap "  $id: " "$words"
	done <"$WORK/rows"
	told_more "$all" "$room"
}

# What this role may not read.
print_lacks() {
	rows_of lack
	[ ! -s "$WORK/rows" ] || wrap '' "Không có quyền xem / not for this role: $(cut -d "$BAR" -f1 "$WORK/rows" | paste -s -d ';')"
}
