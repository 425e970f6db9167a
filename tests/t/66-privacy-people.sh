#!/bin/bash
# Ten thousand invented people, planted in every field of every feed: whatever a night writes holds none of them.
. "$(dirname "$0")/../lib/tap.sh"
. "$ROOT/tests/lib/night.sh"
need_night_key

dir=$T/night seed=${CHISO_TEST_SEED:-2024}
mkdir -p "$dir"
own_server "$dir/postgres"
catalogs=("$ROOT/pipeline/catalog/base" "$ROOT/pipeline/catalog/kon-tum")
ok 'people are planted' /usr/bin/python3 "$ROOT/tests/gen/planted.py" "$dir/inbox" "$seed" 10000 "${catalogs[@]}"
mv "$dir/inbox.needles" "$T/all"
# two words of a name may be words of the catalogue ("Quang Trung"): those prove nothing
cat "$ROOT"/pipeline/catalog/*/*.csv "$ROOT"/samples/*/*.xml "$ROOT"/samples/*/aside/*.xml "$ROOT"/scripts/lib/*.sh "$ROOT"/sql/night/* "$ROOT"/sql/share/* >"$T/ours"
LC_ALL=C grep -o -a -F -f "$T/all" "$T/ours" | sort -u >"$T/words"
LC_ALL=C grep -v -x -F -f "$T/words" "$T/all" >"$T/needles"
like 'there is much to look for' "$(wc -l <"$T/needles")" '^[23][0-9]{4}$'
find "$dir/inbox" -type f -exec cat {} + >"$T/sent"
like 'the senders did write it' "$(LC_ALL=C grep -c -a -F -f "$T/needles" "$T/sent")" '^[0-9]{4,}$'

# shows where, never what
clean() {
	local found
	if [ ! -s "$2" ]; then fail "nobody in $1" 'nothing was written'; else
		found=$(LC_ALL=C grep -c -a -F -f "$T/needles" -- "$2")
		is "nobody in $1" "$found" 0
		[ "$found" = 0 ] || [ -z "${CHISO_TEST_KEEP:-}" ] || LC_ALL=C grep -n -a -F -f "$T/needles" -- "$2" >"$T/leak.$1"
	fi
}

# by hand, so that what each program says is seen
for feed in "$dir"/inbox/*; do
	feed=${feed##*/}
	chiso-extract -v --feed "$feed" --key "$T/key" "$dir/inbox/$feed"/*-0*.xml 2>>"$T/log" |
		chiso-normalize -v --feed "$feed" --rejects "$T/rejects" >>"$T/clean" 2>>"$T/log"
	cat "$T/rejects" >>"$T/all-rejects"
done
clean 'the rejects' "$T/all-rejects"
sed -E 's/([a-z]*=|^)[^ ]*[.]xml//g' "$T/log" >"$T/said"
clean 'what the programs say' "$T/said"

night "$dir"
like 'the night ends' "$?" '^[01]$'
clean 'its output' "$dir/out"
clean 'the summary' "$dir/summary.txt"
clean 'the metrics' "$dir/metrics.prom"
{
	echo "what the night wrote of itself:"
	cat "$dir/err" "$dir"/log/*
} >"$T/logs"
clean 'the logs' "$T/logs"
# the originals are what they are: in the raw zone and in quarantine, and the server's own files are looked at as tables
find "$dir" -type f ! -path "$dir/postgres/*" ! -path "$dir/raw/*" ! -path "$dir/quarantine/*" ! -path "$dir/inbox/*" -print -exec cat {} + >"$T/tree"
find "$dir/raw" "$dir/quarantine" -printf '%f\n' >>"$T/tree"
clean 'the tree' "$T/tree"
find "$dir/quarantine" -name '*.txt' -exec cat {} + >"$T/notes"
clean 'the notes of the quarantine' "$T/notes"
is 'the originals are not for everybody' "$(find "$dir/raw" "$dir/quarantine" -type f -perm /o+r ! -name '*.txt' | wc -l)" 0
on_server "$dir" -c "select format('%I.%I', schemaname, tablename) from pg_tables where schemaname = 'audit' and tablename <> 'catalog'
	union all select format('%I.%I', schemaname, viewname) from pg_views where schemaname = 'share'
	union all select format('core.%I', tablename) from pg_tables where schemaname = 'core' and tablename in ('indicator', 'measure', 'target_due')" >"$T/tables"
while read -r table; do on_server "$dir" -c "copy (select * from $table) to stdout"; done <"$T/tables" >"$T/rows"
clean 'the tables of audit and share' "$T/rows"
like 'and they hold much' "$(wc -l <"$T/rows")" '^[0-9]{4,}$'
like 'what was refused is told with what was wrong' "$(on_server "$dir" -c "select count(distinct (field, code)) from audit.reject")" '^([5-9][0-9]|[0-9]{3})$'
done_testing
