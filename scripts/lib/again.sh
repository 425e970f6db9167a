# shellcheck shell=bash
# shellcheck disable=SC2034,SC2154 # the parts share their variables
# Reprocessing: a scratch copy of everything for --dry-run, the kept files read again, the difference, and figures as published.

SCRATCH=''

# A copy of the warehouse, and folders of (hard) links: the same code runs, nothing of ours is touched.
use_scratch() {
	local name database number
	sql 'select oid, current_database() from pg_database where datname = current_database()' >"$WORK/database" || return $?
	IFS='|' read -r number database <"$WORK/database"
	# those of this database alone, whose lock is ours: another one's dry run may be at work
	sql "select datname from pg_database where datname like 'chiso\\_dry\\_$number\\_%'
		and pg_get_userbyid(datdba) = current_user" >"$WORK/left" || return $?
	while IFS= read -r name; do drop_database "$name"; done <"$WORK/left"
	SCRATCH=chiso_dry_${number}_$$
	close_session # nobody may be connected to a database that is copied
	if ! psql -X -q -d postgres -c "create database $SCRATCH template \"$database\"" 2>"$WORK/psql.err"; then
		copy_database "$database" || return $?
	fi
	export PGDATABASE=$SCRATCH
	unset PGSERVICE
	use_scratch_folders
	open_session
}

# Somebody is connected: the slower way, which takes no lock.
copy_database() {
	psql -X -q -d postgres -c "create database $SCRATCH" 2>"$WORK/psql.err" || {
		say "--dry-run needs the right to create a database: $(head -n 1 "$WORK/psql.err")"
		SCRATCH=''
		return 69
	}
	(set -o pipefail && pg_dump --no-owner --no-acl -d "$1" | psql -X -q -v ON_ERROR_STOP=1 -d "$SCRATCH") \
		>/dev/null 2>>"$WORK/programs.log" || return 69
}

use_scratch_folders() {
	local folder
	for folder in raw quarantine publish; do
		mkdir -p -- "$WORK/var/$folder"
		find "$VAR/$folder" -maxdepth 1 -type f ! -name '*.new' -print0 | xargs -0 -r ln -t "$WORK/var/$folder" --
	done
	RAW=$WORK/var/raw QUARANTINE=$WORK/var/quarantine PUBLISH=$WORK/var/publish
	STREAMS=$WORK/var/figures
	CHISO_INBOX_KEEP=1
}

drop_database() {
	psql -X -q -d postgres -c "drop database if exists \"$1\" with (force)" >/dev/null 2>&1
}

drop_scratch() {
	[ -n "$SCRATCH" ] || return 0
	close_session
	drop_database "$SCRATCH"
}

# Today's catalogue over the kept bytes of the files whose records touch the period, and of the lists that its measures look up.
# What is known by it is not opened; where the bytes are gone, what the warehouse holds of the file is read.
read_again() {
	local period=$1 lists code=0 hash feed
	# shellcheck disable=SC2153 # set by load_measured
	lists=$(printf '%s ' "${LISTS[@]}")
	sql_file "$ROOT/sql/night/files.sql" -v period="$period" -v lists="$lists" -F , >"$WORK/again.rows" || return $?
	kept_manifest <"$WORK/again.rows" >"$WORK/again"
	ingest_manifest "$WORK/again" "$WORK/again.verdicts" || return $?
	add_csv_table again again.verdicts || return $?
	sql "select file, feed, verdict, coalesce(reason, '') from again where verdict in ('bad', 'left') order by 2, 1" >"$WORK/again.open" || return $?
	mapfile -t AGAIN <"$WORK/again.open"
	for line in ${AGAIN[@]+"${AGAIN[@]}"}; do
		IFS='|' read -r hash feed code reason <<<"$line"
		case $code in
		bad) say "file $hash ($feed) is refused by today's catalogue; its rows stand as they were: $reason" ;;
		left) read_stored "$hash" "$feed" || return $? ;;
		esac
	done
}

# A manifest of kept files: hash and feed a line.
kept_manifest() {
	local hash feed n=0 raw
	echo _kind,file,feed,state,bytes,name,path,raw,code,reason,verdict,load,read,kept,rejected,duplicate,stat
	while IFS=, read -r hash feed; do
		raw=$hash.xml
		[ -e "$RAW/$raw" ] || [ ! -e "$RAW/$raw.gz" ] || raw+=.gz
		printf 'file,%s,%s,taken,,%s,%s,%s,,,,,,,,,\n' "$hash" "$feed" "$raw" "$raw" "$raw"
		n=$((n + 1))
	done
	printf 'end,%d,,,,,,,,,,,,,,,\n' "$n"
}

