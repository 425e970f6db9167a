#!/bin/bash
# A filled warehouse from before the loader owned nothing: its owner alone brings it up, and the night's login is told so in a line.
# shellcheck disable=SC2317 # called by the harness
# shellcheck source=tests/lib/tap.sh
. "$(dirname "$0")/../lib/tap.sh"
# shellcheck source=tests/lib/warehouse.sh
. "$ROOT/tests/lib/warehouse.sh"
need_postgres
ok 'a warehouse' warehouse
sql 'create role night login in role chiso_loader' >/dev/null
night() { PGUSER=night "$@"; }

# as it was: the loader writes everything and makes its own tables
sql "drop trigger figure_begins on core.measure; drop trigger figure_ends on core.measure; drop trigger figure_begins on core.indicator;
	drop trigger figure_ends on core.indicator; drop trigger figure_begins on core.indicator_flag; drop trigger figure_ends on core.indicator_flag;
	drop trigger approval_by on audit.approval;
	drop function core.figure_stands, audit.approval_by, core.need_name, core.has_kind, core.grant_kind, core.show_kind, core.rekey_kind, core.make_kind,
		core.make_partition, core.open_current, core.close_current, core.give_rights;
	alter function core.set_words(text[], text[], text[], text[], text[]) security invoker;
	revoke all on all tables in schema core, audit from chiso_loader;
	grant usage, create on schema core, staging to chiso_loader;
	grant select, insert, update, delete on all tables in schema core to chiso_loader;
	grant select, insert, update, delete on audit.run, audit.load, audit.mark, audit.period, audit.reject, audit.catalog, audit.quarantine, audit.migration to chiso_loader;
	alter default privileges in schema core grant select, insert, update, delete, truncate on tables to chiso_loader;
	delete from audit.migration where name in ('991-rights.sql', 'views/98-rights.sql')" >/dev/null
ok 'then who loads could change a figure' night sql "begin; update core.indicator set value = '1'; rollback"
tables >"$T/before"

exit_is 'the night migrates nothing' 69 night chiso-load migrate
is 'and says in one line' "$(cut -d' ' -f3- "$T/err")" \
	'database chiso: found a warehouse without 991-rights.sql of this version, expected one with it: run chiso-load migrate as its owner, role chiso'
tables >"$T/after"
same 'it has changed nothing' "$T/after" "$T/before"
exit_is 'a whole night ends so too' 69 env PGUSER=night CHISO_VAR="$T/v" CHISO_INBOX="$ROOT/samples/hoso-tthc" CHISO_INBOX_KEEP=1 CHISO_RETRY_SECONDS=0 \
	CHISO_NOW=$NOW "$ROOT/scripts/nightly"
like 'with that line' "$(cat "$T/err")" 'run chiso-load migrate as its owner, role chiso'

exit_is 'its owner migrates' 0 chiso-load migrate
tables | grep -v -E '^(991-rights|views/98-rights)' >"$T/after"
same 'no row of it is another' "$T/after" "$T/before"
is 'who loads makes nothing there by itself' "$(sql "select has_schema_privilege('night', 'core', 'create'), has_schema_privilege('night', 'staging', 'create'),
	has_table_privilege('night', 'core.indicator', 'update'), has_table_privilege('night', 'core.indicator', 'delete'),
	has_column_privilege('night', 'core.indicator', 'run_to', 'update')")" 'f|f|f|f|t'
sql 'create table core.later (a int)' >/dev/null
is 'nor on what comes later' "$(sql "select has_table_privilege('night', 'core.later', 'insert')")" f
sql 'drop table core.later' >/dev/null
exit_is 'then the night finds nothing to do' 0 night chiso-load migrate
like 'but looks' "$(cat "$T/err")" 'applied=0$'
exit_is 'and loads what was there, as before' 0 night bash -c "find '$ROOT/samples/hoso-tthc' -maxdepth 1 -name '*.xml' -print0 | LC_ALL=C sort -z |
	xargs -0 chiso-ingest -q --now $NOW --feed hoso-tthc"
