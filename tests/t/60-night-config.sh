#!/bin/bash
# What the operator sets: a misspelt name, a folder for a file, an empty inbox; and where invented samples may go
# shellcheck source=tests/lib/tap.sh
. "$(dirname "$0")/../lib/tap.sh"
# shellcheck source=tests/lib/night.sh
. "$ROOT/tests/lib/night.sh"

need_postgres
export CHISO_RETRY_SECONDS=0
refused() { # NAME LINE ENVIRONMENT…
	exit_is "$1 is refused" 64 env CHISO_VAR="$T/untouched" "${@:3}" "$ROOT/scripts/nightly"
	is '  in one line' "$(cat "$T/err")" "chiso: $2"
	not_ok '  before anything was done' test -e "$T/untouched"
}

refused 'a misspelt name' 'found the variable CHISO_INBX, expected one of nightly --help' CHISO_INBX="$T"
refused 'another' 'found the variable CHISO_VARR, expected one of nightly --help' CHISO_INBOX="$T" CHISO_VARR="$T/x"
refused 'an inbox of no name' 'CHISO_INBOX: found nothing, expected a folder' CHISO_INBOX=
refused 'a number of parsers that is none' 'CHISO_JOBS: found "many", expected a number of parsers' CHISO_INBOX="$T" CHISO_JOBS=many
refused 'keeping the inbox by a word' 'CHISO_INBOX_KEEP: found "yes", expected 1, 0 or nothing' CHISO_INBOX="$T" CHISO_INBOX_KEEP=yes
refused 'a warehouse without an inbox' \
	'found a warehouse (PGHOST, PGSERVICE …) and no CHISO_INBOX, expected an inbox, or --samples to load the invented samples into it'
is 'no invented row is in it' "$(sql "select count(*) from pg_namespace where nspname = 'core'")" 0

# what the night keeps is no input: it would leave the raw zone as known
mkdir "$T/all"
refused 'a folder to work in inside the inbox' "CHISO_INBOX: found $T/all, which CHISO_VAR ($T/all/var) lies in, expected a folder of arrivals alone" \
	CHISO_INBOX="$T/all" CHISO_VAR="$T/all/var"
refused 'one that is the inbox' "CHISO_INBOX: found $T/all, which CHISO_VAR ($T/all) lies in, expected a folder of arrivals alone" \
	CHISO_INBOX="$T/all" CHISO_VAR="$T/x/../all"
is '  nothing was made there' "$(find "$T/all" -mindepth 1 | wc -l)" 0
mkdir -p "$T/kept/raw/hoso-tthc"
refused 'an inbox that is the raw zone' "CHISO_INBOX: found $T/kept/raw, a folder that the night keeps its own in, expected another" \
	CHISO_INBOX="$T/kept/raw" CHISO_VAR="$T/kept"
refused 'or lies in it' "CHISO_INBOX: found $T/kept/raw/hoso-tthc, a folder that the night keeps its own in, expected another" \
	CHISO_INBOX="$T/kept/raw/hoso-tthc" CHISO_VAR="$T/kept"

refused 'a folder with a backslash' 'CHISO_VAR: found control characters or a backslash, expected the name of a folder' \
	CHISO_INBOX="$T/all" CHISO_VAR="$T/a\\b"

mkdir "$T/folder"
exit_is 'a configuration that is a folder' 66 env CHISO_CONFIG="$T/folder" CHISO_VAR="$T/untouched" "$ROOT/scripts/nightly"
is 'is named' "$(cat "$T/err")" "chiso: cannot read the configuration $T/folder: expected a file"
exit_is 'one that is not there' 66 env CHISO_CONFIG="$T/nowhere" CHISO_VAR="$T/untouched" "$ROOT/scripts/nightly"
for line in CHISO_VARR=x 'PGPASSWORD=khong-ai-biet' PGHOTS=x chiso_var=x CHISO_VAR 'CHISO_VAR x'; do
	printf '# ours\n\n%s\n' "$line" >"$T/config"
	exit_is "the line ${line%%=*} is usage" 64 env CHISO_CONFIG="$T/config" CHISO_VAR="$T/untouched" "$ROOT/scripts/nightly"
	like '  with its place' "$(cat "$T/err")" 'config:3: found'
	unlike '  and without its value' "$(cat "$T/err")" 'khong-ai-biet'
