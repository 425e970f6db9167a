#!/bin/bash
# Missing is never 0: where nothing was received or resolved the oracle says so, and either in place of the other is seen.
. "$(dirname "$0")/../lib/tap.sh"
. "$ROOT/tests/lib/world.sh"
need_postgres

# few enough that some agencies resolve nothing in a quarter: their shares are missing, not 0
oracle_agrees 800

like 'some figures are missing' "$(sql 'select count(*) from core.indicator where value is null')" '^[1-9]'
like 'others are 0' "$(sql "select count(*) from core.indicator where value = '0'")" '^[1-9]'
seen '0 in place of a missing indicator' indicator "$(figure indicator hs.ty-le-dung-han "value is null")" "'0'"
seen 'missing in place of an indicator of 0' indicator "$(figure indicator hs.qua-han "value = '0'")" null
seen 'missing in place of a share of 0' indicator "$(figure indicator hs.ty-le-dung-han "value = '0'")" null
seen 'missing in place of a measure of 0' measure "$(figure measure overdue "value = 0")" null
# an agency of which nothing came
sql "insert into core.indicator select (jsonb_populate_record(i, '{\"agency\": \"H34.77\", \"value\": \"0\"}')).* from core.indicator i
	where $(figure indicator hs.qua-han "agency = 'H34'")"
not_ok '0 where nothing was received' oracle indicators
is '  at its place, and nothing else' "$(grep -c '|' "$T/out")" 1
sql "delete from core.indicator where agency = 'H34.77'"
sql "create table oracle.kept as select * from core.indicator where $(figure indicator hs.qua-han "value = '0'")"
sql "delete from core.indicator i using oracle.kept k where (i.set, i.indicator, i.agency, i.period, i.run_from) = (k.set, k.indicator, k.agency, k.period, k.run_from)"
not_ok 'no row where 0 was received' oracle indicators
sql 'insert into core.indicator select * from oracle.kept'
ok 'and all is as it was' oracle indicators
ok 'measures, too' oracle measures
done_testing
