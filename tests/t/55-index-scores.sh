#!/bin/bash
# Scores that say how sure they are: among how many provinces, of which period, and printed on their own side of a threshold.
# shellcheck source=tests/lib/tap.sh
. "$(dirname "$0")/../lib/tap.sh"
# shellcheck source=tests/lib/risky.sh
. "$ROOT/tests/lib/risky.sh"

# peers INDICATOR UNIT N [GREATEST]: N other provinces, from 0 to GREATEST
peers() {
	local i
	for ((i = 0; i < $3; i++)); do
		printf 'peer_value,%s,H%02d,2024-Q4,last,%s,%s,,%s,0,,,,kind=exact,2024-01-01|2024-01-01|m|h\n' "$1" $((i < 33 ? i + 1 : i + 2)) "$2" \
			$((i * ${4:-8} / ($3 > 1 ? $3 - 1 : 1))) $((i * ${4:-8} / ($3 > 1 ? $3 - 1 : 1)))
	done
}
compute() { # PERIOD < rows of measures
	stream 'bien-so-chi-so chi-so-tinh-khac' >"$T/m"
	with_my chiso-compute --now 2025-12-10 --period "$1" --set s003 --agency H34 "$T/m" >"$T/got"
}
of() { cell "$T/got" "$1" "$2"; }

# among how many
least=$(chiso-catalog show settings | sed -n 's/^peers_least,\([0-9]*\),.*,2025-06-30,.*/\1/p')
ok 'a row says how many other provinces a score needs' test "$least" -gt 2
{
	variables 2024-Q4 '5.10 n=4 su-co' '4.6 a=10 nguoi' '4.6 b=100 nguoi' '7.10 a=40 ten-mien' '7.10 b=100 doanh-nghiep' '8.6 x=1000000000 dong'
	for id in '5.10 su-co' '4.6 %' '7.10 %' '8.6 dong'; do peers "${id% *}" "${id#* }" "$((least - 1))"; done
} | compute 2024
for id in 5.10 4.6 7.10 8.6; do
	is "$id among one less than that has no score" "$(of $id score)" ''
	like "$id: a flag says among how many" "$(of $id flags)" "peers_few: [^(]*\\($((least - 1)) < $least\\)"
	like "$id: and so does its line" "$(of $id rules)" "peers=$((least - 1))(;|$)"
	unlike "$id has its value" "$(of $id value)" '^$'
	like "$id: the reason is the score's" "$(of $id reason)" "^$id: score: $((least - 1)) < $least of the other provinces"
done
{
	variables 2024-Q4 '5.10 n=4 su-co' '4.6 a=4 nguoi' '4.6 b=100 nguoi' '7.10 a=4 ten-mien' '7.10 b=100 doanh-nghiep'
	for id in '5.10 su-co' '4.6 %' '7.10 %'; do peers "${id% *}" "${id#* }" "$least"; done
} | compute 2024
for id in 5.10 4.6 7.10; do
	is "$id among enough has one" "$(of $id score)" 0.5
	like "$id says among how many" "$(of $id rules)" "peers=$least(;|$)"
	unlike "$id is not flagged" "$(of $id flags)" peers_few
done
printf 'setting,value,source\npeers_least,%s,CHISO test\n' $((least + 1)) >"$MY/settings.csv"
{
	variables 2024-Q4 '5.10 n=4 su-co'
	peers 5.10 su-co "$least"
} | compute 2024
is 'the number is a row' "$(of 5.10 score)" ''
{
	variables 2024-Q4 '5.10 n=4 su-co'
	peers 5.10 su-co 5
	for body in H34 H34.19; do echo "peer_value,5.10,$body,2024-Q4,last,su-co,9,,9,0,,,,kind=exact,2024-01-01|2024-01-01|m|h"; done
} | compute 2024
like 'the province itself is none of them' "$(of 5.10 rules)" 'peers=5(;|$)'
printf 'setting,value,source\npeers_least,nhiều,CHISO test\n' >"$MY/settings.csv"
exit_is 'lint finds a number that is none' 78 with_my chiso-catalog lint
like 'by its cell' "$(cat "$T/out")" "settings.csv:2: column value: found 'nhiều', expected a number of provinces"
exit_is 'which ends the run' 78 with_my chiso-compute --period 2024 --set s003 "$T/m"
rm "$MY/settings.csv"
variables 2024-Q4 '5.10 n=4 su-co' | compute 2024
is 'without any the reason is another' "$(of 5.10 score)$(of 5.10 flags | grep -o peers_few)$(of 5.10 reason)" '5.10: score: no peers: peer_value 5.10 not received'

# thresholds of a year
year=('1.5 n=12 tin-bai' '5.12.2 x=600000000 dong' '5.12.4 x=100000000 dong')
section() { echo "index_variable,1.5 has_section,H34,$1,last,,,,Có,,,,,kind=text,2024-01-01|2024-01-01|m|h"; }
{
	variables 2024-Q1 "${year[@]}"
	section 2024-Q1
} | compute 2024-Q1
for id in 1.5 5.12.2 5.12.4; do
	is "$id of a quarter has no score" "$(of $id score)" ''
	like "$id is marked" "$(of $id flags)" 'score_of_year: [^(]*\(2024-Q1\)'
	unlike "$id has its value" "$(of $id value)" '^$'
	like "$id says why" "$(of $id reason)" "^$id: score: 2024-Q1 is no year"
