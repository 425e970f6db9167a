#!/bin/bash
# What is kept and counted nowhere is told: a territory without a set in force, days that no period holds, a calendar that ends.
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
cp -R "$ROOT/pipeline/catalog" "$T/catalog"
sed -i '/^half_day,/d' "$T/catalog/base/checks.csv"
sed -i 's/,connected,/,not_connected,/' "$T/catalog/base/systems.csv"
catalog=$T/catalog/base:$T/catalog/ba-ria-vung-tau:$T/catalog/kon-tum
words() { tr '\n' ' ' <"$dir/page" | tr -s ' '; }
# tonight NOW: its status in $code
tonight() {
	code=0
	night "$dir" CHISO_NOW="$1T01:00:00+07:00" CHISO_CATALOG="$catalog" PGOPTIONS='-c search_path=pg_catalog' || code=$?
}
# of YEAR FILE: the seven Fridays of 2024 moved into that year
of() {
	delivery "$dir/inbox/hoso-tthc/$2" 1 155 0 2028-04-19T23:00:00+07:00
	sed -i "s/2024\([01][0-9]\)/$1\1/g; s/H34\.19-2/H34.19-$1-2/" "$dir/inbox/hoso-tthc/$2"
}

of 2028 a.xml
of 2045 b.xml
tonight 2028-04-20
is 'records that reach no figure wait for a person' "$code" 1
is 'they are kept' "$(on_server "$dir" -c 'select sum(n_kept) from audit.load')" 310
like 'no set is in force: the territory, the period, how many' "$(words)" \
	'kon-tum: Tỉnh Kon Tum: không bộ chỉ số nào có hiệu lực ở kỳ / no set in force at 2028-Q1: [1-9][0-9]* số liệu đo không vào chỉ số nào / measures reach no figure'
like 'a day far ahead is an error of its sender: how many, and which' "$(words)" \
	'to note: .*hoso-tthc: 155/310 bản ghi không vào số liệu nào / records reach no figure: 155 có ngày ngoài mọi kỳ của lịch / no period of the calendar holds their date \(2045-02-16–2045-03-29\).* WAITING FOR A PERSON'
is 'and makes no figure and no measure' "$(on_server "$dir" -c "select count(*) from core.measure where period like '2045%'")" 0
tonight 2028-04-21
is 'nothing new arrived; what has no set waits still' "$code" 1
like 'and is told' "$(words)" 'no set in force at 2028-Q1'

# Kon Tum goes on
sed -i 's/,2025-06-30,/,,/' "$T/catalog"/kon-tum/*.csv
ok 'with a set in force the quarter of 2028 is computed' env CHISO_VAR="$dir" CHISO_INBOX="$dir/inbox" CHISO_KEY="$T/key" \
	CHISO_NOW=2028-04-22T01:00:00+07:00 CHISO_CATALOG="$catalog" CHISO_RETRY_SECONDS=0 "$ROOT/scripts/reprocess" 2028-Q1
is 'by the rule of the calendar' "$(on_server "$dir" -c "select value from core.indicator where run_to is null and period = '2028-Q1'
	and indicator = 'hs.tiep-nhan' and agency = 'H34'")" 155
is 'and its year' "$(on_server "$dir" -c "select value from core.indicator where run_to is null and period = '2028'
	and indicator = 'hs.tiep-nhan' and agency = 'H34'")" 155
tonight 2028-04-23
is 'then nothing waits' "$code" 0
unlike 'and no set is missed' "$(words)" 'measures reach no figure|records reach no figure'

# no rule: the calendar ended with its rows
sed -i '/^duong-lich/d' "$T/catalog/base/calendar_rules.csv"
of 2028 c.xml
sed -i 's/H34\.19-2028/H34.19-c/' "$dir/inbox/hoso-tthc/c.xml"
tonight 2028-04-24
is 'none of a feed counts: it waits for a person' "$code" 1
like 'all of them' "$(words)" 'WAITING FOR A PERSON.*hoso-tthc: 155/155 bản ghi [^:]*: 155 có ngày ngoài mọi kỳ'
like 'for the calendar ended' "$(words)" 'duong-lich: lịch kỳ báo cáo hết ngày / the calendar ends on 31/12/2027'

# whose they are nobody knows: figures that are stated have no total that would take them in
mkdir -p "$dir/inbox/bao-cao-quy"
sed 's/<bcq:MaDonVi>[^<]*/<bcq:MaDonVi>Sở Không Có/; s/<bcq:KyBaoCao>[^<]*/<bcq:KyBaoCao>Quý I năm 2027/' \
	"$ROOT/samples/bao-cao-quy/2024-Q1.xml" >"$dir/inbox/bao-cao-quy/nobody.xml"
tonight 2028-04-25
like 'records of an unknown agency wait for a person' "$(words)" \
	'WAITING FOR A PERSON.*bao-cao-quy: 30/30 bản ghi không vào số liệu nào / records reach no figure: 30 không rõ của cơ quan nào / their agency is unknown'
done_testing
