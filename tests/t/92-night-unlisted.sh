#!/bin/bash
# The data sets that agencies are to share or open: what was delivered of each, by the province's list; what no list has counts for none and
# waits for a person.
# shellcheck source=tests/lib/tap.sh
. "$(dirname "$0")/../lib/tap.sh"
# shellcheck source=tests/lib/night.sh
. "$ROOT/tests/lib/night.sh"
need_night_key
dir=$T/v
own_server "$dir/postgres"
mkdir -p "$dir/inbox/giao-nhan-du-lieu"
sample=$ROOT/samples/giao-nhan-du-lieu/aside/quy-1-2024.xml
send() { # NAME SED
	sed "$2" "$sample" >"$dir/inbox/giao-nhan-du-lieu/$1.xml"
	cp "$sample.meta" "$dir/inbox/giao-nhan-du-lieu/$1.xml.meta"
}
sets() { on_server "$dir" -c "select ma_tap, ma_hinh_thuc, lan_cuoi, so_ban_ghi, so_lan from share.tap_du_lieu order by 1, 2"; }

send listed 's/x/x/'
night "$dir"
# by hand from the sample: each row of the list with its last delivery
is 'what was delivered of each data set, by the list' "$(sets)" "$(/usr/bin/python3 - "$sample" "$ROOT/pipeline/catalog/kon-tum/datasets.csv" <<'END'
import csv, re, sys
rows = []
for tag in re.findall(r"<[^!?/][^>]*\bma=[^>]*>", open(sys.argv[1], encoding="utf-8").read()):
    at = dict(re.findall(r'([\w]+)="([^"]*)"', tag))
    day = at["ngay"]
    day = "-".join(day.split("/")[::-1]) if "/" in day else f"{day[:4]}-{day[4:6]}-{day[6:8]}"
    rows.append((at["ma"], {"chia-se": "shared", "mo": "open"}[at["hinhThuc"]], day, at.get("soBanGhi", "")))
out = []
for s in csv.DictReader(open(sys.argv[2], encoding="utf-8")):
    for way in (("shared", "open") if s["sharing"] == "both" else (s["sharing"],)):
        mine = sorted((r for r in rows if r[0] == s["dataset"] and r[1] == way and r[3] != "0"), key=lambda r: r[2])
        last = mine[-1] if mine else ("", "", "", "")
        out.append(f"{s['dataset']}|{way}|{last[2]}|{last[3]}|{len(mine)}")
print("\n".join(sorted(out)))
END
)"
unlike 'all of them are in the list' "$(tr -s '\n ' '  ' <"$dir/page" | tr -s ' ')" 'không có trong danh mục / deliveries'
before=$(sets)

send unlisted 's/ma="luat-su"/ma="luat_su"/'
exit_is 'another spelling waits for a person' 1 night "$dir"
like 'it is named' "$(tr -s '\n ' '  ' <"$dir/page" | tr -s ' ')" '1 lần giao của tập dữ liệu không có trong danh mục / deliveries of data sets that no list has \(luat_su\)'
like 'the summary has the rule' "$(cat "$dir/out")" 'nguồn giao tập ngoài danh mục'
is 'it counts for no data set' "$(sets)" "$before"
done_testing
