#!/bin/bash
# Who answers: strings of the documents, roles, groups on a date, reorganisations, administrative units and their number.
. "$(dirname "$0")/../lib/tap.sh"
cd "$ROOT" || exit 1
over=$T/over
mkdir "$over"
both=(--catalog pipeline/catalog --catalog "$over")

# strings
ok 'every string of the documents' chiso-catalog show strings
cp "$T/out" "$T/strings"
is '316 rows' "$(tail -n +2 "$T/strings" | wc -l)" 316
count() { /usr/bin/python3 -c 'import csv, sys
print(sum(r["resolution"] == sys.argv[2] for r in csv.DictReader(open(sys.argv[1], encoding="utf-8"))))' "$T/strings" "$1"; }
is 'one body each' "$(count found)" 219
is 'lists, split' "$(count list)" 81
is 'headings, letterheads, posts, systems, signatures' "$(count not_an_agency)" 12
is 'none unknown' "$(count unknown)" 0
exit_is 'the doubtful wait on the review list' 1 chiso-catalog show review
is 'four of them' "$(tail -n +2 "$T/out" | wc -l)" 4
exit_is 'a doubtful name is for review' 1 chiso-catalog find agency 'Cục thống kê' --territory kon-tum/kon-ray
like 'with what it may mean' "$(cat "$T/out")" '^\? kon-tum/kon-ray/chi-cuc-thong-ke-khu-vuc'
exit_is 'a letterhead is no name' 65 chiso-catalog find agency 'ỦY BAN NHÂN DÂN' --territory kon-tum
exit_is 'a system is no agency' 65 chiso-catalog find agency 'Trung tâm THDL tại QTSC' --territory ba-ria-vung-tau
ok 'wrappers are stripped' chiso-catalog find agency 'Đề nghị Sở Thông tin và Truyền thông phối hợp' --territory kon-tum/huyen-bien-gioi --at 2024-01-31
is 'and leave the body' "$(cut -f 1 "$T/out")" H34.10

# roles
ok 'who answers for what' chiso-catalog show duties --at 2024-03-31
/usr/bin/python3 - "$T/out" >"$T/roles" <<'PY'
import csv, sys
rows = list(csv.DictReader(open(sys.argv[1], encoding="utf-8")))
sums = {}
for r in rows:
    if r["set"] == "s004-2024":
        sums.setdefault(r["role"], set()).add(r["seq"])
print(*(f"{role}={len(sums.get(role, ()))}" for role in ("lead", "coordinating", "directing")))
print("unknown", sum(r["state"] == "unknown" for r in rows))
print("four roles", {"lead", "coordinating", "directing"} <= {r["role"] for r in rows})
print("members", next(len(r["members"].split()) for r in rows if r["text"] == "UBND cấp huyện"
                      and r["agency"] == "ba-ria-vung-tau/nhom-uy-ban-nhan-dan-cap-huyen"))
PY
like 'all thirty rows of S004 have who leads' "$(cat "$T/roles")" 'lead=30'
like 'and no role is unknown' "$(cat "$T/roles")" 'unknown 0'
like 'a group names its members of that day' "$(cat "$T/roles")" 'members 8'
is 'S003 has one column for who leads and who follows: "Đơn vị chủ trì tham mưu/theo dõi"' "$(chiso-catalog show set_rows | /usr/bin/python3 -c 'import csv, sys
rows = [r for r in csv.DictReader(sys.stdin) if r["set"] in ("s003", "s003-2024")]
print(len(rows), sum(r["following"] == r["lead"] for r in rows), sum(bool(r["following"]) for r in rows))')" '126 126 117'
printf 'set,seq,indicator,lead,coordinating,following,directing,source\ns004-2024,990,I.1,Sở Y tế,Sở Lạ,Tổ lạ,Lãnh đạo Hội lạ,CHISO test\n' >"$over/set_rows.csv"
exit_is 'roles that nobody knows are findings' 78 chiso-catalog lint "${both[@]}"
for role in coordinating following directing; do
	like "$role" "$(cat "$T/out")" "/set_rows.csv:2: column $role: found '.*', expected agencies of ba-ria-vung-tau"
done
unlike 'the one who leads is known' "$(cat "$T/out")" 'column lead'
rm "$over/set_rows.csv"

# groups
members() { chiso-catalog show members "$1" --at "$2" | wc -l; }
is 'ten districts in 2024' "$(members kon-tum/nhom-uy-ban-nhan-dan-cap-huyen 2024-01-01)" 10
is 'none when the level is abolished' "$(members kon-tum/nhom-uy-ban-nhan-dan-cap-huyen 2025-07-01)" 0
is 'a group of groups: districts and communes' "$(members kon-tum/nhom-cac-dia-phuong-ubnd-cap-huyen-cap-xa 2024-01-01)" 112
is 'the departments before' "$(members kon-tum/nhom-cac-so-ban-nganh 2025-02-28)" 19
is 'and after 2025-03-01' "$(members kon-tum/nhom-cac-so-ban-nganh 2025-03-01)" 14
is 'the fourteen who watch over the 23 systems of annex 1' "$(members nhom/cac-co-quan-theo-doi-23-csdl-httt-tai-phu-luc-1 2024-02-01)" 14
exit_is 'a body is no group' 64 chiso-catalog show members H34.10

# administrative units
units() { # LEVEL PROVINCE DATE
	chiso-catalog show admin_units | /usr/bin/python3 -c 'import csv, sys
level, province, day = sys.argv[1:]
print(sum(r["level"] == level and r["province"] == province and r["valid_from"] <= day and (not r["valid_to"] or day <= r["valid_to"])
          for r in csv.DictReader(sys.stdin)))' "$@"
}
is 'communes of Kon Tum in 2024' "$(units commune 62 2024-02-03)" 102
is 'of Bà Rịa - Vũng Tàu in 2024: the denominator of S004' "$(units commune 77 2024-02-03)" 82
is 'to the last day of 2024' "$(units commune 77 2024-12-31) $(units district 77 2024-12-31)" '82 8'
is 'and from 2025 on: huyện Long Đất (Nghị quyết 1256/NQ-UBTVQH15)' "$(units commune 77 2025-01-01) $(units district 77 2025-01-01)" '77 7'
is 'none of the old provinces in 2026' "$(units commune 62 2026-08-02)$(units commune 77 2026-08-02)" 00
is 'names under one code that are other units' "$(chiso-catalog show admin_units | /usr/bin/python3 -c 'import csv, sys
rows = list(csv.DictReader(sys.stdin))
old = {r["code"]: r["name_vi"] for r in rows if r["level"] == "commune" and r["province"] == "62"}
bare = lambda name: name.removeprefix("Thị trấn ").removeprefix("Phường ").removeprefix("Xã ").replace("Đắk", "Đăk")
print(sum(bare(old[r["code"]]) != bare(r["name_vi"]) for r in rows if r["province"] == "51" and r["code"] in old))')" 23
printf 'level,province,count,valid_from,source\ncommune,51,97,2025-07-01,CHISO test\ncommune,79,169,2025-07-01,CHISO test\n' >"$over/admin_counts.csv"
chiso-catalog lint "${both[@]}" >"$T/out" 2>"$T/err"
like 'where the table of Quảng Ngãi were incomplete, lint would say so' "$(cat "$T/err")" 'it has 96 of 97 units of level commune in province 51'
like 'and of TP HCM' "$(cat "$T/err")" 'it has 168 of 169 units of level commune in province 79'
rm "$over/admin_counts.csv"
printf 'level,code,name_vi,province,valid_from,source\ncommune,99999,Xã Thử,62,2024-01-01,CHISO test\n' >"$over/admin_units.csv"
exit_is 'a commune too many is a finding' 78 chiso-catalog lint "${both[@]}"
like 'with both numbers' "$(cat "$T/out")" '/admin_counts.csv:3: found 103 units of level commune in province 62 on 2025-06-30, expected 102'
printf 'level,code,name_vi,province,valid_to,source\ncommune,23281,Phường Quang Trung,62,2023-12-31,CHISO test\n' >"$over/admin_units.csv"
exit_is 'one too few in a complete table as well' 78 chiso-catalog lint "${both[@]}"
rm "$over/admin_units.csv"

# reorganisations
chiso-catalog show agency_successors >"$T/links.csv"
to() { # what became of agency $1
	/usr/bin/python3 -c 'import csv, sys
print(*sorted(r["successor"] for r in csv.DictReader(open(sys.argv[1], encoding="utf-8")) if r["agency"] == sys.argv[2]))' "$T/links.csv" "$1"
}
is 'a cell that held four links in words is four rows, and the police took over drug rehabilitation' "$(to H34.11)" 'H34.02 H34.14 H34.15 H34.24 H34.31'
is 'one that held three is three' "$(to H34.10)" 'H34.12 H34.13 H34.24'
is 'first the regional office, then the province'"'"'s' "$(to H34.22) $(to kon-tum/chi-cuc-thue-khu-vuc)" \
	'kon-tum/chi-cuc-thue-khu-vuc quang-ngai/thue'
is 'a district, three communes' "$(to H34.45)" 'quang-ngai/xa-dak-koi quang-ngai/xa-dak-rve quang-ngai/xa-kon-braih'
is 'every commune of Kon Tum went into one of the forty, whose code one of its parts had' "$(/usr/bin/python3 - "$T/links.csv" <<'PY'
import csv, re, subprocess, sys
rows = list(csv.DictReader(subprocess.run(["chiso-catalog", "show", "agencies"], capture_output=True, text=True).stdout.splitlines()))
code = {r["agency"]: re.search(r"GSO code (\d+)", r["source"])[1] for r in rows if "GSO code" in r["source"]}
old = [r["agency"] for r in rows if r["level"] == "commune" and r["agency"].startswith("H34.")]
went = {a: [r["successor"] for r in csv.DictReader(open(sys.argv[1])) if r["agency"] == a] for a in old}
parts = {}
for a, to in went.items():
    parts.setdefault(to[0] if len(to) == 1 else "?", []).append(code[a])
print(len(old), len(parts), *(n for n in parts if code.get(n) not in parts[n]))
PY
)" '102 40'
is "the commune's figures are the new commune's" "$(to H34.45.04)" quang-ngai/xa-kon-braih
is 'the provinces' "$(to H34) $(to H06) $(to H09)" 'H48 H29 H29'
is 'no link without its day and its basis' "$(/usr/bin/python3 -c 'import csv, sys
print(sum(not r["valid_from"] or r["basis"] not in ("found", "memory") for r in csv.DictReader(open(sys.argv[1], encoding="utf-8"))))' "$T/links.csv")" 0
links() { # a finding of lint for the row $2
	printf 'agency,successor,weight,basis,valid_from,source\n%s' "$2" >"$over/agency_successors.csv"
	exit_is "$1" 78 chiso-catalog lint "${both[@]}"
	like "$1: said" "$(cat "$T/out")" "/agency_successors.csv:2: $3"
}
links 'weights over 1' $'H34.26,quang-ngai/so-tu-phap,0.7,decided,2025-07-01,CHISO test\nH34.26,quang-ngai/so-y-te,0.4,decided,2025-07-01,CHISO test\n' 'found weights that do not lie above 0 and come to 1'
links 'weights under 1, all of them known' $'H34.26,quang-ngai/so-tu-phap,0.5,decided,2025-07-01,CHISO test\nH34.26,quang-ngai/so-y-te,0.4,decided,2025-07-01,CHISO test\n' 'found weights'
links 'a successor that is not there' $'H34.26,H34.10,,decided,2025-07-01,CHISO test\n' 'found a successor that is not valid on the day of the link: H34.10'
links 'a way back' $'H34.26,H34.03,,decided,2025-06-30,CHISO test\nH34.03,H34.26,,decided,2025-06-30,CHISO test\n' 'found a successor that was succeeded itself no later'
links 'no day' $'H34.26,quang-ngai/so-tu-phap,,decided,,CHISO test\n' 'found a link without valid_from'
printf 'agency,successor,weight,basis,valid_from,source\nH34.26,quang-ngai/so-tu-phap,0.5,decided,2025-07-01,CHISO test\nH34.26,quang-ngai/so-y-te,1/2,decided,2025-07-01,CHISO test\n' >"$over/agency_successors.csv"
ok 'weights that come to 1 are clean' chiso-catalog lint "${both[@]}"
printf 'agency,successor,weight,basis,valid_from,source\nH34.26,quang-ngai/so-tu-phap,0.5,decided,2025-07-01,CHISO test\nH34.26,quang-ngai/so-y-te,,decided,2025-07-01,CHISO test\n' >"$over/agency_successors.csv"
ok 'so is a known part beside an unknown one' chiso-catalog lint "${both[@]}"
done_testing
