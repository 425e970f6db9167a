# shellcheck shell=bash
# The generated year: its world, its nights on a private server each, and what came of them as CSVs; after tap.sh and night.sh.
#
# year_world DIR FIRST DAYS [SEED]   the world of tests/gen/year.py
# year_nights WORLD VAR              every night of it that VAR has not had, one after another; pages in VAR/got/pages, statuses in VAR/codes
# year_lay WORLD VAR NIGHT           what lies in the inbox before that night
# year_again WORLD VAR LAST HOUR…    the nights 0, 1 … of WORLD, each an hour of the night LAST
# year_export VAR                    what stands in the warehouse, into VAR/got
# year_explained VAR ARGUMENT…       chiso-explain on what the nights left
# year_explained_all VAR             every figure that stands, computed once more from the list of its records
# year_all_at_once WORLD DIR         a world whose only night, 0, brings all files of the other's
# year_holds WORLD VAR [WHAT…]       the comparison with what the world was built to be

YEAR_TERRITORY=quang-ngai

year_gen() { /usr/bin/python3 "$ROOT/tests/gen/year.py" "$@"; }
year_world() { year_gen write "$ROOT/pipeline/catalog" "$YEAR_TERRITORY" "$2" "$3" "${4:-7}" "$1"; }
# a fortnight with Tết in it; more days from the first of the year: year_first DAYS
year_first() { if [ "$1" -le 14 ]; then echo 2026-02-11; else echo 2026-01-01; fi; }
year_holds() {
	local world=$1 var=$2
	shift 2
	year_gen compare "$world" "$var/got" "$@"
}

year_lay() {
	mkdir -p "$2/inbox"
	[ -z "$(ls -A "$1/nights/$3")" ] || cp -R "$1/nights/$3"/*/ "$2/inbox/"
}

# year_night VAR NIGHT [HOUR]: what lies there, at one o'clock of that day
year_night() {
	local code=0
	night "$1" CHISO_NOW="$2T${3:-01}:00:00+07:00" CHISO_CATALOG="$ROOT/pipeline/catalog/base:$ROOT/pipeline/catalog/$YEAR_TERRITORY" \
		CHISO_WIDTH=80 || code=$?
	mkdir -p "$1/got/pages"
	cp "$1/page" "$1/got/pages/$2.${3:-01}"
	cat "$1/err" >>"$1/errors"
	echo "$2 ${3:-01} $code" >>"$1/codes"
	[ "$code" -lt 2 ]
}

year_nights() {
	local day
	# a year that is kept keeps its warehouse, however the test ends
	case $2 in "$T"/*) own_server "$2/postgres" ;; esac
	while IFS= read -r day <&3; do
		! grep -s -q -x "$day 01 [01]" "$2/codes" || continue
		[ ! -e "$2/stop" ] || return 75
		year_lay "$1" "$2" "$day"
		year_night "$2" "$day" || return
	done 3<"$1/nights.txt"
}

# year_explained VAR ARGUMENT…: by the warehouse of its nights, with the catalogue that they had
year_explained() {
	local dir=$1
	shift
	(
		eval "$("$ROOT/scripts/private-postgres" env "$dir/postgres")"
		CHISO_CATALOG="$ROOT/pipeline/catalog/base:$ROOT/pipeline/catalog/$YEAR_TERRITORY" chiso-explain "$@"
	)
}

# shellcheck disable=SC2034 # figures: whoever calls reads it
year_explained_all() {
	local period n
	figures=0
	while read -r period n <&4; do
		ok "$period: explained" year_explained "$1" --all --verify --period "$period"
		is "  every figure is the same" "$(sed -n 's/ held=.*//p' "$T/out")" "period=$period figures=$n same=$n other=0"
		figures=$((figures + n))
	done 4< <(on_server "$1" -c "select period || ' ' || count(*) from core.indicator_published where run_to is null and set not like '%@nay'
		group by period order by period")
}

year_all_at_once() {
	local night
	mkdir -p "$2/nights/0"
	for night in "$1"/nights/*; do [ -z "$(ls -A "$night")" ] || cp -R "$night"/*/ "$2/nights/0/" || return; done
}

year_export() {
	local dir=$1
	mkdir -p "$dir/got/rows"
	cat >"$dir/export.sql" <<'SQL'
\copy (select feed, file_name, state, n_read, n_kept, n_rejected, n_duplicate from audit.load order by feed, file_name, state) to loads.csv csv header
\copy (select l.feed, l.file_name, l.state, r.record, r.severity, r.field, r.code from audit.reject r join audit.load l using (load_id) order by 1, 2, r.record, r.field, r.code) to rejects.csv csv header
\copy (select q.feed, q.name, coalesce((select min(r.code) from audit.reject r join audit.load l using (load_id) where l.file_hash = q.file_hash and l.feed = q.feed and l.state = 'bad' and r.severity = 'file'), substring(q.reason from '^[a-z_]+[.][a-z_]+'), case when q.reason ~ '^[0-9]+ of [0-9]+ records refused' then 'file.rejects' end) as code from audit.quarantine q order by 1, 2) to quarantine.csv csv header
\copy (select measure, item, agency, period, value from core.measure where run_to is null order by 1, 2, 3, 4) to measures.csv csv header
\copy (select set, indicator, agency, period, value, reason from core.indicator where run_to is null order by 1, 2, 3, 4) to indicators.csv csv header
\copy (select feed, count(*) as n from core.hoso_tthc where so_dinh_danh is null group by 1) to dummies.csv csv header
\copy (select l.file_hash, l.feed, l.state, r.record, r.line, r.severity, r.field, r.code, r.expected, r.found, r.agency from audit.reject r join audit.load l using (load_id) order by 1, 2, 3, 4, 5, 6, 7, 8, 9, 10) to rows/reject.csv csv header
\copy (select distinct feed, file_hash from audit.quarantine order by 1, 2) to rows/quarantine.csv csv header
create temp table kind as select c.relname::name as name, replace(c.relname, '_version', '') as records, string_agg(format('%I', a.attname), ', ' order by a.attnum) as columns
	from pg_class c join pg_namespace n on n.oid = c.relnamespace join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
	where n.nspname = 'core' and c.relkind = 'p' and a.attname not in ('load_id', 'record', 'line', 'accepted_quarter') group by c.relname;
select format('create temp view counted as %s;', string_agg(format('select feed::text, count(*) as n from core.%I group by 1', records), ' union all ' order by name)) from kind \gexec
\copy (select * from counted order by 1) to current.csv csv header
\pset format unaligned
\pset tuples_only on
\o export.rows.sql
select format('\copy (select %s from core.%I order by feed, sent_at, version_hash, message) to rows/%s.csv csv header', columns, records, records) from kind order by name;
\o
\i export.rows.sql
SQL
	(cd "$dir/got" && on_server "$dir" -f "$dir/export.sql")
}

# year_again WORLD VAR HOUR…: the folders 0, 1 … of WORLD/nights, each an hour of the last night of the whole year
year_again() {
	local world=$1 dir=$2 last=$3 hour n=0
	own_server "$dir/postgres"
	shift 3
	for hour in "$@"; do
		year_lay "$world" "$dir" "$n"
		year_night "$dir" "$last" "$hour" || return
		n=$((n + 1))
	done
}
