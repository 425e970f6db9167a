#!/bin/bash
# The faults that the source documents are known for are what the checks find in them: all, and nothing else.
. "$(dirname "$0")/../lib/tap.sh"
. "$ROOT/tests/lib/risky.sh"
. "$ROOT/tests/lib/documents.sh"

document_findings >"$T/found"
# "ROW CODE CODE …" of the flags, without their words and proofs
codes() {
	/usr/bin/python3 -c 'import re, sys
for line in sys.stdin:
    row, flags = line.split(" ", 1)
    print(row, *sorted(re.findall(r"(?:^|; )(?:gate )?([a-z][a-z0-9_]+): ", re.sub(r"\([^()]*\)", "", flags))))'
}
codes <"$T/found" >"$T/got"

# One line a row: what is wrong with it, as the notes say.
cat >"$T/expected" <<'END'
3.1 wording_other_denominator
4.9 stated_other_unit
4.10 number_of_several_denominators
4.11 number_of_several_denominators
5.1 left_differs stated_other_unit
5.7 stated_other_unit
5.10 stated_other_unit
5.11 number_repeated stated_other_unit
6.7 denominator_second_value
7.2 stated_other_unit
7.3 stated_other_unit
7.6 looks_swapped stated_other_unit
7.7 stated_other_unit
7.8 stated_other_unit
7.10 stated_other_unit
8.3 wording_other_denominator
8.5 number_of_several_denominators
END
same 'S003: the known faults, all of them and nothing else' "$T/got" "$T/expected"
is 'S003: no cell is refused' "$(grep -vc '^_file' "$T/document.rejects")" 0

# the checks are what finds them: a document without a fault has no finding
data=$ROOT/tests/data/documents
mend() { sed "$1" "$data/s003-2023.xml" >"$T/mended.xml"; }
findings_of() { # ROW: of the mended document
	with_my chiso-extract --now 2024-01-31 --feed bao-cao-quy "$T/mended.xml" | with_my chiso-normalize --now 2024-01-31 --feed bao-cao-quy |
		with_my chiso-aggregate --now 2024-01-31 --feed bao-cao-quy >"$T/m"
	with_my chiso-compute --catalog "$data" --now 2024-01-31 --period 2023-Q4 --set s003-2023 --agency H34 "$T/m" >"$T/got.csv"
	cell "$T/got.csv" "kq2023.$1" flags
}
mend 's/tiếp tục thực hiện 8 đơn vị/tiếp tục thực hiện 7 đơn vị/'
unlike '7 units left are right' "$(findings_of 5.1)" left_differs
mend 's|13/21|13/23|g; s|18/21|18/23|g'
is 'a denominator of 23 is right' "$(findings_of 6.7)" ''
mend 's|1539 doanh nghiệp|19%|; s|>247<|>80%<|'
is 'shares in their order are right' "$(findings_of 7.6)$(findings_of 7.7)" ''
mend '/<bcq:MaChiTieu>5\.11</s/>04</>05</'
unlike 'five handled are not four copied' "$(findings_of 5.11)" number_repeated
# and none of them knows its row: the same slip elsewhere is found there
not_ok 'the document brings no rule of its own' test -e "$data/checks.csv"
mend '/<bcq:MaChiTieu>5\.7</s/24 hệ thống/77%/; /<bcq:MaChiTieu>5\.7</s/>2025</>Năm 2024 tiếp tục thực hiện 8 hệ thống</'
like '8 of 31 left at 77 %, in another row' "$(findings_of 5.7)" 'left_differs: .*tiếp tục thực hiện 8; 31 - 8 = 23: 74; 77'
mend '/<bcq:MaChiTieu>7\.8</s/>76</>247</'
like 'the number of the row above, in another row' "$(findings_of 7.8)" 'number_repeated: .*kq2023.7.7: 247'
mend '/<bcq:MaChiTieu>7\.6</s/1539 doanh nghiệp/81%/; /<bcq:MaChiTieu>7\.7</s/>247</>80%</'
like 'more contracts than taxes, as shares' "$(findings_of 7.6)" 'looks_swapped: .*kq2023.7.6: 81; kq2023.7.7: 80'
mend '/<bcq:MaChiTieu>7\.7</s/>247</>80%</'
unlike 'a count is not held against a share' "$(findings_of 7.6)" looks_swapped
mend '/<bcq:MaChiTieu>4\.11</s/8713 người được tập huấn/8714 người được tập huấn/'
is 'two numbers are two' "$(findings_of 4.11)" ''

# S004
chiso-compute -q --now 2024-04-01 --period 2024-Q1 "$ROOT/samples/bao-cao-quy/2024-Q1.measures.csv" >"$T/s004.csv"
/usr/bin/python3 -c 'import sys, told
for r in told.rows(open(sys.argv[1], encoding="utf-8")):
    if r["flags"]:
        print(r["indicator"], r["flags"])' "$T/s004.csv" | codes >"$T/got"
printf '%s\n' 'I.12 remainder' 'III.2 different_kinds_stated over_100' 'III.7 not_proven' >"$T/expected"
same 'S004: 71, 105,48 % and the accounts counted twice, nothing else' "$T/got" "$T/expected"

# targets that cannot be
chiso-catalog -q show targets >"$T/targets"
/usr/bin/python3 - "$T/targets" >"$T/got" <<'PY'
import sys, told
for r in told.rows(open(sys.argv[1], encoding="utf-8")):
    if r["flag"]:
        print(r["indicator"], r["text"], r["flag"])
PY
cat >"$T/expected" <<'END'
s000.V.27 >10 no_unit
s000.VI.30 >100% impossible
s002.V.23 >10 no_unit
s002.VI.25 >100% impossible
END
same 'S000 and S002: over 100 %, and 10 of nothing' <(grep '^s00[02]' "$T/got") "$T/expected"
is 'S003: what stands in another column: a deadline as target (4.1), a target as deadline (3.3), a remark as deadline (3.4, 7.2)' \
	"$(chiso-catalog lint 2>&1 | sed -n 's/.*kon-tum\/set_rows.* shifted column \([0-9.]*\): .*/\1/p' | sort -V | tr '\n' ' ')" '3.3 3.4 4.1 7.2 '
like '8.4: 98% were measured where another document of the year sets >20%' "$(chiso-catalog lint 2>&1)" \
	'past kon-tum s000\.V\.28: >20 %, and 98% was measured \(8\.4\)'
exit_is '8.1 counts all people, S004 III.4 adults: they are not compared' 65 chiso-catalog compare 8.1 III.4
# two numbers that could be either
exit_is '1.125% is refused' 65 chiso-catalog find value '1.125%'
like 'as ambiguous' "$(cat "$T/out")" 'number\.ambiguous'
done_testing
