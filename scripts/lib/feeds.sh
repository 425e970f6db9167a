# shellcheck shell=bash
# shellcheck disable=SC2034,SC2154 # the parts share their variables
# What the catalogue says of the feeds, for the scripts: by name, and as temporary tables of a psql session.

# Appends to $WORK/catalog.sql what makes a temporary table of a catalogue table's rows that are valid tonight, or of all:
# add_catalog_table TABLE [today|all [NAME]]
add_catalog_table() {
	local table=$1 times=${2:-today} name=${3:-$1} header
	chiso-catalog show "$table" >"$WORK/$table.csv" 2>>"$WORK/programs.log" || return $?
	IFS= read -r header <"$WORK/$table.csv"
	{
		printf 'create temp table %s ("%s" text);\n' "$name" "${header//,/\" text, \"}"
		printf '\\copy %s from '"'%s'"' csv header\n' "$name" "${WORK//\'/\'\'}/$table.csv"
		[ "$times" = all ] || printf "delete from %s where valid_from > '%s' or valid_to < '%s';\n" "$table" "${NOW%%T*}" "${NOW%%T*}"
	} >>"$WORK/catalog.sql"
}

# Fills FEED_COMPLETE, FEED_DAYS, FEED_TITLE.
load_feeds() {
	local name complete days title
	declare -gA FEED_COMPLETE=() FEED_DAYS=() FEED_TITLE=()
	printf 'set client_min_messages = warning;\n' >"$WORK/catalog.sql"
	add_catalog_table feeds || return $?
	add_catalog_table reject_codes || return $?
	with_catalog -c "select feed, coalesce(complete_by, ''), coalesce(raw_days, ''), title_vi from feeds" \
		>"$WORK/feeds.tsv" || return $?
	while IFS='|' read -r name complete days title; do
		FEED_COMPLETE[$name]=${complete:-rename}
		FEED_DAYS[$name]=$days
		FEED_TITLE[$name]=$title
	done <"$WORK/feeds.tsv"
}

# Runs psql in a session that has the tables; columns are separated by |, so that an empty one stays a column.
with_catalog() {
	run_sql -F '|' -f "$WORK/catalog.sql" "$@"
}
