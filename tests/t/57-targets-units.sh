#!/bin/bash
# A figure is held against a target of its own unit and measure only: a yes is not 12 articles, a share of people none of offices.
. "$(dirname "$0")/../lib/tap.sh"
. "$ROOT/tests/lib/risky.sh"

compute() { with_my chiso-compute --now 2025-01-10 --period 2024-Q4 --set s003 --agency H34 "$T/m" >"$T/got"; }
answers() { # INDICATOR…: value and status
	local id line=
	for id; do line+=" $(cell "$T/got" "$id" value):$(cell "$T/got" "$id" status)"; done
	echo "${line# }"
}
said() { echo "index_variable,$1,H34,2024-Q4,last,,,,$2,,,,,kind=text,2024-12-31|2024-12-31|m|h"; }

{
	for item in '1.4 has_page' '1.6 x' '2.1 x' '2.4 x'; do said "$item" Có; done
	variables 2024-Q4 '1.4 freq=2 lan-tuan' '4.5 a=20 nguoi' '4.5 b=0 nguoi' '4.5 c=0 nguoi' '4.5 d=0 nguoi' '4.5 e=50 nguoi' '4.5 f=50 nguoi' \
		'4.6 a=100 nguoi' '4.6 b=100 nguoi' '3.1 a=100 nguoi' '3.1 b=200 nguoi'
} | sed 's/,lan-tuan,2,/,lan-nam,104,/' | stream bien-so-chi-so >"$T/m"
compute
is 'a yes is held against no number of articles, nor against a version' "$(answers 1.4 1.6 2.4)" '1:no_data 1:no_data 1:no_data'
is 'but against a yes' "$(answers 2.1)" 1:reached
is 'shares of people against none of offices, even at 100 %' "$(answers 4.5 4.6)" '20:not_comparable 100:not_comparable'

head -n 1 "$ROOT/pipeline/catalog/kon-tum/targets.csv" >"$MY/targets.csv"
against() { # LOW UNIT FLAG: 3.1, of 50 %, against such a target
	/usr/bin/python3 - "$MY/targets.csv" "$@" <<'PY'
import csv, sys
path, low, unit, flag = sys.argv[1:]
head = next(csv.reader(open(path, encoding="utf-8")))
row = dict.fromkeys(head, "") | {"set": "s003", "indicator": "3.1", "level": "province", "year": "2024", "text": "thử", "kind": "level",
                                 "comparator": "ge", "low": low, "unit": unit, "due": "2024-12-31", "flag": flag, "source": "CHISO test"}
with open(path, "w", encoding="utf-8", newline="") as f:
    w = csv.DictWriter(f, head, lineterminator="\n")
    w.writeheader()
    w.writerow(row)
PY
	compute
	cell "$T/got" 3.1 status
}
is 'a per cent against a per cent' "$(against 50 % '')" reached
is 'against a number without a unit' "$(against 50 '' '')" not_comparable
is 'against persons' "$(against 50 nguoi '')" not_comparable
is 'against what cannot be' "$(against 40 % impossible)" not_comparable
is 'against what is of another measure' "$(against 40 % other_measure)" not_comparable
done_testing
