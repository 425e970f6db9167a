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
like 'with its place' "$(cat "$T/err")" "checks\\.csv:2: column kind: found 'leap', expected a kind of check"
rm "$MY/checks.csv"

# the edges of a jump: what a rule allows is no finding, a hair more is
leap() { # INDICATOR "MEASURES OF Q1" "MEASURES OF Q2": whether jump or bound was found
	# shellcheck disable=SC2086 # words
	{
		sums 2024-Q1 H34 $2
		sums 2024-Q2 H34 $3
	} | stream hoso-tthc >"$T/m"
	compute >"$T/got"
	if [[ $(cell "$T/got" "$1" flags) =~ (jump|bound): ]]; then echo yes; else echo no; fi
}
is '20 points are no jump' "$(leap hs.ty-le-dung-han 'on_time=900 overdue=100' 'on_time=700 overdue=300')" no
is 'a tenth more is' "$(leap hs.ty-le-dung-han 'on_time=900 overdue=100' 'on_time=699 overdue=301')" yes
is '20 points upwards neither' "$(leap hs.ty-le-dung-han 'on_time=700 overdue=300' 'on_time=900 overdue=100')" no
is 'and a tenth more' "$(leap hs.ty-le-dung-han 'on_time=699 overdue=301' 'on_time=900 overdue=100')" yes
printf 'check,set,indicator,kind,params,severity,message_vi,source\nbound,,hs.tiep-nhan,jump,times 3 ho-so,flag,gấp ba,CHISO test\n' >"$MY/checks.csv"
is 'three times are no more than three times' "$(leap hs.tiep-nhan received=100 received=300)" no
is 'one dossier more is' "$(leap hs.tiep-nhan received=100 received=301)" yes
is 'a third is no less than a third' "$(leap hs.tiep-nhan received=300 received=100)" no
is 'one dossier fewer is' "$(leap hs.tiep-nhan received=300 received=99)" yes
rm "$MY/checks.csv"

# What lint lets pass runs, and what would kill the run lint finds, in the same words: ROW | what is found
while IFS='|' read -r row found; do
	printf 'check,feed,set,indicator,kind,params,severity,message_vi,valid_from,valid_to,source\nx,%s,flag,x,,,CHISO test\n' "$row" >"$MY/checks.csv"
	exit_is "lint refuses $row" 78 with_my chiso-catalog lint
	like 'with its place, what was found and what was expected' "$(cat "$T/out")" "^[^ ]*/checks\\.csv:2: column $found\$"
	is 'and nothing else' "$(wc -l <"$T/out")" 1
	case $row in
	*half_day* | hoso-tthc,* | *,hs.nope,* | ,,nope,*) continue ;; # of a feed, or of no figure here
	esac
	exit_is 'compute refuses it too' 78 compute
	like 'at the same place' "$(cat "$T/err")" "/checks\\.csv:2: column $found"
done <<'END'
,,,leap,|kind: found 'leap', expected a kind of check
,,,range,0 x %|params: found '0 x %', expected NUMBER NUMBER UNIT
,,,range,0 100|params: found '0 100', expected NUMBER NUMBER UNIT
,,,range,0 100 phan|params: found '0 100 phan', expected NUMBER NUMBER UNIT
,,,range,0 100 % %|params: found '0 100 % %', expected NUMBER NUMBER UNIT
,,,range,100 0 %|params: found '100 0 %', expected a low that is no more than the high
,ho-so-tthc,hs.tiep-nhan,claim,zz > 1|params: .*zz.*
,ho-so-tthc,hs.tiep-nhan,claim,|params: found nothing, expected a formula
,ho-so-tthc,hs.tiep-nhan,claim,a + 1|params: found 'a [+] 1', expected a claim: something that is true or not
,ho-so-tthc,hs.tiep-nhan,sum,nope hs.truc-tiep|params: found 'nope hs.truc-tiep', expected INDICATOR INDICATOR[.]{3} of set ho-so-tthc
,ho-so-tthc,hs.tiep-nhan,sum,5.1|params: found '5.1', expected INDICATOR INDICATOR[.]{3} of set ho-so-tthc
,ho-so-tthc,hs.tiep-nhan,sum,|params: found nothing, expected INDICATOR INDICATOR[.]{3} of set ho-so-tthc
,,,exceeds,nope|params: found 'nope', expected INDICATOR[.]{3}
,,,jump,leaps 5 %|params: found 'leaps 5 %', expected points.times NUMBER UNIT
,,,kinds,thue-bao/nope|params: found 'thue-bao/nope', expected PAIR[.]{3} or =PAIR
,,,kinds,=thue-bao|params: found '=thue-bao', expected PAIR[.]{3} or =PAIR
,,,beside,a nope|params: found 'a nope', expected VAR VAR
,,,remark,|params: found nothing, expected TEXT
,,,score,5|params: found '5', expected nothing
,ho-so-tthc,hs.nope,score,|indicator: found 'hs.nope', expected an indicator of the set
,,nope,score,|indicator: found 'nope', expected a row of indicators.csv
hoso-tthc,,,range,0 100 %|feed: found 'hoso-tthc', expected nothing: the kind is of a figure
hoso-tthc,,,half_day,nonsense|params: found 'nonsense', expected COUNT COUNT COUNT
hoso-tthc,,,half_day,50 0 20|params: found '50 0 20', expected COUNT COUNT COUNT
hoso-tthc,,,half_day,50 99999999999999999999 20|params: found '50 99999999999999999999 20', expected COUNT COUNT COUNT
hoso-tthc,,,half_day,50 100000 20|params: found '50 100000 20', expected COUNT COUNT COUNT
,,,half_day,50 8 20|feed: found nothing, expected a feed
hoso-tthc,ho-so-tthc,,control_total,|set: found 'ho-so-tthc', expected nothing: the kind is of a feed
END
# the words that a reader is told of a held figure
for message in '' ' ' '(12)'; do
	printf 'check,kind,params,severity,message_vi,source\nx,range,0 100 %%,gate,%s,CHISO test\n' "$message" >"$MY/checks.csv"
	exit_is "lint refuses a gate with the message '$message'" 78 with_my chiso-catalog lint
	like 'with its place' "$(cat "$T/out")" "^[^ ]*/checks\\.csv:2: column message_vi: found .*, expected words"
