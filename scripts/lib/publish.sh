# shellcheck shell=bash
# What readers get beside the share schema: a CSV of every view, with checksums; and what the night keeps: the figures of a
# period as computed (held ones among them: no open data).

# The figures of a period lie ready before they are loaded, with the run that made them: a night killed after the COMMIT
# has them published by the next one. The bytes that stand there already stay those of the run that made them first.
stage_published() {
	local next=$STORE/figures/$1
	if [ -s "$next.run" ] && cmp -s -- "$WORK/figures.$1" "$next.csv"; then
		[ ! -e "$next.csv.next" ] || rm -f -- "$next.csv.next" "$next.run.next"
		return
	fi
	printf '%s %s %s\n' "$RUN" "$CATALOG_HASH" "$CHISO_NOW" >"$WORK/published.run"
	chmod 640 "$WORK/published.run" "$WORK/figures.$1" || return 73 # a folder from before is open to all, and held numbers are in it
	place_file "$WORK/published.run" "$next.run.next" && place_file "$WORK/figures.$1" "$next.csv.next" || return 74
}

# What lies ready is published once its marks are gone: they go in the transaction of the figures.
publish_staged() {
	local next period
	local -a marked
	sql 'select distinct period from audit.mark' >"$WORK/marks" || return $?
	mapfile -t marked <"$WORK/marks"
	for next in "$STORE"/figures/*.csv.next; do
		[ -e "$next" ] || continue
		period=${next##*/} period=${period%.csv.next}
		[[ " ${marked[*]} " != *" $period "* ]] || continue
		[ ! -e "${next%.csv.next}.run.next" ] || mv -f -- "${next%.csv.next}.run.next" "${next%.csv.next}.run" || return 73
		mv -f -- "$next" "${next%.next}" || return 73
	done
}

# What the codes are called: the rows of all times.
publish_labels() {
	local table
	for table in agencies indicators sets measures units feeds denominators methods; do
		add_catalog_table "$table" all "all_$table" || return $?
	done
	sql_file "$ROOT/sql/night/labels.sql" >/dev/null
}

# Who answers for what on the day of the night.
publish_duties() {
	local file=$WORK/duties.csv quoted
	show_catalog "${file##*/}" duties --at "${CHISO_NOW%%T*}" || return $?
	quote_for_psql quoted "$file"
	{
		printf 'drop table if exists pg_temp.duties;\ncreate temp table duties (like core.duty);\n'
		printf '\\copy duties from %s with (format csv, header, force_not_null (agency))\n' "$quoted"
		cat -- "$ROOT/sql/night/duties.sql"
	} >"$WORK/duties.sql"
	sql_file "$WORK/duties.sql"
}

# Which target is due when, on the day of the night.
publish_targets() {
	local file=$WORK/targets.due.csv
	show_catalog "${file##*/}" due --now "$CHISO_NOW" || return $?
	add_csv_table listed "${file##*/}" || return $?
	sql_file "$ROOT/sql/night/targets.sql"
}

# What brings its figures.
publish_entries() {
	local file=$WORK/ways.csv
	show_catalog "${file##*/}" entries || return $?
	add_csv_table ways "${file##*/}" || return $?
	sql_file "$ROOT/sql/night/entries.sql"
}

# The documents as they stand, and when their sets end.
publish_documents() {
	local file=$WORK/documents.csv
	show_catalog "${file##*/}" documents || return $?
	add_csv_table documented "${file##*/}" || return $?
	sql_file "$ROOT/sql/night/documents.sql" -v now="$CHISO_NOW"
}

# The systems that the province is connected to, on the day of the night.
publish_systems() {
	local file=$WORK/systems.csv
	show_catalog "${file##*/}" systems --at "${CHISO_NOW%%T*}" || return $?
	add_csv_table registered "${file##*/}" || return $?
	add_provinces || return $?
	sql_file "$ROOT/sql/night/systems.sql" -v now="$CHISO_NOW"
}

# How each indicator is scored.
publish_scoring() {
	local table
	for table in indicators variables points; do add_catalog_table "$table" || return $?; done
	sql_file "$ROOT/sql/night/scoring.sql"
}

# When each feed came last and from when it is late, and what waits to be mended.
publish_feeds() {
	local table
	for table in feeds fields reject_ways; do add_catalog_table "$table" || return $?; done
	add_catalog_table days_off all || return $?
	sql_file "$ROOT/sql/night/feeds.sql" -v now="$CHISO_NOW" || return $?
	collect_open '' || return $?
	sql_file "$ROOT/sql/night/rejects-keep.sql"
}

# The data sets that agencies are to share or open, and what came of them.
publish_datasets() {
	local table
	for table in datasets codes feeds; do add_catalog_table "$table" || return $?; done
	sql_file "$ROOT/sql/night/datasets.sql" -v now="$CHISO_NOW"
}

# A CSV of every view into $WORK/publish; and what changed of them is noted, for who keeps a copy (scripts/deliver, share.thay_doi).
export_views() {
	local view out=$WORK/publish quoted
	mkdir -p -- "$out" || return 73
	sql "select table_name from information_schema.views where table_schema = 'share' order by table_name collate \"C\"" >"$WORK/views" || return $?
	while IFS= read -r view; do
		quote_for_psql quoted "$out/$view.csv"
		printf '\\copy (select * from share."%s") to %s csv header\n' "$view" "$quoted"
	done <"$WORK/views" >"$WORK/export.sql"
	[ ! -s "$WORK/export.sql" ] || sql_file "$WORK/export.sql" || return $?
	sql 'select core.note_share()' >/dev/null
}

