#!/bin/bash
# What the quality rules hold at night: the figure is loaded with its finding, the summary says it, and the night's status is 1.
# shellcheck source=tests/lib/tap.sh
. "$(dirname "$0")/../lib/tap.sh"
# shellcheck source=tests/lib/night.sh
. "$ROOT/tests/lib/night.sh"

need_night_key
dir=$T/v
own_server "$dir/postgres"
mkdir -p "$dir/inbox/hoso-tthc"
delivery() { # FILE ABSENT TOTAL: 25 dossiers on each of six Fridays, 5 on the seventh; so many without a channel
	/usr/bin/python3 - "$ROOT/samples/hoso-tthc/03-khong-khong-gian-ten.xml" "$@" <<'PY'
import datetime, re, sys
sample, path, absent, total = sys.argv[1], sys.argv[2], int(sys.argv[3]), sys.argv[4]
text = open(sample, encoding="utf-8").read()
head, rest = text.split("<HoSo>", 1)
one, tail = rest.split("</HoSo>", 1)[0], rest.rsplit("</HoSo>", 1)[1]
out, n = [], 0
for week in range(7):
    day = datetime.date(2024, 2, 16) + datetime.timedelta(days=7 * week)
    for k in range(5 if week == 6 else 25):
        n += 1
        d = re.sub(r"<MaHoSo>[^<]*<", f"<MaHoSo>H34.19-{day:%y%m%d}-{k:04d}<", one)
        d = re.sub(r"<NgayTiepNhan>[^<]*<", f"<NgayTiepNhan>{day:%Y%m%d}083000<", d)
        d = re.sub(r"\s*<KenhThucHien>[^<]*</KenhThucHien>", "", d)
        if n > absent:
            d += "<KenhThucHien>2</KenhThucHien>"
        out.append(f"<HoSo>{d}</HoSo>")
open(path, "w", encoding="utf-8").write(head + "".join(out) + tail)
open(path + ".meta", "w", encoding="utf-8").write(f"sent_at=2024-03-31T01:00:00+07:00\ntotal={total}\n")
PY
}
delivery "$dir/inbox/hoso-tthc/all.xml" 3 200
code=0
night "$dir" || code=$?
is 'a night with findings waits for a person' "$code" 1
summary=$(tr '\n' ' ' <"$dir/out" | tr -s ' ')
like 'missing channels: the figure is held' "$summary" 'ho-so-tthc hs.ty-le-truc-tuyen H34 2024-Q1: gate channel_absent_held'
like 'the sender said 200, 155 came' "$summary" 'all\.xml: control_total: [^(]*\(200; 155\)'
like 'half a Friday' "$summary" 'hoso-tthc 29/03/2024: half_day: [^(]*\(5; 25\)'
unlike 'the Fridays before were whole' "$summary" '22/03/2024: half_day'
is 'the held figure is loaded, and marked' "$(on_server "$dir" -c "select value || ' ' || (flags like '%gate channel_absent_held%')
	from core.indicator where indicator = 'hs.ty-le-truc-tuyen' and agency = 'H34' and period = '2024-Q1' and run_to is null")" '100 true'
is 'readers see that it is' "$(on_server "$dir" -c "select count(*) from share.chi_so where tam_giu and chi_so = 'hs.ty-le-truc-tuyen'
	and co_quan = 'H34' and ky = '2024-Q1'")" 1

# mended: the channels come, the total is right
mended=$T/w
own_server "$mended/postgres"
mkdir -p "$mended/inbox/hoso-tthc"
delivery "$mended/inbox/hoso-tthc/all.xml" 1 155
code=0
night "$mended" || code=$?
unlike 'one of 155 is within 1 %' "$(cat "$mended/out")" 'gate channel_absent_held'
unlike 'the total is right' "$(cat "$mended/out")" 'control_total'
done_testing