done
is 'a ratio has no length: 7.6 of a quarter scores' "$(variables 2024-Q1 '7.6 a=40 doanh-nghiep' '7.6 b=100 doanh-nghiep' | compute 2024-Q1 && of 7.6 score)" 0.5
{
	variables 2024-Q1 "${year[@]}"
	variables 2024-Q2 "${year[@]}"
	section 2024-Q2
} | compute 2024-Q1+2024-Q2
is 'half a year is no year' "$(of 5.12.2 value)/$(of 5.12.2 score)" 1.2/
{
	for q in 1 2 3 4; do
		variables 2024-Q$q "${year[@]}"
		section 2024-Q$q
	done
} | compute 2024
is 'of the year they score by its sum: 48 articles, 2,4 tỷ, 0,4 tỷ' "$(of 1.5 value) $(of 1.5 score), $(of 5.12.2 value) $(of 5.12.2 score), $(of 5.12.4 value) $(of 5.12.4 score)" \
	'48 1, 2.4 1, 0.4 0'
unlike 'unmarked' "$(of 1.5 flags)$(of 5.12.2 flags)" score_of_year
is 'which of the index these are' "$(chiso-catalog show indicators | /usr/bin/python3 -c 'import csv, sys
print(*(r["indicator"] for r in csv.DictReader(sys.stdin) if r["score_of"]))')" '1.5 5.12.2 5.12.3 5.12.4 5.12.5 5.12.6'

# a sum of points whose own maximum is not known
spending=('5.12.1.a a=10000000000 dong' '5.12.1.b b=0 dong' '5.12.1 c=100000000000 dong')
for k in 2 3 4 5 6; do spending+=("5.12.$k x=2000000000 dong"); done
points() { # OF-5.12: the parts' points are known
	printf 'indicator,max_points,decision,source\n5.12,%s,Quyết định thử,CHISO test\n' "$1"
	printf '5.12.%s,5,Quyết định thử,CHISO test\n' 1 2 3 4 5 6
}
points '' >"$MY/points.csv"
variables 2024-Q4 "${spending[@]}" | compute 2024
is 'six parts of five points are thirty' "$(of 5.12 value)/$(of 5.12 score)/$(of 5.12 score_max)" 30/30/
unlike 'and over no maximum' "$(of 5.12 flags)" 'score_over_max|points_unknown'
points 20 >"$MY/points.csv"
variables 2024-Q4 "${spending[@]}" | compute 2024
like 'over one that is known they are' "$(of 5.12 flags)" 'score_over_max: [^(]*\(30\)'
rm "$MY/points.csv"
variables 2024-Q4 '4.9 a=80 sinh-vien' '4.9 b=100 sinh-vien' | compute 2024
like 'a share of an unknown maximum above 1 still is' "$(of 4.9 flags)" 'score_over_max: [^(]*\(1,6\)'

# printed on its own side
side() { # INDICATOR A B
	variables 2024-Q4 "$1 a=$2" "$1 b=$3" | compute 2024
	of "$1" shown
}
is 'below the 80 % that full points ask for is not printed as 80' "$(side 7.6 79996 100000)" 79,996
is '80 % are' "$(side 7.6 80000 100000)" 80,00
is 'nor is what is above it by less than the digits made longer than it needs' "$(side 7.6 80004 100000)" 80,00
is 'less than 0,25 %' "$(side 7.2 4999999 100000000)" 4,999999
is 'of an all or nothing' "$(side 4.12 7999999 10000000)" 79,99999
is 'a score that only grows has none' "$(side 7.7 79996 100000)" 80,00

# whatever the number: what is printed is on the side of the exact one, and has no digit more than that needs
/usr/bin/python3 - >"$T/cases" <<'PY'
import random
rng = random.Random(8)
for indicator, t in (("7.6", 80), ("7.5", 50), ("7.4", 10), ("8.2", 80), ("8.3", 50), ("4.13", 70)):
    for _ in range(6):
        b = rng.randrange(10**3, 10**7)
        print(indicator, b * t // 100 + rng.choice([-2, -1, 0, 1, 2]), b)
PY
while read -r id a b; do variables 2024-Q4 "$id a=$a" "$id b=$b" | compute 2024 && echo "$id $a $b $(of "$id" shown)"; done <"$T/cases" >"$T/shown"
is 'thirty-six numbers about a threshold' "$(/usr/bin/python3 - "$T/shown" <<'PY'
import sys
from fractions import Fraction as F
T = {"7.6": 80, "7.5": 50, "7.4": 10, "8.2": 80, "8.3": 50, "4.13": 70}
def rounded(x, n):
    return F((2 * x * 10**n + 1).__floor__() // 2, 10**n)
bad, seen = [], 0
for line in open(sys.argv[1], encoding="utf-8"):
    i, a, b, shown = line.split()
    t, x, n, seen = T[i], F(100 * int(a), int(b)), len(shown.split(",")[1]), seen + 1
    p = F(shown.replace(",", "."))
    if p != rounded(x, n) or (p >= t) != (x >= t) or (n > 2 and (rounded(x, n - 1) >= t) == (x >= t)):
        bad.append(line)
print(seen, *bad)
PY
)" 36
done_testing
