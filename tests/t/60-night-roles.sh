#!/bin/bash
# A night, and what follows it, each as its own role: the private server's night loads and owns nothing, and gives what its owner's gives; no
# process is listed with the name of who decides.
# long
# shellcheck disable=SC2317 # called by the harness
# shellcheck source=tests/lib/tap.sh
. "$(dirname "$0")/../lib/tap.sh"
# shellcheck source=tests/lib/night.sh
. "$ROOT/tests/lib/night.sh"
cd "$ROOT" || exit 1
need_night_key
dir=$T/v own=$T/own
own_server "$dir/postgres"
mkdir -p "$dir" "$own" "$T/bin"
fill_inbox "$dir/inbox"
fill_inbox "$own/inbox"
BY='Nguyễn Thị Không Ai Thấy'

# the server tells who connects
eval "$(scripts/private-postgres start "$dir/postgres")"
as_admin() { PGUSER=postgres psql -X -q -A -t -v ON_ERROR_STOP=1 -d postgres -c "$1"; }
as_admin "alter system set log_connections = on" >/dev/null
as_admin "select pg_reload_conf()" >/dev/null
server=("PGHOST=$PGHOST" PGPORT=5432 PGUSER=chiso PGDATABASE=owned)
as_admin 'create database owned owner chiso' >/dev/null
unset PGHOST PGPORT PGUSER PGDATABASE
# Who connected to the warehouse since it was asked last, a role a line.
log=$(cat "$dir/postgres/place")/log
: >"$T/asked"
connected() {
	grep -a -o 'connection authorized: user=[a-z_]* database=chiso application_name=[a-z]*' "$log" >"$T/log"
	tail -n "+$(($(wc -l <"$T/asked") + 1))" "$T/log" | sed 's/.*user=\([a-z_]*\) .*/\1/' | LC_ALL=C sort | uniq -c | sed 's/^ *//' | paste -sd,
	cp "$T/log" "$T/asked"
}
who() { connected | sed 's/[0-9]* //g'; }

code=0
night "$dir" || code=$?
is 'the night is done' "$code" 0
like 'its owner migrated, all else it did as who loads' "$(connected)" '^1 chiso,[0-9]+ chiso_night$'
# PostgreSQL refuses who may not by a warning alone
is 'the server warned of nothing' "$(grep -a 'WARNING:' "$log" | sort -u)" ''
is 'tables that views read are counted' "$(on_server "$dir" -c "select string_agg(relname, ' ' order by relname) from pg_stat_user_tables
	where schemaname = 'core' and last_analyze is not null and relname in ('indicator', 'indicator_published', 'label', 'measure', 'scoring')")" 'indicator indicator_published label measure scoring'
