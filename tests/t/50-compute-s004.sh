#!/bin/bash
# The thirty rows of document S004 from their XML: values, statuses against both targets, the nine quotients, exactly three flags.
. "$(dirname "$0")/../lib/tap.sh"

S=$ROOT/samples/bao-cao-quy
NOW=2024-04-01
chiso-extract -q --now $NOW --feed bao-cao-quy "$S/2024-Q1.xml" 2>>"$T/log" |
	chiso-normalize -q --now $NOW --feed bao-cao-quy >"$T/clean.csv" 2>>"$T/log"
chiso-aggregate -q --now $NOW --feed bao-cao-quy "$T/clean.csv" >"$T/measures.csv"
same 'the report gives its golden measures' "$T/measures.csv" "$S/2024-Q1.measures.csv"
ok 'compute' chiso-compute --now $NOW --period 2024-Q1 -o "$T/got.csv" "$T/measures.csv"
same 'and its golden indicators' "$T/got.csv" "$S/2024-Q1.indicators.csv"

column() { # NAME: "indicator value" of every row
	/usr/bin/python3 - "$T/got.csv" "$1" <<'PY'
import sys, told
for r in told.rows(open(sys.argv[1], encoding="utf-8")):
    if r["_kind"] == "indicator":
        print(r["indicator"], r[sys.argv[2]])
PY
}
having() { column "$1" | sed -n "s/ $2\$//p" | tr '\n' ' '; }

is 'thirty rows' "$(column basis | wc -l)" 30
is 'reached, against the target of the province' "$(having status reached)" \
	'I.1 I.2 I.4 I.5 I.6 I.7 III.1 III.2 III.4 III.7 III.9 III.10 III.12 III.13 '
is 'no data' "$(having status no_data)" 'I.15 III.3 '
is 'the rest is not reached' "$(having status not_reached | wc -w)" 14
is 'nothing is held against a national target of the year before: its figures did not come' "$(having national_status reached)$(having national_status not_reached)" ''
is 'seventeen say so' "$(having national_status no_data | wc -w)/$(column rules | grep -c 'national_target=2023: không có số liệu của năm ấy')" 17/17
is 'no national target where a dash stands' "$(having national_status no_target | wc -w)" 13
is 'nine quotients are recomputed' "$(having basis both)" 'I.4 I.9 I.10 I.11 I.12 I.14 III.4 III.7 III.14 '
is 'exactly three rows are flagged' "$(column flags | grep -c ' .')" 3
like '105,48 is over 100' "$(column flags | grep '^III.2 ')" '^III\.2 over_100: .*105,48'
like '71 is disproved twice' "$(column flags | grep '^I.12 ')" \
	'Còn lại 71; 82 - 19 = 63; Vũng Tàu 17 \+ Châu Đức 16 \+ Xuyên Mộc 13 \+ Long Điền 7 \+ Phú Mỹ 10 = 63'
like 'III.7 is not proven' "$(column flags | grep '^III.7 ')" 'not_proven: .*\[70,23; 86,19\]; 75%; 639841 = III.4'

# the words of the set are the document's
/usr/bin/python3 - "$ROOT/pipeline/catalog/ba-ria-vung-tau" "$T/clean.csv" >"$T/words" <<'PY'
import sys, told
report = {r["ma_chi_tieu"]: r for r in told.rows(open(sys.argv[2], encoding="utf-8")) if r["_kind"] == "clean"}
for s in told.rows(open(sys.argv[1] + "/set_rows.csv", encoding="utf-8")):
    r = report[s["indicator"]]
    for ours, theirs in (("wording", "noi_dung"), ("lead", "don_vi_chu_tri"), ("coordinating", "don_vi_phoi_hop"),
                         ("directing", "thanh_vien_chi_dao"), ("stt", "stt")):
        if s[ours] != r[theirs]:
            print(s["indicator"], ours, s[ours], "|", r[theirs])
PY
is 'wording and roles of the set are those of the report' "$(cat "$T/words")" ''

# other periods, other sets
exit_is 'a period that the calendar does not have is usage' 64 chiso-compute --period 2024-Q5 "$T/measures.csv"
exit_is 'no period is usage' 64 chiso-compute "$T/measures.csv"
exit_is 'an unknown set is usage' 64 chiso-compute --period 2024-Q1 --set nowhere "$T/measures.csv"
exit_is 'a stream cut off is refused' 65 chiso-compute --period 2024-Q1 <(head -n 5 "$T/measures.csv")
exit_is 'one stream twice is refused' 65 chiso-compute --period 2024-Q1 "$T/measures.csv" "$T/measures.csv"
exit_is 'a file that is not there is no input' 66 chiso-compute --period 2024-Q1 "$T/nowhere"
exit_is 'a full disk is said' 74 bash -c "chiso-compute -q --now $NOW --period 2024-Q1 '$T/measures.csv' >/dev/full"
chiso-compute -q --now $NOW --period 2024-Q2 --set s004-2024 "$T/measures.csv" >"$T/got.csv"
is 'a quarter without a report has a reason on every row' \
	"$(grep -c 'report_ket_qua not received' "$T/got.csv")" 30
done_testing