done
# A gate is found among the flags by what stands before it: its name has neither capitals nor dots.
for name in Mine_Held mine.dot 'của tôi' 'a: b' ''; do
	printf 'check,feed,set,indicator,kind,params,severity,message_vi,valid_from,valid_to,source\n%s,,,,range,0 50 %%,gate,x,,,CHISO test\n' "$name" >"$MY/checks.csv"
	exit_is "lint refuses the name '$name'" 78 with_my chiso-catalog lint
	like 'with its place' "$(cat "$T/out")" "/checks\\.csv:2: column check: found (nothing|'$name'), expected \\[a-z0-9_-\\]\\+"
	exit_is 'compute too' 78 compute
done
rm "$MY/checks.csv"
# The README's table of kinds names each one that there is, and no other.
kinds_of() { sed -n "$1" "$2" | grep -oE "$3" | tr -d '\`' | sed 's/^.*(//' | LC_ALL=C sort; }
kinds_of '/^## Add a quality rule/,$s/^| \(`[^|]*\) |.*/\1/p' "$ROOT/pipeline/catalog/README.md" '`[a-z_]+`' >"$T/told"
kinds_of '/^#define CHECK_KINDS/,/^$/p' "$ROOT/pipeline/model/check_kinds.h" '(FIGURE|FEED)[(][a-z_]+' >"$T/known"
same 'the README names every kind' "$T/told" "$T/known"

# 7.10 counts domains by enterprises: one may have several
variables 2024-Q1 '7.10 a=120 ten-mien' '7.10 b=100 doanh-nghiep' '7.6 a=120 doanh-nghiep' '7.6 b=100 doanh-nghiep' | stream bien-so-chi-so >"$T/m"
with_my chiso-compute --now 2024-07-01 --period 2024-Q1 --set s003 --agency H34 "$T/m" >"$T/got"
unlike 'what may exceed its denominator is not flagged' "$(cell "$T/got" 7.10 value) $(cell "$T/got" 7.10 flags)" numerator_exceeds
is 'though it does' "$(cell "$T/got" 7.10 shown)" 120,00
like 'what may not, is' "$(cell "$T/got" 7.6 flags)" 'numerator_exceeds: .*120 > 100'
# a reading that the text leaves open stands beside the figure
variables 2024-Q1 '4.9 a=60 nguoi' '4.9 b=100 nguoi' | stream bien-so-chi-so >"$T/m"
with_my chiso-compute --now 2024-07-01 --period 2024-Q1 --set s003 --agency H34 "$T/m" >"$T/got"
like 'what was read into the text is said' "$(cell "$T/got" 4.9 rules)" 'cách đọc: văn bản không nêu mức trần'
/usr/bin/python3 -c 'import csv, sys
said = {r["indicator"]: r["rules"] for r in csv.DictReader(open(sys.argv[1], encoding="utf-8")) if r["_kind"] == "indicator"}
for path in sys.argv[2:]:
    for r in csv.DictReader(open(path, encoding="utf-8")):
        if r["interpretation"] and r["indicator"] in said and "cách đọc: " + r["interpretation"] not in said[r["indicator"]]:
            print(r["indicator"])' "$T/got" "$ROOT/pipeline/catalog/base/indicators.csv" >"$T/silent"
is 'of every row of the index that has one' "$(cat "$T/silent")" ''

shown 'source,title' >"$MY/sources.csv"
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
