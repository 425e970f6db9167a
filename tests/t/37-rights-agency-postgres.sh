#!/bin/bash
# A department that reads for itself sees the rows of its agency and of those below it, by no view, function or trick another's; who reads
# share sees all.
# shellcheck source=tests/lib/tap.sh
. "$(dirname "$0")/../lib/tap.sh"
# shellcheck source=tests/lib/warehouse.sh
. "$ROOT/tests/lib/warehouse.sh"
need_postgres
ok 'a warehouse' warehouse
as() { PGUSER=$1 psql -X -q -A -t -v ON_ERROR_STOP=1 -c "$2"; }
sql "create role reader login in role chiso_reader; create role night login in role chiso_loader; create role person login in role chiso_approver;
	create role tu_phap login in role chiso_department; create role tinh login in role chiso_department; create role chua_gan login in role chiso_department;
	create role hai login in role chiso_department; create role nhom nologin; create role trong_nhom login in role chiso_department, nhom;
	insert into core.reader_agency values ('tu_phap', 'H34.19'), ('tinh', 'H34'), ('hai', 'H34.19'), ('hai', 'H34.10'), ('nhom', 'H34.10')" >/dev/null
# a body below the department, a row of no known unit of it, one of its name's beginning, and texts that only the others have
sql "insert into core.label (kind, code, name_vi, parent) values ('agency', 'phong-khac', 'Phòng bên dưới', 'H34.19') on conflict do nothing;
	insert into core.indicator (set, indicator, agency, period, value, shown, run_from)
	select 't', 'i', a, '2024-Q1', '7', '7', 1 from unnest(array['H34.19', 'phong-khac', 'H34.19.?', 'H34.190', 'H34.1', 'H34.10', 'H34', '']) a;
	insert into core.reject_open (agency, agency_name, feed, field, field_name, code, what_vi, what_en, do_vi, do_en, rows, files, since)
	select a, a, 'hoso-tthc', 'x', 'x', 'c', 'w', 'w', 'd', 'd', 1, 1, '$NOW' from unnest(array['H34.19', 'H34.10', 'unknown']) a;
	insert into core.dataset select d, 'kon-tum', d, d, 'f', 'f', 'open', null, '', 'open', null, null, 0 from unnest(array['H34.19', 'H34.10']) d" >/dev/null
sql 'select core.note_share()' >/dev/null

mine="select co_quan from share_own.chi_so where bo_chi_so = 't' order by 1"
is 'a department: itself, what is below it, and what is of no unit of it that is known' "$(as tu_phap "$mine" | paste -sd' ')" 'H34.19 H34.19.? phong-khac'
is 'two agencies' "$(as hai "$mine" | paste -sd' ')" 'H34.10 H34.19 H34.19.? phong-khac'
is 'one by its group' "$(as trong_nhom "$mine" | paste -sd' ')" H34.10
is 'one that is bound to none' "$(as chua_gan "$mine")" ''
is 'the province has its departments' "$(as tinh "select count(*) > 3 and bool_or(co_quan = 'H34.10') from share_own.chi_so")" t
is 'what needs mending' "$(as tu_phap 'select co_quan from share_own.cho_sua')" H34.19
is 'data sets' "$(as tu_phap 'select ma_tap from share_own.tap_du_lieu')" H34.19
is 'duties: its own, and of a group that it is a member of its own row' "$(as tu_phap "select count(*) > 0, bool_and('H34.19' in (co_quan, thanh_vien)) from share_own.phan_cong")" 't|t'
is 'figures of a real feed' "$(as tu_phap "select count(*) > 0, bool_and(co_quan like 'H34.19%') from share_own.chi_so where bo_chi_so <> 't'")" 't|t'
is 'what is held of its own is held' "$(as tu_phap 'select count(*) from share_own.chi_so where tam_giu and gia_tri is not null')" 0

