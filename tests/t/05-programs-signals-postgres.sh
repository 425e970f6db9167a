#!/bin/bash
# A program that waits for the database and is told to end leaves no *.part behind: dump --into, publish --all.
. "$(dirname "$0")/../lib/tap.sh"
need_postgres
cd "$ROOT" || exit 1
message=samples/danh-muc-tthc/danh-muc_20240205080000.xml
chiso-load migrate -q || exit 1
chiso-ingest -q --feed danh-muc-tthc "$message" >"$T/said" || exit 1
mkdir "$T/into" "$T/all"

# Another session holds a table of the warehouse: what asks for it waits, for as long as this test wants.
hold() {
	coproc holder { exec psql -X -q -A -t; }
	holding=$!
	printf 'begin;\nlock table %s in access exclusive mode;\nselect 1;\n' "$1" >&"${holder[1]}"
	read -r -t 60 _ <&"${holder[0]}" || fail "the lock of $1"
}

let_go() {
	printf '%s\n' 'rollback;' '\q' >&"${holder[1]}"
	wait "$holding"
}

await() {
	local n
	for ((n = 0; n < 600; n++)); do
		"$@" && return 0
		sleep 0.1
	done
	return 1
}

# ended NAME FOLDER COMMAND…
ended() {
	local name=$1 folder=$2 code=0
	shift 2
	"$@" >"$T/said" 2>&1 &
	local program=$!
	ok "$name: a file is begun" await compgen -G "$folder/*.part"
	kill -TERM "$program"
	wait "$program" || code=$?
	is '  it ends by the signal' "$code" 143
	is '  nothing is left' "$(ls "$folder")" ''
}

kind=$(sql "select kind from audit.load limit 1")
hold "core.${kind//-/_}_version"
ended 'dump --into' "$T/into" chiso-dump --into "$T/into" danh-muc-tthc
let_go
ok 'and once more' chiso-dump --into "$T/into" danh-muc-tthc
is 'it is whole' "$(ls "$T/into")" danh-muc-tthc

hold core.indicator_published
ended 'publish --all' "$T/all" chiso-publish --all "$T/all"
let_go
done_testing
