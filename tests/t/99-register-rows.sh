#!/bin/bash
# The register of the 23 systems: word for word the document's annex, no empty cell but its own, a card of 80 columns for a person.
. "$(dirname "$0")/../lib/tap.sh"
cd "$ROOT" || exit 1

# cells COLUMN… of show systems, a line a system, with | between
cells() {
	/usr/bin/python3 -c 'import csv, sys
for row in csv.DictReader(open(sys.argv[1], encoding="utf-8", newline="")):
    print("|".join(row[c] for c in sys.argv[2:]))' "$T/systems.csv" "$@"
}

exit_is 'the register is shown' 0 chiso-catalog show systems --at 2024-04-01 -o "$T/systems.csv"
is 'all 23 systems' "$(cells system | paste -s -d ' ')" "$(seq 23 | paste -s -d ' ')"
is 'of which 13 are connected' "$(cells status | grep -c '^connected$')" 13
is 'four of them with an expected completion' "$(cells status system expected | grep -E '^connected\|.*\|.' | cut -d'|' -f2 | paste -s -d ' ')" '15 16 17 20'
is 'no cell is empty' "$(cells status kind description sample golden measures used_by owner contact | grep -c -E '^\||\|\||\|$')" 0

# the annex as the report sends it says the same, read by another reader
/usr/bin/python3 - "$T/systems.csv" samples/danh-muc-ket-noi/phu-luc-1_20240201.xml >"$T/differ" <<'PY'
import csv, sys
import xml.etree.ElementTree as ET
words = {"Đã kết nối": "connected", "Chưa kết nối": "not_connected"}
register = list(csv.DictReader(open(sys.argv[1], encoding="utf-8", newline="")))
sent = [{e.tag.rsplit("}", 1)[1]: e.text or "" for e in record} for record in ET.parse(sys.argv[2]).getroot()]
for r, s in zip(register, sent, strict=True):
    ours = [r["system"], r["name"], r["description"], r["status"], r["monitoring"], r["expected"]]
    theirs = [s["STT"], s["Ten"], s["MucDich"], words[s["DaKetNoi"]], s["DonViTheoDoi"], s.get("DuKienHoanThanh", "")]
    if ours != theirs:
        print(ours, theirs)
PY
is 'the sample is the same annex' "$(cat "$T/differ")" ''
is 'every monitoring agency is one body of the province' "$(cells monitoring_id | grep -v -c -E '^(H34[.][0-9]+|kon-tum/cong-ty-dien-luc-kon-tum)$')" 0

# whose they are, on a day
owner() { # SYSTEM DAY
	chiso-catalog show systems -q --at "$2" -o "$T/systems.csv"
	cells owner owner_before owner_until system | sed -n "s/|$1\$//p"
}
is 'in 2024 the enterprises are of one ministry' "$(owner 1 2025-02-28)" 'Bộ Kế hoạch và Đầu tư||'
is 'from March 2025 of another' "$(owner 1 2025-03-01)" 'Bộ Tài chính|Bộ Kế hoạch và Đầu tư|2025-02-28'
is 'licences went elsewhere than inspections' "$(owner 9 2026-10-01) $(owner 8 2026-10-01)" \
	'Bộ Công an|Bộ Giao thông vận tải|2025-02-28 Bộ Xây dựng|Bộ Giao thông vận tải|2025-02-28'
is 'the insurance kept its name under a ministry' "$(owner 3 2026-10-01)" 'Bảo hiểm xã hội Việt Nam (Bộ Tài chính)||'

