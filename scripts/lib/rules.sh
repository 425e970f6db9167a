# shellcheck shell=bash
# What asks for a person after a night, by rule: how many, one of them, what to do. The rules are those of sql/night/findings.sql and those
# of the folders; what the catalogue's checks say goes beside them.

# Of each rule how many wait, the first of them, the command or page, the words of its checks; and how many are only noted.
declare -A wait_n=() wait_one=() wait_do=() wait_checks=() note_n=()

# The rules in the order in which they are told: id, in Vietnamese, in English, what to do where the finding names no command: a command,
# or a place in the folder of the night. One without a row is told by its id, behind all.
read_rules() {
	mapfile -t rules <<'END'
pages|các trang chưa làm mới được|pages not written anew|less log/programs.log
not_computed|kỳ chưa tính được vì danh mục sai|periods not computed, wrong catalogue|chiso-catalog lint
wrong|nguồn chưa đọc vì danh mục sai|feeds not read, wrong catalogue|chiso-catalog lint
quarantine|tệp bị giữ lại|files held back|quarantine/
left|tệp còn trong hộp đến|files left in the inbox|sửa, rồi để tại đó / mend, and leave there
stuck|tệp không xóa được khỏi hộp đến|files that stay in the inbox|cho quyền ghi / give the right to write, CHISO_INBOX_KEEP=1
changed|bộ, kỳ có số đã duyệt nay khác đi|approved figures changed|
held|số tạm giữ, chờ duyệt|figures held back, to be approved|
closed_late|bộ, kỳ đã chốt có số tính lại khác|closed periods computed otherwise|
stale|bộ, kỳ tính theo định nghĩa cũ|computed by old definitions|
strangers|tệp có phần tử lạ|files with strangers, not read|hỏi nơi gửi / ask the sender
declared|tệp nói khác số bản ghi đã đọc|files that say another number|hỏi nơi gửi / ask the sender
control_total|tệp khác tổng số nơi gửi báo|not the sender's total|hỏi nơi gửi / ask the sender
all_refused|tệp bị từ chối mọi bản ghi|files refused record by record|publish/ra-soat.html
field_refused|trường bị từ chối ở mọi bản ghi|fields always refused|publish/ra-soat.html
field_stranger|trường đến dưới tên gần giống|fields almost renamed|hỏi nơi gửi / ask the sender, fields.csv
gone|tệp thiếu trường mà lần trước có|fields that are gone|hỏi nơi gửi / ask the sender, fields.csv
elsewhere|tệp có bản ghi của tỉnh khác|records of another province|chuyển thư mục / put into that folder
same_keys|cặp nguồn có khóa trùng nhau|feeds with the same keys|hỏi nơi gửi / ask the senders
half_day|ngày có ít hồ sơ bất thường|days with few records|hỏi nơi gửi / ask the sender
missing_numbers|chuỗi thông điệp thiếu số|numbers that are missing|hỏi nơi gửi / ask the sender
gap|nguồn có quãng trống|feeds with a gap|hỏi nơi gửi / ask the sender
not_asked|lần chưa hỏi được|feeds that could not be asked|scripts/fetch
unanswered|nguồn có ngày chưa được trả lời|days not answered|scripts/fetch
late|nguồn chậm hoặc thiếu|feeds late or missing|publish/nguon-du-lieu.html, hỏi nơi gửi / ask the sender
uncounted|nguồn có bản ghi không vào số nào|records reach no figure|chiso-catalog lint
unasked|nguồn có mã không chỉ tiêu nào dùng|codes of no indicator|chiso-catalog lint
unlisted|nguồn giao tập ngoài danh mục|data sets in no list|hỏi nơi gửi / ask the sender, datasets.csv
no_set|địa bàn không có bộ chỉ số hiệu lực|no set in force|sets.csv
never_computed|bộ có kỳ chưa bao giờ tính|sets with periods never computed|
calendar_ends|lịch kỳ báo cáo sắp hết|calendars that end|calendars.csv
usual|tệp ngoài mức thường|files of an unusual size|hỏi nơi gửi / ask the sender
register|danh mục hệ thống khác báo cáo|the register differs|systems.csv
register_due|hệ thống quá ngày dự kiến nối|systems past their day|systems.csv
register_came|hệ thống chưa kết nối đã có dữ liệu|data of systems not connected|systems.csv
repeated|tệp có khóa lặp lại|files with repeated keys|
sets_end|địa bàn hết bộ chỉ số hiệu lực|territories whose sets ended|sets.csv
closed|bộ, kỳ vừa chốt|sets and periods closed|
defined|định nghĩa ghi lần đầu|definitions first recorded|
masked|trường có từ bị che|fields with masked words|kept_words.csv
samples|kho lẫn dữ liệu mẫu|a warehouse with invented samples|
END
}

