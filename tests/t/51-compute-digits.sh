#!/bin/bash
# Every digit of S004's nine quotients, of their remarks and of all target cells is changed: a flag says so whenever the
# figures at the digits shown no longer agree.
. "$(dirname "$0")/../lib/tap.sh"

chiso-extract -q --now 2024-04-01 --feed bao-cao-quy "$ROOT/samples/bao-cao-quy/2024-Q1.xml" >"$T/raw.csv" 2>>"$T/log"
ok 'no changed digit stays unseen that shows' /usr/bin/python3 "$ROOT/tests/lib/digits.py" "$T/raw.csv"
tap_note "$(tail -n 1 "$T/out")"
like 'a thousand changes were tried' "$(tail -n 1 "$T/out")" '^1[0-9]{3} changes'
unlike 'and most of them are seen' "$(tail -n 1 "$T/out")" ' [3-9][0-9]{2} not to be seen'
done_testing
