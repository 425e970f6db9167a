#!/bin/bash
# A warehouse from before: its view becomes the table, with what it said; who was granted what keeps it; whose view stands in the way
# is named and nothing is changed.
# shellcheck source=tests/lib/tap.sh
. "$(dirname "$0")/../lib/tap.sh"
# shellcheck source=tests/lib/warehouse.sh
. "$ROOT/tests/lib/warehouse.sh"
# shellcheck source=tests/lib/published.sh
. "$ROOT/tests/lib/published.sh"
need_postgres
exit_is 'the samples make a warehouse' 0 warehouse
/usr/bin/python3 "$ROOT/tests/gen/decisions.py" 5 25 H34 H34.01 | grep -v '^\\ir' | psql -X -q -v ON_ERROR_STOP=1 >"$T/out" 2>&1
is 'with decisions' "$?" 0
table() { sql "select $PUBLISHED_COLUMNS from core.indicator_published order by 1, 2, 3, 4, run_from, run_to, value, flags"; }
table >"$T/kept"
ok 'there is something to keep' test "$(wc -l <"$T/kept")" -gt 100

# as it was before 94: the view of laterals, and what stood on it
make_old() {
	sql "$(sql "select string_agg(format('drop view if exists share.%I cascade', table_name), '; ') from information_schema.views where table_schema = 'share'")" >/dev/null 2>&1
	published_undo
	sql "$(sed 's/oracle\.indicator_/core.indicator_/g; /^CREATE SCHEMA/d' "$ROOT/tests/data/published/old-view.sql")
		create view share.chi_so as select set as bo_chi_so, indicator as chi_so, value as gia_tri from core.indicator_published where run_to is null;
		create view share.tam_giu as select 1 as bo_chi_so;
		grant select on share.chi_so, share.tam_giu to an_analyst; grant select on share.chi_so to public;
		delete from audit.migration where name ~ '^(94-|99-|996-|views/20|views/40|views/50|share/)'" >/dev/null
}
PGUSER=postgres sql "create role an_analyst nologin" >/dev/null
make_old
is 'before, it is a view' "$(sql "select relkind from pg_class where oid = 'core.indicator_published'::regclass")" v
is 'without triggers' "$(sql "select count(*) from pg_trigger where tgname ~ '^publish'")" 0
sql "create view public.theirs as select * from share.chi_so" >/dev/null
exit_is 'a view of somebody else stands on it' 69 chiso-load migrate -q
like 'it is named' "$(cat "$T/err")" 'cannot drop view share.chi_so because other objects depend on it'
is 'and all is as it was' "$(sql 'select count(*) > 0 from public.theirs')" t
sql 'drop view public.theirs' >/dev/null
exit_is 'without it' 0 chiso-load migrate -q
is 'it is a table' "$(sql "select relkind from pg_class where oid = 'core.indicator_published'::regclass")" r
table >"$T/now"
same 'with what the view said' "$T/now" "$T/kept"
published_is_right 'and what it would say'
is 'who could read still can' "$(sql "select has_table_privilege('an_analyst', 'share.chi_so', 'select'), has_table_privilege('an_analyst', 'audit.tam_giu', 'select'),
	has_table_privilege('an_analyst', 'share.den_han', 'select')")" 't|t|f'
is 'what was held is in share no more' "$(sql "select to_regclass('share.tam_giu')")" ''
is 'everybody too' "$(sql "select count(*) from pg_class c, aclexplode(relacl) a where c.oid = 'share.chi_so'::regclass and a.grantee = 0")" 1
is 'readers not what they never could' "$(sql "select has_table_privilege('chiso_reader', 'share.chi_so', 'select'), has_table_privilege('chiso_reader', 'audit.tam_giu', 'select')")" 't|f'
is 'nothing is left to grant' "$(sql 'select count(*) from core.share_right')" 0
sql "update core.indicator set value = '1', shown = '1' where run_to is null and agency = 'H34'" >/dev/null
published_is_right 'and it is kept from then on'
exit_is 'once more' 0 chiso-load migrate
like 'nothing is applied' "$(cat "$T/err" "$T/out")" 'applied=0'
done_testing
