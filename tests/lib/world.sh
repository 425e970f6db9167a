# shellcheck shell=bash
# The generated dossiers of the truth, oracle, privacy and law tests; after tap.sh.
#
# world DIR DOSSIERS [OPTION…]  generates into DIR (see tests/gen/dossiers.py) and makes the key $T/key
# world_files DIR               its inbox, one path a line, in the order of arrival
# clean_of FILE…                extract | normalize of dossiers; bad files are allowed (65)
# list_of DIR                   the clean list of procedures
# measures_of CLEAN DIR [OPTION…]  chiso-aggregate over a clean stream and the list of procedures
# ingest_all DIR FILE…          the list of procedures and the files into the warehouse; bad files are allowed
# oracle COMMAND…               tests/oracle/run
# oracle_agrees DOSSIERS        a world of so many is ingested, measured and computed: plain SQL, the truth and the product agree
# figure indicator|measure NAME WHERE     the place of a row, as a condition
# seen TEST indicator|measure WHERE VALUE  a figure is changed, seen by the oracle, and put back

world() {
	local dir=$1 dossiers=$2
	shift 2
	printf 'test %s\n' "$(printf '6b%.0s' {1..32})" >"$T/key"
	chmod 600 "$T/key"
	/usr/bin/python3 "$ROOT/tests/gen/dossiers.py" "$dir" --dossiers "$dossiers" "$@"
}

world_files() {
	find "$1/inbox" -type f ! -name '*.meta' | sort
}

clean_of() {
	local code=0
	chiso-extract --feed hoso-tthc --key "$T/key" "$@" >"$T/raw.csv" 2>>"$T/log" || code=$?
	[ "$code" -eq 0 ] || [ "$code" -eq 65 ] || return "$code"
	chiso-normalize --feed hoso-tthc --rejects "$T/rejects.csv" <"$T/raw.csv" 2>>"$T/log" || code=$?
	[ "$code" -eq 0 ] || [ "$code" -eq 65 ]
}

list_of() {
	chiso-extract --feed danh-muc-tthc "$1/procedures/danh-muc-tthc.xml" 2>>"$T/log" |
		chiso-normalize --feed danh-muc-tthc 2>>"$T/log"
}

measures_of() {
	local clean=$1 dir=$2
	shift 2
	[ -s "$dir/list.csv" ] || list_of "$dir" >"$dir/list.csv"
	chiso-aggregate --feed hoso-tthc --join "danh-muc-tthc=$dir/list.csv" "$@" "$clean" 2>>"$T/log"
}

ingest_all() {
	local dir=$1 code=0
	shift
	chiso-ingest --feed danh-muc-tthc "$dir/procedures/danh-muc-tthc.xml" >>"$T/ingested" 2>>"$T/log" || return
	chiso-ingest --feed hoso-tthc --key "$T/key" "$@" >>"$T/ingested" 2>>"$T/log" || code=$?
	[ "$code" -eq 0 ] || [ "$code" -eq 65 ]
}

oracle() { "$ROOT/tests/oracle/run" "$@"; }

# The measures of the stored records, loaded, and held against the SQL.
world_measured() {
	chiso-dump --feed danh-muc-tthc >"$T/world/list.csv" 2>>"$T/log"
	chiso-dump --feed hoso-tthc >"$T/dump.csv" 2>>"$T/log"
	measures_of "$T/dump.csv" "$T/world" >"$T/dossiers.csv"
	chiso-aggregate --feed danh-muc-tthc "$T/world/list.csv" >"$T/list.csv" 2>>"$T/log"
	ok 'measures of both feeds are merged' chiso-aggregate --merge -o "$T/measures.csv" "$T/dossiers.csv" "$T/list.csv"
	ok 'measures are loaded' chiso-load measures -i "$T/measures.csv"
	ok 'measures and the SQL agree' oracle measures
	tap_note "$(head -n 5 "$T/out")"
}

oracle_agrees() {
	local period
	local -a files
	world "$T/world" "$1"
	mapfile -t files < <(world_files "$T/world")
	chiso-load migrate >>"$T/log" 2>&1
	ok 'everything is ingested' ingest_all "$T/world" "${files[@]}"
	ok 'the SQL computes its own figures' oracle prepare "$ROOT/pipeline/catalog"
	ok 'the truth and the SQL agree' oracle truth "$T/world/truth/rolled.csv"
	tap_note "counted: $(tail -n 1 "$T/out")"

	world_measured

	for period in 2023-Q4 2024-Q1 2023 2024; do
		chiso-compute --period $period <"$T/measures.csv" >"$T/indicators.csv" 2>>"$T/log" &&
			chiso-load indicators --period $period -i "$T/indicators.csv" >>"$T/log" 2>&1
		is "indicators of $period are computed and loaded" "$?" 0
	done
	ok 'indicators and the SQL agree' oracle indicators
	tap_note "$(head -n 5 "$T/out")"
}

figure() {
	sql "select format('%s = %L and agency = %L and period = %L and run_to is null', '$1', $1, agency, period) from core.$1
		where $1 = '$2' and run_to is null and $3 order by agency, period limit 1"
}

seen() {
	local old
	old=$(sql "select coalesce(quote_literal(value), 'null') from core.$2 where $3")
	sql "update core.$2 set value = $4 where $3"
	not_ok "$1" oracle "$2s"
	is '  at its place, and nothing else' "$(grep -c '|' "$T/out")" 1
	sql "update core.$2 set value = $old where $3"
}
