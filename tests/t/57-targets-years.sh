#!/bin/bash
# A target of a year that is over is held against a figure of that year, or against none; never against a later one.
# shellcheck source=tests/lib/tap.sh
. "$(dirname "$0")/../lib/tap.sh"
# shellcheck source=tests/lib/risky.sh
. "$ROOT/tests/lib/risky.sh"

S=$ROOT/samples/bao-cao-quy/2024-Q1.measures.csv
now=$S
# then PERIOD RESULT-OF-I.9: the report of the quarter, as it would have been sent then
then_was() {
	grep '^measure,report_ket_qua,' "$S" | sed "s/,2024-Q1,/,$1,/; s/|2024-03-29T/|2023-12-29T/" |
		sed "/,I\.9,/s/,%,26,,26%,/,%,$2,,$2%,/"
}
# together ROWS…: with those of 2024-Q1, as one stream
together() {
	{
		sed 's/^measure,//' <(grep '^measure,' "$now")
		for rows; do sed 's/^measure,//' "$rows"; done
	} | stream bao-cao-quy >"$T/m"
}
compute() { with_my chiso-compute --now 2024-04-01 --period 2024-Q1 --set s004-2024 "$T/m" >"$T/got"; }
national() { echo "$(cell "$T/got" "$1" national_status)/$(cell "$T/got" "$1" national_due_status)"; }
past() { cell "$T/got" "$1" rules | grep -o 'national_target=[^;]*'; }
having() { # STATUS
	/usr/bin/python3 - "$T/got" "$1" <<'PY'
import csv, sys
print(*(r["indicator"] for r in csv.DictReader(open(sys.argv[1], encoding="utf-8")) if r["national_status"] == sys.argv[2]))
PY
}

together
compute
is 'without figures of 2023 nothing is reached or missed' "$(having reached)$(having not_reached)" ''
is 'it is said of every target that there is' "$(having no_data)" 'I.1 I.2 I.6 I.7 I.8 I.9 I.10 I.11 I.15 II.1 III.2 III.4 III.5 III.6 III.7 III.8 III.9'
is 'with the words for it' "$(national I.9) $(past I.9)" 'no_data/no_figure national_target=2023: không có số liệu của năm ấy'
is 'a dash is still no target' "$(national III.1)" no_target/
is 'the target of the province goes by the quarter' "$(cell "$T/got" I.9 status)/$(cell "$T/got" I.9 due_status)" not_reached/not_due
is 'what is printed is the quarter' "$(cell "$T/got" I.9 shown)" 26

then_was 2023-Q4 51 >"$T/q4"
together "$T/q4"
compute
is '51 % at the end of 2023 reached its 50 %, whatever came after' "$(national I.9) $(past I.9)" 'reached/reached national_target=2023: 51 (2023-Q4)'
is 'the quarter of 2024 is as it was' "$(cell "$T/got" I.9 value) $(cell "$T/got" I.9 status)" '26 not_reached'
is 'those that reached theirs by the figures of 2023' "$(having reached)" 'I.1 I.2 I.6 I.7 I.8 I.9 I.10 III.2 III.4 III.6 III.7 III.8 III.9'
then_was 2023-Q4 49.99 >"$T/q4"
together "$T/q4"
compute
is '49,99 % did not' "$(national I.9)" not_reached/not_reached

then_was 2023-Q2 51 >"$T/q2"
then_was 2023-Q3 52 >"$T/q3"
together "$T/q2" "$T/q3"
compute
is 'of several quarters the last one' "$(past I.9)" 'national_target=2023: 52 (2023-Q3)'
grep -v ',I\.9,' "$T/q3" >"$T/q3.less"
together "$T/q2" "$T/q3.less"
compute
is 'that has a figure' "$(past I.9)" 'national_target=2023: 51 (2023-Q2)'
then_was 2022-Q4 90 >"$T/q4"
together "$T/q4"
compute
is 'a figure of 2022 is none of 2023' "$(national I.9)" no_data/no_figure
head -n 1 "$ROOT/pipeline/catalog/ba-ria-vung-tau/targets.csv" >"$MY/targets.csv"
grep '^s004-2024,I.9,,national,' "$ROOT/pipeline/catalog/ba-ria-vung-tau/targets.csv" >"$T/row"
sed 's/,2024-12-31,S004/,2024-01-31,S004/' "$T/row" >>"$MY/targets.csv" # over before the quarter ends
sed 's/,national,2023,/,national,2024,/; s/,2023-12-31,/,2024-12-31,/' "$T/row" >>"$MY/targets.csv"
together
compute
is 'one of this year is held against this year' "$(national I.9) $(past I.9)" 'not_reached/not_due '
done_testing
