#!/bin/bash
# The columns of measures and of indicators are one list each (stream/measure.h, stream/indicator_columns.h): the streams' headers,
# the tables of a migrated database and the document's list say the same, in the same order.
. "$(dirname "$0")/../lib/tap.sh"
. "$ROOT/tests/lib/warehouse.sh"
need_postgres
exit_is 'the samples make a warehouse' 0 warehouse

header() { head -n 1 "$1" | cut -d, -f2- | tr , '\n'; }
# documented NAME: the columns that pipeline/README.md lists for the stream
documented() { sed -n "s/^    $1: *//p" "$ROOT/pipeline/README.md" | tr -s ' ' '\n'; }
# stored TABLE: its columns in their order, without what the loader adds
stored() {
	sql "SELECT attname FROM pg_attribute WHERE attrelid = 'core.$1'::regclass AND attnum > 0 AND NOT attisdropped
		AND attname NOT IN ('feed', 'run_from', 'run_to') ORDER BY attnum"
}

header "$T/measures" >"$T/m"
header "$T/figures" >"$T/i"
ok 'measures have columns' test "$(wc -l <"$T/m")" -gt 10
ok 'indicators have columns' test "$(wc -l <"$T/i")" -gt 20
documented measures >"$T/doc.m"
documented indicators >"$T/doc.i"
same 'the document lists the columns of measures' "$T/doc.m" "$T/m"
same 'and those of indicators' "$T/doc.i" "$T/i"
stored measure | sort >"$T/core.m"
stored indicator | sort >"$T/core.i"
same 'core.measure has them' "$T/core.m" <(sort "$T/m")
# a column a severity in the stream; in the table what a reader sees of them
same 'core.indicator has them' "$T/core.i" <(sed 's/^gate$/flags/; /^info$/d; /^flag$/d' "$T/i" | sort)
exit_is 'what is dumped' 0 chiso-dump -q --measures --period 2024-Q1 hoso-tthc
header "$T/out" >"$T/d"
same 'has the same columns' "$T/d" "$T/m"
done_testing
