# shellcheck shell=bash
# What the night lays down for the pages of the index, of agencies and places (scripts/lib/publish.sh); after tap.sh and warehouse.sh.
#
# boards               names and ways of scoring, of the catalogue of today, into the warehouse that PG* name
# numbers_are NAME FILE PREFIX TITLE QUERY   a test: of the page's rows the numbers in that cell are those of the query (code, numbers)

# A table of the catalogue as a temporary one, as statements: catalog_statements TABLE NAME [all]
catalog_statements() {
	chiso-catalog show "$1" -q >"$T/table.$1" || return
	printf 'create temp table %s ("%s" text collate "C");\n' "$2" "$(sed 's/,/" text collate "C", "/g;q' "$T/table.$1")"
	printf "\\\\copy %s from '%s' csv header\n" "$2" "$T/table.$1"
	[ "${3:-}" = all ] || printf "delete from %s where valid_from > '%s' or valid_to < '%s';\n" "$2" "${NOW%%T*}" "${NOW%%T*}"
}

boards() {
	local table
	{
		for table in agencies indicators sets measures units feeds denominators methods; do catalog_statements $table all_$table all; done
		for table in indicators variables points; do catalog_statements $table $table; done
		for table in labels scoring; do printf "\\\\i '%s'\n" "$ROOT/sql/night/$table.sql"; done
	} >"$T/boards.sql" || return
	session psql -X -q -v ON_ERROR_STOP=1 -f "$T/boards.sql"
}

numbers_are() {
	/usr/bin/python3 "$ROOT/tests/lib/published.py" numbers "$2" "$3" | /usr/bin/python3 -c 'import csv, sys
out = csv.writer(sys.stdout, lineterminator="\n")
out.writerows(sorted([row[0], row[2]] for row in csv.reader(sys.stdin) if row[1] == sys.argv[1]))' "$4" >"$T/page.numbers"
	psql -X -q -A -t -v ON_ERROR_STOP=1 -c "copy (select * from ($5) q (code, numbers) order by code collate \"C\", numbers::text collate \"C\") to stdout csv" |
		sed 's/""$//' >"$T/warehouse.numbers"
	[ -s "$T/warehouse.numbers" ] || echo "# nothing to compare" >>"$T/warehouse.numbers"
	same "$1" "$T/page.numbers" "$T/warehouse.numbers"
}
