# shellcheck shell=bash
# Mending: the lists of refused records, and repaired values read in the place of what was sent.
#
# REQUEST is what was asked for: `action` (list, count, apply), `agency`, `since`, `file`, `by`, `form` (write: CSV; page), `mended`, `same`, `output`;
# each is there, '' when it was not given.

# check_request REQUEST: one line and 64 for what cannot be meant.
check_request() {
	local -n ask=$1
	local by=${ask[by]} since=${ask[since]} agency=${ask[agency]}
	if [ -n "$since" ] && { [[ ! $since =~ ^[0-9]{4}-[0-9]{2}-[0-9]{2}$ ]] || ! date -d "$since" >/dev/null 2>&1; }; then
		die 64 "--since: found \"${since:0:40}\", expected a day like 2024-04-01"
	fi
	[[ $agency =~ ^[A-Za-z0-9.?~/-]*$ ]] || die 64 "--agency: found \"${agency:0:40}\", expected a code like H34.19, or unknown"
	case ${ask[action]} in
	'') die 64 'found nothing to do, expected --list, --agency A or --apply FILE (scripts/rejects --help)' ;;
	apply) ;;
	*) return 0 ;;
	esac
	[ -n "${by//[[:space:]]/}" ] || die 64 '--by: found nothing, expected the name of the person who decides'
	if [[ $by == *[[:cntrl:]]* ]] || [ ${#by} -gt 200 ] || ! printf '%s' "$by" | iconv -f UTF-8 -t UTF-8 >/dev/null 2>&1; then
		die 64 '--by: found no name, expected one line of UTF-8, at most 200 characters'
	fi
	if [ ! -f "${ask[file]}" ] || [ ! -r "${ask[file]}" ]; then
		die 66 "${ask[file]}: found no file that can be read, expected an edited list"
	fi
}

# 0 when there is a warehouse of this version. need_ledger [reading]
need_ledger() {
	local has
	if is_private && [ ! -e "$CHISO_VAR/postgres/place" ]; then
		say "no warehouse in $CHISO_VAR: run scripts/nightly first"
		return 66
	fi
	need_server "${1:-}" || return $?
	has=$(sql "select to_regclass('audit.repair') is not null") || return $?
	[ "$has" = t ] || {
		say 'this warehouse is older than scripts/rejects: run scripts/nightly first'
		return 66
	}
}

# The tables open_reject (with the list of each) and what the words are made of. collect_open SINCE
collect_open() {
	local table
	for table in feeds reject_codes; do add_catalog_table "$table" || return $?; done
	add_catalog_table agencies all every_agency || return $?
	sql_file "$ROOT/sql/night/rejects-open.sql" -v since="$1" || return $?
	sql_file "$ROOT/sql/night/rejects-agencies.sql"
}

# count_rejects REQUEST: how many wait in each list.
count_rejects() {
	local -n ask=$1
	local list name open since mended all=0
	collect_open "${ask[since]:+${ask[since]}T00:00:00+07:00}" || return $?
	sql_facts "$ROOT/sql/night/rejects-count.sql" >"$WORK/lists" || return $?
	while IFS=$BAR read -r list name open since mended; do
		wrap '  - ' "$list ($name): $open chờ sửa / open${since:+, từ / since $since}; $mended đã sửa / mended"
		all=$((all + open))
	done <"$WORK/lists"
	wrap '' "Tất cả chờ sửa / all that wait: $all"
}

# list_rejects REQUEST: the list of one agency, as CSV or a page.
list_rejects() {
	local -n ask=$1
	local table known
	collect_open "${ask[since]:+${ask[since]}T00:00:00+07:00}" || return $?
	known=$(sql "select '${ask[agency]}' = 'unknown' or exists (select from every_agency where agency = '${ask[agency]}' and kind = 'body')") || return $?
	[ "$known" = t ] || {
		say "found no agency ${ask[agency]}, expected one of scripts/rejects --list, or unknown"
		return 66
	}
	for table in fields settings codes units reject_ways field_words period_fields; do add_catalog_table "$table" || return $?; done
	sql_facts "$ROOT/sql/night/rejects-list.sql" -v list="${ask[agency]}" -v mended="${ask[mended]}" >"$WORK/facts" || return $?
	/usr/bin/python3 "$ROOT/scripts/lib/rejects_sheet.py" "${ask[form]}" "$WORK/facts" >"$WORK/sheet" || return 70
	say "${ask[agency]}: $(wc -l <"$WORK/facts") dòng / rows"
	if [ -n "${ask[output]}" ]; then
		place_file "$WORK/sheet" "${ask[output]}" || return 74
	else
		cat -- "$WORK/sheet" || return 74
	fi
}

# ---- what was edited ----

# apply_list REQUEST: 0 all of it stands; 1 something was refused or is still refused.
apply_list() {
	local -n ask=$1
	local code=0 refused
	/usr/bin/python3 "$ROOT/scripts/lib/rejects_sheet.py" read "${ask[file]}" >"$WORK/edits.csv" 2>"$WORK/no-list" || {
		say "${ask[file]}: $(tail -n 1 "$WORK/no-list")"
		return 65
	}
	begin_run mend '' || return $?
	match_edits "${ask[same]}" || return $?
	store_edits "${ask[by]}" || return $?
	load_measured sources || return $?
	mend_pending || return $?
	tell_outcome || code=$?
	[ "$code" -lt 2 ] || return "$code"
	refused=$code
	compute_marked sources '' goes_on || return $?
	publish || return $?
	print_difference 'Sửa / mended' '' || return $?
	: >"$WORK/applied"
	return "$refused"
}

# Each edit has its verdict; those to take become taken.csv. match_edits SAME
match_edits() {
	local verdict n row file feed record line field code load value name
	collect_open '' || return $?
	add_catalog_table fields || return $?
	add_csv_table edits edits.csv || return $?
	sql_facts "$ROOT/sql/night/repair-match.sql" -v same="$1" >"$WORK/matched" || return $?
	: >"$WORK/said"
	: >"$WORK/take"
	while IFS=$BAR read -r verdict n row file feed record line field code load value name; do
		if [ "$verdict" = take ] && ! has_raw "$file"; then verdict=gone; fi
		if [ "$verdict" = take ]; then
			printf '%s\x1f' "$row" "$file" "$feed" "$record" "$line" "$field" "$code" "$load" "$value" "$n" >>"$WORK/take"
			printf '%s\n' "$name" >>"$WORK/take"
		else
			printf '%s\x1f%s\x1f%s\n' "$verdict" "$n" "$name" >>"$WORK/said"
		fi
	done <"$WORK/matched"
}

has_raw() { [ -e "$STORE/raw/$1.xml" ] || [ -e "$STORE/raw/$1.xml.gz" ]; }

# What would store a person's data is refused and not kept. store_edits BY
store_edits() {
	local row code
	: >"$WORK/unkept"
	/usr/bin/python3 "$ROOT/scripts/lib/rejects_sheet.py" take "$WORK/take" >"$WORK/repairs.csv" || return 70
	CHISO_BY=$1 retry chiso-load repairs -q --run "$RUN" --now "$CHISO_NOW" -i "$WORK/repairs.csv" -o "$WORK/unkept" \
		2>>"$WORK/programs.log" || return $?
	keep_repairs || return $?
	step repaired
	/usr/bin/python3 "$ROOT/scripts/lib/rejects_sheet.py" taken "$WORK/take" "$WORK/unkept" >"$WORK/taken.csv" || return 70
	while IFS=, read -r row code; do
		awk -F "$BAR" -v OFS="$BAR" -v row="$row" -v code="$code" '$1 == row { print "unkept " code, $10, $11 }' "$WORK/take" >>"$WORK/said"
	done <"$WORK/unkept"
	add_csv_table taken taken.csv
}

# Files with repaired values that they were not read with, be it that a run was killed.
mend_pending() {
	local line hash feed verdict reason
	local -a open
	sql_file "$ROOT/sql/night/repair-pending.sql" -F , >"$WORK/pending.rows" || return $?
	[ -s "$WORK/pending.rows" ] || return 0
	kept_manifest <"$WORK/pending.rows" >"$WORK/pending"
	ingest_manifest "$WORK/pending" "$WORK/pending.verdicts" || return $?
	add_csv_table pending pending.verdicts || return $?
	sql "select file, feed, verdict, coalesce(reason, '') from pending where verdict in ('bad', 'left') order by 2, 1" >"$WORK/pending.open" || return $?
	mapfile -t open <"$WORK/pending.open"
	for line in "${open[@]}"; do
		IFS='|' read -r hash feed verdict reason <<<"$line"
		say "file $hash ($feed) could not be read with its repaired values ($verdict); its rows stand as they were: $reason"
	done
	step mended
}

# What a verdict says to a person.
verdict_words() {
	case $1 in
	done) echo 'đã áp dụng từ trước / applied before' ;;
	mended) echo 'đã có bản ghi mới hơn, không cần sửa / a later record came, nothing to mend' ;;
	still) echo 'đã áp dụng từ trước và vẫn bị từ chối: lấy danh sách mới / applied before and still refused: make a new list' ;;
	strange) echo 'không có dòng này trong danh sách / no such row' ;;
	old) echo 'danh sách đã cũ: lấy danh sách mới / the list is old: make a new one' ;;
	shifted) echo 'các ô của dòng không khớp (dòng bị xê dịch?) / the cells are not those of the row (was it sorted apart?)' ;;
	file) echo 'cả tệp bị từ chối: phải gửi lại / the whole file was refused: it has to be sent again' ;;
	gone) echo 'tệp gốc không còn được giữ: phải gửi lại / the file is no longer kept: it has to be sent again' ;;
	dropped) echo 'trường không được lưu: không sửa được / the field is not kept: it cannot be edited' ;;
	pseudonym) echo 'trường là dữ liệu cá nhân đã mã hóa: không sửa được / the field is personal and pseudonymised: it cannot be edited' ;;
	unit) echo 'giá trị đã gửi có đơn vị: ghi số kèm đơn vị / what was sent has a unit: write the number with its unit' ;;
	same) echo 'khóa này đã là của một bản ghi khác: chưa áp dụng; nếu đúng là một hồ sơ thì thêm --same-key / another record stands under this key: not applied; when it is the same record, add --same-key' ;;
	kept) echo 'không sửa được trường này / this field cannot be edited' ;;
	'unkept id.personal' | 'unkept text.personal') echo 'giá trị có dữ liệu cá nhân: không nhận / the value has personal data: not taken' ;;
	'unkept text.too_long') echo 'giá trị quá dài / the value is too long' ;;
	*) echo 'giá trị không phải văn bản / the value is no text' ;;
	esac
}

