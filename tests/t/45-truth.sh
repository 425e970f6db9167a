#!/bin/bash
# 5,000 generated dossiers with their corrections, through the pipe: every figure equals the generator's own.
. "$(dirname "$0")/../lib/tap.sh"
. "$ROOT/tests/lib/world.sh"

compare() { /usr/bin/python3 "$ROOT/tests/gen/compare.py" "$@"; }

ok 'the generator writes its dossiers' world "$T/world" 5000
mapfile -t files < <(world_files "$T/world")
corrected=$(awk -F, 'NR > 1 && $2 == "ok"' "$T/world/deliveries.csv" | wc -l)
tap_note "counted: ${#files[@]} files, $corrected of them good and new"
clean_of "${files[@]}" >"$T/clean.csv"
is 'extract and normalize end with 0, or 65 for the bad files' "$?" 0
ok 'each file is ok or bad as delivered, with its counts and its time' \
	compare verdicts "$T/clean.csv" "$T/world/deliveries.csv"
[ -s "$T/out" ] && tap_note "$(cat "$T/out")"
measures_of "$T/clean.csv" "$T/world" >"$T/measures.csv"
is 'aggregate leaves out the bad files and says so' "$?" 65
ok 'every figure of every agency and quarter equals the truth' \
	compare figures "$T/measures.csv" "$T/world/truth/figures.csv"
tap_note "$(head -n 5 "$T/out")"
like 'figures were compared at all' "$(wc -l <"$T/world/truth/figures.csv")" '^[0-9]{4,}$'

# the test can fail: one wrong figure, one wrong verdict
sed '0,/,9 *$/s/\([0-9]\)$/7\1/' "$T/world/truth/figures.csv" | sed '5s/[0-9]*$/987654/' >"$T/wrong.csv"
not_ok 'a wrong figure is seen' compare figures "$T/measures.csv" "$T/wrong.csv"
sed '0,/,ok,/s/,ok,/,bad,/' "$T/world/deliveries.csv" >"$T/wrong.csv"
not_ok 'a wrong verdict is seen' compare verdicts "$T/clean.csv" "$T/wrong.csv"
done_testing
