# shellcheck shell=bash
# What the tests of the figures that could embarrass a province share: streams of measures, dossiers, an overlay of the test's own.
# shellcheck disable=SC2034,SC2154 # T and ROOT are the harness's

MY=$T/my
mkdir -p "$MY"
CATALOGS=()
for dir in "$ROOT"/pipeline/catalog/base "$ROOT"/pipeline/catalog/*/; do
	dir=${dir%/}
	[ "${#CATALOGS[@]}" -gt 0 ] && [ "${dir##*/}" = base ] || CATALOGS+=(--catalog "$dir")
done

# The programs with the test's overlay on top.
with_my() {
	local program=$1
	shift
	"$program" -q "${CATALOGS[@]}" --catalog "$MY" "$@"
}

# stream FEEDS < rows of measures (MEASURE,ITEM,AGENCY,PERIOD,KIND,UNIT,VALUE,KEYS,TEXT,DIGITS,NUMERATOR,DENOMINATOR,PARTS,FLAGS,ORDER)
stream() {
	local feed
	sed 's/^/measure,/' | LC_ALL=C sort >"$T/rows"
	echo '_kind,measure,item,agency,period,kind,unit,value,keys,text,digits,numerator,denominator,parts,flags,order'
	for feed in $1; do echo "part,1/1,$feed,,,,,,,,,,,,,"; done
	cat "$T/rows"
	echo "end,,,,,,,$(grep -c . "$T/rows"),,,,,,,,"
}

# sums PERIOD AGENCY MEASURE=VALUE …: rows of flows and stocks
sums() {
	local period=$1 agency=$2 pair
	shift 2
	for pair; do echo "${pair%%=*},,$agency,$period,sum,,${pair#*=},,,,,,,,"; done
}

# variables PERIOD "INDICATOR VAR=VALUE[ UNIT]" …: variables of the index, as the province sends them
variables() {
	local period=$1 pair value
	shift
	for pair; do
		value=${pair#*=}
		echo "index_variable,${pair%%=*},H34,$period,last,${value#"${value%% *}"},${value%% *},,${value%% *},0,,,,kind=exact,2024-01-01|2024-01-01|m|h" |
			sed 's/,last, /,last,/'
	done
}

# cell FILE INDICATOR COLUMN [AGENCY] [SET]
cell() {
	/usr/bin/python3 - "$@" <<'PY'
import sys, told
path, indicator, column, *rest = sys.argv[1:]
agency, name = (rest + ["", ""])[:2]
print(*[r[column] for r in told.rows(open(path, encoding="utf-8"))
        if r["_kind"] == "indicator" and r["indicator"] == indicator and agency in ("", r["agency"]) and name in ("", r["set"])], sep="|")
PY
}

# dossiers < lines of "ID FIELD=VALUE …": clean records of the feed hoso-tthc
dossiers() {
	/usr/bin/python3 "$ROOT/tests/lib/dossiers.py" "$ROOT/samples/hoso-tthc/01-mot-ho-so_20240116010000.csv"
}
