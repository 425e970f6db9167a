# shellcheck shell=bash
# shellcheck disable=SC2034,SC2154 # the parts share their variables
# What readers get beside the share schema: a CSV of every view, with checksums; and what the night keeps: the figures of a
# period as computed (held ones among them: no open data), the clean stream of every file by hash.

# The figures of a period lie ready before they are loaded, with the run that made them: a night killed after the COMMIT
# has them published by the next one.
stage_published() {
	local next=$STREAMS/$1
	mkdir -p -- "$STREAMS" || return 73
	printf '%s %s %s\n' "$RUN" "$CATALOG_HASH" "$NOW" >"$WORK/published.run"
	place_file "$WORK/published.run" "$next.run.next" && place_file "$WORK/figures.$1" "$next.csv.next" || return 74
}

# What lies ready is published once its marks are gone: they go in the transaction of the figures.
publish_staged() {
	local next period
	sql 'select distinct period from audit.mark' >"$WORK/marks" || return $?
	for next in "$STREAMS"/*.csv.next; do
		[ -e "$next" ] || continue
		period=$(basename "$next" .csv.next)
		grep -qxF -- "$period" "$WORK/marks" && continue
		[ ! -e "${next%.csv.next}.run.next" ] || mv -f -- "${next%.csv.next}.run.next" "${next%.csv.next}.run" || return 73
		mv -f -- "$next" "${next%.next}" || return 73
	done
}

# What the codes are called, in a session of its own: the other tables of the catalogue hold today's rows only.
publish_labels() {
	local table today=$WORK/catalog.today.sql code=0
	mv -f -- "$WORK/catalog.sql" "$today" || return 73
	for table in agencies indicators sets measures units; do
		add_catalog_table "$table" all || return $?
	done
	with_catalog -f "$ROOT/scripts/lib/labels.sql" >/dev/null || code=$?
	mv -f -- "$today" "$WORK/catalog.sql" || return 73
	return "$code"
}

# Who answers for what on the day of the night.
publish_duties() {
	local file=$WORK/duties.csv
	chiso-catalog show duties -q --at "${NOW%%T*}" -o "$file" 2>>"$WORK/programs.log" || return $?
	{
		printf 'create temp table duties (like core.duty);\n'
		printf '\\copy duties from '"'%s'"' with (format csv, header, force_not_null (agency))\n' "${file//\'/\'\'}"
		cat -- "$ROOT/scripts/lib/duties.sql"
	} >"$WORK/duties.sql"
	sql_file "$WORK/duties.sql"
}

# Which target is due when, on the day of the night.
publish_targets() {
	local file=$WORK/targets.due.csv
	chiso-catalog show due -q --now "$NOW" -o "$file" 2>>"$WORK/programs.log" || return $?
	{
		printf 'create temp table listed ("%s" text);\n' "$(sed '1s/,/" text, "/g;q' "$file")"
		printf '\\copy listed from '"'%s'"' csv header\n' "${file//\'/\'\'}"
		cat -- "$ROOT/scripts/lib/targets.sql"
	} >"$WORK/targets.due.sql"
	sql_file "$WORK/targets.due.sql"
}

# A CSV of every view into $WORK/publish. What is held is no open data: its proof quotes the number.
export_views() {
	local view out=$WORK/publish
	mkdir -p -- "$out" || return 73
	sql "select table_name from information_schema.views where table_schema = 'share' and table_name <> 'tam_giu' order by 1" \
		>"$WORK/views" || return $?
	while IFS= read -r view; do
		printf '\\copy (select * from share."%s") to '"'%s'"' csv header\n' "$view" "${out//\'/\'\'}/$view.csv"
	done <"$WORK/views" >"$WORK/export.sql"
	[ ! -s "$WORK/export.sql" ] || sql_file "$WORK/export.sql"
}

# Every file appears by rename; the checksums come last.
place_published() {
	local name
	for name in "$WORK"/publish/*.csv; do
		[ ! -e "$name" ] || place_file "$name" "$PUBLISH/${name##*/}" || return 74
	done
	(cd "$PUBLISH" && find . -name '*.csv' -type f -print0 | LC_ALL=C sort -z | xargs -0 -r sha256sum --) >"$WORK/sums" || return 74
	place_file "$WORK/sums" "$PUBLISH/SHA256SUMS" || return 74
}

publish() {
	publish_labels || return $?
	publish_duties || return $?
	publish_targets || return $?
	export_views || return $?
	step exported
	publish_staged || return $?
	place_published
}

# The clean stream of a stored file, by pipe.
clean_stream() {
	local feed=$1 hash=$2 raw=$3
	(
		set -o pipefail
		chiso-extract -q --feed "$feed" --file-id "$hash" --key "$CHISO_KEY" --now "$NOW" "$raw" 2>>"$WORK/programs.log" |
			chiso-normalize -q --feed "$feed" --now "$NOW" 2>>"$WORK/programs.log" | gzip -n
	)
}

# Every loaded file's clean stream is kept; a killed night's are made up for.
keep_clean() {
	local hash feed raw
	sql "select distinct file_hash, feed from audit.load where state = 'ok'" >"$WORK/loaded" || return $?
	while IFS=$'\t' read -r hash feed; do
		[ ! -e "$CLEAN/$hash.csv.gz" ] || continue
		for raw in "$RAW/$hash".xml "$RAW/$hash".xml.gz; do
			[ -e "$raw" ] || continue
			clean_stream "$feed" "$hash" "$raw" >"$WORK/clean" || return $?
			place_file "$WORK/clean" "$CLEAN/$hash.csv.gz" || return 74
		done
	done <"$WORK/loaded"
}

# Raw files live raw_days; one goes only when its clean stream is kept.
drop_old_raw() {
	local hash
	with_catalog -v now="$NOW" -f "$ROOT/scripts/lib/old.sql" >"$WORK/old" || return $?
	while IFS= read -r hash; do
		if [ -s "$CLEAN/$hash.csv.gz" ]; then
			rm -f -- "$RAW/$hash.xml" "$RAW/$hash.xml.gz"
		fi
	done <"$WORK/old"
}
