#!/bin/bash
# -d, -h, -p and -U mean what they mean to psql: over the environment, and a connection string over them.
. "$(dirname "$0")/../lib/tap.sh"
need_postgres
cd "$ROOT" || exit 1
chiso-load migrate -q || exit 1
socket=$PGHOST port=$PGPORT user=$PGUSER database=$PGDATABASE

# asks OPTION…: chiso-load and psql with these options; what of the environment is wrong they must win over.
asks() {
	local name=$1 code=0
	shift
	exit_is "$name" 0 chiso-load marks "$@"
	psql -X -q -A -t -c 'select 1' "$@" >/dev/null 2>"$T/psql.err" || code=$?
	is '  psql too' "$code" 0
}

refused() {
	local name=$1 expected=$2 code=0
	shift 2
	exit_is "$name" 69 chiso-load marks "$@"
	like '  which is said' "$(cat "$T/err")" "^level=error program=chiso-load no database: .*${expected}"
	is '  in one line' "$(wc -l <"$T/err")" 1
	psql -X -q -A -t -c 'select 1' "$@" >/dev/null 2>"$T/psql.err" || code=$?
	is '  and by psql' "$code" 2
}

unset PGHOST PGPORT PGUSER PGDATABASE
export PGHOST=/nowhere PGPORT=1 PGUSER=nobody PGDATABASE=nothing
refused 'the environment is wrong' '/nowhere'
asks 'the four options' -h "$socket" -p "$port" -U "$user" -d "$database"
asks 'the long ones of host, port and name' --host "$socket" --port "$port" --username "$user" -d "$database"
asks 'a connection string alone' -d "host=$socket port=$port user=$user dbname=$database"
asks 'a connection string wins over the options' -h /elsewhere -p 2 -U none -d "host=$socket port=$port user=$user dbname=$database"
asks 'whatever their order' -d "host=$socket port=$port user=$user dbname=$database" -h /elsewhere -p 2 -U none
asks 'what it does not say comes from the options' -h "$socket" -U "$user" -d "port=$port dbname=$database"
refused 'and its host is the one' '/elsewhere' -h "$socket" -p "$port" -U "$user" -d "host=/elsewhere dbname=$database"
refused 'a port that is none' 'port' -h "$socket" -p none -U "$user" -d "$database"
export PGHOST=$socket PGPORT=$port PGUSER=$user PGDATABASE=$database
asks 'an empty host is none' -h ''

exit_is 'a password in an argument' 64 chiso-load marks -d "dbname=$database password=secret1"
is '  is refused, and not repeated' "$(cat "$T/err")" \
	'level=error program=chiso-load --database: found a password, expected it in the file PGPASSFILE names'
exit_is 'nor in a URI' 64 chiso-load marks -d "postgresql://$user:secret1@localhost/$database"
unlike '  which is not repeated' "$(cat "$T/err")" 'secret1'

# every program that has a database
export PGHOST=/nowhere
for program in 'chiso-dump --feed hoso-tthc' 'chiso-explain 6.8 --period 2024-Q1' 'chiso-publish index' 'chiso-ingest --feed hoso-tthc' \
	'chiso-form write H34.45 2024-Q4'; do
	read -r -a words <<<"$program"
	exit_is "${words[0]}: the wrong host" 69 "${words[@]}" -h /elsewhere </dev/null
	like '  is the one of -h' "$(cat "$T/err")" '/elsewhere'
	"${words[@]}" -h "$socket" -p "$port" -U "$user" -d "$database" </dev/null >"$T/out" 2>"$T/err"
	unlike "  with the right one there is a database" "$(cat "$T/err")" 'no database'
done
done_testing
