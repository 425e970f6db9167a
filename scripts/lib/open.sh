# shellcheck shell=bash
# Open data: the sets as folders, each with what a portal asks for.

# make_open_data DIR; `part` is the caller's: what is made until it stands there, to be removed however it ends.
make_open_data() {
	local dir=$1
	local -A made=()
	while [ ${#dir} -gt 1 ] && [ "${dir%/}" != "$dir" ]; do dir=${dir%/}; done
	need_open_warehouse || return $?
	if ! mkdir -p -- "$(dirname -- "$dir")" 2>/dev/null || [ ! -w "$(dirname -- "$dir")" ]; then
		say "$dir: cannot write there, expected a folder that can be written"
		return 73
	fi
	if [ -e "$dir" ] && { [ ! -f "$dir/SHA256SUMS" ] || [ ! -f "$dir/catalog.jsonld" ]; }; then
		say "$dir: found what is no folder of open data, expected one or nothing; put it aside"
		return 73
	fi
	sql "select pg_try_advisory_lock(1128813909, 0)" >"$WORK/state" || return $?
	grep -q -x t "$WORK/state" || {
		say 'the open data are being made by another'
		return 75
	}
	sql 'select core.note_share()' >/dev/null || return $?
	# one state of everything: a night that ends in between is in the next bundle
	sql 'begin isolation level repeatable read' || return $?
	choose_open_cells || return $?
	part=$(mktemp -d -- "$dir.XXXXXX" 2>/dev/null) || {
		say "$dir: cannot write beside it"
		return 73
	}
	chmod 755 -- "$part" || return 73
	write_open_sets "$part" made || return $?
	sql commit || return $?
	write_open_sums "$part" || return 74
	if [ -f "$dir/SHA256SUMS" ] && diff -q -r -- "$dir" "$part" >/dev/null; then
		wrap '' "Không có gì mới / nothing new: $dir"
		return 0
	fi
	place_open_data "$part" "$dir" || return $?
	wrap '' "Đã lập dữ liệu mở / made: $dir"
	wrap '  ' "${made[sets]} tập, $(number "${made[rows]}") dòng số liệu, để trống $(number "${made[left_out]}") /" \
		"sets: ${made[sets]}, rows of series: ${made[rows]}, left out: ${made[left_out]}"
	tell_unopened
}

# What stands in the warehouse and no row of open_feeds.csv says what to do with: it is not opened, and that is said.
tell_unopened() {
	local feeds figures
	sql "select coalesce((select string_agg(distinct o.feed, ', ' order by o.feed) from open_measure o join core.measure m using (measure)
			where m.run_to is null and o.feed <> '' and o.feed not in (select feed from open_feeds)), ''),
		(select count(*) from open_state_own s where s.state = 'noi-bo')" >"$WORK/unopened" || return $?
	IFS='|' read -r feeds figures <"$WORK/unopened"
	[ -z "$feeds" ] || wrap '  ' "nguồn chưa có trong open_feeds.csv, không mở / feeds without a row, not opened: $feeds"
	[ "$figures" -eq 0 ] || wrap '  ' "$(number "$figures") số nội bộ hoặc chưa rõ tính từ đâu, không mở / figures that are internal or of which not all is known, not opened: $figures"
}

need_open_warehouse() {
	if is_private && [ ! -e "$CHISO_VAR/postgres/place" ]; then
		say "no warehouse in $CHISO_VAR: run scripts/nightly first"
		return 66
	fi
	need_server reading || return $?
	need_relation core.share_turn 'this warehouse is older than scripts/open-data: run scripts/nightly first'
}

# choose_open_cells: what the figures rest on, and which of it is left out, into tables of the session.
choose_open_cells() {
	local table threshold
	for table in measures indicators; do add_catalog_table "$table" all "all_$table" || return $?; done
	add_catalog_table variables all every_variable || return $?
	add_catalog_table calendars all || return $?
	for table in open_feeds open_relations open_sets open_columns settings territories; do add_catalog_table "$table" || return $?; done
	sql_file "$ROOT/sql/night/open-cells.sql" -v now="$CHISO_NOW" >/dev/null || return $?
	sql "select value from settings where setting = 'open_threshold'" >"$WORK/threshold" || return $?
	read -r threshold <"$WORK/threshold"
	cat >"$WORK/cells.sql" <<END
\\copy (SELECT cell, value::bigint AS value, CASE WHEN value > 0 AND value < $threshold THEN $threshold ELSE 0 END AS protect, cost, 1 AS shown FROM pg_temp.open_cell ORDER BY cell) to '$WORK/cells.csv' csv header
\\copy (SELECT relation, sign AS "is", cell, coefficient FROM pg_temp.open_relation ORDER BY relation COLLATE "C", cell) to '$WORK/relations.csv' csv header
END
	sql_file "$WORK/cells.sql" || return $?
	chiso-suppress --relations "$WORK/relations.csv" -q -i "$WORK/cells.csv" -o "$WORK/open_state.csv" 2>"$WORK/suppress.err" || tell_open_contradiction || return $?
	add_csv_table open_state open_state.csv || return $?
	sql_file "$ROOT/sql/night/open-figures.sql" >/dev/null || return $?
	sql_file "$ROOT/sql/night/open-sets.sql" >/dev/null
}

