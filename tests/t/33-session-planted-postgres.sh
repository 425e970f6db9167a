#!/bin/bash
# Functions, operators and types that a role with CREATE on public plants there run in no session of ours, whatever search_path
# the owner's role was given.
. "$(dirname "$0")/../lib/tap.sh"
. "$(dirname "$0")/../lib/warehouse.sh"
. "$(dirname "$0")/../lib/night.sh"
need_postgres
as_admin() { printf '%s;\n' "$1" | PGUSER=postgres psql -X -q -A -t -v ON_ERROR_STOP=1; }
as_admin "create role mallory login; grant create, usage on schema public to mallory; grant usage on schema public to chiso;
	alter role chiso set search_path = public, pg_catalog" >/dev/null

# Each says that it ran; all but the types are of better fit than the system's, or found before it.
PGUSER=mallory psql -X -q -v ON_ERROR_STOP=1 <<'END'
set check_function_bodies = off;
create table public.ran (name text);
grant all on public.ran to public;
create function public.say(n text) returns void language plpgsql as $$ begin execute pg_catalog.format('insert into public.ran values (%L)', n); exception when read_only_sql_transaction then null; end $$;
create function public.concat_ws(text, text, text) returns text language plpgsql as $$ begin perform public.say('concat_ws'); return 'x'; end $$;
create function public.concat_ws(text, text) returns text language plpgsql as $$ begin perform public.say('concat_ws'); return 'x'; end $$;
create function public.lower(text) returns text language plpgsql as $$ begin perform public.say('lower'); return 'x'; end $$;
create function public.btrim(text) returns text language plpgsql as $$ begin perform public.say('btrim'); return 'x'; end $$;
create function public.length(text) returns integer language plpgsql as $$ begin perform public.say('length'); return 4; end $$;
create function public.left(text, integer) returns text language plpgsql as $$ begin perform public.say('left'); return 'x'; end $$;
create function public.split_part(text, text, integer) returns text language plpgsql as $$ begin perform public.say('split_part'); return 'x'; end $$;
create function public.hashtext(text) returns integer language plpgsql as $$ begin perform public.say('hashtext'); return 1; end $$;
create function public.nextval(regclass) returns bigint language plpgsql as $$ begin perform public.say('nextval'); return 1; end $$;
create function public.now() returns timestamptz language plpgsql as $$ begin perform public.say('now'); return pg_catalog.now(); end $$;
create function public.clock_timestamp() returns timestamptz language plpgsql as $$ begin perform public.say('clock'); return pg_catalog.now(); end $$;
create function public.set_config(text, text, boolean) returns text language plpgsql as $$ begin perform public.say('set_config'); return $2; end $$;
create function public.current_setting(text) returns text language plpgsql as $$ begin perform public.say('current_setting'); return '0'; end $$;
create function public.pg_advisory_lock(integer, integer) returns void language plpgsql as $$ begin perform public.say('lock'); end $$;
create function public.pg_advisory_xact_lock(integer, integer) returns void language plpgsql as $$ begin perform public.say('xact_lock'); end $$;
create function public.pg_backend_pid() returns integer language plpgsql as $$ begin perform public.say('pid'); return 1; end $$;
create function public.to_timestamp(bigint) returns timestamptz language plpgsql as $$ begin perform public.say('to_timestamp'); return pg_catalog.now(); end $$;
create function public.to_regclass(text) returns regclass language plpgsql as $$ begin perform public.say('to_regclass'); return null; end $$;
create function public.same_text(text, text) returns boolean language plpgsql as $$ begin perform public.say('='); return true; end $$;
create operator public.= (leftarg = text, rightarg = text, function = public.same_text);
create operator public.<> (leftarg = text, rightarg = text, function = public.same_text);
create function public.same_number(bigint, integer) returns boolean language plpgsql as $$ begin perform public.say('= number'); return true; end $$;
create operator public.= (leftarg = bigint, rightarg = integer, function = public.same_number);
create function public.joined(text, text) returns text language plpgsql as $$ begin perform public.say('||'); return 'x'; end $$;
create operator public.|| (leftarg = text, rightarg = text, function = public.joined);
create function public.is_less(integer, integer) returns integer language plpgsql as $$ begin perform public.say('sum'); return 1; end $$;
create aggregate public.sum(bigint) (sfunc = pg_catalog.int8pl, stype = bigint);
create domain public.bigint as pg_catalog.int8 check (public.same_number(value, 1));
create type public.mood as enum ('t', 'f');
END
is 'in a plain session of the owner they run' "$(psql -X -q -A -t -c "select concat_ws('a'::text, 'b'::text, 'c'::text), 'a'::text = 'b'::text")" 'x|t'
like 'and tell' "$(sql 'select string_agg(name, $$ $$) from public.ran')" 'concat_ws .*='
PGUSER=mallory sql 'delete from public.ran' >/dev/null
ran() { PGUSER=postgres psql -X -q -A -t -c 'select coalesce(pg_catalog.string_agg(distinct name, $$ $$), $$$$) from public.ran'; }

