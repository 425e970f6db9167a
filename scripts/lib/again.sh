# shellcheck shell=bash
# Reprocessing: the kept files read again, the difference, and figures as published. SOURCES as in figures.sh, COUNTS as in intake.sh.

# Today's catalogue over the kept bytes of the files whose records touch the period, and of the lists that its measures look up.
# What is known by it is not asked for; where the bytes are gone, what the warehouse holds of the file is read. read_again SOURCES PERIOD
read_again() {
	local -n source=$1
	local period=$2 line hash feed verdict reason
	local -a open
	show_catalog readings.csv readings --now "$CHISO_NOW" || return $?
	add_csv_table readings readings.csv || return $?
	sql_file "$ROOT/sql/night/files.sql" -v period="$period" -v lists="${source[lists]}" -F , >"$WORK/again.rows" || return $?
	[ -s "$WORK/again.rows" ] || return 0
	kept_manifest <"$WORK/again.rows" >"$WORK/again"
	ingest_manifest "$WORK/again" "$WORK/again.verdicts" || return $?
	add_csv_table again again.verdicts || return $?
	sql "select file, feed, verdict, coalesce(reason, '') from again where verdict in ('bad', 'left') order by 2, 1" >"$WORK/again.open" || return $?
	mapfile -t open <"$WORK/again.open"
	for line in "${open[@]}"; do
		IFS='|' read -r hash feed verdict reason <<<"$line"
		case $verdict in
		bad) say "file $hash ($feed) is refused by today's catalogue; its rows stand as they were: $reason" ;;
		left) read_stored "$hash" "$feed" || return $? ;;
		esac
	done
}

# A manifest of kept files: hash, feed and the sender's name a line.
kept_manifest() {
	local hash feed name n=0 raw
	echo _kind,file,feed,state,bytes,name,path,raw,code,reason,verdict,load,read,kept,rejected,duplicate,stat
	while IFS=, read -r hash feed name; do
		raw=$hash.xml
		[ -e "$STORE/raw/$raw" ] || [ ! -e "$STORE/raw/$raw.gz" ] || raw+=.gz
		name=${name:-$raw}
		printf 'file,%s,%s,taken,,"%s",%s,%s,,,,,,,,,\n' "$hash" "$feed" "${name//\"/\"\"}" "$raw" "$raw"
		n=$((n + 1))
	done
	printf 'end,%d,,,,,,,,,,,,,,,\n' "$n"
}

read_stored() {
	local hash=$1 feed=$2
	say "file $hash ($feed): the raw bytes are gone, its records are read as the warehouse holds them"
	retry chiso-dump -q --feed "$feed" --load "$hash" -o "$WORK/stored" 2>>"$WORK/programs.log" || return $?
	retry chiso-load records -q --repaired --feed "$feed" --run "$RUN" --now "$CHISO_NOW" -i "$WORK/stored" >/dev/null 2>>"$WORK/programs.log"
}

# print_difference PERIOD SCRATCH: what changes, in a scratch copy what would.
print_difference() {
	local period=$1 n name agency at old new columns
	sql_facts "$ROOT/sql/night/difference.sql" -v run="$RUN" >"$WORK/difference" || return $?
	n=$(wc -l <"$WORK/difference")
	if [ "$n" -eq 0 ]; then
		printf '%s: không số liệu nào thay đổi / no figure changes\n' "$period"
		return 0
	fi
	if [ -n "$2" ]; then
		printf '%s: %d số liệu sẽ thay đổi / figures would change (nothing was changed)\n' "$period" "$n"
	else
		printf '%s: %d số liệu đã thay đổi / figures changed\n' "$period" "$n"
	fi
	while IFS=$BAR read -r name agency at old new columns; do
		printf '%s  %s  %s: %s -> %s%s\n' "$name" "${agency:--}" "$at" "${old:--}" "${new:--}" "${columns:+ [$columns]}"
	done <"$WORK/difference"
}

