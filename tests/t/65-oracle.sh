#!/bin/bash
# Plain SQL over the stored records, the generator's truth and the product agree on every dossier figure, to the last digit.
. "$(dirname "$0")/../lib/tap.sh"
. "$ROOT/tests/lib/world.sh"
need_postgres

oracle_agrees 5000
like 'thousands of quotients were compared' "$(sql 'select count(*) from oracle.shown where value is not null')" '^[0-9]{4,}$'
is '6.13 is not computable: accounts were not received' \
	"$(sql "select count(*) from core.indicator where indicator = '6.13' and (value is not null or reason is null)")" 0

# the test can fail
seen 'one measure changed by one' measure "$(figure measure received "agency = 'H34.19'")" 'value + 1'
seen 'one indicator changed in its last digits' indicator "$(figure indicator hs.ty-le-dung-han "agency = 'H34'")" "'33.333333'"
sed '5s/[0-9]*$/987654/' "$T/world/truth/rolled.csv" >"$T/wrong.csv"
not_ok 'a truth changed in one figure is seen' oracle truth "$T/wrong.csv"
sed 5d "$T/world/truth/rolled.csv" >"$T/wrong.csv"
not_ok 'a truth without one figure is seen' oracle truth "$T/wrong.csv"
sed '5s/[0-9]*$/0/' "$T/world/truth/rolled.csv" >"$T/wrong.csv"
not_ok 'a truth of 0 in its place, too' oracle truth "$T/wrong.csv"
done_testing
