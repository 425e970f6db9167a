#!/bin/bash
# Help is --help and -?, of programs and scripts alike, no line of it wider than a terminal; -h is the host where there is a database.
. "$(dirname "$0")/../lib/tap.sh"
cd "$ROOT" || exit 1

# is_narrow NAME COMMAND…
is_narrow() {
	local name=$1
	shift
	exit_is "$name: --help is no error" 0 "$@" --help
	cp "$T/out" "$T/help"
	is "$name: nothing but help" "$(cat "$T/err")" ''
	is "$name: within 80 columns" "$(grep -E '^.{81}' "$T/help")" ''
	exit_is "$name: -? too" 0 "$@" '-?'
	same "$name: says the same" "$T/out" "$T/help"
}

is 'the ruler counts characters, not bytes' "$(printf 'đ%.0s' {1..80} | grep -E '^.{81}')" ''
is 'and finds one too many' "$(printf 'đ%.0s' {1..81} | grep -c -E '^.{81}')" 1
for file in cmd/*.c; do
	name=$(basename "$file" .c)
	is_narrow "$name" "$name"
	exit_is "$name: -h is no help" 64 "$name" -h
	is "$name: nothing is printed" "$(cat "$T/out")" ''
	case $name in
	*-dump | *-explain | *-form | *-ingest | *-load | *-publish)
		is "$name: -h is the host" "$(cat "$T/err")" \
			"level=error program=$name found -h, expected a host after it; help is --help or -?"
		;;
	*)
		is "$name: -h of no database" "$(cat "$T/err")" \
			"level=error program=$name found -h, expected --help or -? for help: this program has no database"
		;;
	esac
done
for name in $(sed -n 's/^SCRIPTS *:= *//p' Makefile) setup check deb bundle sbom; do
	is_narrow "$name" "$ROOT/scripts/$name"
done
# what is wrapped is still one way of calling, and one option
ok 'a man page of a program' scripts/man "$BUILD/bin/chiso-explain" cmd/chiso-explain.mdoc
is '  calls it twice' "$(grep -c '^\.Nm$' "$T/out")" 2
like '  all words of the first way' "$(cat "$T/out")" $'INDICATOR --period PERIOD [^\n]*\n[^\n]*--format FORMAT'
ok 'a man page of a script' env CHISO_SCRIPTS=close scripts/man scripts/close
is '  calls it five times' "$(grep -c '^\.Nm$' "$T/out")" 5
done_testing
