#!/bin/bash
# The twenty methods of the index, each at its edges, against values worked out by hand; what lint says of a row that leaves its method.
# shellcheck source=tests/lib/tap.sh
. "$(dirname "$0")/../lib/tap.sh"

C=$ROOT/pipeline/catalog
CASES=$ROOT/tests/data/index_methods.csv
cases() { /usr/bin/python3 "$ROOT/tests/gen/method_cases.py" "$@"; }
catalog=(--catalog "$C/base")
for folder in "$C"/*/; do [ "$folder" = "$C/base/" ] || catalog+=(--catalog "${folder%/}"); done

grep -e '^method,' -e ',54-methods,' "$C/base/methods.csv" >"$T/methods.csv"
is 'the document has twenty methods' "$(sed 1d "$T/methods.csv" | wc -l)" 20
ok 'each has three cases or more' cases count "$CASES" "$T/methods.csv"
sed '/^no_formula,/d' "$CASES" >"$T/few.csv"
not_ok 'a method without cases is seen' cases count "$T/few.csv" "$T/methods.csv"
is 'a test that a method names exists' "$(/usr/bin/python3 -c 'import csv, glob, sys
print(*{r["test"] for r in csv.DictReader(open(sys.argv[1], encoding="utf-8")) if not glob.glob(f"{sys.argv[2]}/{r['"'test'"']}*")})' \
	"$C/base/methods.csv" "$ROOT/tests/t")" ''

cases write "$CASES" "$T/runs"
for run in "$T"/runs/*; do
	printf 'setting,value,source\npeers_least,2,CHISO test\n' >"$run/over/settings.csv" # two other provinces are enough here
	compute() {
		chiso-compute -q --now 2025-01-10 --period 2024 --set s003 --agency H34 "${catalog[@]}" --catalog "$run/over" \
			"$run/measures.csv"
	}
	compute >"$run/got.csv" 2>"$T/log"
	ok "run ${run##*/}: $(cut -d, -f1,3 "$run/cases.csv" | sed 1d | tr '\n' ' ' | cut -c 1-90)" cases compare "$run/cases.csv" "$run/got.csv"
	[ ! -s "$T/out" ] || tap_note "$(cat "$T/out")"
done
sed '2s/,\([^,]*\),\([^,]*\),\([^,]*\)$/,\1,0.123,\3/' "$T/runs/0/cases.csv" >"$T/wrong.csv"
not_ok 'a wrong value is seen' cases compare "$T/wrong.csv" "$T/runs/0/got.csv"

# uncapped: the score stands as the text gives it, the maximum beside it
is '4.9 over its maximum is one of the cases' "$(cat "$T"/runs/*/cases.csv | grep -c '^ratio_over_target_uncapped,3,')" 1
for run in "$T"/runs/*; do
	grep -q '^ratio_over_target_uncapped,3,' "$run/cases.csv" || continue
	like 'both values of 4.9 are told' "$(grep ',4\.9,' "$run/got.csv")" 'score_over_max\|[^|]*\|1,6'
	unlike 'a score within the maximum is not flagged' "$(grep ',4\.13,' "$run/got.csv")" 'score_over_max'
done

# lint
mkdir "$T/over"
{
	head -n 1 "$C/base/indicators.csv"
	grep '^7\.6,' "$C/base/indicators.csv" | sed 's/if(ratio >= 0.80, max, ratio \/ 0.80 \* max)/ratio * max * 2/'
	grep '^7\.7,' "$C/base/indicators.csv" | sed 's/,linear_ratio,/,,/'
	grep '^7\.8,' "$C/base/indicators.csv" | sed 's/,capped_ratio,/,a_new_one,/'
} >"$T/over/indicators.csv"
exit_is 'rows that leave their method are findings' 78 chiso-catalog lint -q "${catalog[@]}" --catalog "$T/over"
like 'the formula' "$(cat "$T/out")" 'indicators.csv:2: column score: .*ratio \* max \* 2.*method capped_ratio'
like 'the method that is not there' "$(cat "$T/out")" 'indicators.csv:3: column method: found nothing'
like 'the method that no test holds' "$(cat "$T/out")" "indicators.csv:4: column method: found 'a_new_one', expected a value of methods.method"
rm "$T/over/indicators.csv"

points() { # POINT…: of 3.1, 3.2, …
	printf 'indicator,max_points,decision,source\n'
	local k=0 point
	for point; do printf '3.%s,%s,Quyết định thử,CHISO test\n' $((k += 1)) "$point"; done
}
points 10 10 10 10 20 20 20 >"$T/over/points.csv"
exit_is 'points that come to 100 are right' 0 chiso-catalog lint -q "${catalog[@]}" --catalog "$T/over"
points 10 10 10 10 20 20 19 >"$T/over/points.csv"
exit_is 'points that come to 99 are not' 78 chiso-catalog lint -q "${catalog[@]}" --catalog "$T/over"
like 'with the sums' "$(cat "$T/out")" 'found 99 points in the parts of 3, expected 100'
points 60 50 >"$T/over/points.csv"
exit_is 'some points that are too many already' 78 chiso-catalog lint -q "${catalog[@]}" --catalog "$T/over"
like 'say so' "$(cat "$T/out")" 'found 110 points in the parts of 3, expected at most 100'
points 60 30 >"$T/over/points.csv"
exit_is 'some points alone are no finding' 0 chiso-catalog lint -q "${catalog[@]}" --catalog "$T/over"

# coverage
exit_is 'coverage has no empty cell' 0 chiso-catalog show coverage
is 'of 120 rows' "$(grep -c '^index,' "$T/out")" 120
is 'every cell is filled' "$(/usr/bin/python3 -c 'import csv,sys; print(sum(not c for r in csv.reader(sys.stdin) for c in r))' <"$T/out")" 0
done_testing