tables | grep -v -E '^(991-rights|views/98-rights)' >"$T/after"
same 'the same rows' "$T/after" "$T/before"

# what a catalogue gains needs no owner: its functions make it
mkdir "$T/more"
head -n 1 "$ROOT/pipeline/catalog/base/fields.csv" >"$T/more/fields.csv"
head -n 1 "$ROOT/pipeline/catalog/base/feeds.csv" >"$T/more/feeds.csv"
grep '^hoso-tthc,' "$ROOT/pipeline/catalog/base/feeds.csv" | sed 's/^hoso-tthc,/ho-so-khac,/' >>"$T/more/feeds.csv"
grep '^hoso-tthc,' "$ROOT/pipeline/catalog/base/fields.csv" | sed 's/^hoso-tthc,/ho-so-khac,/' >>"$T/more/fields.csv"
CHISO_CATALOG=$ROOT/pipeline/catalog/base:$T/more
export CHISO_CATALOG
exit_is 'a feed that the catalogue gained' 0 night chiso-load migrate -q
is 'has its tables, which are the owner'"'"'s' "$(sql "select string_agg(c.relname || ' ' || c.relowner::regrole, ', ' order by c.relname) from pg_class c
	where c.relname ~ '^ho_so_khac' and c.relkind in ('r', 'p', 'v')")" 'ho_so_khac chiso, ho_so_khac_current chiso, ho_so_khac_version chiso'
sed 's/^\(state,[^,]*,held,\)[^,]*,/\1giữ lại đã,/' "$ROOT/pipeline/catalog/base/reader_words.csv" >"$T/more/reader_words.csv"
exit_is 'words that the catalogue has changed' 0 night chiso-load migrate -q
is 'are laid down' "$(sql "select text_vi from core.reader_word where kind = 'state' and pattern = 'held'")" 'giữ lại đã'
unset CHISO_CATALOG

# a role that neither owns nor loads
sql 'create role guest login' >/dev/null
exit_is 'who has no right at all is told whose it is' 69 env PGUSER=guest chiso-load migrate
is 'in one line' "$(wc -l <"$T/err")" 1

# roles that an administrator makes after the first migrate
PGUSER=postgres PGDATABASE=postgres sql 'create role plain login' >/dev/null
PGUSER=postgres PGDATABASE=postgres sql 'create database theirs owner plain' >/dev/null
export PGDATABASE=theirs
exit_is 'an owner who may make no roles' 0 env PGUSER=plain chiso-load migrate -q
is 'gives to those that are there' "$(PGUSER=plain sql "select has_table_privilege('chiso_reader', 'share.chi_so', 'select'), has_table_privilege('chiso_approver', 'audit.tam_giu', 'select'),
	has_column_privilege('chiso_loader', 'core.measure', 'run_to', 'update'), has_table_privilege('chiso_loader', 'core.measure', 'update')")" 't|t|t|f'
# as chiso(7) has it: an administrator takes the role of the owner, which nobody logs in as
PGUSER=postgres PGDATABASE=postgres sql 'create database of_role owner chiso_owner' >/dev/null
export PGDATABASE=of_role
exit_is 'the roles are there: nothing is made twice' 0 env PGUSER=postgres psql -X -q -v ON_ERROR_STOP=1 -f "$ROOT/sql/roles.sql"
exit_is 'the role of the owner migrates' 0 env PGUSER=postgres PGOPTIONS='-c role=chiso_owner' chiso-load migrate -q
is 'and owns all of it' "$(PGUSER=postgres sql "select distinct relowner::regrole from pg_class where relnamespace in ('core'::regnamespace, 'audit'::regnamespace, 'share'::regnamespace)")" chiso_owner
exit_is 'the night loads there' 0 night warehouse
done_testing
