#!/bin/bash
# A quality rule and a denominator are rows: those that the catalogue's README shows do what it says.
. "$(dirname "$0")/../lib/tap.sh"
. "$ROOT/tests/lib/risky.sh"

shown() { # TABLE: the rows that the README shows for it
	awk -v header="$1" 'index($0, "    " header) == 1 { on = 1 } on && !/^    / { exit } on { sub(/^    /, ""); print }' \
		"$ROOT/pipeline/catalog/README.md"
}
{
	sums 2024-Q1 H34 on_time=90 overdue=10
	sums 2024-Q2 H34 on_time=82 overdue=18
} | stream hoso-tthc >"$T/m"
compute() { with_my chiso-compute --now 2024-07-01 --period 2024-Q2 --set ho-so-tthc --agency H34 "$T/m"; }
compute >"$T/got"
unlike 'eight points are no jump' "$(cell "$T/got" hs.ty-le-dung-han flags)" jump
shown 'check,set,indicator,kind' >"$MY/checks.csv"
is 'the README shows a rule' "$(wc -l <"$MY/checks.csv")" 2
compute >"$T/got"
like 'by the rule of the README they are' "$(cell "$T/got" hs.ty-le-dung-han flags)" 'jump_small: .*2024-Q1: 90,00; 2024-Q2: 82,00'
sed -i 's/,flag,/,gate,/' "$MY/checks.csv"
compute >"$T/got"
like 'as a gate it says so' "$(cell "$T/got" hs.ty-le-dung-han flags)" 'gate jump_small: '
sed -i 's/,jump,/,leap,/' "$MY/checks.csv"
exit_is 'a kind that does not exist is a fault of the catalogue' 78 compute
like 'with its place' "$(cat "$T/err")" 'checks\.csv:2: .*kind "leap" found'
rm "$MY/checks.csv"

shown 'denominator,territory,date,document' >"$MY/denominator_values.csv"
exit_is 'the denominator of the README is lint-clean' 0 with_my chiso-catalog lint
variables 2024-Q1 '3.3 a=70000 ho' '8.4 a=35000 ho' | stream bien-so-chi-so >"$T/m"
with_my chiso-compute --now 2024-07-01 --period 2024-Q1 --set s003 --agency H34 "$T/m" >"$T/got"
is 'all who divide by it take it' "$(cell "$T/got" 3.3 shown) $(cell "$T/got" 8.4 shown)" '50,00 25,00'
like 'and say where it is from' "$(cell "$T/got" 8.4 rules)" 'denominator=ho 2024-03-31 Niên giám 2023'
variables 2024-Q1 '3.3 a=70000 ho' '3.3 b=139999 ho' | stream bien-so-chi-so >"$T/m"
with_my chiso-compute --now 2024-07-01 --period 2024-Q1 --set s003 --agency H34 "$T/m" >"$T/got"
is 'what was sent is kept' "$(cell "$T/got" 3.3 denominator)" 139999
like 'and held against it' "$(cell "$T/got" 3.3 flags)" 'gate denominator_second_value: .*ho: 139999; Niên giám 2023: 140000'
exit_is 'figures of one denominator may be compared' 0 chiso-catalog compare 8.2 III.6
like 'its bands are told' "$(cat "$T/out")" 'comparable: .*từ 15 tuổi'
exit_is 'two names are needed' 64 chiso-catalog compare 8.2
done_testing