# every view: nothing of another's anywhere
sql "select table_name from information_schema.views where table_schema = 'share' order by 1" >"$T/share"
sql "select table_name from information_schema.views where table_schema = 'share_own' order by 1" >"$T/own"
same 'every view of share is one of share_own' "$T/own" "$T/share"
is 'each with a barrier' "$(sql "select count(*) from pg_class where relnamespace = 'share_own'::regnamespace and relkind = 'v' and not coalesce('security_barrier=true' = any (reloptions), false)")" 0
while IFS= read -r view; do
	columns=$(sql "select string_agg(quote_ident(attname), ', ' order by attnum) from pg_attribute where attrelid = 'share_own.$view'::regclass and attnum > 0
		and attname in ('co_quan', 'dia_ban', 'don_vi_gui', 'thanh_vien')")
	ok "$view is read" as tu_phap "select * from share_own.$view"
	same "  with the columns of share" <(sql "select attname, atttypid::regtype from pg_attribute where attrelid = 'share_own.$view'::regclass and attnum > 0 order by attnum") \
		<(sql "select attname, atttypid::regtype from pg_attribute where attrelid = 'share.$view'::regclass and attnum > 0 order by attnum")
	if [ -n "$columns" ]; then
		is '  each row is its own' "$(as tu_phap "select count(*) from share_own.$view v where not exists (select from unnest(array[$columns]::text[]) c
			where c in ('H34.19', 'phong-khac') or c like 'H34.19.%')")" 0
		is '  and all that are' "$(as tu_phap "select count(*) from share_own.$view")" "$(sql "select count(*) from share.$view v where exists (select from unnest(array[$columns]::text[]) c
			where c in ('H34.19', 'H34.19.?', 'H34.19.~', 'phong-khac') or c in (select code from core.label where kind = 'agency' and parent = 'H34.19'))")"
		is '  who is bound to none reads none' "$(as chua_gan "select count(*) from share_own.$view")" 0
	else
		is '  nobody'"'"'s rows are everybody'"'"'s' "$(as tu_phap "select count(*) from share_own.$view")" "$(sql "select count(*) from share.$view")"
	fi
	not_ok "  share.$view is not read" as tu_phap "select * from share.$view"
done <"$T/share"

# tricks
while IFS='|' read -r name statement; do
	not_ok "not: $name" as tu_phap "$statement"
done <<'END'
what changed of all|select * from share.thay_doi(0)
another binding|insert into core.reader_agency values ('tu_phap', 'H34.10')
the bindings|select * from core.reader_agency
the figures|select * from core.indicator
what is published|select * from core.indicator_published
what is held|select * from audit.tam_giu
the loads|select * from audit.load
the words|select core.tell('unit', 'x', 'vi')
the province's role|set role tinh
a reader's role|set role chiso_reader
another login|set session authorization tinh
another view|create or replace view share_own.chi_so as select 1
a function there|create function share_own.x() returns int language sql as 'select 1'
no barrier|alter view share_own.chi_so reset (security_barrier)
a figure|update share_own.phien_ban set phien_ban = 'x'
END
leak="create function pg_temp.tell(text, text) returns boolean language plpgsql cost 0.0000001 as \$f\$ begin raise notice 'seen %', \$1; return true; end \$f\$;
	set client_min_messages = notice; select count(*) from share_own.chi_so where bo_chi_so = 't' and pg_temp.tell(co_quan, hien_thi)"
is 'a function of the own is asked of no other row' "$(as tu_phap "$leak" 2>&1 | grep -c 'seen')" 3
is 'nor a name of the own in the place of ours' "$(as tu_phap "create temp table reader_agency as select 'tu_phap' as role, 'H34' as agency; create temp table label as select 'agency' as kind, 'H34.10' as code, 'H34.19' as parent;
	create temp table pg_roles as select 1 as oid, 'tinh'::name as rolname;
	create function pg_temp.own_agencies() returns text[] language sql as \$\$ select array['H34.10'] \$\$; set search_path = pg_temp, core, pg_catalog; $mine" | paste -sd' ')" 'H34.19 H34.19.? phong-khac'
is 'nor a role taken, or a setting' "$(as tu_phap "set role chiso_department; set chiso.agency = 'H34'; set row_security = off; $mine" | paste -sd' ')" 'H34.19 H34.19.? phong-khac'

# the others
is 'who reads share reads all' "$(as reader "select count(*) from share.chi_so where bo_chi_so = 't'")" 8
is 'every row of it' "$(as reader 'select count(*) from share.chi_so_lich_su')" "$(sql 'select count(*) from core.indicator')"
ok 'and what changed' as reader "select * from share.thay_doi(0) where tap = 'chi_so'"
is 'of all' "$(as reader "select count(*) from share.thay_doi(0) where tap = 'chi_so' and dong ->> 'bo_chi_so' = 't'")" 8
not_ok 'but no department'"'"'s views' as reader 'select * from share_own.chi_so'
turn=$(sql 'select max(turn) from core.share_turn')
is 'a turn is the same whoever notes it' "$(as night 'select core.note_share()')$(as person 'select core.note_share()')$(PGUSER=postgres sql 'select core.note_share()')" ''
is 'no turn more' "$(sql 'select max(turn) from core.share_turn')" "$turn"
not_ok 'who loads binds nobody' as night "insert into core.reader_agency values ('night', 'H34')"
sql "delete from core.reader_agency where role = 'tu_phap'" >/dev/null
is 'a binding that is taken back' "$(as tu_phap "$mine")" ''

# where the schema could not be made
PGUSER=postgres PGDATABASE=postgres sql 'create role small login' >/dev/null
PGUSER=postgres PGDATABASE=postgres sql 'create database guarded' >/dev/null
export PGDATABASE=guarded
PGUSER=postgres sql 'create schema staging; create schema core; create schema audit; create schema share; grant usage, create on schema staging, core, audit, share to small' >/dev/null
exit_is 'without the right to make a schema there is none' 0 env PGUSER=small chiso-load migrate -q
is '  of that name' "$(PGUSER=small sql "select to_regnamespace('share_own') is null")" t
PGUSER=postgres sql 'create schema share_own authorization small' >/dev/null
ok '  where an administrator made it' as small 'select core.give_rights(true)'
is '  it has its views' "$(PGUSER=small sql "select count(*) from pg_class where relnamespace = 'share_own'::regnamespace")" "$(wc -l <"$T/share")"
done_testing
