#!/bin/bash
# A role of an administrator who gives little: schemas of another's making are enough, and a right that is missing is named.
. "$(dirname "$0")/../lib/tap.sh"
. "$(dirname "$0")/../lib/warehouse.sh"
need_postgres
as_admin() { printf "%s;\n" "$2" | PGUSER=postgres psql -X -q -A -t -v ON_ERROR_STOP=1 -d "$1"; }
one_line() { # NAME REGEX
	is "$1: in one line" "$(wc -l <"$T/err")" 1
	like "$1: named" "$(cat "$T/err")" "$2"
}
as_admin postgres "create role small login; create role dba nologin; create database guarded owner dba" >/dev/null
as_admin postgres 'revoke all on database guarded from public; grant connect on database guarded to small' >/dev/null
as_admin guarded 'revoke all on schema public from public' >/dev/null
export PGUSER=small PGDATABASE=guarded

exit_is 'without the right TEMPORARY' 69 chiso-load migrate
one_line 'TEMPORARY' 'role small has no right TEMPORARY on database guarded: GRANT TEMPORARY ON DATABASE "guarded" TO "small"$'
exit_is 'ingest says so too' 69 chiso-ingest --feed hoso-tthc "$ROOT/samples/hoso-tthc/01-mot-ho-so_20240116010000.xml"
one_line 'ingest' 'no right TEMPORARY on database guarded'
as_admin guarded 'grant temporary on database guarded to small' >/dev/null

exit_is 'without schemas and without CREATE' 69 chiso-load migrate
one_line 'CREATE' 'role small has no right CREATE on database guarded, and schema staging is not there: GRANT CREATE ON DATABASE "guarded" TO "small", or make the schemas'
as_admin guarded 'set role dba; create schema staging; create schema core; create schema audit; create schema share' >/dev/null
exit_is 'schemas that it may not use' 69 chiso-load migrate
one_line 'USAGE, CREATE' 'role small has no right USAGE, CREATE on schema staging: GRANT USAGE, CREATE ON SCHEMA staging TO "small"$'
as_admin guarded 'set role dba; grant usage, create on schema staging, core, audit to small; grant usage on schema share to small' >/dev/null
exit_is 'one that it may only look into' 69 chiso-load migrate
one_line 'CREATE on share' 'role small has no right CREATE on schema share: '
is 'nothing was made' "$(sql "select count(*) from pg_class where relnamespace in ('core'::regnamespace, 'audit'::regnamespace, 'share'::regnamespace)")" 0
as_admin guarded 'set role dba; grant create on schema share to small' >/dev/null

exit_is 'schemas made by an administrator, no CREATE on the database' 0 warehouse
is 'figures are there' "$(sql 'select count(*) > 100 from share.chi_so')" t
tables >"$T/small"
ok 'migrate again' chiso-load migrate -q
is 'the schemas stay the administrator'"'"'s' "$(sql "select string_agg(distinct pg_get_userbyid(nspowner), ' ') from pg_namespace where nspname in ('core', 'audit', 'share', 'staging')")" dba

# the same as a role that owns its database
export PGUSER=chiso PGDATABASE=chiso
exit_is 'a database of its own' 0 warehouse
tables >"$T/own"
same 'gives the same tables' "$T/small" "$T/own"

# a role with CREATEROLE that owns no schema
as_admin postgres "create role maker login createrole; create database made owner dba; grant connect, temporary on database made to maker" >/dev/null
as_admin made 'set role dba; create schema staging; create schema core; create schema audit; create schema share;
	grant usage, create on schema staging, core, audit, share to maker' >/dev/null
exit_is 'a role that may make roles, in schemas of another' 0 env PGUSER=maker PGDATABASE=made chiso-load migrate -q

# what was taken away later
export PGUSER=small PGDATABASE=guarded
as_admin guarded 'alter table audit.load owner to dba; revoke all on audit.load from small' >/dev/null
exit_is 'a table that is another'"'"'s' 69 chiso-ingest --feed hoso-tthc "$ROOT/samples/hoso-tthc/03-khong-khong-gian-ten.xml"
one_line 'the table' 'role small lacks a right: permission denied for sequence load_id_seq \(SQLSTATE 42501\)'

# who made objects of our names before us is told what is in the way
as_admin postgres 'create database taken owner small' >/dev/null
export PGDATABASE=taken
sql 'create schema core; create table core.measure (a int)' >/dev/null
exit_is 'a table in the way' 69 chiso-load migrate
one_line 'it' '30-figures.sql: PostgreSQL says: relation "measure" already exists \(SQLSTATE 42P07\)'
done_testing
