#!/bin/bash
# What the quality rules hold at night: the figure is loaded with its finding, the summary says it, and the night's status is 1.
# shellcheck source=tests/lib/tap.sh
. "$(dirname "$0")/../lib/tap.sh"
# shellcheck source=tests/lib/night.sh
. "$ROOT/tests/lib/night.sh"
# shellcheck source=tests/lib/delivery.sh
. "$ROOT/tests/lib/delivery.sh"

need_night_key
dir=$T/v
own_server "$dir/postgres"
mkdir -p "$dir/inbox/hoso-tthc"
delivery "$dir/inbox/hoso-tthc/all.xml" 3 200
code=0
night "$dir" || code=$?
is 'a night with findings waits for a person' "$code" 1
summary=$(tr '\n' ' ' <"$dir/page" | tr -s ' ')
like 'missing channels: the figure is held' "$summary" 'ho-so-tthc hs.ty-le-truc-tuyen H34 2024-Q1: gate channel_absent_held'
like 'the sender said 200, 155 came' "$summary" 'all\.xml: control_total: [^(]*\(200; 155\)'
like 'half a Friday' "$summary" 'hoso-tthc 29/03/2024: half_day: [^(]*\(5; 25\)'
unlike 'the Fridays before were whole' "$summary" '22/03/2024: half_day'
is 'the held figure is loaded, and marked' "$(on_server "$dir" -c "select value || ' ' || (flags like '%gate channel_absent_held%')
	from core.indicator where indicator = 'hs.ty-le-truc-tuyen' and agency = 'H34' and period = '2024-Q1' and run_to is null")" '100 true'
like 'the summary names the command that approves' "$summary" 'scripts/approve 2024-Q1 --list'
is 'readers see that it is' "$(on_server "$dir" -c "select count(*) from share.chi_so where tam_giu and chi_so = 'hs.ty-le-truc-tuyen'
	and co_quan = 'H34' and ky = '2024-Q1'")" 1

# mended: the channels come, the total is right
mended=$T/w
own_server "$mended/postgres"
mkdir -p "$mended/inbox/hoso-tthc"
delivery "$mended/inbox/hoso-tthc/all.xml" 1 155
code=0
night "$mended" || code=$?
unlike 'one of 155 is within 1 %' "$(cat "$mended/page")" 'gate channel_absent_held'
unlike 'the total is right' "$(cat "$mended/page")" 'control_total'

# every second Friday is cut in half for good: what is usual is what the whole ones had
halves=$T/h
own_server "$halves/postgres"
mkdir -p "$halves/inbox/hoso-tthc"
delivery "$halves/inbox/hoso-tthc/all.xml" 1 110
/usr/bin/python3 - "$halves/inbox/hoso-tthc/all.xml" <<'PY'
import re, sys
text = open(sys.argv[1], encoding="utf-8").read()
kept, n = re.subn(r"<HoSo>\s*<MaHoSo>H34\.19-(?:240223|240308|240322)-00[12][0-9]<.*?</HoSo>", "", text, flags=re.S)
assert n == 45, n
open(sys.argv[1], "w", encoding="utf-8").write(kept)
PY
night "$halves" || true
like 'half a Friday among halves' "$(tr '\n' ' ' <"$halves/page" | tr -s ' ')" 'hoso-tthc 29/03/2024: half_day: [^(]*\(5; 25\)'
done_testing