# what uses it is worked out: another indicator of the feed is another row
mkdir -p "$T/my"
row() { # COLUMN=VALUE…: the header and a row of systems.csv, number 22, changed
	/usr/bin/python3 - pipeline/catalog/base/systems.csv "$@" >"$T/my/systems.csv" <<'PY'
import csv, sys
rows = [r for r in csv.DictReader(open(sys.argv[1], encoding="utf-8", newline="")) if r["system"] == "22"]
rows[0].update(cell.split("=", 1) for cell in sys.argv[2:])
out = csv.DictWriter(sys.stdout, rows[0].keys(), lineterminator="\n")
out.writeheader()
out.writerows(rows)
PY
}
own=(--catalog pipeline/catalog --catalog "$T/my")
of_22() { chiso-catalog show systems -q --at 2024-04-01 "${own[@]}" -o "$T/systems.csv" && cells system "$@" | sed -n 's/^22|//p'; }
row feeds=giao-nhan-du-lieu status=connected
is 'one cell makes it live' "$(of_22 status kind)" 'connected|giao-nhan-du-lieu'
like 'its measures are those of the feed' "$(of_22 measures)" '^deliveries_shared deliveries_open$'
is 'its sample is counted, with its goldens' "$(of_22 sample golden)" '2: giao-nhan-du-lieu/aside/quy-1-2024.xml|2/2'
is 'its use are the rows of those measures' "$(of_22 used_by | grep -c -E '^II?I?[.0-9].*|^qd528')" 1
ok 'lint takes it' chiso-catalog lint "${own[@]}" --now 2024-04-01
unlike 'and misses no feed of it' "$(cat "$T/err")" 'system 22 is connected and has no feed'
row status=connected feeds=
ok 'a connected one without a feed is no fault' chiso-catalog lint "${own[@]}" --now 2024-04-01
like 'but told' "$(cat "$T/err")" 'systems.csv:2: system 22 is connected and has no feed yet'
row feeds=hoso-tthc
ok 'a feed that keeps its own rhythm is none either' chiso-catalog lint "${own[@]}" --now 2024-04-01
like 'but told' "$(cat "$T/err")" 'feed hoso-tthc keeps its own cadence daily, its system 22 plans monthly'
row feeds=nowhere
exit_is 'a feed that is none is a fault' 78 chiso-catalog lint "${own[@]}" --now 2024-04-01
rm "$T/my/systems.csv"
printf 'system,owner,valid_from,valid_to,source\n22,trung-uong/tap-doan-dien-luc-viet-nam,,2024-01-01,S003\n' >"$T/my/system_owners.csv"
exit_is 'so is a system that nobody owns' 78 chiso-catalog lint "${own[@]}" --now 2024-04-01
like '  it is said' "$(cat "$T/out")" 'system 22: found no owner on 2024-04-01, expected a row of system_owners.csv'

# the README's walk-through
README=pipeline/catalog/README.md
block() { awk -v first="    $1" 'index($0, first) == 1 { on = 1 } on && !/^    / { exit } on { print substr($0, 5) }' "$README"; }
rm -f "$T"/my/*
block 'source,title,title_en' >"$T/my/sources.csv"
block 'system,title_vi' >"$T/my/systems.csv"
is 'README has one row' "$(wc -l <"$T/my/systems.csv")" 2
ok 'lint takes it' chiso-catalog lint "${own[@]}"
is 'the system is live' "$(of_22 status feeds)" 'connected|giao-nhan-du-lieu'

# for a person
chiso-catalog show systems --cards --at 2026-11-01 -q >"$T/cards"
is 'cards have 80 columns at most' "$(/usr/bin/python3 -c 'import sys; print(sum(len(l.rstrip("\n")) > 80 for l in open(sys.argv[1], encoding="utf-8")))' "$T/cards")" 0
is 'there is one each' "$(grep -c -E '^ {0,1}[0-9]{1,2}[.] ' "$T/cards")" 23
is 'and a sum' "$(tail -n 1 "$T/cards")" '23 hệ thống: 13 đã kết nối, 10 chưa kết nối / of 23 systems 13 are connected'
like 'an owner of before is beside the one of now' "$(cat "$T/cards")" 'chủ quản / owner +Bộ Tài chính \(đến 28/02/2025: Bộ Kế hoạch và Đầu'
/usr/bin/python3 - "$T/cards" <<'PY' >"$T/tty"
import os, pty, sys
shown = bytearray()
def read(fd):
    shown.extend(os.read(fd, 4096))
    return b" "
pty.spawn(["chiso-catalog", "show", "systems", "--at", "2026-11-01", "-q"], read)
print("same" if shown.decode().replace("\r\n", "\n") == open(sys.argv[1], encoding="utf-8").read() else "other")
PY
is 'a terminal gets them unasked' "$(tail -c 5 "$T/tty" | tr -d ' \n')" same
done_testing
