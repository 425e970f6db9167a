# shellcheck shell=bash
# The details of a night, in Vietnamese with English beside it, as wide as its window: all that its summary (brief.sh) names or counts. What
# it is made of is in facts.sh.

# print_details PAGE COUNTS
print_details() {
	local day=${CHISO_NOW%%T*}
	set_width
	print_title "CHI TIẾT ĐÊM ${day:8:2}/${day:5:2}/${day:0:4} / DETAILS OF THE NIGHT OF $day"
	print_feeds "$1"
	print_asked_feeds
	print_counts "$1" "$2"
	print_rejects
	print_open
	print_changes "$1"
	print_removed
	print_table
	print_flags
	print_by_date
	print_notes
	print_waiting "$1" "$2"
	print_way
}

print_title() {
	rule '='
	wrap '' "$1"
	if is_sample; then
		wrap '*** ' "DỮ LIỆU MẪU – TỰ TẠO ĐỂ THỬ, không phải số liệu thật của tỉnh nào ***"
		wrap '*** ' "INVENTED SAMPLES – not the figures of any province ***"
	fi
	rule '='
}

# The systems of the register are told in a line, and one by one only what is not as planned.
print_feeds() {
	local feed title state days date seen systems vi en came=0 due=0 never=0
	local -n fact=$1
	wrap '' "Nguồn dữ liệu đã đến: ${fact[came]}/${fact[expected]} / feeds that came: ${fact[came]} of ${fact[expected]}"
	while IFS=$BAR read -r feed title state days date seen systems; do
		case $state in
		came) vi='đã đến' en='came' ;;
		due) vi="chưa đến hạn ($date)" en='not due yet' ;;
		late) vi="CHẬM $days NGÀY, lần cuối $seen" en="$days days LATE" ;;
		*) vi="THIẾU, hạn $date" en='MISSING' ;;
		esac
		case $state,$systems in
		came,?*) came=$((came + 1)) ;;
		due,?*) due=$((due + 1)) ;;
		never,*) never=$((never + 1)) ;;
		*) wrap '  - ' "${title%% (*} ($feed${systems:+, hệ thống / system $systems}): $vi / $en" ;;
		esac
	done <"$WORK/page.arrivals"
	print_systems "$1" "$came" "$due" "$never"
}

# print_systems PAGE CAME DUE NEVER: the register; how many of its feeds came, are not due yet, and never came though due (waiting.sh names those)
print_systems() {
	local -n fact=$1
	[ "${fact[systems]}" -gt 0 ] || return 0
	wrap '  - ' "Hệ thống kết nối (share.nguon): ${fact[connected]}/${fact[systems]} đã kết nối; nguồn: $2 đã đến, $3 chưa đến hạn" \
		"/ ${fact[connected]} of ${fact[systems]} systems connected; feeds: $2 came, $3 not due yet"
	[ "${fact[unfed]}" -eq 0 ] || wrap '    ' "${fact[unfed]} hệ thống đã kết nối chưa có nguồn / connected systems have no feed yet"
	[ "$4" -eq 0 ] || wrap '    ' "$4 nguồn đã kết nối, quá hạn mà chưa có dữ liệu lần nào / feeds connected, past due, and nothing ever came"
}

# print_counts PAGE COUNTS
print_counts() {
	local -n fact=$1 count=$2
	local before=${fact[loaded]} loaded=${count[loaded]} known=${count[known]}
	before=$((before - loaded))
	echo
	[ "$before" -le 0 ] || known=$((known - before)) # a run that was killed loaded them: this one tells it
	[ "$known" -ge 0 ] || known=0
	if [ "${fact[loaded]}" -eq 0 ] && [ "${count[bad]}" -eq 0 ]; then
		wrap '' "Tệp: không có gì mới / files: nothing new arrived ($known đã có / already known)"
	else
		wrap '' "Tệp: ${fact[loaded]} mới nạp, $known đã có, ${count[bad]} giữ lại"
		wrap '  ' "files: ${fact[loaded]} loaded, $known already known, ${count[bad]} held back"
		[ "$before" -le 0 ] || wrap '  ' "$before trong đó do lần chạy bị ngắt nạp / of them loaded by a run that was cut off"
	fi
	[ "${count[waiting]}" -eq 0 ] || wrap '  ' "${count[waiting]} tệp chưa xong / not complete yet: next night"
	[ "${count[left]}" -eq 0 ] || wrap '  ' "${count[left]} tệp không lấy được, để nguyên / could not be taken, left where they are"
	wrap '' "Bản ghi: $(number "${fact[read]}") đọc = $(number "${fact[kept]}") nhận + $(number "${fact[rejected]}") từ chối" \
		"+ $(number "${fact[duplicate]}") trùng"
	wrap '  ' "records: ${fact[read]} read = ${fact[kept]} kept + ${fact[rejected]} rejected + ${fact[duplicate]} duplicate"
	[ "${fact[strangers]}" -eq 0 ] || wrap '  ' "và $(number "${fact[strangers]}") phần tử lạ không đọc được / and ${fact[strangers]} strangers, which were not read"
}

