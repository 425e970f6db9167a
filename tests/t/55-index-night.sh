#!/bin/bash
# A generated year of index variables through one night: the 120 rows of the year in the warehouse are the truth's.
# shellcheck source=tests/lib/tap.sh
. "$(dirname "$0")/../lib/tap.sh"
# shellcheck source=tests/lib/night.sh
. "$ROOT/tests/lib/night.sh"

need_night_key
dir=$T/v
own_server "$dir/postgres"
year() { /usr/bin/python3 "$ROOT/tests/gen/index_year.py" "$@"; }
mkdir -p "$T/world" "$dir/inbox"/{bien-so-chi-so,chi-so-tinh-khac,danh-muc-ket-noi,danh-muc-tthc}
year write "$ROOT/pipeline/catalog" 5 "$T/world"
cp "$T/world"/bien-so-*.xml "$dir/inbox/bien-so-chi-so/"
cp "$T/world/tinh-khac.xml" "$dir/inbox/chi-so-tinh-khac/"
cp "$T/world/danh-muc-ket-noi.xml" "$dir/inbox/danh-muc-ket-noi/"
cp "$T/world/danh-muc-tthc.xml" "$dir/inbox/danh-muc-tthc/"

code=0
night "$dir" CHISO_NOW=2025-01-15T01:00:00+07:00 || code=$?
ok 'the night is done' test "$code" -le 1
is 'no file is held back' "$(on_server "$dir" -c 'select count(*) from audit.quarantine')" 0
ok 'at least 100 of 120 rows of the year equal the truth to the last digit, the rest say why' \
	year compare "$T/world/truth.csv" "$dir/figures/2024.csv"
tap_note "$(tail -n 3 "$T/out")"
is 'they are in the warehouse' "$(on_server "$dir" -c "select count(*) from core.indicator
	where set = 's003' and agency = 'H34' and period = '2024' and run_to is null")" 120
is 'and so is every row of the annual plan of the province; the districts sent nothing' "$(on_server "$dir" -c "select string_agg(set || ' ' || n, ', ' order by set)
	from (select set, count(distinct indicator) as n from core.indicator where period = '2024' and run_to is null
		and set in ('s000', 's001', 's002') group by set) s")" 's000 36'

# 120 rows are no page: the summary tells them by status, each row once, and counts the flags that it has no room for
/usr/bin/python3 - "$dir/page" >"$T/told" <<'PY'
import re, sys
text = open(sys.argv[1], encoding="utf-8").read()
part = text.split("120 dòng của Kế hoạch", 1)[1].split("\n\n", 1)[0].split("-" * 40)[-1]
told = re.findall(r"- ([^0-9]+) (\d+): ([^-]+)", part)
rows = [row for _, _, rows in told for row in rows.split()]
print(sum(int(n) for _, n, _ in told), len(rows), len(set(rows)), max(map(len, text.splitlines())) <= 80, len(text.splitlines()) < 160)
PY
is 'the summary tells every row once, in a page of 80 columns' "$(cat "$T/told")" '120 120 120 True True'
like 'and counts the flags that it does not show' "$(cat "$dir/page")" 'và [0-9]+ chỉ số có cảnh báo nữa'
done_testing
