# shellcheck shell=bash
# What the catalogue says of the feeds, for the scripts: by name, and as the temporary table `feeds` of a psql session.

# Fills FEED_COMPLETE, FEED_DAYS, FEED_TITLE; $WORK/feeds.sql makes the table of the rows that are valid tonight.
load_feeds() {
	local header name complete days title
	declare -gA FEED_COMPLETE=() FEED_DAYS=() FEED_TITLE=()
	chiso-catalog show feeds >"$WORK/feeds.csv" 2>>"$WORK/programs.log" || return $?
	IFS= read -r header <"$WORK/feeds.csv"
	{
		printf 'create temp table feeds ("%s" text);\n' "${header//,/\" text, \"}"
		printf '\\copy feeds from '"'%s'"' csv header\n' "${WORK//\'/\'\'}/feeds.csv"
		printf "delete from feeds where valid_from > '%s' or valid_to < '%s';\n" "${NOW%%T*}" "${NOW%%T*}"
	} >"$WORK/feeds.sql"
	with_feeds -c "select feed, coalesce(complete_by, ''), coalesce(raw_days, ''), title_vi from feeds" \
		>"$WORK/feeds.tsv" || return $?
	while IFS='|' read -r name complete days title; do
		FEED_COMPLETE[$name]=${complete:-rename}
		FEED_DAYS[$name]=$days
		FEED_TITLE[$name]=$title
	done <"$WORK/feeds.tsv"
}

# Runs psql in a session that has the table; an empty column stays a column.
with_feeds() {
	run_sql -F '|' -f "$WORK/feeds.sql" "$@"
}
