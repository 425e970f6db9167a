# shellcheck shell=bash
# The summary of a night: a screen of 40 lines that can be forwarded as it is. First how it ended, then what a person must do, then figures
# that moved, then feeds that are late, then where the pages are. No number of a held figure is in it. What it has no room for is in
# detail.txt beside it (page.sh).

# Mailers wrap what is wider.
readonly brief_lines=40 brief_columns=78

# Where all of the night lies, from CHISO_VAR: name_night, into brief_night. Of one day several runs follow one another by their number.
brief_night=''
name_night() {
	local name n=1
	[ -z "$brief_night" ] || return 0
	printf -v name 'nights/%s-%06d' "${CHISO_NOW%%T*}" "${RUN:-0}"
	brief_night=$name
	while [ -e "$CHISO_VAR/$brief_night" ]; do
		n=$((n + 1))
		brief_night=$name.$n
	done
}

# keep_night FOLDER: what the night says lies beside what the nights before it said, as a whole. Its summary is the one that is read.
keep_night() {
	[ ! -e "$CHISO_VAR/$brief_night" ] || rm -rf -- "${CHISO_VAR:?}/$brief_night" # it is told once more
	sync -- "$1"/*.txt && mv -T -- "$1" "$CHISO_VAR/$brief_night" || return 1
	place_file "$CHISO_VAR/$brief_night/summary.txt" "$CHISO_VAR/summary.txt" || return 1
}

# One line of a screen, in a narrower window wrapped: line FIRST TEXT
line() {
	local text
	cut_text text "$2" $((brief_columns - ${#1}))
	fold "$1" "$text"
}

# count_lines NAME FILE: how many lines it has, into NAME.
count_lines() {
	local -a rows
	mapfile -t rows <"$2"
	printf -v "$1" '%d' "${#rows[@]}"
}

# print_summary PAGE COUNTS CODE: the parts that are as long as they are come first, then those that take what is left.
print_summary() {
	local part n used=0 room moves=0 day=${CHISO_NOW%%T*}
	local -a rows
	set_width
	[ "$CHISO_WIDTH" -le "$brief_columns" ] || CHISO_WIDTH=$brief_columns
	name_night
	{
		print_head "BẢN TIN ĐÊM ${day:8:2}/${day:5:2}/${day:0:4} / SUMMARY OF THE NIGHT OF $day"
		print_end "$3"
		print_came "$1" "$2"
	} >"$WORK/brief.1"
	print_figures "$1" >"$WORK/brief.3"
	print_late "$1" >"$WORK/brief.5"
	print_places >"$WORK/brief.6"
	for part in 1 3 5 6; do
		count_lines n "$WORK/brief.$part"
		used=$((used + n))
	done
	room=$((brief_lines - used))
	[ "$CHISO_WIDTH" -eq "$brief_columns" ] || room=16 # in a narrow window lines are more
	[ ! -s "$WORK/page.sets" ] || moves=$((room / 4))
	print_todo "$1" $((room - moves)) >"$WORK/brief.2"
	count_lines n "$WORK/brief.2"
	[ "$CHISO_WIDTH" -eq "$brief_columns" ] || n=10
	print_moves $((room - n)) >"$WORK/brief.4"
	for part in 1 2 3 4 5 6; do
		mapfile -t rows <"$WORK/brief.$part"
		[ ${#rows[@]} -eq 0 ] || printf '%s\n' "${rows[@]}"
	done
}

# Whether the warehouse has invented samples in it beside what came.
has_samples() {
	local -a rows
	[ -e "$WORK/page.noted" ] || return 1
	mapfile -t rows <"$WORK/page.noted"
	[[ "${rows[*]} " == *"${BAR}samples "* ]]
}

# print_head TITLE
print_head() {
	rule '='
	line '' "$1"
	! is_sample || line '*** ' 'DỮ LIỆU MẪU, không phải số liệu thật / INVENTED SAMPLES ***'
	! has_samples || line '*** ' 'kho lẫn DỮ LIỆU MẪU / this warehouse holds INVENTED SAMPLES ***'
	rule '='
}

# How it ended, when and how long it took: print_end CODE
print_end() {
	local vi en seconds day=${CHISO_NOW%%T*}
	case $1 in
	0) vi='Xong, không có việc chờ người xử lý' en='done, nothing waits' ;;
	1) vi='Xong, có việc chờ người xử lý' en='done, something waits' ;;
	64) vi='CHƯA XONG: cấu hình sai' en='not done: the configuration' ;;
	66) vi='CHƯA XONG: thiếu đầu vào' en='not done: no input' ;;
	69) vi='CHƯA XONG: không dùng được cơ sở dữ liệu' en='not done: no database' ;;
	73 | 74) vi='CHƯA XONG: không ghi được' en='not done: cannot write' ;;
	75) vi='CHƯA XONG: một lần chạy khác đang ghi' en='not done: locked' ;;
	78) vi='CHƯA XONG: danh mục có lỗi' en='not done: the catalogue' ;;
	*) vi='CHƯA XONG: lỗi của chương trình' en='not done: a fault of ours' ;;
	esac
	fold '' "$vi (mã $1) / $en (exit $1)"
	seconds=$(run_seconds)
	fold '  ' "lúc / at ${CHISO_NOW:11:5} ${day:8:2}/${day:5:2}/${day:0:4}, lần chạy / run ${RUN:--}, mất / took $((seconds / 60)) min $((seconds % 60)) s"
}

# What came, and that nothing of it is lost: print_came PAGE COUNTS
print_came() {
	local -n fact=$1 count=$2
	local left=${count[left]} stuck=${count[stuck]}
	left=$((left + stuck))
	fold '  ' "tệp / files: mới / loaded ${fact[loaded]}, giữ lại / held back ${count[bad]}, để lại hộp / left $left"
	[ "${count[waiting]}" -eq 0 ] || line '  ' "${count[waiting]} tệp chưa xong, đêm sau nhận / files not complete yet"
	[ "${fact[read]}" -gt 0 ] || return 0
	fold '  ' "bản ghi / read ${fact[read]} = nhận / kept ${fact[kept]} + từ chối / refused ${fact[rejected]} + trùng / doubles ${fact[duplicate]}"
}

# What a person must do, by rule, in at most so many lines: print_todo PAGE ROOM
print_todo() {
	local n vi en act one checks need left=$2 all_need=0 more=0 kinds=0 noted='' open=0 closed=0
	local -n fact=$1
	while IFS=$BAR read -r n vi _; do noted+=", $vi $n"; done <"$WORK/page.noted"
	while IFS=$BAR read -r _ _ n _; do open=$((open + n)); done <"$WORK/page.open"
	[ ! -e "$WORK/closed.rows" ] || count_lines closed "$WORK/closed.rows"
	left=$((left - 1 - (${#noted} > 0) - (open > 0) - (closed > 0)))
	while IFS=$BAR read -r _ _ _ _ _ checks; do all_need=$((all_need + 2 + (${#checks} > 0))); done <"$WORK/page.waits"
	[ "$all_need" -le "$left" ] || left=$((left - 1))
	if [ "${fact[waits]}" -eq 0 ]; then
		line '' 'CHỜ NGƯỜI XỬ LÝ: không có gì / waiting for a person: nothing'
	else
		line '' "CHỜ NGƯỜI XỬ LÝ: ${fact[waits]} việc / WAITING FOR A PERSON: ${fact[waits]}"
	fi
	while IFS=$BAR read -r n vi en act one checks; do
		need=$((2 + (${#checks} > 0)))
		if [ "$more" -gt 0 ] || [ "$need" -gt "$left" ]; then
			more=$((more + n)) kinds=$((kinds + 1))
			continue
		fi
		left=$((left - need))
		line '  - ' "$n $vi / $en"
		[ -z "$checks" ] || line '    ' "${checks#; }"
		line '    → ' "$act${act:+ }(vd / e.g. $one)"
	done <"$WORK/page.waits"
	[ "$more" -eq 0 ] || line '  … ' "và $more việc nữa, $kinds loại / and $more more of $kinds kinds: scripts/tasks"
	[ "$closed" -eq 0 ] || line '  ' "$closed việc đã có người đóng / closed by name: scripts/tasks --closed"
	[ "$open" -eq 0 ] || line '  ' "$open giá trị chờ sửa / refused values to mend: scripts/rejects --list" # of their departments
	[ -z "$noted" ] || line '  ' "chỉ cần biết / to note: ${noted#, }"
}

# Feeds that are late or silent: print_late PAGE
print_late() {
	local feed title state days date seen systems never='' n_never=0 n=0 more=0 vi
	local -n fact=$1
	fold '' "NGUỒN / FEEDS: đến / came ${fact[came]}/${fact[expected]}; hệ thống đã nối / systems connected ${fact[connected]}/${fact[systems]}"
	while IFS=$BAR read -r feed title state days date seen systems; do
		case $state in
		late) vi="chậm $days ngày, lần cuối $seen / $days days LATE" ;;
		missing) vi="THIẾU, hạn $date / MISSING" ;;
		never)
			n_never=$((n_never + 1))
			never+=", ${systems:+$systems }$feed"
			continue
			;;
		*) continue ;;
		esac
		n=$((n + 1))
		if [ "$n" -le 2 ]; then line '  - ' "$feed: $vi (${title%% (*})"; else more=$((more + 1)); fi
	done <"$WORK/page.arrivals"
	[ "$more" -eq 0 ] || line '  … ' "và $more nguồn nữa / and $more more: nguon-du-lieu.html"
	[ "$n_never" -eq 0 ] || line '  - ' "$n_never chưa gửi lần nào / never came: ${never#, }"
}

# The folder, and what to read in it.
print_places() {
	local name words=''
	fold '' "ĐỌC Ở / READ IN ${STORE#"$ROOT/"}:"
	for name in index.html 'ra-soat.html (rà soát / review)' nguon-du-lieu.html; do
		[ ! -e "$STORE/publish/${name%% *}" ] || words+=", $name"
	done
	[ -z "$words" ] || fold '  ' "publish/: ${words#, }"
	fold '  ' "$brief_night/detail.txt (chi tiết đêm này / all of this night)"
	! is_sample || fold '  ' "kho / warehouse: scripts/private-postgres psql ${CHISO_VAR#"$ROOT/"}/postgres"
}

# print_failure CODE: a night that did not reach its end has its page too: what stands, and what is not known.
print_failure() {
	local day=${CHISO_NOW%%T*}
	set_width
	[ "$CHISO_WIDTH" -le "$brief_columns" ] || CHISO_WIDTH=$brief_columns
	name_night
	print_head "ĐÊM ${day:8:2}/${day:5:2}/${day:0:4} CHƯA XONG / THE NIGHT OF $day IS NOT DONE"
	print_end "$1"
	case $1 in
	64) fold '→ ' 'sửa cấu hình theo dòng dưới / mend the configuration as said below' ;;
	69 | 75) fold '→ ' 'xem máy chủ cơ sở dữ liệu và lần chạy kia, rồi chạy lại / see to the server and to the other run, then run it again' ;;
	73 | 74) fold '→ ' 'xem đĩa và quyền của thư mục, rồi chạy lại / see to the disk and the rights of the folder, then run it again' ;;
	78) fold '→ ' 'chiso-catalog lint, sửa danh mục, rồi chạy lại / mend the catalogue, then run it again' ;;
	66) fold '→ ' 'xem thư mục đến, rồi chạy lại / see to the inbox, then run it again' ;;
	*) fold '→ ' 'xin gửi tệp log/programs.log / please send log/programs.log' ;;
	esac
	fold '' 'Số liệu và tệp công bố giữ như lần chạy trước; những gì đã nạp vẫn còn. Khi nguyên nhân đã hết, chạy lại là đủ.'
	fold '' 'Figures and published files are those of the run before; what was loaded stands. Once the cause is gone, running it again is enough.'
	print_causes
	fold '' "ĐỌC Ở / READ IN ${CHISO_VAR#"$ROOT/"}: log/programs.log"
}

# The last words of the programs, and ours.
print_causes() {
	local row
	local -a rows
	mapfile -t rows < <(tail -n 3 "$WORK/programs.log" | plain_log && print_said | tail -n 3)
	for row in "${rows[@]}"; do fold '  ' "${row:0:300}"; done
}
