#!/bin/bash
# Every figure of a generated world, of its quarters, months and year, is computed again from the list of its records, to the last
# digit; one that is not what its records say is found.
. "$(dirname "$0")/../lib/tap.sh"
. "$ROOT/tests/lib/world.sh"
need_postgres

world "$T/world" 1500
mkdir -p "$T/inbox/hoso-tthc" "$T/inbox/danh-muc-tthc" "$T/inbox/bao-cao-quy"
cp "$T/world/inbox/"* "$T/inbox/hoso-tthc/"
cp "$T/world/procedures/"* "$T/inbox/danh-muc-tthc/"
cp "$ROOT/samples/bao-cao-quy/"*.xml "$T/inbox/bao-cao-quy/"
late=$(find "$T/inbox/hoso-tthc" -name '*.xml' -size +20k | sort | head -n 1)
mv "$late" "$T/late.xml"
[ ! -e "$late.meta" ] || mv "$late.meta" "$T/late.xml.meta"
export CHISO_INBOX="$T/inbox" CHISO_VAR="$T/var" CHISO_KEY="$T/key" CHISO_NOW=2024-04-01T01:00:00+07:00 CHISO_RETRY_SECONDS=0
export CHISO_SERIES=both
exit_is 'the night is done' 1 "$ROOT/scripts/nightly"
cp "$T/late.xml" "$T/inbox/hoso-tthc/$(basename "$late")"
[ ! -e "$T/late.xml.meta" ] || cp "$T/late.xml.meta" "$T/inbox/hoso-tthc/$(basename "$late").meta"
CHISO_NOW=2024-04-20T01:00:00+07:00 "$ROOT/scripts/nightly" >"$T/out" 2>&1
like 'so is one with a late file' "$?" '^[01]$'
is 'figures stand of both runs' "$(sql "select count(distinct run_from) from core.indicator where run_to is null")" 2

all=0
while read -r period figures; do
	exit_is "$period: computed again from the records" 0 chiso-explain --all --verify --period "$period"
	is "$period: every figure is the same" "$(cat "$T/out")" "period=$period figures=$figures same=$figures other=0 held=0"
	all=$((all + figures))
done < <(sql "select period || ' ' || count(*) from core.indicator_published where run_to is null and set not like '%@nay' group by period order by period")
like 'hundreds were' "$all" '^[0-9]{3,}$'
like 'some have a value' "$(sql "select count(*) from core.indicator where run_to is null and value is not null and period = '2024-Q1'")" '^[0-9]{3,}$'

# one figure, with its own records alone
for indicator in hs.ty-le-dung-han hs.giai-quyet 6.11 6.12; do
	exit_is "$indicator alone" 0 chiso-explain "$indicator" --period 2024-Q1 --verify --records --format json
	like '  is equal' "$(cat "$T/out")" 'khớp đến chữ số cuối'
	is '  its list has as many records as it says' "$(/usr/bin/python3 -c 'import json, sys
f = json.load(sys.stdin)["figures"][0]
print(len({(r["file"], r["number"]) for r in f["records"]}) == int(f["records_counted_all"]) == sum(int(x["records_counted"]) for x in f["files"]))' <"$T/out")" True
done
is 'the records of a total are those that plain SQL counts' "$(chiso-explain hs.giai-quyet --period 2024-Q1 --format json |
	/usr/bin/python3 -c 'import json, sys; f = json.load(sys.stdin)["figures"][0]; print(f["value"] == f["records_counted_all"])')" True

# it can fail
sql "update core.indicator set value = '12.345' where indicator = 'hs.ty-le-dung-han' and agency = 'H34' and period = '2024-Q1' and run_to is null"
exit_is 'a figure that was changed is found' 1 chiso-explain --all --verify --period 2024-Q1
like 'by its name' "$(cat "$T/err")" 'indicator=hs.ty-le-dung-han agency=H34 period=2024-Q1 column=value: found another figure'
exit_is 'and when it alone is asked for' 1 chiso-explain hs.ty-le-dung-han --period 2024-Q1 --verify
like 'which the page says' "$(cat "$T/out")" 'KHÔNG KHỚP'
sql "update core.hoso_tthc_version set trang_thai = '1' where (load_id, record) in
	(select load_id, record from core.hoso_tthc_current where ma_ho_so in (select ma_ho_so from core.hoso_tthc where trang_thai = '9'
		and ngay_ket_thuc between '2024-02-01' and '2024-02-20' limit 1))" 2>"$T/log"
exit_is 'so is a record that is another one' 1 chiso-explain hs.giai-quyet --period 2024-Q1 --verify
done_testing
