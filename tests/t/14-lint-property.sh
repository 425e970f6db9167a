#!/bin/bash
# A cell changed in one character is refused by lint, or read by every program: none passes the one and ends the other.
# shellcheck source=tests/lib/tap.sh
. "$(dirname "$0")/../lib/tap.sh"
cd "$ROOT" || exit 1
/usr/bin/python3 tests/lib/mutated.py pipeline/catalog "$T" "$BUILD/bin" 2024-04-01 samples $((80 / ${CHISO_TEST_STRIDE:-1})) >"$T/all" 2>"$T/err"
is 'every change was tried' "$(cat "$T/err")" ''
is 'what lint passes, extract, normalize and aggregate read' "$(grep -P '\tpassed\t' "$T/all")" ''
ok 'most changes are refused' test "$(grep -c -P '\trefused\t' "$T/all")" -gt $((40 / ${CHISO_TEST_STRIDE:-1}))
# of four cells, as the sanitizers have it, none may be
ok 'some are as good' test "$(grep -c -P '\tread\t' "$T/all")" -ge $((10 / ${CHISO_TEST_STRIDE:-1} > 0))
done_testing
