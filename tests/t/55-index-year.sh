#!/bin/bash
# A generated year of one province's index variables: the 120 rows against a truth that shares no code; points, pillars, the register.
# shellcheck source=tests/lib/tap.sh
. "$(dirname "$0")/../lib/tap.sh"

NOW=2025-01-15
year() { /usr/bin/python3 "$ROOT/tests/gen/index_year.py" "$@"; }
measure() { # FEED FILE…: its measures into $W/FEED.measures
	local feed=$1
	shift
	chiso-extract -q --now $NOW --feed "$feed" "$@" 2>>"$T/log" |
		chiso-normalize -q --now $NOW --feed "$feed" --rejects "$W/$feed.rejects" >"$W/$feed.clean" 2>>"$T/log"
	chiso-aggregate -q --now $NOW --feed "$feed" "$W/$feed.clean" >"$W/$feed.measures" 2>>"$T/log"
}
compute() { chiso-compute -q --now $NOW --period 2024 --agency H34 "$@" "$W"/*.measures 2>>"$T/log"; }
cell() { # FILE INDICATOR COLUMN
	/usr/bin/python3 - "$@" <<'PY'
import sys, told
path, indicator, column = sys.argv[1:]
print(*[r[column] for r in told.rows(open(path, encoding="utf-8")) if r["indicator"] == indicator])
PY
}

for seed in 1 2 3; do
	W=$T/$seed
	mkdir "$W"
	year write "$ROOT/pipeline/catalog" $seed "$W"
	measure bien-so-chi-so "$W"/bien-so-*.xml
	measure chi-so-tinh-khac "$W/tinh-khac.xml"
	measure danh-muc-ket-noi "$W/danh-muc-ket-noi.xml"
	measure danh-muc-tthc "$W/danh-muc-tthc.xml"
	is "seed $seed: no value is refused" "$(cat "$W"/*.rejects | grep -vc '^_file')" 0
	compute --set s003 >"$W/got.csv"
	ok "seed $seed: at least 100 of 120 rows equal the truth to the last digit, the rest say why" year compare "$W/truth.csv" "$W/got.csv"
	tap_note "$(tail -n 12 "$T/out")"
	is "seed $seed: three quotients are torn over the quarters, and have no value" \
		"$(awk -F, '/not the same quarters: / { print $9 $12 }' "$W/got.csv" | grep -c '^$')" 3
done

sed 's/^7\.6,[^,]*,/7.6,1,/' "$W/truth.csv" >"$T/wrong.csv"
not_ok 'a wrong value is seen' year compare "$T/wrong.csv" "$W/got.csv"
sed 's/,not received$/,because/' "$W/truth.csv" >"$T/wrong.csv"
not_ok 'another reason is seen' year compare "$T/wrong.csv" "$W/got.csv"
grep -v ',8\.1,' "$W/got.csv" >"$T/less.csv"
not_ok 'a row that is not there is seen' year compare "$W/truth.csv" "$T/less.csv"

like 'the register gives 6.7: 13 of 23' "$(cell "$W/got.csv" 6.7 numerator)/$(cell "$W/got.csv" 6.7 denominator)" '^13/23$'
like 'beside the 13/21 that was stated' "$(cell "$W/got.csv" 6.7 flags)" '13/21 ≠ 13/23'
is 'both are said to be there' "$(cell "$W/got.csv" 6.7 basis)" both
unlike '6.6 counts applications of the province, not the register' "$(cell "$W/got.csv" 6.6 denominator)" '^(23)?$'
unlike 'so nothing of the register stands beside it' "$(cell "$W/got.csv" 6.6 flags)" stated_beside

# points: none are known, so none are printed
compute --set s003-diem >"$W/points.csv"
is 'no pillar and no total has a number of points' "$(awk -F, '/^indicator/ && ($9 != "" || $12 != "")' "$W/points.csv")" ''
is 'each says why' "$(grep -c 'points unknown' "$W/points.csv")" 9
{
	printf 'indicator,max_points,decision,source\n'
	for k in 1 2 3 4 5 6 7 8 9; do printf '2.%s,9,Quyết định thử,CHISO test\n' $k; done
	printf '2.10,9,Quyết định thử,CHISO test\n2.11,10,Quyết định thử,CHISO test\n'
} >"$T/points.rows"
mkdir "$T/over"
cp "$T/points.rows" "$T/over/points.csv"
catalog=(--catalog "$ROOT/pipeline/catalog/base")
for folder in "$ROOT"/pipeline/catalog/*/; do [ "$(basename "$folder")" = base ] || catalog+=(--catalog "${folder%/}"); done
compute --set s003-diem "${catalog[@]}" --catalog "$T/over" >"$W/points.csv"
compute --set s003 "${catalog[@]}" --catalog "$T/over" >"$W/scores.csv"
is 'with invented points a pillar is the sum of its rows' "$(cell "$W/points.csv" dti.2 value)" \
	"$(/usr/bin/python3 -c 'import sys, told
print(sum(int(r["score"]) for r in told.rows(open(sys.argv[1], encoding="utf-8")) if r["indicator"].startswith("2.")))' "$W/scores.csv")"
is 'the others stay unknown' "$(cell "$W/points.csv" dti.3 value)$(cell "$W/points.csv" dti value)" ''

# what is made of a held figure is held: the pillar of 2.3, the wording of 8.2 in the plan of the year
mkdir "$T/held"
printf 'check,feed,set,indicator,kind,params,severity,message_vi,source\n' >"$T/held/checks.csv"
for row in 2.3 8.2; do printf 'thu_%s,,s003,%s,claim,value >= 0,gate,thử,CHISO test\n' "${row//./_}" $row; done >>"$T/held/checks.csv"
compute "${catalog[@]}" --catalog "$T/over" --catalog "$T/held" >"$W/held.csv"
like 'a pillar of a held row is held' "$(cell "$W/held.csv" dti.2 flags)" 'gate part_held: [^(]*\(2\.3\)'
like 'another wording of a held figure is held' "$(grep 'same=8\.2' "$W/held.csv")" '^indicator,s000,.*,[0-9]+ part_held\|[^|]*\|8\.2,'
is 'without the rules none is' "$(compute "${catalog[@]}" --catalog "$T/over" | grep -c 'part_held: [^(]*(\(2\.3\|8\.2\))')" 0

# a sender who states no unit where the document states none
sed 's|<b:DonViTinh>[^<]*</b:DonViTinh>||' "$W/bien-so-2024-Q4-2.xml" >"$T/no-unit.xml"
chiso-extract -q --now $NOW --feed bien-so-chi-so "$T/no-unit.xml" 2>>"$T/log" |
	chiso-normalize -q --now $NOW --feed bien-so-chi-so 2>>"$T/log" | chiso-aggregate -q --now $NOW --feed bien-so-chi-so >"$T/no-unit.csv" 2>>"$T/log"
chiso-compute -q --now $NOW --period 2024-Q4 --set s003 --agency H34 "$T/no-unit.csv" >"$T/got.csv" 2>>"$T/log"
like 'GRDP without its unit is not computable' "$(cell "$T/got.csv" 7.1 reason)" 'has no unit: the document states none, the sender must'
is 'so it has no value' "$(cell "$T/got.csv" 7.1 value)" ''

# a set that needs a feed is left out when the feed has nothing for the territory
chiso-compute -q --now $NOW --period 2024 "$W/danh-muc-tthc.measures" >"$T/got.csv" 2>>"$T/log"
is 'without variables the index is left out' "$(grep -c ',s003,' "$T/got.csv")" 0
done_testing