# 0 when every edit stands, 1 when something was refused. No value is repeated.
tell_outcome() {
	local what n name record field vi en other n_mended=0 n_done=0 code=0
	collect_open '' || return $?
	sql_facts "$ROOT/sql/night/repair-outcome.sql" >"$WORK/outcome" || return $?
	while IFS=$BAR read -r what n name; do
		if [ "$what" = 'done' ] || [ "$what" = mended ]; then n_done=$((n_done + 1)); else code=1; fi
		wrap '  - ' "dòng / line $n, $name: $(verdict_words "$what")"
	done <"$WORK/said"
	while IFS=$BAR read -r what n name record field vi en other; do
		case $what in
		mended) n_mended=$((n_mended + 1)) ;;
		waits)
			code=1
			wrap '  - ' "dòng / line $n, $name: chưa đọc lại được tệp / the file could not be read again"
			;;
		same)
			code=1
			wrap '  - ' "dòng / line $n, $name, bản ghi / record $record, $field: trùng khóa với bản ghi khác, chỉ một bản được tính /" \
				"another record has this key, and one of them alone is counted"
			;;
		*)
			code=1
			wrap '  - ' "dòng / line $n, $name, bản ghi / record $record, $field: vẫn bị từ chối: $vi / still refused: $en"
			;;
		esac
		[ -z "$other" ] || printf '%s\n' "$name" >>"$WORK/other-rules"
	done <"$WORK/outcome"
	if [ -s "$WORK/other-rules" ]; then
		wrap '' "Quy tắc đọc đã đổi từ lần nạp trước, cả tệp được đọc theo quy tắc hiện nay / the rules have changed, all of these files is read by" \
			"today's: $(LC_ALL=C sort -u "$WORK/other-rules" | paste -s -d ' ')"
	fi
	wrap '' "Đã sửa $n_mended giá trị, $n_done từ trước / mended: $n_mended, before: $n_done"
	return "$code"
}
