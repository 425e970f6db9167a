#!/bin/bash
# Nights over S004's report with its quarter in twelve ways of writing: the same thirty rows each time; another kind is refused.
# shellcheck source=tests/lib/tap.sh
. "$(dirname "$0")/../lib/tap.sh"
# shellcheck source=tests/lib/night.sh
. "$ROOT/tests/lib/night.sh"

need_night_key
dir=$T/v
own_server "$dir/postgres"
mkdir -p "$dir/inbox/bao-cao-quy"
# report NAME TEXT: the report with that period, as a message of its own
report() {
	sed "s|<bcq:KyBaoCao>[^<]*|<bcq:KyBaoCao>$2|; s/00000000-0000-4000-8000-000000000004/$1/" "$ROOT/samples/bao-cao-quy/2024-Q1.xml" \
		>"$dir/inbox/bao-cao-quy/$1.xml"
}
figures() { on_server "$dir" -c "select indicator, agency, period, value, shown, status from core.indicator where run_to is null
	and set = 's004-2024' order by 1, 2, 3"; }
records() { on_server "$dir" -c "select count(*), min(ky_bao_cao), max(ky_bao_cao) from core.bao_cao_quy"; }

report first 2024-Q1
night "$dir"
is 'the report as it is' $? 0

figures >"$T/figures"
is 'gives thirty rows' "$(grep -c '|2024-Q1|' "$T/figures") $(records)" '30 30|2024-Q1|2024-Q1'

n=0
while IFS= read -r text; do
	n=$((n + 1))
	report "way-$n" "$text"
done <<'END'
2024Q1
2024-q1
Q1/2024
Q1-2024
I/2024
Q.I/2024
Quý I/2024
Quý I năm 2024
quý 1 năm 2024
Quý 1-2024
QUÝ MỘT NĂM 2024
３ tháng đầu năm ２０２４
END
night "$dir" CHISO_NOW=2024-04-02T01:00:00+07:00
is 'twelve messages more, all of the same rows' $? 0
figures >"$T/figures.now"
same 'the figures are the same' "$T/figures.now" "$T/figures"
is 'and the records: each message is a version of them' "$(records)" '30|2024-Q1|2024-Q1'
is 'nothing was refused' "$(on_server "$dir" -c 'select count(*) from audit.reject')" 0

report month 2024-03
report none 2024-Q5
code=0
night "$dir" CHISO_NOW=2024-04-03T01:00:00+07:00 || code=$?
is 'what is no quarter of the calendar waits for a person' "$code" 1
summary=$(tr '\n' ' ' <"$dir/page" | tr -s ' ')
like 'the month is refused' "$summary" 'month\.xml'
is 'so is the fifth quarter' "$(on_server "$dir" -c "select string_agg(distinct code, ' ' order by code) from audit.reject")" \
	'period.kind period.outside'
figures >"$T/figures.now"
same 'and changed nothing' "$T/figures.now" "$T/figures"
done_testing