like 'of ours alone' "$(PGHOST="${server[0]#PGHOST=}" PGPORT=5432 PGUSER=chiso_night PGDATABASE=chiso psql -X -q -c "select core.gather_statistics('pg_catalog.pg_class')" 2>&1)" \
	'found table pg_catalog.pg_class, expected one of core or audit'
code=0
night "$own" "${server[@]}" || code=$?
is 'a night of the owner in a database of its own' "$code" 0
dump_tables "$dir" >"$T/night"
env "${server[@]}" psql -X -q -A -t -v ON_ERROR_STOP=1 -f "$ROOT/sql/compare.sql" >"$T/owner"
same 'gives the same tables, to the byte' "$T/night" "$T/owner"
dump_files "$dir" >"$T/night"
dump_files "$own" >"$T/owner"
same 'and the same files' "$T/night" "$T/owner"
connected >/dev/null

# what a list of all processes shows while one is at work: at every program that it calls
watch() { # PROGRAM
	local real
	real=$(command -v "$1")
	# shellcheck disable=SC2016 # for the program
	printf '#!/bin/bash\n(cat /proc/[0-9]*/cmdline 2>/dev/null | tr "\\0" " "; echo) >>%q\nexec %q "$@"\n' "$T/listed" "$real" >"$T/bin/$1"
	chmod +x "$T/bin/$1"
}
for program in psql chiso-load chiso-publish; do watch "$program"; done
by() { # NIGHT'S OWN COMMAND…: with the watching programs, the names that it is given are not seen
	env CHISO_VAR="$dir" CHISO_INBOX="$dir/inbox" CHISO_KEY="$T/key" CHISO_NOW=2024-04-02T09:00:00+07:00 CHISO_RETRY_SECONDS=0 CHISO_WIDTH=80 "$@"
}
watched() { by CHISO_BIN="$T/bin:$BUILD/bin" "$@"; }
decider() { on_server "$dir" -c 'select by_name, login from audit.approval order by approval_id desc limit 1'; }

: >"$T/listed"
exit_is 'a set is approved' 0 watched scripts/approve 2024-Q1 --set ho-so-tthc --by "$BY" --note 'Tờ trình 7'
is 'as who approves' "$(who)" chiso_approval
is 'the name is in the book, with the login' "$(decider)" "$BY|chiso_approval"
like 'processes were listed' "$(cat "$T/listed")" 'scripts/approve 2024-Q1 --set ho-so-tthc --note Tờ trình 7 '
is 'none with the name' "$(grep -c -F "$BY" "$T/listed")" 0
unlike 'the pages were written beside' "$(cat "$T/err")" 'follow with the next night'
exit_is 'the name from the environment' 0 env CHISO_BY="$BY 2" bash -c 'exec "$@"' sh env CHISO_VAR="$dir" CHISO_INBOX="$dir/inbox" CHISO_NOW=2024-04-02T09:00:00+07:00 \
	scripts/approve 2024-Q1 --indicator hs.tiep-nhan --revoke --note 'Nhầm'
is '  is in the book' "$(decider)" "$BY 2|chiso_approval"
exit_is 'the name from standard input' 0 by scripts/approve 2024-Q1 --set ho-so-tthc --by - --note 'Tờ trình 8' <<<"$BY 3"
is '  too' "$(decider)" "$BY 3|chiso_approval"
exit_is 'no name is no name' 64 by scripts/approve 2024-Q1 --set ho-so-tthc --by - </dev/null
printf 'CHISO_BY=%s\n' "$BY" >"$T/conf"
exit_is 'a configuration decides nothing' 64 by CHISO_CONFIG="$T/conf" scripts/approve 2024-Q1 --list
like '  it is told so' "$(cat "$T/err")" 'found "CHISO_BY", expected a line CHISO_NAME=VALUE'
connected >/dev/null

: >"$T/listed"
exit_is 'a list of what was refused' 0 by scripts/rejects --agency unknown -o "$T/list.csv"
exit_is 'is applied' 0 watched scripts/rejects --apply "$T/list.csv" --by "$BY"
is 'as who loads' "$(who)" chiso,chiso_night
like 'processes were listed, the program that keeps repairs among them' "$(cat "$T/listed")" 'chiso-load repairs -q --run'
is 'none with the name' "$(grep -c -F "$BY" "$T/listed")" 0

# the others
is 'reprocessing' "$(by scripts/reprocess 2024-Q1 >"$T/out" 2>&1; echo $?)" 0
is '  as who loads' "$(who)" chiso,chiso_night
is 'a dry run' "$(by scripts/reprocess 2024-Q1 --dry-run >"$T/out" 2>&1; echo $?)" 0
is '  as who may copy the warehouse' "$(who)" chiso
sed 's/ lần chạy.*//' "$T/out" >"$T/dry"
like '  it has said something' "$(cat "$T/dry")" '2024-Q1'
exit_is 'a dry run of who may make no database' 0 by PGHOST="${server[0]#PGHOST=}" PGPORT=5432 PGUSER=chiso_night PGDATABASE=chiso scripts/reprocess 2024-Q1 --dry-run
sed 's/ lần chạy.*//' "$T/out" >"$T/dry.private"
same '  says the same' "$T/dry.private" "$T/dry"
is '  leaves no database and no server' "$(on_server "$dir" -c "select count(*) from pg_database where datname like 'chiso_dry%'") $(pgrep -f "$dir/work-" | wc -l)" '0 0'
connected >/dev/null
exit_is 'a delivery' 0 by scripts/deliver --to kho-tinh --out "$T/delivered"
is '  as who loads' "$(who)" chiso_night
exit_is 'a backup' 0 by scripts/backup "$T/backups"
is '  as who loads' "$(who)" chiso_night
backup=$(find "$T/backups" -maxdepth 1 -name '20*')
exit_is '  whole' 0 by scripts/backup --verify "$backup"
new=$T/new
own_server "$new/postgres"
mkdir -p "$new"
exit_is '  restored' 0 env CHISO_VAR="$new" CHISO_KEY="$new/key" CHISO_RETRY_SECONDS=0 CHISO_NOW=2024-04-02T09:00:00+07:00 scripts/backup --restore "$backup"
mkdir -p "$new/inbox"
code=0
NIGHT_NOW=2024-04-03T01:00:00+07:00
night "$new" || code=$?
like '  into a server whose night loads' "$code" '^[01]$'
is '  and owns nothing' "$(on_server "$new" -c "select distinct pg_get_userbyid(relowner) from pg_class where relnamespace in ('core'::regnamespace, 'audit'::regnamespace)")" chiso
like 'status' "$(by scripts/status >"$T/out" 2>"$T/err"; echo $?)" '^[01]$'
is '  as who loads' "$(who)" chiso_night
unlike '  with nothing that it may not read' "$(cat "$T/out")" 'may not|không được đọc'

# whatever the script, who loads decides nothing
exit_is 'who loads approves nothing' 69 env PGHOST="${server[0]#PGHOST=}" PGPORT=5432 PGUSER=chiso_night PGDATABASE=chiso CHISO_VAR="$T/other" CHISO_INBOX="$dir/inbox" \
	CHISO_RETRY_SECONDS=0 scripts/approve 2024-Q1 --set ho-so-tthc --revoke --by "$BY" --note x
like '  it is told so' "$(cat "$T/err")" 'permission denied for table approval'
done_testing
