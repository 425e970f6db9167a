# shellcheck shell=bash
# The generated dossiers of the truth, oracle, privacy and law tests; after tap.sh.
#
# world DIR DOSSIERS [OPTION…]  generates into DIR (see tests/gen/dossiers.py) and makes the key $T/key
# world_files DIR               its inbox, one path a line, in the order of arrival
# clean_of FILE…                extract | normalize of dossiers; bad files are allowed (65)
# list_of DIR                   the clean list of procedures
# measures_of CLEAN DIR [OPTION…]  chiso-aggregate over a clean stream and the list of procedures
# ingest_all DIR FILE…          the list of procedures and the files into the warehouse; bad files are allowed

world() {
	local dir=$1 dossiers=$2
	shift 2
	# shellcheck disable=SC2034 # T is tap.sh's
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