read_stored() {
	local hash=$1 feed=$2
	say "file $hash ($feed): the raw bytes are gone, its records are read as the warehouse holds them"
	retry chiso-dump -q --feed "$feed" --load "$hash" -o "$WORK/stored" 2>>"$WORK/programs.log" || return $?
	retry chiso-load records -q --feed "$feed" --run "$RUN" --now "$NOW" -i "$WORK/stored" >/dev/null 2>>"$WORK/programs.log"
}

print_difference() {
	local period=$1 n name agency at old new columns
	sql_file "$ROOT/sql/night/difference.sql" -F $'\x1f' -v run="$RUN" >"$WORK/difference" || return $?
	n=$(wc -l <"$WORK/difference")
	if [ "$n" -eq 0 ]; then
		printf '%s: không số liệu nào thay đổi / no figure changes\n' "$period"
		return 0
	fi
	if [ -n "$is_dry" ]; then
		printf '%s: %d số liệu sẽ thay đổi / figures would change (nothing was changed)\n' "$period" "$n"
	else
		printf '%s: %d số liệu đã thay đổi / figures changed\n' "$period" "$n"
	fi
	while IFS=$'\x1f' read -r name agency at old new columns; do
		printf '%s  %s  %s: %s -> %s%s\n' "$name" "${agency:--}" "$at" "${old:--}" "${new:--}" "${columns:+ [$columns]}"
	done <"$WORK/difference"
}

# What this run read, refused, held back and left: no night tells it.
print_taken() {
	local kind n a b c d e f
	sql_file "$ROOT/sql/night/taken.sql" -F $'\x1f' -v run="$RUN" >"$WORK/told" || return $?
	sql_file "$ROOT/sql/night/left.sql" -F $'\x1f' >"$WORK/left" || return $?
	sed $'s/^/left\x1f/' "$WORK/left" >>"$WORK/told"
	while IFS=$'\x1f' read -r kind n a b c d e f; do
		case $kind in
		read) printf 'Tệp đọc / files read: %s; bản ghi / records: %s read = %s kept + %s rejected + %s duplicate\n' "$n" "$a" "$b" "$c" "$d" ;;
		reject) printf '  %s  %s, %s: %s / %s (%s%s)\n' "$n" "$a" "${b:-bản ghi / record}" "$c" "$d" "$e" "$(and_more "$f")" ;;
		held) printf 'Giữ lại / held back: %s%s: %s\n' "$a" "$(and_more "$n")" "$b" ;;
		left) printf 'Để nguyên trong hộp đến / left in the inbox: %s%s: %s\n' "$a" "$(and_more "$n")" "$b" ;;
		esac
	done <"$WORK/told"
	for a in ${WRONG[@]+"${WRONG[@]}"}; do
		printf 'Danh mục ghi sai, số liệu của nguồn giữ như cũ / the catalogue is wrong, the feed keeps its figures: %s: %s\n' \
			"${a%%$'\x1f'*}" "${a#*$'\x1f'}"
	done
	[ "$N_WAITING" -eq 0 ] || printf '%s tệp chưa xong / not complete yet: next run\n' "$N_WAITING"
}

# The figures of the last publication, from the rows and with the catalogue that it saw.
as_published() {
	local period=$1 output=$2 run hash now from others
	local published=$STREAMS/$period
	[ -s "$published.run" ] || {
		say "$period was never published from here"
		return 66
	}
	need_server || return $?
	read -r run hash now <"$published.run"
	unpack_catalog "$hash" || return $?
	NOW=$now RUN=$run AS_OF=$run
	add_catalog_table feeds || return $?
	load_measured || return $?
	sql_file "$ROOT/sql/night/periods.sql" -v only= -v named="$period" >"$WORK/periods" || return $?
	IFS='|' read -r _ from others <"$WORK/periods"
	figures_of_period "$period" "$from" "$others" || return $?
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
	chiso-catalog unpack "$WORK/catalog" -q -i "$WORK/archive" 2>>"$WORK/programs.log" || return $?
	CHISO_CATALOG=$WORK/catalog/base
	for dir in "$WORK"/catalog/*/; do
		dir=${dir%/}
		[ "${dir##*/}" = base ] || CHISO_CATALOG+=:$dir
	done
	export CHISO_CATALOG
}
