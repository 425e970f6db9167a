# shellcheck shell=bash
# What lies in the folders of the night: files in quarantine, raw files that are kept, and how long the disk will do. A folder that the
# asker may not look into is told.

collect_folders() {
	collect_quarantined
	collect_disk
	collect_raw_gone
}

# The files of one feed and one reason together, by one of them.
collect_quarantined() {
	local n feed name why at all=0
	if [ ! -r "$CHISO_VAR/quarantine" ] || [ ! -x "$CHISO_VAR/quarantine" ]; then
		add_status lack "$CHISO_VAR/quarantine" '' '' '' '' '' '' '' ''
		return 0
	fi
	list_held "$CHISO_VAR/quarantine" | awk -F "$BAR" -v OFS="$BAR" '{ print "quarantine", $1 " " $2, $3, $0 }' | split_closed | cut -d "$BAR" -f 4- | group_held >"$WORK/held"
	while IFS=$BAR read -r n feed name why; do
		all=$((all + n))
		at=$(TZ=Asia/Ho_Chi_Minh date -r "$CHISO_VAR/quarantine/$name.txt" +%Y-%m-%d 2>/dev/null)
		add_status waiting "quarantine $feed" "$at" quarantined "$n" "$n" '' '' "$name$(and_more "$n"): $why" "less $CHISO_VAR/quarantine/$name.txt"
	done <"$WORK/held"
	add_status waits quarantined '' '' "$all" '' '' '' '' ''
}

# Files that the days of their feed do not let go, and that are not there.
collect_raw_gone() {
	local n
	[ -r "$CHISO_VAR/raw" ] && [ -x "$CHISO_VAR/raw" ] && grep -q "^base$BAR" "$WORK/status.facts" || return 0
	n=$(LC_ALL=C comm -23 <(sed -n "s/^raw$BAR\([0-9a-f]*\)$BAR.*/\1/p" "$WORK/status.facts" | LC_ALL=C sort -u) <(cut -d ' ' -f 3 "$WORK/raw" | LC_ALL=C sort -u) | wc -l)
	[ "$n" -eq 0 ] || add_status waiting raw '' raw "$n" "$n" '' '' \
		"$n tệp gốc mất trước hạn lưu / raw files are gone before their days" "ls $CHISO_VAR/raw"
}

# Days until the volume of CHISO_VAR is full: what the raw zone, and a private warehouse on the same volume, grew a day over the last 30,
# as if nothing were ever removed. Fewer than seven days tell nothing.
collect_disk() {
	local first database records recent free day today days raw_day data_day=0 a_day left words
	if [ ! -r "$CHISO_VAR/raw" ] || [ ! -x "$CHISO_VAR/raw" ]; then
		add_status lack "$CHISO_VAR/raw" '' '' '' '' '' '' '' ''
		tell_no_disk 'không có quyền xem kho tệp gốc / no right to look into the raw zone'
		return 0
	fi
	# bytes, of which file, and once more where it is the file itself and not what came beside it
	find "$CHISO_VAR/raw" -maxdepth 1 -type f -printf '%s %f\n' | awk '{ hash = $2; sub(/[.].*/, "", hash); print $1, hash, ($2 ~ /[.]xml([.]gz)?$/ ? hash : "") }' >"$WORK/raw"
	IFS=$BAR read -r _ _ first _ database _ records recent _ < <(grep "^base$BAR" "$WORK/status.facts")
	free=$(df --output=avail -B1 -- "$CHISO_VAR" 2>/dev/null | tail -n 1)
	if [ -z "${first:-}" ] || [[ ! $free =~ ^[0-9]+$ ]]; then
		tell_no_disk 'chưa có tệp nào được nạp / nothing was loaded yet'
		return 0
	fi
	day=$(date -d "$first" +%s) today=$(date -d "${CHISO_NOW%%T*}" +%s)
	days=$(((today - day) / 86400))
	if [ "$days" -lt 7 ]; then
		tell_no_disk "mới có $days ngày số liệu, cần 7 / $days days of loads, seven are needed"
		return 0
	fi
	[ "$days" -le 30 ] || days=30
	raw_day=$(bytes_of_days "$days")
	if [ -e "$CHISO_VAR/postgres/place" ] && is_private && [ "$records" -gt 0 ] &&
		[ "$(stat -c %d -- "$(cat "$CHISO_VAR/postgres/place")" 2>/dev/null)" = "$(stat -c %d -- "$CHISO_VAR")" ]; then
		data_day=$(awk -v b="$database" -v n="$records" -v m="$recent" -v d="$days" 'BEGIN { printf "%.0f", b / n * m / d }')
	fi
	a_day=$((raw_day + data_day))
	if [ "$a_day" -eq 0 ]; then
		tell_no_disk 'không có gì đến trong 30 ngày / nothing came in 30 days'
		return 0
	fi
	left=$((free / a_day))
	words="còn $(in_megabytes "$free") MB, thêm $(in_megabytes "$a_day") MB mỗi ngày: đủ khoảng $(number "$left") ngày nếu không xóa gì / about $left days at $(in_megabytes "$a_day") MB a day, nothing removed"
	add_status disk volume '' '' "$left" '' '' '' "$words" ''
	[ "$left" -ge 30 ] || add_status waiting disk '' disk "$left" '' '' '' "đĩa còn khoảng $left ngày / the disk will do for about $left days" "df -h $CHISO_VAR"
}

tell_no_disk() { add_status disk volume '' '' '' '' '' '' "chưa nói được: $1" ''; }

# The bytes of raw files that were taken in the last so many days, a day.
bytes_of_days() {
	local from
	from=$(date -d "${CHISO_NOW%%T*} - $1 days" +%Y-%m-%d)
	awk -F "$BAR" -v from="$from" -v days="$1" 'NR == FNR { if ($1 == "raw" && $3 > from) is_new[$2] = 1; next }
		{ split($0, part, " "); if (part[2] in is_new) n += part[1] } END { printf "%.0f", n / days }' "$WORK/status.facts" "$WORK/raw"
}

in_megabytes() { awk -v n="$1" 'BEGIN { text = sprintf("%.1f", n / 1048576); sub(/[.]/, ",", text); sub(/,0$/, "", text); print text }'; }