# The same for who opens it by a double click: separated by ;, with a byte order mark (sheets.sql).
export_sheets() {
	local out=$WORK/publish/bang-tinh view query quoted name
	mkdir -p -- "$out" || return 73
	sql_facts "$ROOT/sql/night/sheets.sql" >"$WORK/sheets" || return $?
	while IFS=$BAR read -r view query; do
		quote_for_psql quoted "$out/$view.body"
		printf "\\copy (%s) to %s (format csv, header, delimiter ';')\n" "$query" "$quoted"
	done <"$WORK/sheets" >"$WORK/sheets.sql"
	[ ! -s "$WORK/sheets.sql" ] || sql_file "$WORK/sheets.sql" || return $?
	for name in "$out"/*.body; do
		[ -e "$name" ] || continue
		{ printf '\xEF\xBB\xBF' && cat -- "$name"; } >"${name%.body}.csv" && rm -f -- "$name" || return 74
	done
}

# The pages need nothing of the tables: a process of its own writes them while those are exported.
write_pages_beside() {
	(
		trap - EXIT INT TERM HUP
		close_inherited
		write_pages
	) </dev/null &
	shown_ahead[pages]=$!
}

# Only what changed is written, each file by rename; the checksums come last.
place_published() {
	local name changed='' pages=${shown_ahead[pages]}
	unset "shown_ahead[pages]"
	wait "$pages" || return 74
	mkdir -p -- "$STORE/publish/bang-tinh" || return 73
	for name in "$WORK"/publish/*.csv "$WORK"/publish/bang-tinh/*.csv; do
		[ -e "$name" ] || continue
		cmp -s -- "$name" "$STORE/publish/${name#"$WORK/publish/"}" && continue
		place_file "$name" "$STORE/publish/${name#"$WORK/publish/"}" || return 74
		changed=1
	done
	[ -n "$changed" ] || [ ! -s "$STORE/publish/SHA256SUMS" ] || return 0
	(cd "$STORE/publish" && find . -type f ! -name SHA256SUMS ! -name pages.state ! -name '*.part' ! -name '*.new' -print0 |
		LC_ALL=C sort -z | xargs -0 -r sha256sum --) >"$WORK/sums" || return 74
	place_file "$WORK/sums" "$STORE/publish/SHA256SUMS" || return 74
}

# What the catalogue says to readers, on the day of the night.
publish_catalog() {
	publish_labels || return $?
	publish_duties || return $?
	publish_targets || return $?
	publish_entries || return $?
	publish_documents || return $?
	publish_scoring || return $?
	publish_systems || return $?
	publish_datasets || return $?
	publish_feeds
}

# The state that the published files would be made of, a line, and the day.
note_state() {
	[ -s "$WORK/made-by" ] || chiso-publish --made-by >"$WORK/made-by" 2>>"$WORK/programs.log" || echo unknown >"$WORK/made-by"
	sql_file "$ROOT/sql/night/published.sql" -v made_by="$CATALOG_HASH $(<"$WORK/made-by")" >"$WORK/published.state" || return $?
	printf '%s\n' "${CHISO_NOW%%T*}" >>"$WORK/published.state"
}

# Whether the published files stand as they were written: asked by a process of its own while the figures are computed.
sum_published_ahead() {
	[ -s "$CHISO_VAR/run/published" ] && [ -s "$STORE/publish/SHA256SUMS" ] || return 0
	(
		trap - EXIT INT TERM HUP
		close_inherited
		cd "$STORE/publish" && exec sha256sum -c --quiet --strict SHA256SUMS
	) </dev/null >/dev/null 2>&1 &
	shown_ahead[SHA256SUMS]=$!
}

# Whether they do, and nothing that they are made of has changed since: is_published [any_day]
is_published() {
	local -a new=() old=()
	[ -n "${shown_ahead[SHA256SUMS]:-}" ] && wait "${shown_ahead[SHA256SUMS]}" 2>/dev/null || return 1
	mapfile -t new <"$WORK/published.state"
	mapfile -t old <"$CHISO_VAR/run/published"
	[ "${new[0]}" = "${old[0]}" ] && [[ -n ${1:-} || ${new[1]} = "${old[1]:-}" ]]
}

# By the same catalogue on the same day, what it says is there already.
publish() {
	note_state || return $?
	if is_published; then
		step exported
		publish_staged
		return
	fi
	publish_catalog || return $?
	note_state || return $?
	if ! is_published any_day; then
		# a page of a set is asked for by a plan that knows nothing of the catalogue's tables
		gather_statistics core.{label,duty,duty_member,target_due,target_entry,document_row,system,scoring,set_end,feed_due,reject_open,reader_word,told} ||
			return $?
		rm -f -- "$CHISO_VAR/run/published"
		write_pages_beside
		export_views || return $?
		export_sheets || return $?
	else
		write_pages_beside
	fi
	step exported
	publish_staged || return $?
	place_published || return $?
	[ -s "$WORK/pages.fault" ] || place_file "$WORK/published.state" "$CHISO_VAR/run/published" || return 74
}
