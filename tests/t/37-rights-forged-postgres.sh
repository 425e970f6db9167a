#!/bin/bash
# What the role that loads must not be able to do: a table of attempts, each refused; and that the attempts are ones.
# shellcheck disable=SC2317 # called by the harness
# shellcheck source=tests/lib/tap.sh
. "$(dirname "$0")/../lib/tap.sh"
# shellcheck source=tests/lib/warehouse.sh
. "$ROOT/tests/lib/warehouse.sh"
need_postgres
as() { PGUSER=$1 psql -X -q -A -t -v ON_ERROR_STOP=1 -v VERBOSITY=verbose -c "$2"; }
ok 'the owner migrates' chiso-load migrate -q --now $NOW
sql 'create role night login in role chiso_loader; create role person login in role chiso_approver' >/dev/null
sql "create role guest login" >/dev/null

# what it is for
export PGUSER=night
exit_is 'who loads fills a warehouse with every program' 0 warehouse
is 'and owns nothing of it' "$(sql "select count(*) from pg_class where relowner = 'night'::regrole or relnamespace in ('core'::regnamespace, 'audit'::regnamespace, 'share'::regnamespace) and relowner <> 'chiso'::regrole")" 0
tables >"$T/night"
PGUSER=postgres PGDATABASE=postgres sql 'create database owned owner chiso' >/dev/null
export PGUSER=chiso PGDATABASE=owned
exit_is 'the owner does' 0 warehouse
tables >"$T/owner"
export PGDATABASE=chiso
same 'the same tables, to the byte' "$T/night" "$T/owner"
sql "insert into audit.approval (decision, set, indicator, agency, period, by_name, note, at, run_id)
	select 'approve', set, indicator, agency, period, 'Nguyễn Văn Bịa', 'x', '$NOW', 1 from core.indicator limit 1" >/dev/null
sql "update core.indicator set run_to = 9 where ctid in (select ctid from core.indicator order by indicator desc limit 1);
	update core.measure set run_to = 9 where ctid in (select ctid from core.measure limit 1)" >/dev/null

everything() {
	tables
	sql "select relname, relowner::regrole, relacl from pg_class where relnamespace in ('core'::regnamespace, 'audit'::regnamespace, 'share'::regnamespace) order by 1;
		select oid::regprocedure, proowner::regrole, proacl, prosrc from pg_proc where pronamespace in ('core'::regnamespace, 'audit'::regnamespace, 'share'::regnamespace) order by 1;
		select * from core.reader_word order by 1, 2; select * from core.share_turn order by 1; select rolname, rolsuper, rolcreaterole from pg_roles order by 1;
		select nspname, nspacl from pg_namespace order by 1"
}
everything >"$T/before"