# What this run read, refused, held back and left: no night tells it. print_taken COUNTS
print_taken() {
	local kind n a b c d e f
	local -n count=$1
	sql_facts "$ROOT/sql/night/taken.sql" -v run="$RUN" >"$WORK/told" || return $?
	sql_facts "$ROOT/sql/night/left.sql" >"$WORK/left" || return $?
	sed "s/^/left$BAR/" "$WORK/left" >>"$WORK/told"
	while IFS=$BAR read -r kind n a b c d e f; do
		case $kind in
		read) printf 'Tệp đọc / files read: %s; bản ghi / records: %s read = %s kept + %s rejected + %s duplicate\n' "$n" "$a" "$b" "$c" "$d" ;;
		reject) printf '  %s  %s, %s: %s / %s (%s%s)\n' "$n" "$a" "${b:-bản ghi / record}" "$c" "$d" "$e" "$(and_more "$f")" ;;
		held) printf 'Giữ lại / held back: %s%s: %s\n' "$a" "$(and_more "$n")" "$b" ;;
		left) printf 'Để nguyên trong hộp đến / left in the inbox: %s%s: %s\n' "$a" "$(and_more "$n")" "$b" ;;
		esac
	done <"$WORK/told"
	while IFS= read -r a; do
		printf 'Danh mục ghi sai, số liệu của nguồn giữ như cũ / the catalogue is wrong, the feed keeps its figures: %s: %s\n' \
			"${a%%"$BAR"*}" "${a#*"$BAR"}"
	done <"$WORK/wrong"
	[ "${count[waiting]}" -eq 0 ] || printf '%s tệp chưa xong / not complete yet: next run\n' "${count[waiting]}"
}

# The figures of the last publication, from the rows and with the catalogue that it saw: as_published SOURCES PERIOD OUTPUT
as_published() {
	local period=$2 output=$3 run hash now from others
	local published=$STORE/figures/$2
	[ -s "$published.run" ] || {
		say "$period was never published from here"
		return 66
	}
	need_server || return $?
	read -r run hash now <"$published.run"
	unpack_catalog "$hash" || return $?
	CHISO_NOW=$now RUN=$run
	give "$1" as_of "$RUN"
	add_catalog_table feeds || return $?
	load_measured "$1" || return $?
	sql_file "$ROOT/sql/night/periods.sql" -v only= -v named="$period" >"$WORK/periods" || return $?
	IFS='|' read -r _ from others <"$WORK/periods"
	figures_of_period "$1" "$period" "$from" "$others" || return $?
	RUN=''
	if [ -z "$output" ]; then
		cat "$WORK/figures.$period" || return 74
	elif [ -e "$output" ] && [ ! -f "$output" ]; then # a pipe or a device is written to, not replaced
		cat "$WORK/figures.$period" >"$output" || return 74
	else
		place_file "$WORK/figures.$period" "$output" || return 74
	fi
	if cmp -s "$WORK/figures.$period" "$published.csv"; then
		say "$period as published by run $run: the same bytes"
	else
		say "$period: found other bytes than run $run published"
		return 1
	fi
}

unpack_catalog() {
	local dir
	sql "select encode(archive, 'base64') from audit.catalog where hash = '$1'" | base64 -d >"$WORK/archive" || return 70
	[ -s "$WORK/archive" ] || {
		say "catalogue $1 is not kept"
		return 66
	}
	chiso-catalog unpack "$WORK/catalog" -q -i "$WORK/archive" -o "$WORK/folders" 2>>"$WORK/programs.log" || return $?
	# in their order: of several rows with one key the last folder's stands
	CHISO_CATALOG=''
	while IFS= read -r dir; do CHISO_CATALOG+=${CHISO_CATALOG:+:}$WORK/catalog/$dir; done <"$WORK/folders"
	export CHISO_CATALOG
}
