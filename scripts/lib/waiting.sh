# shellcheck shell=bash
# The end of the page: what waits for a person, and what to do.

# print_waiting PAGE COUNTS
print_waiting() {
	local row feed title state systems never=''
	local -a closed=()
	local -n fact=$1
	echo
	[ ! -e "$WORK/closed.rows" ] || mapfile -t closed <"$WORK/closed.rows"
	[ ${#closed[@]} -eq 0 ] || wrap '' "${#closed[@]} việc đã có người đóng, không nêu lại / closed by name and not told again: scripts/tasks --closed"
	if [ "${fact[waits]}" -eq 0 ]; then
		wrap '' 'Chờ người xử lý: không có gì / waiting for a person: nothing'
		return 0
	fi
	wrap '' "CHỜ NGƯỜI XỬ LÝ: ${fact[waits]} việc / WAITING FOR A PERSON: ${fact[waits]}"
	while IFS=$BAR read -r feed title state _ _ _ systems; do
		case $state in
		late | missing) wrap '  - ' "${title%% (*}: hỏi nơi gửi / ask the sender ($feed)" ;;
		never) never+="${never:+, }$systems $feed" ;;
		esac
	done <"$WORK/page.arrivals"
	# they stand for as long as the register says so, and the page stays a page
	[ -z "$never" ] || wrap '  - ' "hệ thống ghi đã kết nối, quá hạn mà chưa gửi lần nào: hỏi đầu mối, hoặc sửa trạng thái trong systems.csv / systems that the register has as connected, past due, never sent anything: ask their contact, or mend their status: $never"
	while IFS= read -r row; do
		wrap '  - ' "${row%%"$BAR"*}: danh mục ghi sai, tệp để nguyên, số liệu giữ như cũ / the catalogue is wrong, files are left, figures stay: ${row#*"$BAR"}"
	done <"$WORK/wrong"
	while IFS= read -r row; do
		wrap '  - ' "${row%%: *}: danh mục ghi sai, chưa tính lại, số liệu giữ như cũ / the catalogue is wrong, not computed, figures stay: ${row#*: }"
	done <"$WORK/not-computed"
	while IFS= read -r row; do
		wrap '  - ' "các trang báo cáo chưa làm mới được, số liệu vẫn đủ / the pages were not written anew, the figures stand: ${row#*program=chiso-publish }"
	done <"$WORK/pages.fault"
	while IFS= read -r row; do wrap '  - ' "$row"; done <"$WORK/page.findings"
	print_approving "$1"
	print_left "$2"
	print_held_back "$1"
}

# The files that were left in the inbox, by what is the matter with them.
print_left() {
	local n name why
	local -n count=$1
	while IFS=$BAR read -r n name why; do
		wrap '  - ' "$name$(and_more "$n"): để nguyên trong hộp đến / left in the inbox: $why"
	done <"$WORK/left"
	[ "${count[stuck]}" -eq 0 ] ||
		wrap '  - ' "${count[stuck]} tệp đã lấy nhưng không xóa được khỏi hộp đến (chỉ đọc?): cho quyền ghi, hoặc đặt CHISO_INBOX_KEEP=1 / files were taken and could not be removed from the inbox (read-only?): give the right to write there, or set CHISO_INBOX_KEEP=1"
}

# What lies in quarantine, the files of one feed and one reason together, as many as a page has room for.
print_held_back() {
	local n name why printed=0 shown=0 all
	local -n fact=$1
	while IFS=$BAR read -r n _ name why; do
		[ "$printed" -lt 12 ] || continue
		printed=$((printed + 1)) shown=$((shown + n))
		wrap '  - ' "$name$(and_more "$n"): ${why:0:300}"
	done <"$WORK/held"
	all=${fact[held_back]}
	[ "$shown" -eq "$all" ] || wrap '  - ' "… và $((all - shown)) tệp giữ lại nữa / and $((all - shown)) more files held back"
}

# The commands that show what is held, and that approve it.
print_approving() {
	local period
	local -n fact=$1
	[ "${fact[untold]}" -eq 0 ] || wrap '  - ' "… và ${fact[untold]} số tạm giữ nữa / and ${fact[untold]} more held figures"
	while IFS= read -r period; do
		wrap '    ' "xem và duyệt $period / look at $period and approve:"
		wrap_command '      ' scripts/approve "$period" --list
		wrap_command '      ' scripts/approve "$period" "--indicator 'MÃ'" "--by 'HỌ TÊN'" "--note 'LÝ DO'"
	done <"$WORK/page.approving"
}
