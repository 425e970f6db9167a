# shellcheck shell=bash
# shellcheck disable=SC2034,SC2154 # the parts share their variables
# The summary: one page in Vietnamese with English beside it, that fits its window and can be forwarded as it is.

# Reads the facts of the run into arrays; sets WAITS, the number of things that wait for a person.
collect_summary() {
	local kind a b c d e f g h i j k
	ARRIVALS=() FEEDS=() REJECTS=() HELD=() MARKS=() N_CAME=0 N_FEEDS=0 WAITS=0
	TOTAL=(0 0 0 0 0 0) FIGURES=(0 0 0) CURRENT=(0 0 0 0 0)
	# what readers may see, asked once for the whole page; without the flags, which cost more than all the rest
	sql 'create temp table published as select set, indicator, agency, period, run_from, state, value, shown, unit, target, status,
			due_status, is_status_held from core.indicator_published where run_to is null;
		analyze published' >"$WORK/published" || return $?
	sql_file "$ROOT/sql/night/summary.sql" -F "$BAR" -v run="$RUN" -v now="$NOW" >"$WORK/facts" || return $?
	while IFS=$BAR read -r kind a b c d e f g h i j k; do
		case $kind in
		total) TOTAL=("$a" "$b" "$c" "$d" "$e" "$f") ;;
		feed) FEEDS+=("$a$BAR$b$BAR$c$BAR$d$BAR$e$BAR$f$BAR$g$BAR$h") ;;
		arrival) add_arrival "$a" "$b" "$c" "$d" "$e" "$f" ;;
		reject) REJECTS+=("$a$BAR$b$BAR$c$BAR$h$BAR$i$BAR$f$BAR$g$BAR$j$BAR$k") ;;
		figures) FIGURES=("$a" "$b" "$c") ;;
		held) CURRENT=("$a" "$b" "$c" "$d" "$e") ;;
		mark) MARKS+=("$a $b") ;;
		esac
	done <"$WORK/facts"
	WAITS=$((WAITS + ${#WRONG[@]} + ${#NOT_COMPUTED[@]}))
	collect_held
	collect_left || return $?
	collect_table || return $?
	sql_file "$ROOT/sql/night/by-date.sql" -v now="$NOW" >"$WORK/by-date" || return $?
	collect_findings
}

# Today's definitions of every period that has figures, as a temporary table.
add_definitions() {
	local -a periods
	# first the few periods there are: asked row by row of a calendar it takes a twentieth of an idle night
	sql "with have as materialized (select distinct period from core.indicator where run_to is null)
		select h.period from have h join calendars c using (period)
		join settings s on s.setting = 'report_calendar' and s.value = c.calendar" >"$WORK/spans" || return $?
	mapfile -t periods <"$WORK/spans"
	printf 'period,set,indicator,hash,common\n' >"$WORK/definitions.csv"
	[ ${#periods[@]} -eq 0 ] || chiso-catalog show definitions "${periods[@]}" -q --now "$NOW" -o "$WORK/definitions.csv" \
		2>>"$WORK/programs.log" || return $?
	add_csv_table definitions definitions.csv
}

# What the quality rules found: the gates wait for a person, the rest is to be noted.
collect_findings() {
	local severity place period words
	FINDINGS=() NOTES=() TO_APPROVE=() N_MORE=0
	collect_totals || return $?
	add_catalog_table checks || return $?
	add_catalog_table sets all every_set || return $?
	add_catalog_table territories all every_territory || return $?
	add_catalog_table indicators all every_indicator || return $?
	add_catalog_table variables all every_variable || return $?
	add_definitions || return $?
	sql_file "$ROOT/sql/night/findings.sql" -F "$BAR" -v run="$RUN" -v now="$NOW" >"$WORK/findings" || return $?
	while IFS=$BAR read -r severity place period words; do
		if [ "$severity" = gate ]; then
			WAITS=$((WAITS + 1))
			# the page stays a page: scripts/approve --list has them all
			if [ -n "$period" ] && [ ${#FINDINGS[@]} -ge 12 ]; then N_MORE=$((N_MORE + 1)); else FINDINGS+=("$place: $words"); fi
		else
			NOTES+=("$place: $words")
		fi
		[ -z "$period" ] || [[ " ${TO_APPROVE[*]-} " == *" $period "* ]] || TO_APPROVE+=("$period")
	done <"$WORK/findings"
}

# The control totals (total=) that the sidecars of what was loaded tonight state.
collect_totals() {
	sql "select file_hash from audit.load join told using (run_id) where state = 'ok'" >"$WORK/loaded" || return $?
	{
		echo file_hash,total
		awk '{ printf "%s.meta%c", $0, 0 }' "$WORK/loaded" | (cd "$RAW" && xargs -0 -r grep -a -s -H -m 1 '^total=' --) |
			sed -n 's/"/""/g; s/^\([0-9a-f]*\)[.]meta:total=[[:space:]]*\(.*[^[:space:]]\)[[:space:]]*$/\1,"\2"/p'
	} >"$WORK/totals.csv"
	add_csv_table totals totals.csv
}

collect_table() {
	local table
	for table in sets set_rows territories targets; do
		add_catalog_table "$table" || return $?
	done
	sql_file "$ROOT/sql/night/flags.sql" -v now="$NOW" >"$WORK/flags" || return $?
	sql_file "$ROOT/sql/night/table.sql" -v now="$NOW" >"$WORK/rows" || return $?
	awk -F '|' 'FILENAME == ARGV[1] { flagged[$1 "|" $2]; next } { print $0 (($1 "|" $4) in flagged ? " (!)" : "") }' \
		"$WORK/flags" "$WORK/rows" >"$WORK/table"
}

add_arrival() {
	local state=$3
	N_FEEDS=$((N_FEEDS + 1))
	case $state in
	came) N_CAME=$((N_CAME + 1)) ;;
	late | missing) WAITS=$((WAITS + 1)) ;;
	esac
	ARRIVALS+=("$1$BAR$2$BAR$3$BAR$4$BAR$5$BAR$6")
}

# What lies in quarantine waits until a person takes it away, whichever night put it there: every file counts, and is told beside
# those of its feed that were refused for the same reason.
collect_held() {
	N_HELD=0 HELD=()
	find "$QUARANTINE" -maxdepth 1 -name '*.txt' -type f -print0 | LC_ALL=C sort -z |
		xargs -0 -r awk -f "$ROOT/scripts/lib/held.awk" -- >"$WORK/held"
	while IFS= read -r line; do
		N_HELD=$((N_HELD + ${line%%"$BAR"*}))
		HELD+=("$line")
	done < <(LC_ALL=C sort -t "$BAR" -k1,1nr -k2 "$WORK/held")
	WAITS=$((WAITS + N_HELD))
}

# What was named and left in the inbox: nobody but a person can make it readable.
collect_left() {
	sql_file "$ROOT/sql/night/left.sql" -F "$BAR" >"$WORK/left" || return $?
	mapfile -t LEFT <"$WORK/left"
	WAITS=$((WAITS + N_LEFT + N_STUCK))
}

set_width() {
	local size
	WIDTH=${CHISO_WIDTH:-}
	if [ -z "$WIDTH" ] && size=$(stty size 2>/dev/null <&2); then WIDTH=${size#* }; fi
	if [[ ! $WIDTH =~ ^[0-9]+$ ]] || [ "$WIDTH" -eq 0 ]; then WIDTH=80; fi
	[ "$WIDTH" -ge 32 ] || WIDTH=32
	[ "$WIDTH" -le 80 ] || WIDTH=80
}

# Wraps words at the width; the first line begins with FIRST, the others with as many blanks.
wrap() {
	local first=$1 line='' word indent
	local -a words
	shift
	printf -v indent '%*s' ${#first} ''
	read -r -d '' -a words <<<"$*"
	for word in ${words[@]+"${words[@]}"}; do
		if [ -n "$line" ] && [ $((${#first} + ${#line} + 1 + ${#word})) -gt "$WIDTH" ]; then
			printf '%s%s\n' "$first" "$line"
			first=$indent line=$word
		else
			line+=${line:+ }$word
		fi
	done
	printf '%s%s\n' "$first" "$line"
}

# A command wrapped so that it can be copied: every line but the last ends with a backslash. Each
# argument is a word or an option with its value.
wrap_command() {
	local first=$1 line='' word indent
	printf -v indent '%*s' ${#first} ''
	shift
	for word in "$@"; do
		if [ -n "$line" ] && [ $((${#first} + ${#line} + 3 + ${#word})) -gt "$WIDTH" ]; then
			printf '%s%s \\\n' "$first" "$line"
			first=$indent line=$word
		else
			line+=${line:+ }$word
		fi
	done
	printf '%s%s\n' "$first" "$line"
}

rule() {
	local line
	printf -v line '%*s' "$WIDTH" ''
	printf '%s\n' "${line// /${1:--}}"
}

# 12345 as a person writes it: 12.345
number() {
	local n=$1 out=''
	while [ ${#n} -gt 3 ]; do
		out=.${n: -3}$out
		n=${n:0:${#n}-3}
	done
	printf '%s' "$n$out"
}

print_summary() {
	local day=${NOW%%T*}
	set_width
	print_title "BẢN TIN ĐÊM ${day:8:2}/${day:5:2}/${day:0:4} / SUMMARY OF THE NIGHT OF $day"
	print_feeds
	print_counts
	print_rejects
	print_changes
	print_table
	print_flags
	print_by_date
	print_notes
	print_waiting
	print_way
}

print_title() {
	rule '='
	wrap '' "$1"
	if [ -n "$IS_SAMPLE" ]; then
		wrap '*** ' "DỮ LIỆU MẪU – TỰ TẠO ĐỂ THỬ, không phải số liệu thật của tỉnh nào ***"
		wrap '*** ' "INVENTED SAMPLES – not the figures of any province ***"
	fi
	rule '='
}

# A night that did not reach its end has its page too: what stands, and what is not known.
print_failure() {
	local day=${NOW%%T*}
	set_width
	print_title "ĐÊM ${day:8:2}/${day:5:2}/${day:0:4} CHƯA XONG / THE NIGHT OF $day IS NOT DONE"
	wrap '' "Mã / status: $1"
	case $1 in
	64) wrap '  ' 'cấu hình sai, xem dòng dưới / the configuration, see below' ;;
	66) wrap '  ' 'thiếu đầu vào / no input' ;;
	69) wrap '  ' 'không dùng được cơ sở dữ liệu / the database is away' ;;
	73 | 74) wrap '  ' 'không ghi được, có thể hết chỗ trên đĩa hoặc thiếu quyền / cannot write: no space on the disk, or no right to' ;;
	75) wrap '  ' 'một lần chạy khác đang ghi / another run is writing' ;;
	78) wrap '  ' 'danh mục có lỗi: chiso-catalog lint / the catalogue is wrong: chiso-catalog lint' ;;
	*) wrap '  ' 'lỗi của chương trình: xin gửi tệp log/programs.log / a fault of our own: please send log/programs.log' ;;
	esac
	wrap '' 'Số liệu và tệp công bố giữ như lần chạy trước; những gì đã nạp vẫn còn. Khi nguyên nhân đã hết, chạy lại là đủ.'
	wrap '' 'Figures and published files are those of the run before; what was loaded stands. Once the cause is gone, running it again is enough.'
	echo
	{
		tail -n 3 "$WORK/programs.log"
		printf '%s' "$TOLD"
	} | while IFS= read -r line; do printf '%s\n' "${line:0:300}"; done
}

print_feeds() {
	local row feed title state days date seen vi en
	wrap '' "Nguồn dữ liệu đã đến: $N_CAME/$N_FEEDS / feeds that came: $N_CAME of $N_FEEDS"
	for row in ${ARRIVALS[@]+"${ARRIVALS[@]}"}; do
		IFS=$BAR read -r feed title state days date seen <<<"$row"
		case $state in
		came) vi='đã đến' en='came' ;;
		due) vi="chưa đến hạn ($date)" en='not due yet' ;;
		late) vi="CHẬM $days NGÀY, lần cuối $seen" en="$days days LATE" ;;
		*) vi="THIẾU, hạn $date" en='MISSING' ;;
		esac
		wrap '  - ' "${title%% (*} ($feed): $vi / $en"
	done
}

print_counts() {
	local before=$((TOTAL[0] - N_LOADED)) known=$N_KNOWN
	echo
	[ "$before" -le 0 ] || known=$((known - before)) # a run that was killed loaded them: this one tells it
	[ "$known" -ge 0 ] || known=0
	if [ "${TOTAL[0]}" -eq 0 ] && [ "$N_BAD" -eq 0 ]; then
		wrap '' "Tệp: không có gì mới / files: nothing new arrived ($known đã có / already known)"
	else
		wrap '' "Tệp: ${TOTAL[0]} mới nạp, $known đã có, $N_BAD giữ lại"
		wrap '  ' "files: ${TOTAL[0]} loaded, $known already known, $N_BAD held back"
		[ "$before" -le 0 ] || wrap '  ' "$before trong đó do lần chạy bị ngắt nạp / of them loaded by a run that was cut off"
	fi
	[ "$N_WAITING" -eq 0 ] || wrap '  ' "$N_WAITING tệp chưa xong / not complete yet: next night"
	[ "$N_LEFT" -eq 0 ] || wrap '  ' "$N_LEFT tệp không lấy được, để nguyên / could not be taken, left where they are"
	wrap '' "Bản ghi: $(number "${TOTAL[1]}") đọc = $(number "${TOTAL[2]}") nhận + $(number "${TOTAL[3]}") từ chối" \
		"+ $(number "${TOTAL[4]}") trùng"
	wrap '  ' "records: ${TOTAL[1]} read = ${TOTAL[2]} kept + ${TOTAL[3]} rejected + ${TOTAL[4]} duplicate"
	[ "${TOTAL[5]}" -eq 0 ] || wrap '  ' "và $(number "${TOTAL[5]}") phần tử lạ không đọc được / and ${TOTAL[5]} strangers, which were not read"
}

print_rejects() {
	local row n feed field vi en file files agency of
	[ ${#REJECTS[@]} -gt 0 ] || return 0
	echo
	wrap '' 'Lý do từ chối nhiều nhất / most frequent reasons of refusal:'
	for row in "${REJECTS[@]}"; do
		IFS=$BAR read -r n feed field vi en file files agency of <<<"$row"
		[ -z "$agency" ] || [ "$of" -eq "$n" ] || agency+=" $of"
		wrap "$(printf '%5s  ' "$n")" "$feed, ${field:-bản ghi / record}: $vi / $en" \
			"(${agency:+$agency; }$file$([ "$files" -le 1 ] || printf ' +%d tệp / files' $((files - 1))))"
	done
}

print_changes() {
	local sum=$((FIGURES[0] + FIGURES[1] + FIGURES[2]))
	echo
	if [ "$sum" -eq 0 ]; then
		if [ "${TOTAL[0]}" -eq 0 ]; then
			wrap '' 'Không có gì mới, không số liệu nào thay đổi.'
			wrap '' 'Nothing new arrived, no figure changed.'
		else
			wrap '' 'Không số liệu nào thay đổi. / No figure changed.'
		fi
	else
		wrap '' "Số liệu: ${FIGURES[0]} mới, ${FIGURES[1]} thay đổi, ${FIGURES[2]} rút lại"
		wrap '  ' "figures: ${FIGURES[0]} new, ${FIGURES[1]} changed, ${FIGURES[2]} withdrawn"
	fi
	wrap '  ' "đang có / held now: $(number "${CURRENT[0]}"), trong đó chưa tính được / of them not computable:" \
		"$(number "${CURRENT[2]}")"
	wrap '  ' "đã duyệt / approved: $(number "${CURRENT[3]}"), tạm giữ / withheld: $(number "${CURRENT[4]}")"
}

# A text cut to so many columns.
cut_text() {
	if [ ${#1} -gt "$2" ]; then printf '%s…' "${1:0:$2-1}"; else printf '%s' "$1"; fi
}

# What a page has room for: a longer set is told by status, further flags are counted.
readonly TABLE_ROWS=40 FLAG_ROWS=12 HELD_ROWS=12

# The sets one after the other; (!) is a flag: its words stand below.
print_table() {
	local set title period
	[ -s "$WORK/table" ] || return 0
	while IFS='|' read -r set title period; do
		awk -F '|' -v set="$set" '$1 == set' "$WORK/table" >"$WORK/table.set"
		echo
		wrap '' "$title, $period"
		if [ "$(wc -l <"$WORK/table.set")" -le "$TABLE_ROWS" ]; then print_rows; else print_statuses; fi
	done < <(awk -F '|' '!seen[$1]++ { print $1 "|" $2 "|" $3 }' "$WORK/table")
}

# The appendix, short: a line a row, or two in a narrow window.
print_rows() {
	local row wording shown target status name pad space=$((WIDTH - 54))
	wrap '' '(chỉ tiêu, kết quả, mục tiêu, trạng thái / indicator, result, target, status)'
	rule
	while IFS='|' read -r _ _ _ row wording shown target status; do
		if [ "$space" -ge 12 ]; then
			name=$(cut_text "$wording" "$space")
			printf -v pad '%*s' $((space - ${#name})) ''
			printf '%-6s %s%s ' "$row" "$name" "$pad"
		else
			wrap "$(printf '%-6s ' "$row")" "$wording"
		fi
		print_cell "$shown" 15
		print_cell "$target" 9
		printf '%s\n' "$(cut_text "$status" 19)"
	done <"$WORK/table.set"
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
	local row words n=0
	[ -s "$WORK/flags" ] || return 0
	echo
	wrap '' 'Cảnh báo (số báo cáo giữ nguyên, không sửa) / flags (reported figures stand as sent):'
	while IFS='|' read -r _ row words; do
		n=$((n + 1))
		[ "$n" -gt "$FLAG_ROWS" ] || wrap "  (!) " "$row: $words"
	done <"$WORK/flags"
	[ "$n" -le "$FLAG_ROWS" ] ||
		wrap '  - ' "… và $((n - FLAG_ROWS)) chỉ số có cảnh báo nữa, xem share.chi_so / and $((n - FLAG_ROWS)) more flagged indicators, see share.chi_so"
}

# Findings that nobody has to act on before the figures are read.
print_notes() {
	local row
	[ ${#NOTES[@]} -gt 0 ] || return 0
	echo
	wrap '' 'Cần lưu ý / to note:'
	for row in "${NOTES[@]}"; do wrap '  - ' "$row"; done
}

# Right-aligned by characters (printf counts bytes).
print_cell() {
	local text
	text=$(cut_text "${1:--}" "$2")
	printf '%*s%s ' $(($2 - ${#text})) '' "$text"
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
	local space=$((WIDTH - 5 - ${#1}))
	if [ "$space" -ge 40 ]; then
		printf '  - %s %s\n' "$1" "$(cut_text "$2" "$space")"
	else
		wrap '  - ' "$1 $(cut_text "$2" 40)"
	fi
	printf '    %s\n' "$(cut_text "$3" $((WIDTH - 4)))"
}

days_left() {
	case $1 in
	'') ;;
	0) printf ' (hôm nay)' ;;
	-*) printf ' (quá %d ngày)' "${1#-}" ;;
	*) printf ' (còn %d ngày)' "$1" ;;
	esac
}

print_waiting() {
	local row feed title state days date seen
	echo
	if [ "$WAITS" -eq 0 ]; then
		wrap '' 'Chờ người xử lý: không có gì / waiting for a person: nothing'
		return 0
	fi
	wrap '' "CHỜ NGƯỜI XỬ LÝ: $WAITS việc / WAITING FOR A PERSON: $WAITS"
	for row in ${ARRIVALS[@]+"${ARRIVALS[@]}"}; do
		IFS=$BAR read -r feed title state days date seen <<<"$row"
		case $state in late | missing) wrap '  - ' "${title%% (*}: hỏi nơi gửi / ask the sender ($feed)" ;; esac
	done
	for row in ${WRONG[@]+"${WRONG[@]}"}; do
		wrap '  - ' "${row%%"$BAR"*}: danh mục ghi sai, tệp để nguyên, số liệu giữ như cũ / the catalogue is wrong, files are left, figures stay: ${row#*"$BAR"}"
	done
	for row in ${NOT_COMPUTED[@]+"${NOT_COMPUTED[@]}"}; do
		wrap '  - ' "${row%%: *}: danh mục ghi sai, chưa tính lại, số liệu giữ như cũ / the catalogue is wrong, not computed, figures stay: ${row#*: }"
	done
	for row in ${FINDINGS[@]+"${FINDINGS[@]}"}; do wrap '  - ' "$row"; done
	print_approving
	print_left
	print_held_back
}

# The files that were left in the inbox, by what is the matter with them.
print_left() {
	local row n name why
	for row in ${LEFT[@]+"${LEFT[@]}"}; do
		IFS=$BAR read -r n name why <<<"$row"
		wrap '  - ' "$name$(and_more "$n"): để nguyên trong hộp đến / left in the inbox: $why"
	done
	[ "$N_STUCK" -eq 0 ] ||
		wrap '  - ' "$N_STUCK tệp đã lấy nhưng không xóa được khỏi hộp đến (chỉ đọc?): cho quyền ghi, hoặc đặt CHISO_INBOX_KEEP=1 / files were taken and could not be removed from the inbox (read-only?): give the right to write there, or set CHISO_INBOX_KEEP=1"
}

# What lies in quarantine, the files of one feed and one reason together.
print_held_back() {
	local row n feed name why printed=0 shown=0
	for row in ${HELD[@]+"${HELD[@]}"}; do
		IFS=$BAR read -r n feed name why <<<"$row"
		[ "$printed" -lt "$HELD_ROWS" ] || continue
		printed=$((printed + 1)) shown=$((shown + n))
		wrap '  - ' "$name$(and_more "$n"): ${why:0:300}"
	done
	[ "$shown" -eq "$N_HELD" ] || wrap '  - ' "… và $((N_HELD - shown)) tệp giữ lại nữa / and $((N_HELD - shown)) more files held back"
}

# The commands that show what is held, and that approve it.
print_approving() {
	local period
	[ "$N_MORE" -eq 0 ] || wrap '  - ' "… và $N_MORE số tạm giữ nữa / and $N_MORE more held figures"
	for period in ${TO_APPROVE[@]+"${TO_APPROVE[@]}"}; do
		wrap '    ' "xem và duyệt $period / look at $period and approve:"
		wrap_command '      ' scripts/approve "$period" --list
		wrap_command '      ' scripts/approve "$period" "--indicator 'MÃ'" "--by 'HỌ TÊN'" "--note 'LÝ DO'"
	done
}

print_way() {
	echo
	wrap '' "Tệp công bố / published: ${PUBLISH#"$ROOT/"}"
	[ ${#HELD[@]} -eq 0 ] || wrap '' "Tệp giữ lại / held back: ${QUARANTINE#"$ROOT/"}"
	[ -z "$IS_PRIVATE" ] || wrap '' "Kho dữ liệu / warehouse: scripts/private-postgres psql ${VAR#"$ROOT/"}/postgres"
}

# For the monitoring of the machine: Prometheus' text format, replaced as a whole.
write_metrics() {
	local code=$1 row feed rest
	{
		echo "chiso_night_status $code"
		echo "chiso_night_finished_seconds $(date +%s)"
		echo "chiso_night_duration_seconds $(($(date +%s) - STARTED))"
		if [ "$code" -lt 2 ]; then
			echo "chiso_night_success_seconds $(date +%s)"
			echo "chiso_waiting_for_a_person $WAITS"
			echo "chiso_files_loaded ${TOTAL[0]}"
			echo "chiso_files_held_back $N_BAD"
			echo "chiso_files_left $((N_LEFT + N_STUCK))"
			echo "chiso_feeds_came $N_CAME"
			echo "chiso_feeds_expected $N_FEEDS"
			echo "chiso_figures_new ${FIGURES[0]}"
			echo "chiso_figures_changed ${FIGURES[1]}"
			for row in ${FEEDS[@]+"${FEEDS[@]}"}; do
				IFS=$BAR read -r feed _ _ rest <<<"$row"
				IFS=$BAR read -r -a rest <<<"$rest"
				printf 'chiso_records_%s{feed="'"$feed"'"} %s\n' read "${rest[0]}" kept "${rest[1]}" \
					rejected "${rest[2]}" duplicate "${rest[3]}" strangers "${rest[4]}"
			done
		else
			grep '^chiso_night_success_seconds' "$VAR/metrics.prom" 2>/dev/null
		fi
	} >"$WORK/metrics"
	place_file "$WORK/metrics" "$VAR/metrics.prom"
}
