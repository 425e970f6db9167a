#!/bin/bash
# On a terminal a program that takes longer than two seconds says how far it is, in a line that is gone at its end.
. "$(dirname "$0")/../lib/tap.sh"
cd "$ROOT" || exit 1
message=samples/danh-muc-tthc/danh-muc_20240205080000.xml
messages=()
for _ in {1..400}; do messages+=("$message"); done
chiso-extract -q --feed danh-muc-tthc "${messages[@]}" >"$T/large.csv" || exit 1
head -n 3000 "$T/large.csv" >"$T/head"
tail -n +3001 "$T/large.csv" >"$T/rest"
records=$(grep -c '^raw,' "$T/large.csv")

# on_terminal WORDS…: of terminal.py; what was drawn stands in $T/seen.
on_terminal() { /usr/bin/python3 tests/lib/terminal.py "$@" >"$T/seen"; }
seen() { jq -r "$1" "$T/seen"; }
normalize=(chiso-normalize --feed danh-muc-tthc)

on_terminal "$T/head" "$T/rest" "${normalize[@]}" -o "$T/clean.csv"
like 'a pipe: how many records, and how fast' "$(seen '.lines[0]')" '^chiso-normalize: [1-9][0-9]* records, [1-9][0-9]*/s$'
is '  the line is gone before anything is said' "$(seen '.lines[-1]')" \
	"level=info program=chiso-normalize feed=danh-muc-tthc bad=0 read=$records kept=$records rejected=0 duplicate=0"
is '  and at the end' "$(seen .left)" ''
is '  the work is done' "$(seen .status)" 0
"${normalize[@]}" -q <"$T/large.csv" >"$T/plain.csv"
same '  with the same bytes' "$T/clean.csv" "$T/plain.csv"

# Of a file the size is known. Nobody takes what is written, so that it stands still somewhere.
size=$(stat -c %s "$T/large.csv")
megabytes=$((size / 1000000)).$((size / 100000 % 10))
on_terminal '' '' "${normalize[@]}" -i "$T/large.csv"
like 'a file: how much of it, how fast, how long still' "$(seen '.lines[0]')" "^chiso-normalize: [0-9]+\\.[0-9] of $megabytes MB, [0-9]+\\.[0-9] MB/s, [0-9]+ s left\$"
is '  the line is gone at the end' "$(seen .left)" ''
cp "$T/large.csv" "$T/second.csv"
on_terminal '' '' chiso-aggregate --feed danh-muc-tthc "$T/large.csv" - "$T/second.csv"
is 'what is quick says nothing of it' "$(seen '.lines | map(select(test(": [0-9]"))) | length')" 0

on_terminal --columns 20 "$T/head" "$T/rest" "${normalize[@]}" -o "$T/clean.csv"
is 'a narrow terminal: no more than its columns' "$(seen '.lines[0] | length <= 19')" true

# nobody takes the manifest, which is longer than a pipe
mkdir -p "$T/inbox/danh-muc-tthc" "$T/raw"
for n in {1..2000}; do cp $message "$T/inbox/danh-muc-tthc/a-list-of-procedures-that-came-again-$n.xml"; done
on_terminal '' '' chiso-take --inbox "$T/inbox" --raw "$T/raw" --keep
like 'files that are taken are counted' "$(seen '.lines[0]')" '^chiso-take: [1-9][0-9]* files, [0-9]+/s$'
is '  the line is gone before anything is said' "$(seen '.lines[-1] | test("listed=2000 taken=2000 ")')" true

# where it makes no sense
on_terminal --seconds 4 "$T/head" "$T/rest" "${normalize[@]}" -q -o "$T/clean.csv"
is '-q: nothing' "$(seen '.lines | length')" 0
is '  and the work is done' "$(seen .status)" 0
mkfifo "$T/pipe"
"${normalize[@]}" -i "$T/pipe" >"$T/clean.csv" 2>"$T/err" &
program=$!
exec 9>"$T/pipe"
cat "$T/head" >&9
sleep 3 # longer than it takes to begin
cat "$T/rest" >&9
exec 9>&-
wait "$program"
is 'no terminal: its last word alone' "$(cat "$T/err")" \
	"level=info program=chiso-normalize feed=danh-muc-tthc bad=0 read=$records kept=$records rejected=0 duplicate=0"

# the parsers of a message are processes of their own
printf '%s' "$(head -c 4000 $message)" >"$T/head"
tail -c +4001 $message >"$T/rest"
on_terminal "$T/head" "$T/rest" chiso-extract --feed danh-muc-tthc -o "$T/out.csv"
is 'extract: the work is done' "$(seen .status)" 0
is '  nothing is left of the line' "$(seen .left)" ''
done_testing