# What the catalogue says adds up, and does not: by its name and place, not by numbers of a file that is gone.
tell_open_contradiction() {
	local code=$? relation
	sql "select r.relation || ' (' || min(c.measure) || ', ' || min(c.agency) || ', ' || min(c.period) || '): sum ' || sum(c.value * r.coefficient) || ', sign ' || r.sign
		from open_relation r join open_cell c using (cell) group by r.relation, r.sign
		having case r.sign when '=' then sum(c.value * r.coefficient) <> 0 else sum(c.value * r.coefficient) > 0 end order by 1 limit 1" >"$WORK/relation" || return $?
	IFS= read -r relation <"$WORK/relation" || relation=''
	if [ -n "$relation" ]; then
		say "open_relations.csv: found a sum that is not 0: $relation"
		return 78
	fi
	say "$(tail -n 1 "$WORK/suppress.err")"
	return "$code"
}

# write_open_sets DIR MADE: a folder a set, and the catalogue of all.
write_open_sets() {
	local dir=$1 what name is_series rest rows left_out n=0 rows_all=0 left_all=0 file
	sql_facts "$ROOT/sql/night/open-words.sql" >"$WORK/facts" || return $?
	while IFS=$BAR read -r what name _ _ _ _ _ _ _ _ is_series _ _ _ _ rows left_out rest; do
		[ "$what" = set ] || continue
		mkdir -- "$dir/$name" || return 73
		write_open_csv "$name" "$dir/$name/$name.csv" || return $?
		check_open_header "$name" || return $?
		[ -z "$is_series" ] || write_open_csv "$name.sdmx" "$dir/$name/$name.sdmx.csv" || return $?
		n=$((n + 1)) rows_all=$((rows_all + rows)) left_all=$((left_all + left_out))
	done <"$WORK/facts"
	describe_open_data "$dir" || return $?
	for file in "$dir"/*/; do describe_open_set "$dir" "$(basename "$file")" || return $?; done
	give_all "$2" sets "$n" rows "$rows_all" left_out "$left_all"
}

# write_open_csv VIEW FILE: with the mark of UTF-8, by which spreadsheets know it; of SDMX-CSV it is no part.
write_open_csv() {
	local quoted
	quote_for_psql quoted "$WORK/open.csv"
	printf '\\copy (SELECT * FROM pg_temp."%s") to %s csv header\n' "$1" "$quoted" >"$WORK/open.sql"
	sql_file "$WORK/open.sql" || return $?
	{
		[ "${1%.sdmx}" != "$1" ] || printf '\xef\xbb\xbf'
		cat "$WORK/open.csv"
	} >"$2" || return 74
}

# What is written is what open_columns.csv says.
check_open_header() {
	local header expected
	IFS= read -r header <"$WORK/open.csv"
	expected=$(awk -F "$BAR" -v name="$1" '$1 == "column" && $2 == name { printf "%s%s", comma, $3; comma = "," }' "$WORK/facts")
	[ "$header" = "$expected" ] || {
		say "open_columns.csv: $1: found ${expected:0:200}, expected $header"
		return 78
	}
}

# What open.jq makes: one JSON of all, taken apart.
describe_open_data() {
	local dir=$1
	(cd "$dir" && LC_ALL=C sha256sum -- */*.csv) >"$WORK/hashes" && (cd "$dir" && stat -c '%s %n' -- */*.csv) >"$WORK/sizes" || return 74
	jq -n --rawfile facts "$WORK/facts" --rawfile hashes "$WORK/hashes" --rawfile sizes "$WORK/sizes" --arg bar "$BAR" -f "$ROOT/scripts/lib/open.jq" >"$WORK/open.json" ||
		return 70
	jq .catalog "$WORK/open.json" >"$dir/catalog.jsonld" && jq -j .readme "$WORK/open.json" >"$dir/README.md" || return 74
}

# describe_open_set DIR NAME
describe_open_set() {
	local to=$1/$2
	jq --arg set "$2" '.sets[$set].package' "$WORK/open.json" >"$to/datapackage.json" &&
		jq --arg set "$2" '.sets[$set].dcat' "$WORK/open.json" >"$to/dcat.jsonld" &&
		jq -j --arg set "$2" '.sets[$set].readme' "$WORK/open.json" >"$to/README.md" &&
		jq -j .licence "$WORK/open.json" >"$to/LICENSE.txt" || return 74
}

# write_open_sums DIR: of each folder, then of all.
write_open_sums() {
	local set
	for set in "$1"/*/; do
		(cd "$set" && find . -type f -printf '%P\0' | LC_ALL=C sort -z | xargs -0 sha256sum --) >"$WORK/sums" && cp -- "$WORK/sums" "$set/SHA256SUMS" || return
	done
	(cd "$1" && find . -type f -printf '%P\0' | LC_ALL=C sort -z | xargs -0 sha256sum --) >"$WORK/sums" && cp -- "$WORK/sums" "$1/SHA256SUMS" || return
	find "$1" -type f -exec sync -- {} +
}

# place_open_data PART DIR: the one for the other; whoever reads in between finds the one or the other, or for a moment none.
place_open_data() {
	local old
	if [ -e "$2" ]; then
		old=$(mktemp -d -- "$2.XXXXXX") || return 73
		mv -T -- "$2" "$old" || return 73
	fi
	mv -T -- "$1" "$2" || return 73
	[ -z "${old:-}" ] || rm -rf -- "$old"
}
