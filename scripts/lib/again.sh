# shellcheck shell=bash
# shellcheck disable=SC2034,SC2154 # the parts share their variables
# Reprocessing: a scratch copy of everything for --dry-run, the kept files read again, the difference, and figures as published.

SCRATCH=''

# A copy of the warehouse, and folders of links: the same code runs, nothing of ours is touched.
use_scratch() {
	local name database
	database=$(sql 'select current_database()') || return $?
	sql "select datname from pg_database where datname like 'chiso\\_dry\\_%'
		and pg_get_userbyid(datdba) = current_user" >"$WORK/left" || return $?
	while IFS= read -r name; do drop_database "$name"; done <"$WORK/left"
	SCRATCH=chiso_dry_$$
	if ! psql -X -q -d postgres -c "create database $SCRATCH template \"$database\"" 2>"$WORK/psql.err"; then
		copy_database "$database" || return $?
	fi
	export PGDATABASE=$SCRATCH
	unset PGSERVICE
	use_scratch_folders
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
	for folder in raw clean quarantine publish; do
		mkdir -p -- "$WORK/var/$folder"
		find "$VAR/$folder" -maxdepth 1 -type f ! -name '*.new' -print0 | xargs -0 -r ln -s -t "$WORK/var/$folder" --
	done
	RAW=$WORK/var/raw CLEAN=$WORK/var/clean QUARANTINE=$WORK/var/quarantine PUBLISH=$WORK/var/publish
	STREAMS=$WORK/var/figures
	CHISO_INBOX_KEEP=1
}

drop_database() {
	psql -X -q -d postgres -c "drop database if exists \"$1\" with (force)" >/dev/null 2>&1
}

drop_scratch() {
	[ -z "$SCRATCH" ] || drop_database "$SCRATCH"
	return 0
}

# The files whose records touch the period, and those of the lists that its measures look up.
files_of_period() {
	local period=$1 lists
	# shellcheck disable=SC2153 # set by load_measured
	lists=$(printf '%s ' "${LISTS[@]}")
	sql_file "$ROOT/scripts/lib/files.sql" -v period="$period" -v lists="$lists"
}

# Today's catalogue over the kept bytes; where the rows that read a feed did not change, this does nothing.
read_again() {
	local period=$1 hash feed code=0
	files_of_period "$period" >"$WORK/files" || return $?
	while IFS=$'\t' read -r hash feed; do
		code=0
		read_file_again "$hash" "$feed" || code=$?
		case $code in
		0) ;;
		65) say "file $hash ($feed) is refused by today's catalogue; its rows stand as they were" ;;
		*) return "$code" ;;
		esac
	done <"$WORK/files"
}

read_file_again() {
	local hash=$1 feed=$2 raw
	for raw in "$RAW/$hash".xml "$RAW/$hash".xml.gz; do
		[ -e "$raw" ] || continue
		retry ingest_batch "$feed" "$raw"
		return
	done
	if [ -s "$CLEAN/$hash.csv.gz" ]; then
		say "file $hash ($feed): the raw bytes are gone, its clean stream is read"
		gzip -cd -- "$CLEAN/$hash.csv.gz" >"$WORK/clean" || return 66
		retry chiso-load records -q --feed "$feed" --run "$RUN" --now "$NOW" -i "$WORK/clean" 2>>"$WORK/programs.log"
		return
	fi
	say "file $hash ($feed): neither raw bytes nor clean stream are kept; its rows stand as they were"
}

print_difference() {
	local period=$1 n name agency at old new columns
	sql_file "$ROOT/scripts/lib/difference.sql" -F '|' -v run="$RUN" >"$WORK/difference" || return $?
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
	while IFS='|' read -r name agency at old new columns; do
		printf '%s  %s  %s: %s -> %s%s\n' "$name" "${agency:--}" "$at" "${old:--}" "${new:--}" "${columns:+ [$columns]}"
	done <"$WORK/difference"
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
	printf 'set client_min_messages = warning;\n' >"$WORK/catalog.sql"
	add_catalog_table feeds || return $?
	load_measured || return $?
	with_catalog -v only= -v named="$period" -f "$ROOT/scripts/lib/periods.sql" >"$WORK/periods" || return $?
	IFS='|' read -r _ from others <"$WORK/periods"
	figures_of_period "$period" "$from" "$others" || return $?
	RUN=''
	if [ -n "$output" ]; then place_file "$WORK/figures.$period" "$output" || return 74; else cat "$WORK/figures.$period"; fi
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