# add_wait RULE NUMBER EXAMPLE [DO] [CHECK]: of a rule the first example and what to do with it stand.
add_wait() {
	wait_n[$1]=$((${wait_n[$1]:-0} + $2))
	[ -n "${wait_one[$1]:-}" ] || wait_one[$1]=$3
	[ -n "${wait_do[$1]:-}" ] || wait_do[$1]=${4:-}
	[ -z "${5:-}" ] || [[ ${wait_checks[$1]:-} == *"; $5"* ]] || wait_checks[$1]+="; $5"
}

# add_finding RULE SEVERITY PLACE PERIOD WORDS: a row of findings.sql. A command that its words end with is what to do.
add_finding() {
	local words=${5#gate } act='' check=''
	if [ "$2" != gate ]; then
		note_n[$1]=$((${note_n[$1]:-0} + 1))
		return
	fi
	if [[ $words =~ (scripts/(fetch|reprocess|close)( [A-Za-z0-9-]+)+)\)?$ ]]; then
		act=${BASH_REMATCH[1]}
	elif [ -n "$4" ]; then
		act="scripts/approve $4 --list"
	fi
	if [[ $words =~ ^[a-z][a-z0-9_]*:\ (.*) ]]; then
		words=${BASH_REMATCH[1]}
		check=${words%% (*}
	fi
	if [ "$1" = held ]; then
		add_wait held 1 "$3" "$act" "$check"
	else
		add_wait "$1" 1 "$3: ${words%% / *}" "$act"
	fi
}

# What waits besides the findings. collect_waits COUNTS
collect_waits() {
	local row n feed name why state
	local -n count=$1
	while IFS= read -r row; do add_wait pages 1 "${row#*program=chiso-publish }"; done <"$WORK/pages.fault"
	while IFS= read -r row; do add_wait not_computed 1 "$row"; done <"$WORK/not-computed"
	while IFS=$BAR read -r feed why; do add_wait wrong 1 "$feed: $why"; done <"$WORK/wrong"
	while IFS=$BAR read -r n feed name why; do add_wait quarantine "$n" "$feed: $why" "less quarantine/$name.txt"; done <"$WORK/held"
	IFS=$BAR read -r n name why <"$WORK/left"
	[ "${count[left]}" -eq 0 ] || add_wait left "${count[left]}" "$name: $why"
	[ "${count[stuck]}" -eq 0 ] || add_wait stuck "${count[stuck]}" "$name: $why"
	while IFS=$BAR read -r feed name state _; do
		case $state in late | missing | never) add_wait late 1 "$feed" ;; esac
	done <"$WORK/page.arrivals"
	while IFS=$BAR read -r feed row _ _ _ why; do [ -n "$row" ] || add_wait not_asked 1 "$feed: $why"; done <"$WORK/ask/done"
	add_periods
	write_waits
}

# The other periods that have something to be approved.
add_periods() {
	local rule=held
	local -a periods
	[ -n "${wait_n[held]:-}" ] || rule=changed
	mapfile -t periods <"$WORK/page.approving"
	[ ${#periods[@]} -gt 1 ] || return 0
	wait_do[$rule]+=", ${periods[*]:1:4}"
	[ ${#periods[@]} -le 5 ] || wait_do[$rule]+=" +$((${#periods[@]} - 5))"
}

# What waits, as it is told: page.waits, number, rule in both languages, what to do, the first, its checks; page.noted, number, rule, its id.
write_waits() {
	local row id vi en act
	local -a rules=()
	local IFS=$BAR
	: >"$WORK/page.waits"
	: >"$WORK/page.noted"
	read_rules
	for id in "${!wait_n[@]}" "${!note_n[@]}"; do
		[[ "$BAR${rules[*]}" == *"$BAR$id|"* ]] || rules+=("$id|$id|$id|")
	done
	for row in "${rules[@]}"; do
		IFS='|' read -r id vi en act <<<"$row"
		[ -z "${wait_n[$id]:-}" ] || add_row page.waits "${wait_n[$id]}" "$vi" "$en" "${wait_do[$id]:-$act}" "${wait_one[$id]}" "${wait_checks[$id]:-}"
		[ -z "${note_n[$id]:-}" ] || add_row page.noted "${note_n[$id]}" "$vi" "$id"
	done
}
