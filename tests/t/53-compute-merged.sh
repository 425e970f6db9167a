#!/bin/bash
# The index of a merged province: the arithmetic mean of the old provinces' main indices, against values worked out by hand.
. "$(dirname "$0")/../lib/tap.sh"
cd "$ROOT" || exit 1

# main FILE PROVINCE EIGHT-VALUES …: published main indices (invented) of provinces in 2024
main() {
	local file=$1 i agency
	shift
	{
		echo '_kind,measure,item,agency,period,kind,unit,value,keys,text,digits,numerator,denominator,parts,flags,order'
		while [ $# -gt 0 ]; do
			agency=$1
			shift
			for i in 1 2 3 4 5 6 7 8; do
				[ "$1" = - ] || echo "measure,dti_main,$i,$agency,2024-Q4,last,diem,$1,,,,,,,,2024-12-31"
				shift
			done
		done | LC_ALL=C sort
	} >"$file"
	echo "end,,,,,,,$(grep -c '^measure' "$file"),,,,,,,," >>"$file"
}
got() { # FILE INDICATOR COLUMN
	/usr/bin/python3 - "$@" <<'PY'
import csv, sys
print(*(r[sys.argv[3]] for r in csv.DictReader(open(sys.argv[1], encoding="utf-8"))
        if r["_kind"] == "indicator" and r["indicator"] == sys.argv[2]))
PY
}
compute() { chiso-compute -q --now 2026-11-22 --period 2024 --series today "$@"; }

main "$T/two.csv" H34 60 70.5 80 50 40 130 90 75 H48 71 69 90.1 50.05 41 101 100 76
ok 'Kon Tum and Quảng Ngãi' compute --set dti-hop-nhat-quang-ngai -o "$T/two" "$T/two.csv"
is '(60 + 71) / 2' "$(got "$T/two" dti.hop-nhat.1 value)" 65.5
is '(70,5 + 69) / 2' "$(got "$T/two" dti.hop-nhat.2 value)" 69.75
is '(80 + 90,1) / 2' "$(got "$T/two" dti.hop-nhat.3 value)" 85.05
is '(50 + 50,05) / 2, rounded once' "$(got "$T/two" dti.hop-nhat.4 shown)" 50,03
is '(130 + 101) / 2' "$(got "$T/two" dti.hop-nhat.6 value)" 115.5
is 'the whole: the sum of the means, of 1000' "$(got "$T/two" dti.hop-nhat value)" 0.596825
is 'as it is published' "$(got "$T/two" dti.hop-nhat shown)" 0,5968
is 'of the province that is there now' "$(got "$T/two" dti.hop-nhat agency)" H48

main "$T/three.csv" H06 90 0 0 0 0 0 0 0 H09 91 0 0 0 0 0 0 0 H29 93 0 0 0 0 0 0 0
ok 'three provinces' compute --set dti-hop-nhat-ho-chi-minh -o "$T/three" "$T/three.csv"
is '(90 + 91 + 93) / 3, exactly' "$(got "$T/three" dti.hop-nhat.1 value)" 274/3
is 'and shown' "$(got "$T/three" dti.hop-nhat.1 shown)" 91,33

main "$T/missing.csv" H34 60 70 80 50 40 130 90 - H48 71 69 90 50 41 101 100 76
ok 'one main index of one province is missing' compute --set dti-hop-nhat-quang-ngai -o "$T/missing" "$T/missing.csv"
is 'it is not the other one, and not half of it' "$(got "$T/missing" dti.hop-nhat.8 value)" ''
like 'but not computable' "$(got "$T/missing" dti.hop-nhat.8 reason)" 'not received from all the bodies that are one now'
is 'nor is the whole' "$(got "$T/missing" dti.hop-nhat value)" ''
is 'the others are' "$(got "$T/missing" dti.hop-nhat.7 value)" 95

main "$T/one.csv" H48 71 69 90 50 41 101 100 76
ok 'only the province whose name goes on' compute --set dti-hop-nhat-quang-ngai -o "$T/one" "$T/one.csv"
is 'its old index is not the new one' "$(got "$T/one" dti.hop-nhat.1 value)" ''
ok 'as it was' chiso-compute -q --now 2026-11-22 --period 2024 --set dti-hop-nhat-quang-ngai -o "$T/was" "$T/two.csv"
is 'the old Quảng Ngãi has its own' "$(got "$T/was" dti.hop-nhat.1 value)" 71
done_testing