print_rejects() {
	local n feed field vi en file files agency of
	[ -s "$WORK/page.rejects" ] || return 0
	echo
	wrap '' 'Lý do từ chối nhiều nhất / most frequent reasons of refusal:'
	while IFS=$BAR read -r n feed field vi en file files agency of; do
		[ -z "$agency" ] || [ "$of" -eq "$n" ] || agency+=" $of"
		wrap "$(printf '%5s  ' "$n")" "$feed, ${field:-bản ghi / record}: $vi / $en" \
			"(${agency:+$agency; }$file$(and_more "$files"))"
	done <"$WORK/page.rejects"
}

# Whose refused records wait to be mended, from whichever night: those that have most of them by name.
print_open() {
	local name open all=0 n=0 words=''
	while IFS=$BAR read -r _ name open _; do
		[ "$open" -gt 0 ] || continue
		all=$((all + open)) n=$((n + 1))
		if [ "$n" -le 4 ]; then words+="${words:+, }${name%% /*} $open"; fi
	done <"$WORK/page.open"
	[ "$n" -gt 0 ] || return 0
	[ "$n" -le 4 ] || words+=", …"
	wrap '' "Bị từ chối, chờ đơn vị sửa / refused, waiting to be mended: $(number "$all") ($words): scripts/rejects --list"
}

# What was removed since its days were over.
print_removed() {
	local n what words=''
	[ -e "$WORK/removing.csv" ] || return 0
	while read -r n what; do
		case $what in
		raw) what='tệp gốc / raw files' ;;
		quarantine) what='tệp giữ lại đã đóng / closed files' ;;
		delivery) what='gói giao / deliveries' ;;
		night) what='bản tin / summaries' ;;
		log) what='tháng nhật ký / months of the log' ;;
		esac
		words+="${words:+, }$n $what"
	done < <(sed 1d "$WORK/removing.csv" | cut -d, -f1 | LC_ALL=C sort | uniq -c)
	[ -z "$words" ] || wrap '' "Xóa theo thời hạn lưu / removed, their days are over (audit.removal): $words"
}

print_changes() {
	local -n fact=$1
	echo
	if [ "${fact[new]} ${fact[changed]} ${fact[withdrawn]}" = '0 0 0' ]; then
		if [ "${fact[loaded]}" -eq 0 ]; then
			wrap '' 'Không có gì mới, không số liệu nào thay đổi.'
			wrap '' 'Nothing new arrived, no figure changed.'
		else
			wrap '' 'Không số liệu nào thay đổi. / No figure changed.'
		fi
	else
		wrap '' "Số liệu: ${fact[new]} mới, ${fact[changed]} thay đổi, ${fact[withdrawn]} rút lại"
		wrap '  ' "figures: ${fact[new]} new, ${fact[changed]} changed, ${fact[withdrawn]} withdrawn"
	fi
	wrap '  ' "đang có / held now: $(number "${fact[now]}"), trong đó chưa tính được / of them not computable:" \
		"$(number "${fact[incomputable]}")"
	wrap '  ' "đã duyệt / approved: $(number "${fact[approved]}"), tạm giữ / withheld: $(number "${fact[held]}")"
}

# Findings that nobody has to act on before the figures are read.
print_notes() {
	local row
	[ -s "$WORK/page.notes" ] || return 0
	echo
	wrap '' 'Cần lưu ý / to note:'
	while IFS= read -r row; do wrap '  - ' "$row"; done <"$WORK/page.notes"
}

print_way() {
	echo
	wrap '' "Trang để đọc / the page to read: ${STORE#"$ROOT/"}/publish/index.html"
	[ ! -s "$WORK/held" ] || wrap '' "Tệp giữ lại / held back: ${STORE#"$ROOT/"}/quarantine"
	! is_private || wrap '' "Kho dữ liệu / warehouse: scripts/private-postgres psql ${CHISO_VAR#"$ROOT/"}/postgres"
}