ok 'the warehouse: migrate, ingest, load, dump' warehouse
is 'ran none of them' "$(ran)" ''
tables >"$T/tables"
ok 'compare.sql has rows' test "$(wc -l <"$T/tables")" -gt 200
is 'compare.sql ran none' "$(ran)" ''
export_views "$T/views.csv"
ok 'views have rows' test "$(cat "$T"/views.csv/*.csv | wc -l)" -gt 200
is 'the views ran none' "$(ran)" ''
is 'compare.sql is safe in a plain session too' "$(psql -X -q -f "$ROOT/sql/compare.sql" >"$T/plain"; ran)" ''

# a plain session of a reader or the owner: what a view calls was bound when it was made
psql -X -q -c "begin; set local search_path = public, pg_catalog" -c 'table share.chi_so' -c 'table share.den_han' -c 'table share.phu_luc_i' -c 'rollback' >/dev/null
is 'views ask for their own functions in any session' "$(ran)" ''
sql "insert into audit.approval (decision, set, indicator, agency, period, by_name, at, run_id) values ('approve', 's', 'i', 'a', '2024', 'Người thử', 'now', 1)" >/dev/null
sql 'delete from public.ran' >/dev/null
psql -X -q -c 'delete from audit.approval' >"$T/out" 2>"$T/err"
like 'the trigger stands in any session' "$(cat "$T/err")" 'append-only|permission denied'
PGUSER=postgres psql -X -q -c 'set search_path = public, pg_catalog' -c 'update audit.approval set note = $$x$$' >"$T/out" 2>"$T/err"
like 'for an administrator too' "$(cat "$T/err")" 'append-only'
is 'and its function ran none' "$(ran)" ''
is 'every function of ours has its path' "$(session sql "select count(*) from pg_proc where pronamespace in ('core'::regnamespace, 'audit'::regnamespace, 'share'::regnamespace)
	and not coalesce(proconfig @> array['search_path=pg_catalog, pg_temp'], false)")" 0

# the scripts, with what they export
sql 'delete from public.ran' >/dev/null
mkdir -p "$T/night"
fill_inbox "$T/night/inbox"
cp "$T/key" "$T/night.key"
exit_is 'a night' 0 session night "$T/night" CHISO_KEY="$T/night.key" CHISO_RETRY_SECONDS=0
is 'runs none of them' "$(ran)" ''
session env CHISO_VAR="$T/night" CHISO_INBOX="$T/night/inbox" CHISO_NOW=$NIGHT_NOW CHISO_KEY="$T/night.key" "$ROOT/scripts/approve" 2024-Q1 \
	--set s004-2024 --by 'Người thử' --note 'thử' >"$T/out" 2>"$T/err"
like 'an approval' "$(cat "$T/out" "$T/err")" 'đã duyệt [1-9]'
is 'neither' "$(ran)" ''
done_testing