# A name, which error (a right, or what the function says of its arguments), a statement.
declare -A errors=([right]='42501' [ours]='42501: .*is history' [words]='22023|42602|42P07')
attempts() {
	cat <<'END'
right|an approval|insert into audit.approval (decision, set, indicator, agency, period, by_name, note, at, run_id) values ('approve', 's', 'i', 'a', 'p', 'z', 'n', now(), 1)
right|an approval under another login|insert into audit.approval (decision, set, indicator, agency, period, by_name, note, at, run_id, login) values ('approve', 's', 'i', 'a', 'p', 'z', 'n', now(), 1, 'person')
right|an approval that was|update audit.approval set value = '1'
right|no approval any more|delete from audit.approval
right|no approval at all|truncate audit.approval
right|the number of the next approval|select setval('audit.approval_approval_id_seq', 1)
right|the value of a figure|update core.indicator set value = '1', shown = '1'
right|the run of a figure|update core.indicator set run_from = 1
right|the severity of a flag|update core.indicator_flag set severity = 'info'
right|the value of a measure|update core.measure set value = 1
right|a figure and its end in one|update core.indicator set run_to = 7, value = '1' where run_to is null
ours|a figure that has ended goes on|update core.indicator set run_to = null where run_to is not null
ours|a figure that has ended ends elsewhere|update core.indicator set run_to = 99 where run_to is not null
ours|a measure that has ended goes on|update core.measure set run_to = null where run_to is not null
ours|a figure ends before it began|update core.indicator set run_to = run_from - 1 where run_to is null
ours|a past that never was|insert into core.indicator (set, indicator, agency, period, value, run_from, run_to) values ('s', 'i', 'a', '2023', '1', 1, 2)
right|a figure goes|delete from core.indicator
right|a measure goes|delete from core.measure
right|a flag goes|delete from core.indicator_flag
right|all figures go|truncate core.indicator
right|all measures go|truncate core.measure
right|what readers see|update core.indicator_published set state = 'approved', value = '1'
right|what readers see, made anew|select core.publish_all()
right|what is to be published|insert into core.published_due (what) values ('all')
right|a row of share|update core.share_row set hash = null
right|a turn of share|insert into core.share_turn (turn, version, written, gone) values (99, '1', 1, 1)
right|a word for readers|update core.reader_word set text_vi = 'đã duyệt'
right|what is told|insert into core.told values ('state', 'x', 'đã duyệt', 'approved')
right|a run is another|update audit.run set kind = 'approve'
right|a run of a number of its own|insert into audit.run (run_id, kind) values (1000000, 'night')
right|a run goes|delete from audit.run
right|a load is another file's|update audit.load set file_hash = 'x'
right|a repair is another's|update audit.repair set by = 'z'
right|a catalogue is another|update audit.catalog set archive = ''
right|no catalogue|delete from audit.catalog
right|a migration was run|insert into audit.migration (name, sha256) values ('zz', 'x')
right|all records go|truncate core.hoso_tthc_current
right|a version is another|update core.hoso_tthc_version set message = 'x'
right|a column|alter table core.indicator add column x text
right|a trigger|create trigger x before insert on core.indicator for each row execute function suppress_redundant_updates_trigger()
right|no trigger|alter table core.indicator disable trigger all
right|none of ours|drop trigger figure_ends on core.indicator
right|a rule|create rule x as on insert to core.indicator do instead nothing
right|a table goes|drop table core.told
right|a view of ours|create or replace view core.indicator_state as select 1 as x
right|a view of share|create or replace view share.chi_so as select 1 as x
right|a function in core|create function core.x() returns int language sql as 'select 1'
right|a function in share|create function share.x() returns int language sql as 'select 1'
right|a function of ours|create or replace function core.tell(of_kind text, told text, language text, depth integer default 0) returns text language sql as 'select $1'
right|its owner's rights taken|alter function core.note_share() security invoker
right|a table in core|create table core.x (a int)
right|a table in staging|create table staging.x (a int)
right|a table in public|create table public.x (a int)
right|a schema|create schema mine
right|the owner's role|set role chiso
right|the owner's role of the server|set role postgres
right|who approves|set role chiso_approver
right|another login|set session authorization person
right|a member of who approves|grant chiso_approver to night
right|a row that is not there for others|alter table core.indicator enable row level security
right|nothing is checked any more|set session_replication_role = replica
words|a kind under the name of a view|select core.make_kind('indicator_state', 'x', '{a}', '{date}', '{a}')
words|a kind under the name of a table|select core.make_kind('indicator', 'x', '{a}', '{date}', '{a}')
words|a kind under a name that is none|select core.make_kind('x"; drop table core.told; --', 'x', '{a}', '{date}', '{a}')
words|a column that is none|select core.make_kind('x', 'x', '{"a date); drop table core.told; --"}', '{date}', '{"a date); drop table core.told; --"}')
words|a type that is more than one|select core.make_kind('x', 'x', '{a}', '{"date default core.publish_all()"}', '{a}')
words|a type of its own|select core.make_kind('x', 'x', '{a}', '{pg_temp.evil}', '{a}')
words|a key of no column|select core.make_kind('x', 'x', '{a}', '{date}', '{b}')
words|no description|select core.make_kind('x', 'x', null, null, null)
words|a quarter that is more than one|select core.make_partition('hoso_tthc', '2024-Q1'') tablespace x; --')
words|a quarter of no kind|select core.make_partition('indicator', '2024-Q1')
words|the key of no kind|select core.close_current('indicator', '{set}')
words|the rows of no kind|select core.open_current('indicator')
right|a mark of its own table|create temp table t (set text, indicator text, agency text, period text); create trigger x after insert on t referencing new table as changed for each statement execute function core.mark_published('key')
right|a turn of its own table|create temp table t (what text); create constraint trigger x after insert on t for each row execute function core.publish_due()
right|grants by the owner|select core.grant_to('insert on audit.approval', 'night')
right|all grants|select core.give_rights(true)
right|a kind by another way|select core.rekey_kind('hoso_tthc', 'x', '{a}', '{date}', '{a}')
END
}
while IFS='|' read -r which name statement; do
	not_ok "not: $name" as night "$statement"
	like '  and it says why' "$(cat "$T/err")" "ERROR:  (${errors[$which]})"
done < <(attempts)
as night 'grant insert on audit.approval to night; grant update on core.indicator to night' >"$T/out" 2>&1
everything >"$T/after"
same 'nothing of all this changed anything' "$T/after" "$T/before"
is 'what has rows stays: it is told so' "$(as night "select core.open_current('hoso_tthc')")" f

