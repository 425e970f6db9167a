#!/bin/bash
# A public holiday (days_off.csv): a daily feed that is silent over Tết is not late and has no gap; the working days
# around it are told as ever, and a catalogue without the rows tells them all.
# shellcheck source=tests/lib/tap.sh
. "$(dirname "$0")/../lib/tap.sh"
# shellcheck source=tests/lib/night.sh
. "$ROOT/tests/lib/night.sh"

need_night_key
base=$ROOT/pipeline/catalog/base
mkdir -p "$T/without"
cp -R "$base" "$T/without/base"
sed -i '/^2026-02-14,/d' "$T/without/base/days_off.csv"
words() { tr '\n' ' ' <"$dir/page" | tr -s ' '; }
# message DAY [N]: N dossiers received on that day of February 2026, sent in its evening
message() {
	/usr/bin/python3 - "$ROOT/samples/hoso-tthc/03-khong-khong-gian-ten.xml" "$dir/inbox/hoso-tthc/m_202602${1}220000.xml" "$1" "${2:-24}" <<'PY'
import re, sys
sample, path, day, n = sys.argv[1], sys.argv[2], "202602" + sys.argv[3], int(sys.argv[4])
head, rest = open(sample, encoding="utf-8").read().split("<HoSo>", 1)
one, tail = rest.split("</HoSo>", 1)[0], rest.rsplit("</HoSo>", 1)[1]
out = []
for k in range(n):
    d = re.sub(r"<MaHoSo>[^<]*<", f"<MaHoSo>H48.21025-{day[2:]}-{k:04d}<", one)
    out.append("<HoSo>" + re.sub(r"<NgayTiepNhan>[^<]*<", f"<NgayTiepNhan>{day}083000<", d) + "</HoSo>")
open(path, "w", encoding="utf-8").write(head + "".join(out) + tail)
PY
}
# tonight BASE DAY: the night of that day of February
tonight() {
	code=0
	night "$dir" CHISO_NOW="2026-02-${2}T01:00:00+07:00" CHISO_CATALOG="$1:$ROOT/pipeline/catalog/quang-ngai" || code=$?
}
# around BASE DIR: to the last working day before Tết, then silence, then the second working day after it
around() {
	dir=$2
	own_server "$dir/postgres"
	mkdir -p "$dir/inbox/hoso-tthc"
	for day in 02 03 04 05 06 09 10 11 12 13; do message $day; done
	tonight "$1" 14
	before=$(words)
	tonight "$1" 23
	silent=$(words)
	tonight "$1" 25
	late=$(words)
	message 25
	tonight "$1" 26
	after=$(words)
}

around "$base" "$T/with"
unlike 'the days before are no gap' "$before" 'nothing came on'
like 'in the last night of Tết it is not due' "$silent" '\(hoso-tthc\): chưa đến hạn \(25/02/2026\)'
like 'two working days later it is late' "$late" '\(hoso-tthc\): CHẬM 0 NGÀY'
like 'the working days on which nothing came are told, no day of Tết' "$after" 'nothing came on 23–24/02/2026:'

around "$T/without/base" "$T/without"
like 'without the row it is late in Tết' "$silent" '\(hoso-tthc\): CHẬM'
like 'and all of it is a gap' "$after" 'nothing came on 14–24/02/2026'
done_testing
