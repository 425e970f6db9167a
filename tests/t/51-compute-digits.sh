#!/bin/bash
# Every digit of S004's nine quotients, of their remarks and of all target cells is changed: a flag says so whenever the
# figures at the digits shown no longer agree.
. "$(dirname "$0")/../lib/tap.sh"

chiso-extract -q --now 2024-04-01 --feed bao-cao-quy "$ROOT/samples/bao-cao-quy/2024-Q1.xml" >"$T/raw.csv" 2>>"$T/log"
ok 'no changed digit stays unseen that shows' /usr/bin/python3 "$ROOT/tests/lib/digits.py" "$T/raw.csv"
tap_note "$(tail -n 1 "$T/out")"
read -r tried _ unseen _ < <(tail -n 1 "$T/out")
ok 'a thousand changes were tried, or their share' test "$tried" -ge $((1000 / ${CHISO_TEST_STRIDE:-1}))
ok 'and most of them are seen' test $((unseen * 10)) -lt $((tried * 3))
done_testing
