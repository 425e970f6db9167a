#!/bin/bash
# chiso-suppress on invented tables that add up three ways: no small number can be told closer than asked, by linear programming over what a
# reader sees; the same bytes again; a table of thousands (CHISO_TEST_AGENCIES=160: of a whole province) in moments.
# shellcheck source=tests/lib/tap.sh
. "$(dirname "$0")/../lib/tap.sh"
# shellcheck source=tests/lib/opened.sh
. "$ROOT/tests/lib/opened.sh"
tables() { /usr/bin/python3 "$ROOT/tests/gen/tables.py" "$@"; }
suppress() { chiso-suppress --relations "$T/relations.csv" -i "$T/cells.csv" -o "$T/states.csv"; }
# shellcheck disable=SC2317 # exit_is and ok call it
ranges() { tables seen "$T" && "$audit" "$T/unknowns" "$T/seen" >"$T/ranges"; }
ok 'the audit is compiled' open_audit

for seed in 1 3 6 8; do
	tables make "$seed" $((seed * 2)) $((seed % 4 + 1)) 3 "$T"
	exit_is "table $seed" 0 suppress
	ok '  seen by a reader' ranges
	exit_is '  nothing can be told' 0 tables judge "$T" 3
	like '  of what was left out' "$(cat "$T/out")" 'looked=[1-9][0-9]* told=0'
done
cp "$T/states.csv" "$T/before"
exit_is 'again' 0 suppress
exit_is 'the same bytes' 0 cmp "$T/before" "$T/states.csv"
tables make 9 12 3 8 "$T"
exit_is 'a threshold of eight' 0 suppress
ok '  seen by a reader' ranges
exit_is '  nothing can be told' 0 tables judge "$T" 8

# the audit can fail: a complement that is shown
tables make 8 16 1 3 "$T" && suppress 2>/dev/null
line=$(grep -n -m 1 complement "$T/states.csv" | cut -d: -f1)
sed -i "${line}s/complement/open/" "$T/states.csv"
ok 'with one number more' ranges
exit_is 'something can be told' 1 tables judge "$T" 3
like '  and is' "$(cat "$T/out")" '^c[0-9]+: [0-9]+: [0-9.]+ to [0-9.]+'
# by whom it is left out: the small ones alone are not enough
sed -i 's/complement/open/' "$T/states.csv"
ok 'with the small ones alone left out' ranges
exit_is 'many can be told' 1 tables judge "$T" 3

tables make 10 "${CHISO_TEST_AGENCIES:-60}" 16 3 "$T"
exit_is 'a province of many agencies and 16 periods' 0 suppress
like '  is told' "$(cat "$T/err")" 'cells=[0-9]{4,} relations=[0-9]+ small=[0-9]{3,} complements=[0-9]{3,}'
cp "$T/states.csv" "$T/whole"
exit_is 'without relations' 64 chiso-suppress -i "$T/cells.csv"
exit_is 'of a file that is not there' 66 chiso-suppress --relations "$T/none" -i "$T/cells.csv"
echo 'relation,is,cell,coefficient
a,=,1,1' >"$T/relations.csv"
exit_is 'of what does not add up' 65 suppress
like '  which is said' "$(cat "$T/err")" 'relation 1: found a sum of [0-9]+, expected exactly 0'
exit_is '  and nothing is written' 0 cmp "$T/whole" "$T/states.csv"
done_testing