# shadows: what a temporary table of the loader's is called, no function of ours takes for its own
shadows="create temp table indicator as select 'x'::text; create temp table share_set (view text, key text[], repeats bool); insert into share_set values ('chi_so', '{x}', true);
	create temp table pg_class (x int); create temp table pg_roles (rolname text); insert into pg_roles values ('night');
	create function pg_temp.format(text, text) returns text language plpgsql as \$f\$ begin raise 'a shadow ran as %', current_user; end \$f\$;
	create function pg_temp.pg_has_role(oid, text) returns boolean language sql as 'select true';
	create function pg_temp.current_setting(text) returns text language plpgsql as \$f\$ begin raise 'a shadow ran as %', current_user; end \$f\$;"
for path in 'pg_temp, pg_catalog' 'pg_temp, core, audit, pg_catalog'; do
	ok "turns are noted beside shadows, $path" as night "$shadows set search_path = $path; select pg_catalog.count(core.note_share())"
	ok "figures are written beside shadows, $path" as night "$shadows set search_path = $path; insert into core.label values ('unit', '$path', 'x', null, null)"
	not_ok "history is history, $path" as night "$shadows set search_path = $path; update core.indicator set run_to = null where run_to is not null"
	like '  by its law' "$(cat "$T/err")" 'ERROR:  42501: core.indicator is history'
done
is 'every function has its search_path, temporary tables last' "$(sql "select coalesce(string_agg(p.oid::regprocedure::text, ' '), '') from pg_proc p
	where p.pronamespace in ('core'::regnamespace, 'audit'::regnamespace, 'share'::regnamespace, 'staging'::regnamespace)
	and not coalesce('search_path=pg_catalog, pg_temp' = any (p.proconfig), false)")" ''
is 'no function with the rights of its owner is everybody'"'"'s, but for words' "$(sql "select string_agg(p.proname, ' ') from pg_proc p
	where p.pronamespace in ('core'::regnamespace, 'audit'::regnamespace, 'share'::regnamespace) and (p.prosecdef or p.prorettype = 'trigger'::regtype)
	and has_function_privilege('guest', p.oid, 'execute')")" tell

# the trigger function of ours on a table of one's own, whose type is cast to text by a function of one's own: with the right to call it the
# owner would run that
cat >"$T/evil.sql" <<'END'
CREATE TYPE pg_temp.evil AS ENUM ('a');
CREATE FUNCTION pg_temp.told(pg_temp.evil) RETURNS text LANGUAGE plpgsql AS $$ BEGIN EXECUTE 'CREATE TABLE core.taken (by_whom name)'; RETURN 'x'; END $$;
CREATE CAST (pg_temp.evil AS text) WITH FUNCTION pg_temp.told(pg_temp.evil) AS ASSIGNMENT;
CREATE TEMP TABLE t (set pg_temp.evil, indicator text, agency text, period text);
CREATE TRIGGER x AFTER INSERT ON t REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION core.mark_published('key');
INSERT INTO t VALUES ('a', 'i', 'a', 'p');
END
attack() { PGUSER=night psql -X -q -v ON_ERROR_STOP=1 -f "$T/evil.sql"; }
taken() { sql "select relowner::regrole from pg_class where oid = to_regclass('core.taken')"; }
not_ok 'it is refused' attack
like '  for want of the right to call it' "$(cat "$T/err")" 'permission denied for function core.mark_published'
is '  and has made nothing' "$(taken)" ''
sql 'grant execute on function core.mark_published() to public' >/dev/null
ok 'where everybody may call it' attack
is '  the owner would have run it' "$(taken)" chiso
sql 'drop table core.taken; revoke execute on function core.mark_published() from public' >/dev/null

# no function of the owner's writes a decision for who does not approve
sql "create function core.hole() returns void language sql security definer set search_path = pg_catalog, pg_temp as \$\$ insert into audit.approval
	(decision, set, indicator, agency, period, by_name, note, at, run_id) values ('approve', 'hole', 'i', 'a', 'p', 'z', 'n', now(), 1) \$\$" >/dev/null
not_ok 'not even one that forgot to ask' as night 'select core.hole()'
like '  it is the login that counts' "$(cat "$T/err")" 'found a decision by night, expected a login of the role chiso_approver'
ok 'who approves may' as person 'select core.hole()'
is '  under the own login' "$(sql "select login from audit.approval where set = 'hole'")" person
sql 'drop function core.hole()' >/dev/null

# who approves and who loads are two
not_ok 'who approves changes no figure' as person "update core.indicator set run_to = 9"
not_ok '  adds none' as person "insert into core.indicator (set, indicator, agency, period, run_from) values ('s', 'i', 'a', 'p', 1)"
not_ok '  makes no kind' as person "select core.make_kind('x', 'x', '{a}', '{date}', '{a}')"
done_testing
