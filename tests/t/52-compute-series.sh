#!/bin/bash
# Two series: as it was, and by today's agencies. What merged is added, what split without weights belongs to nobody, and the
# province comes to what it was.
. "$(dirname "$0")/../lib/tap.sh"
# shellcheck disable=SC2153 # ROOT is the harness's
cd "$ROOT" || exit 1
NOW=2026-11-22
over=$T/over
mkdir "$over"

# measures FILE PERIOD MEASURE AGENCY VALUE …: a stream of sums
measures() {
	local file=$1 period=$2
	shift 2
	{
		echo '_kind,measure,item,agency,period,kind,unit,value,keys,text,digits,numerator,denominator,parts,flags,order'
		echo 'part,1/1,hoso-tthc,,,,,,,,,,,,,'
		while [ $# -gt 0 ]; do
			echo "measure,$1,,$2,$period,sum,ho-so,$3,,,,,,,,"
			shift 3
		done | LC_ALL=C sort
	} >"$file"
	echo "end,,,,,,,$(grep -c '^measure' "$file"),,,,,,,," >>"$file"
}

# shown FILE SET INDICATOR: "agency=value" of every agency, in order
shown() {
	/usr/bin/python3 - "$@" <<'PY'
import sys, told
for r in told.rows(open(sys.argv[1], encoding="utf-8")):
    if r["_kind"] == "indicator" and r["set"] == sys.argv[2] and r["indicator"] == sys.argv[3]:
        print(r["agency"], r["value"] or r["reason"], sep="=", end=" ")
PY
}
of() { # FILE SET INDICATOR AGENCY COLUMN
	/usr/bin/python3 - "$@" <<'PY'
import sys, told
for r in told.rows(open(sys.argv[1], encoding="utf-8")):
    if [r["_kind"], r["set"], r["indicator"], r["agency"]] == ["indicator"] + sys.argv[2:5]:
        print(r[sys.argv[5]])
PY
}

measures "$T/q4.csv" 2024-Q4 received H34.03 100 received H34.04 40 received H34.10 30 received H34.19 7 \
	received 'H34.?' 2 received H34.43 5 \
	received_channel_1 H34.03 60 received_channel_2 H34.03 40 received_channel_1 H34.04 10 received_channel_2 H34.04 30 received_channel_3 H34.03 0

compute() { chiso-compute -q --period 2024-Q4 --set ho-so-tthc "$@"; }
ok 'as it was' compute --now 2025-01-10 -o "$T/then.csv" "$T/q4.csv"
ok 'both series' compute --now $NOW --series both -o "$T/both.csv" "$T/q4.csv"
ok 'today alone' compute --now $NOW --series today -o "$T/today.csv" "$T/q4.csv"
ok 'as it was is the default' compute --now $NOW -o "$T/was.csv" "$T/q4.csv"
is 'as it was' "$(shown "$T/both.csv" ho-so-tthc hs.tiep-nhan)" \
	'H34=184 H34.03=100 H34.04=40 H34.10=30 H34.19=7 H34.43=5 H34.?=2 '
is 'by the agencies of today' "$(shown "$T/both.csv" ho-so-tthc@nay hs.tiep-nhan)" \
	'H48=184 H48.?=2 H48.~=35 quang-ngai/so-tai-chinh=140 quang-ngai/so-tu-phap=7 '
is 'a ratio is of the added parts, never a mean of ratios' \
	"$(of "$T/both.csv" ho-so-tthc@nay hs.ty-le-truc-tuyen quang-ngai/so-tai-chinh value)" 50
like 'the day of the agencies is printed' "$(of "$T/today.csv" ho-so-tthc@nay hs.tiep-nhan H48 rules)" "agencies=$NOW"
{
	grep -v '^end' "$T/was.csv"
	tail -n +2 "$T/today.csv" | grep -v '^end'
} >"$T/joined"
grep -v '^end' "$T/both.csv" >"$T/both"
same 'one stream of both is the two' "$T/both" "$T/joined"
is 'and its end counts them' "$(tail -n 1 "$T/both.csv" | cut -d , -f 9)" "$(grep -c '^indicator' "$T/both.csv")"
ok 'before any reorganisation' compute --now 2025-01-10 --series both -o "$T/both.then.csv" "$T/q4.csv"
same 'both are one series' "$T/both.then.csv" "$T/then.csv"
ok 'half way' compute --series today --agencies-at 2025-03-15 -o "$T/half.csv" "$T/q4.csv"
is 'the departments merged, the province not yet' "$(shown "$T/half.csv" ho-so-tthc@nay hs.tiep-nhan)" \
	'H34=184 H34.03=140 H34.19=7 H34.43=5 H34.?=2 H34.~=30 '
exit_is 'another series is usage' 64 compute --series soon "$T/q4.csv"
exit_is 'a day that is none is usage' 64 compute --agencies-at 2025 "$T/q4.csv"

# with weights the split is exact
{
	echo 'agency,successor,weight,basis,note,valid_from,source'
	echo 'H34.10,H34.13,0.5,decided,,2025-03-01,CHISO test'
	echo 'H34.10,H34.12,1/6,decided,,2025-03-01,CHISO test'
	echo 'H34.10,H34.24,1/3,decided,,2025-03-01,CHISO test'
} >"$over/agency_successors.csv"
ok 'with weights' compute --series today --agencies-at 2025-03-15 --catalog pipeline/catalog --catalog "$over" -o "$T/weights.csv" "$T/q4.csv"
is 'nothing is left to nobody' "$(shown "$T/weights.csv" ho-so-tthc@nay hs.tiep-nhan)" \
	'H34=184 H34.03=140 H34.12=5 H34.13=15 H34.19=7 H34.24=10 H34.43=5 H34.?=2 '

# every body, group and system of the catalogue that stands in the province, each with a figure: nothing is lost on any day
bodies() { # PERIOD FIRST-DAY LAST-DAY ROOT: a sum and a set each, as measures; prints how many, their sum, their keys
	/usr/bin/python3 - "$@" "$T/bodies.csv" <<'PY'
import csv, glob, sys
period, first, last, root, path = sys.argv[1:]
rows = {}
for table in sorted(glob.glob("pipeline/catalog/*/agencies.csv")):
    for r in told.rows(open(table, encoding="utf-8")):
        rows[r["agency"], r["valid_from"]] = r
held = {}
for r in sorted(rows.values(), key=lambda r: r["valid_from"]):      # where it last stood in the period
    if r["valid_from"] <= last and (r["valid_to"] or "9999") >= first:
        held[r["agency"]] = r["parent"]
def is_inside(agency):
    while agency and agency != root:
        agency = held.get(agency, "")
    return agency == root
out, total, keys = [], 0, set()
inside = sorted(filter(is_inside, held))
for n, agency in enumerate(inside):
    own = {f"k{n:04d}", f"k{n // 2:04d}"}
    total, keys = total + n + 1000, keys | own
    out += [f"measure,received,,{agency},{period},sum,ho-so,{n + 1000},,,,,,,,",
            *(f"measure,{services},,{agency},{period},distinct,,{len(own)},{' '.join(sorted(own))},,,,,,,"
              for services in ("services_partial", "services_full"))]
with open(path, "w", encoding="utf-8") as f:
    print("_kind,measure,item,agency,period,kind,unit,value,keys,text,digits,numerator,denominator,parts,flags,order", file=f)
    print("part,1/1,hoso-tthc,,,,,,,,,,,,,", *sorted(out, key=str.encode), f"end,,,,,,,{len(out)},,,,,,,,", sep="\n", file=f)
print(total, 2 * len(keys), sep="|")
PY
}
mkdir "$T/all"
printf 'set,title_vi,territory,period_kind,source\nthu-kt,Thử,kon-tum,quarter,CHISO test\nthu-vt,Thử,ba-ria-vung-tau,quarter,CHISO test\n' >"$T/all/sets.csv"
printf 'set,seq,indicator,source\nthu-kt,1,hs.tiep-nhan,CHISO test\nthu-kt,2,6.11,CHISO test\nthu-vt,1,hs.tiep-nhan,CHISO test\nthu-vt,2,6.11,CHISO test\n' >"$T/all/set_rows.csv"
comes_to() { # SET PERIOD ROOT-THEN [AGENCIES-AT ROOT-NOW]: the sum and the sets of the province
	local set=$1 top=${5:-$3}
	chiso-compute -q --now $NOW --catalog pipeline/catalog --catalog "$T/all" --period "$2" --set "$1" ${4:+--series today --agencies-at "$4"} \
		-o "$T/all.csv" "$T/bodies.csv" || return
	echo "$(of "$T/all.csv" "$set${4:+@nay}" hs.tiep-nhan "$top" value)|$(of "$T/all.csv" "$set${4:+@nay}" 6.11 "$top" denominator)"
}
while read -r set was now period first last; do
	total=$(bodies "$period" "$first" "$last" "$was")
	is "$was in $period as it was: all that were there in the quarter" "$(comes_to "$set" "$period" "$was")" "$total"
	is "$was in $period by the agencies of its last day" "$(comes_to "$set" "$period" "$was" "$last" "$was")" "$total"
	[[ $last > 2025-03-01 ]] ||
		is "$was in $period by those of 2025-03-01" "$(comes_to "$set" "$period" "$was" 2025-03-01 "$was")" "$total"
	is "$was in $period by those of 2025-07-01" "$(comes_to "$set" "$period" "$was" 2025-07-01 "$now")" "$total"
	is "$was in $period by those of $NOW" "$(comes_to "$set" "$period" "$was" $NOW "$now")" "$total"
done <<'EOF'
thu-kt H34 H48 2024-Q4 2024-10-01 2024-12-31
thu-kt H34 H48 2025-Q1 2025-01-01 2025-03-31
thu-kt H34 H48 2025-Q2 2025-04-01 2025-06-30
thu-vt H06 H29 2024-Q4 2024-10-01 2024-12-31
thu-vt H06 H29 2025-Q1 2025-01-01 2025-03-31
thu-vt H06 H29 2025-Q2 2025-04-01 2025-06-30
EOF
chiso-catalog lint >"$T/out" 2>"$T/err"
like 'lint names who has a successor outside the province' "$(cat "$T/err")" 'bodies have a successor outside their province, .*: H34\.29 '
like 'and who stayed when it closed' "$(cat "$T/err")" 'bodies stay, without a link, where their province closed, .* kon-tum/vnpt-kon-tum'

# a body of the same name with a larger scope
unlike 'no break in 2024' "$(of "$T/was.csv" ho-so-tthc hs.tiep-nhan H34.03 flags)" series_break
sed 's/2024-Q4/2025-Q1/' "$T/q4.csv" >"$T/q1.csv"
ok 'the quarter of the change' chiso-compute -q --now $NOW --period 2025-Q1 --set ho-so-tthc -o "$T/q1.out" "$T/q1.csv"
like 'marks the name that goes on' "$(of "$T/q1.out" ho-so-tthc hs.tiep-nhan H34.03 flags)" 'series_break: .*2025-03-01'
unlike 'and no other' "$(of "$T/q1.out" ho-so-tthc hs.tiep-nhan H34.19 flags)" series_break
measures "$T/khcn.csv" 2024-Q4 received H34.10 30 received H34.13 8
ok 'a body that got an unknown part' compute --series today --agencies-at 2025-03-15 -o "$T/khcn.out" "$T/khcn.csv"
like 'is marked in the second series' "$(of "$T/khcn.out" ho-so-tthc@nay hs.tiep-nhan H34.13 flags)" 'series_break: .*2025-03-01'
done_testing
