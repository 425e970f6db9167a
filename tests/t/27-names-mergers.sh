#!/bin/bash
# What went where: the police on 2025-03-01, bodies that ended, national ones, an enterprise that did not.
. "$(dirname "$0")/../lib/tap.sh"
cd "$ROOT" || exit 1
chiso-catalog show agency_successors >"$T/links.csv"
link() { # AGENCY SUCCESSOR: day, scope and basis of the link
	/usr/bin/python3 -c 'import csv, sys
print(*("|".join((r["valid_from"], r["scope"], r["basis"])) for r in csv.DictReader(open(sys.argv[1], encoding="utf-8"))
        if (r["agency"], r["successor"]) == (sys.argv[2], sys.argv[3])))' "$T/links.csv" "$1" "$2"
}
is 'criminal records, from the department of justice' "$(link H34.19 H34.24)" '2025-03-01|task|found'
is 'drug rehabilitation, from the department of labour' "$(link H34.11 H34.24)" '2025-03-01||found'
is 'of Bà Rịa - Vũng Tàu' "$(link ba-ria-vung-tau/so-tu-phap ba-ria-vung-tau/cong-an) $(link ba-ria-vung-tau/so-lao-dong-thuong-binh-va-xa-hoi ba-ria-vung-tau/cong-an)" \
	'2025-03-01|task|found 2025-03-01||found'
is 'of the ministries' "$(link trung-uong/bo-tu-phap trung-uong/bo-cong-an) $(link trung-uong/bo-lao-dong-thuong-binh-va-xa-hoi trung-uong/bo-cong-an)" \
	'2025-03-01|task|found 2025-03-01||found'

# the department of justice goes on with its figures, and its series is marked
{
	echo '_kind,measure,item,agency,period,kind,unit,value,keys,text,digits,numerator,denominator,parts,flags,order'
	echo 'part,1/1,hoso-tthc,,,,,,,,,,,,,'
	echo 'measure,received,,H34.19,2024-Q4,sum,ho-so,7,,,,,,,,'
	echo 'end,,,,,,,1,,,,,,,,'
} >"$T/measures.csv"
ok 'by the agencies of April 2025' chiso-compute -q --period 2024-Q4 --series today --set ho-so-tthc --now 2025-04-01 -o "$T/figures.csv" "$T/measures.csv"
is 'its seven dossiers are its own, with a mark' "$(/usr/bin/python3 -c 'import sys, told
print(*((r["value"], r["flags"]) for r in told.rows(open(sys.argv[1], encoding="utf-8"))
        if (r["_kind"], r["indicator"], r["agency"]) == ("indicator", "hs.tiep-nhan", "H34.19")))' "$T/figures.csv")" \
	"('7', 'scope_narrower: từ 2025-03-01 một nhiệm vụ đã chuyển sang cơ quan khác, số liệu trước đó gồm cả nhiệm vụ ấy')"

# bodies that ended
chiso-catalog lint >"$T/out" 2>"$T/err"
like 'three ended and nobody knows into what: named' "$(cat "$T/err")" '3 bodies ended without a link.*: H34.26 ba-ria-vung-tau/ban-chi-dao-chuyen-doi-so ba-ria-vung-tau/trung-tam-nuoc-sach'
is 'the office of the districts of the tax' "$(link kon-tum/kon-ray/chi-cuc-thue quang-ngai/thue)" '2025-07-01||memory'
find_at() { chiso-catalog find agency "$1" --territory kon-tum --at "$2" | cut -f 1; }
is 'an enterprise did not end' "$(find_at 'Bưu điện tỉnh' 2024-01-01) $(find_at 'Bưu điện tỉnh Kon Tum' 2025-08-01)" 'H34.30 H34.30'
for body in 'Trung tâm NCSC' 'Tổng Cục Quản lý đất đai' UBQG 'Bộ TT&TT' 'Bộ LĐTBXH' 'Bộ GTVT'; do
	like "$body was there in 2024" "$(find_at "$body" 2024-03-31)" '^trung-uong/'
	unlike "$body is there no more" "$(find_at "$body" 2025-04-01)" '^trung-uong/'
done
mkdir "$T/over"
both=(--catalog pipeline/catalog --catalog "$T/over")
finding() { # WHAT ROW EXPECTED
	printf 'agency,successor,weight,scope,basis,valid_from,source\n%s\n' "$2" >"$T/over/agency_successors.csv"
	exit_is "$1" 78 chiso-catalog lint "${both[@]}"
	like "$1: said" "$(cat "$T/out")" "/over/agency_successors.csv:2: $3"
}
finding 'a task has no weight' 'H34.13,H34.24,0.5,task,decided,2025-03-01,CHISO test' 'found a task with a weight'
finding 'nor is it given away by who is not there' 'H34.10,H34.24,,task,decided,2025-03-01,CHISO test' 'found a task of a body that does not go on: H34.10'
done_testing
