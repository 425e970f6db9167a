#!/bin/bash
# What share promises: the columns of the version in use are those that were written down for it; within a major version nothing goes.
# shellcheck source=tests/lib/tap.sh
. "$(dirname "$0")/../lib/tap.sh"
need_postgres
exit_is 'the warehouse' 0 chiso-load migrate -q
version=$(sql 'select phien_ban from share.phien_ban where hien_hanh')
is 'one version is in use' "$(sql 'select count(*) from share.phien_ban where hien_hanh')" 1
columns_statement() {
	tr '\n\t' '  ' <<-'END'
		\copy (select c.relname collate "C" as view, a.attnum as place, a.attname as "column", format_type(a.atttypid, a.atttypmod) as type
		from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
		where c.relnamespace = 'share'::regnamespace and c.relkind = 'v' order by 1, 2) to stdout csv header
	END
}
columns_statement | psql -X -q -v ON_ERROR_STOP=1 >"$T/now.csv"
ok 'there are columns' test "$(wc -l <"$T/now.csv")" -gt 200
same "the columns are those of version $version (tests/data/share): another one needs a row of share/01-phien-ban.sql" "$T/now.csv" "$ROOT/tests/data/share/$version.csv"

# every version that is told was written down, and keeps what the one before it had
before=''
for told in $(sql 'select phien_ban from share.phien_ban order by string_to_array(phien_ban, chr(46))::integer[]'); do
	ok "version $told is written down" test -s "$ROOT/tests/data/share/$told.csv"
	if [ -n "$before" ] && [ "${before%%.*}" = "${told%%.*}" ]; then
		is "  and keeps all of $before" "$(LC_ALL=C comm -23 <(LC_ALL=C sort "$ROOT/tests/data/share/$before.csv") <(LC_ALL=C sort "$ROOT/tests/data/share/$told.csv"))" ''
	fi
	before=$told
done

# of a type that every reader knows, and told in both languages
is 'no column of a strange type' "$(cut -d, -f4 "$T/now.csv" | sed 1d | LC_ALL=C sort -u | tr '\n' ' ')" 'bigint boolean date integer numeric text timestamp with time zone '
is 'none without a comment' "$(sql "select string_agg(c.relname || '.' || a.attname, ' ') from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0
	where c.relnamespace = 'share'::regnamespace and c.relkind = 'v' and coalesce(col_description(c.oid, a.attnum), '') !~ ' / '")" ''
is 'no view without one' "$(sql "select string_agg(c.relname, ' ') from pg_class c where c.relnamespace = 'share'::regnamespace and c.relkind = 'v' and coalesce(obj_description(c.oid), '') = ''")" ''
is 'what is held is not in share' "$(sql "select count(*) from information_schema.views where table_schema = 'share' and table_name = 'tam_giu'")" 0
exit_is 'but for who approves' 0 sql 'select * from audit.tam_giu'
PGUSER=postgres sql 'create role an_outsider nologin; grant usage on schema share to an_outsider; grant select on all tables in schema share to an_outsider' >/dev/null
not_ok 'all of share gives no way to it' env PGUSER=postgres psql -X -q -v ON_ERROR_STOP=1 -c 'set role an_outsider; select * from audit.tam_giu'
exit_is 'which it gives to all else' 0 env PGUSER=postgres psql -X -q -v ON_ERROR_STOP=1 -c 'set role an_outsider; select * from share.chi_so'
done_testing