done
misspelt() { # SCRIPT ARGUMENT…
	exit_is "$1 refuses a misspelt name too" 64 env CHISO_VAR="$T/untouched" CHISO_INBX=x "$ROOT/scripts/$1" "${@:2}"
	is '  in its own words' "$(cat "$T/err")" "chiso: found the variable CHISO_INBX, expected one of $1 --help"
}
misspelt reprocess 2024-Q1 --dry-run
misspelt approve 2024-Q1 --set ho-so-tthc --by 'Nguyễn Văn Mẫu'

# an installed tree is never written into
mkdir -p "$T/installed"
cp -r "$ROOT/scripts" "$T/installed/scripts"
cp -r "$ROOT/pipeline/catalog" "$ROOT/sql" "$T/installed/"
exit_is 'an installed night without an inbox is usage' 64 "$T/installed/scripts/nightly"
exit_is 'and so is one without a folder to work in' 64 env CHISO_INBOX="$T/folder" "$T/installed/scripts/nightly"
is 'it says what it wants' "$(cat "$T/err")" 'chiso: CHISO_VAR: found nothing, expected the folder to work in'
not_ok 'nothing was made there' test -e "$T/installed/var"

exit_is '--samples beside an inbox is usage' 64 env CHISO_VAR="$T/untouched" CHISO_INBOX="$T/folder" "$ROOT/scripts/nightly" --samples
is '  in one line' "$(cat "$T/err")" 'chiso: --samples: found CHISO_INBOX too, expected one of them'
exit_is 'with --samples they are loaded' 0 env CHISO_VAR="$T/var" "$ROOT/scripts/nightly" --samples
like 'and it says so loudly' "$(cat "$T/out")" 'INVENTED SAMPLES'
unlike 'but not that they are mixed' "$(cat "$T/out")" 'this warehouse holds'
like 'they are there' "$(sql 'select count(*) from audit.load')" '^[1-9][0-9]*$'

# modes
is 'the summary is not for everybody' "$(stat -c %a "$T/var/summary.txt")" 640
mkdir -m 700 "$T/own"
cp "$T/var/key" "$T/own/key"
exit_is 'a folder that was there' 0 env CHISO_VAR="$T/own" CHISO_INBOX="$T/folder" CHISO_NOW=$NIGHT_NOW "$ROOT/scripts/nightly"
is 'keeps its mode' "$(stat -c %a "$T/own")" 700
like 'real data beside the samples are a thing to note' "$(tr -s ' \n' ' ' <"$T/out")" 'this warehouse holds INVENTED SAMPLES'
chmod 644 "$T/own/key"
exit_is 'a key that others can read is usage' 64 env CHISO_VAR="$T/own" CHISO_INBOX="$T/folder" CHISO_NOW=$NIGHT_NOW "$ROOT/scripts/nightly"
like 'it says why' "$(cat "$T/err")" 'mode 0644'
chmod 600 "$T/own/key"
rm "$T/own/key"
exit_is 'a key that is gone is not made anew' 64 env CHISO_VAR="$T/own" CHISO_INBOX="$T/folder" CHISO_NOW=$NIGHT_NOW "$ROOT/scripts/nightly"
like 'it says what is missing' "$(cat "$T/err")" 'found no key file .*own/key, expected the one that this warehouse knows'
not_ok 'and none lies there' test -e "$T/own/key"
(umask 077 && printf 'k1 %064d\n' 9 >"$T/own/key")
exit_is 'another key of the same name is refused' 64 env CHISO_VAR="$T/own" CHISO_INBOX="$T/folder" CHISO_NOW=$NIGHT_NOW "$ROOT/scripts/nightly"
like 'it says which' "$(cat "$T/err")" 'key k1: found another key than the one of [0-9-]+; restore it'
done_testing
