#!/bin/bash
# A month is computed, reprocessed, approved and published like a quarter: the night computes the months that a file touched, where
# a set asks for them, and what follows from them; any order of nights gives the same tables.
# long
# shellcheck source=tests/lib/tap.sh
. "$(dirname "$0")/../lib/tap.sh"
# shellcheck source=tests/lib/night.sh
. "$ROOT/tests/lib/night.sh"

need_night_key
# The monthly report of a province: the catalogue's README has it, a set of its own over the dossiers
mkdir "$T/my"
# block FIRST-LINE: the indented block of README's section that begins with it
block() {
	awk -v first="    $1" '/^## / { on = /^## Ask for months/ } on && index($0, first) == 1 { found = 1 } found && !/^    / { exit }
		found { print substr($0, 5) }' "$ROOT/pipeline/catalog/README.md"
}
block 'set,title_vi' >"$T/my/sets.csv"
block 'set,seq' >"$T/my/set_rows.csv"
is 'README has the set and its rows' "$(cat "$T/my/sets.csv" "$T/my/set_rows.csv" | wc -l)" 6
plain=$ROOT/pipeline/catalog/base:$ROOT/pipeline/catalog/kon-tum:$ROOT/pipeline/catalog/ba-ria-vung-tau
monthly=$plain:$T/my
ok 'the catalogue is clean' chiso-catalog lint -q --catalog "$ROOT/pipeline/catalog" --catalog "$T/my"

# dossier NUMBER RECEIVED ENDED: a message of one dossier, resolved on its last day (days of 2024: 0115)
dossier() {
	good "$1" | sed -E "s|<(dvc:)?NgayTiepNhan>[^<]*|<\1NgayTiepNhan>2024${2}080000|; s|<(dvc:)?NgayHenTra>[^<]*|<\1NgayHenTra>2024${3}170000|
		s|<(dvc:)?NgayKetThucXuLy/>|<\1NgayKetThucXuLy>2024${3}090000</\1NgayKetThucXuLy>|; s|(TrangThaiHoSo>)4<|\19<|"
}
# put DIR NUMBER RECEIVED ENDED DAY: it comes on that day
put() {
	mkdir -p "$1/inbox/hoso-tthc"
	dossier "$2" "$3" "$4" >"$1/inbox/hoso-tthc/01-mot-ho-so_2024${5}01$2.xml"
}
at() { night "$1" CHISO_CATALOG="$monthly" CHISO_NOW="2024-$2T01:00:00+07:00"; }
value() { on_server "$dir" -c "select value from core.indicator where run_to is null and set = 'ho-so-thang' and agency = 'H34' and indicator = 'hs.$1'
	and period = '$2'"; }
periods() { on_server "$dir" -c "select string_agg(distinct period, ' ' order by period) from core.indicator where set = 'ho-so-thang' and $1"; }

dir=$T/v
own_server "$dir/postgres"
put "$dir" 0101 0110 0112 0114
put "$dir" 0102 0111 0120 0122
code=0
at "$dir" 02-01 || code=$?
is 'a night of January' "$code" 0
is 'its month, its quarter and what that is a part of' "$(periods true)" '2024-01 2024-9M 2024-H1 2024-Q1'
is 'two dossiers' "$(value tiep-nhan 2024-01) $(value tiep-nhan 2024-Q1) $(value tiep-nhan 2024-H1)" '2 2 2'
put "$dir" 0201 0205 0207 0208
put "$dir" 0202 0130 0209 0210
put "$dir" 0203 0206 0213 0214
at "$dir" 03-01
run=$(on_server "$dir" -c 'select max(run_id) from audit.run')
is 'a night of February, and one of January that ended in it' \
	"$(value tiep-nhan 2024-01) $(value giai-quyet 2024-01) $(value tiep-nhan 2024-02) $(value giai-quyet 2024-02) $(value tiep-nhan 2024-Q1)" '3 2 2 3 5'
put "$dir" 0204 0215 0219 0220
at "$dir" 03-02
is 'a file of February touches February and what it is a part of' "$(periods "run_from > $run")" '2024-02 2024-9M 2024-H1 2024-Q1'
is 'and nothing waits' "$(on_server "$dir" -c 'select count(*) from audit.mark')" 0
is 'January is as it was' "$(value tiep-nhan 2024-01)" 3
put "$dir" 0401 0410 0412 0413
at "$dir" 05-02
is 'April' "$(value tiep-nhan 2024-04) $(value tiep-nhan 2024-Q2) $(value tiep-nhan 2024-H1) $(value tiep-nhan 2024-9M)" '1 1 7 7'
is 'March is nowhere: it is missing, not 0' "$(value tiep-nhan 2024-03)" ''
like 'and the night says so' "$(tr '\n' ' ' <"$dir/page" | tr -s ' ')" 'ho-so-thang: chưa bao giờ tính kỳ / never computed: 2024-03'

# all of it in one night: the same tables
dir=$T/once
own_server "$dir/postgres"
mkdir -p "$dir/inbox/hoso-tthc"
for number in '0101 0110 0112 0114' '0102 0111 0120 0122' '0201 0205 0207 0208' '0202 0130 0209 0210' '0203 0206 0213 0214' \
	'0204 0215 0219 0220' '0401 0410 0412 0413'; do
	# shellcheck disable=SC2086 # words
	put "$dir" $number
done
at "$dir" 05-02
figures() { on_server "$1" -c "select set, indicator, agency, period, value, shown, flags, reason from core.indicator where run_to is null order by 1, 2, 3, 4"; }
measures() { on_server "$1" -c "select measure, agency, period, value, keys from core.measure where run_to is null order by 1, 2, 3"; }
figures "$dir" >"$T/once.figures"
figures "$T/v" >"$T/many.figures"
same 'one night gives the figures of four' "$T/once.figures" "$T/many.figures"
measures "$dir" >"$T/once.measures"
measures "$T/v" >"$T/many.measures"
same 'and their measures' "$T/once.measures" "$T/many.measures"

# a month again
dir=$T/v
# shellcheck disable=SC2317 # exit_is calls it
again() {
	env CHISO_VAR="$dir" CHISO_INBOX="$dir/inbox" CHISO_NOW="${AT:-2024-05-03T01:00:00+07:00}" CHISO_KEY="$T/key" \
		CHISO_CATALOG="${CATALOG:-$monthly}" CHISO_RETRY_SECONDS=0 "$ROOT/scripts/reprocess" "$@"
}
exit_is 'nothing changed: a month again' 0 again 2024-02
like 'no figure changes' "$(cat "$T/out")" '2024-02: .* no figure changes'
exit_is 'the month as published' 0 again 2024-02 --catalog as-published -o "$T/published"
like 'is the same' "$(cat "$T/err")" '2024-02 as published by run [0-9]+: the same bytes'
put "$dir" 0205 0220 0221 0301
exit_is 'a late file, first what would change' 0 again 2024-02 --dry-run
like 'of the month' "$(cat "$T/out")" 'ho-so-thang hs.tiep-nhan  H34  2024-02: 3 -> 4'
like 'and its quarter' "$(cat "$T/out")" 'ho-so-thang hs.tiep-nhan  H34  2024-Q1: 6 -> 7'
is 'nothing was changed' "$(value tiep-nhan 2024-02)" 3
exit_is 'then for good' 0 again 2024-02
is 'the month, the quarter, the half-year, nine months' \
	"$(value tiep-nhan 2024-02) $(value tiep-nhan 2024-Q1) $(value tiep-nhan 2024-H1) $(value tiep-nhan 2024-9M)" '4 7 8 8'
is 'and nothing waits' "$(on_server "$dir" -c 'select count(*) from audit.mark')" 0
put "$dir" 0402 0411 0415 0416
exit_is 'a month again, while a file of another quarter came' 0 again 2024-02
is 'that file is counted in its own month and quarter, too' "$(value tiep-nhan 2024-04) $(value tiep-nhan 2024-Q2) $(value tiep-nhan 2024-H1)
$(on_server "$dir" -c 'select count(*) from audit.mark')" '2 2 9
0'
exit_is 'a month without records' 0 again 2024-03
is 'has no figure still' "$(value tiep-nhan 2024-03)" ''
at "$dir" 05-04
unlike 'and is told no more' "$(tr '\n' ' ' <"$dir/page" | tr -s ' ')" 'never computed'
exit_is 'a thirteenth month is usage' 64 again 2024-13
exit_is 'a half-year is computed with its quarters' 64 again 2024-H1
like 'it says so' "$(cat "$T/err")" 'period: found 2024-H1, expected a quarter like 2024-Q1'
exit_is 'and shown as published' 0 again 2024-H1 --catalog as-published -o "$T/published"

# a quarter again computes its months by the catalogue of today
cp -R "$ROOT/pipeline/catalog" "$T/changed"
sed -i -E '/^hs\.ty-le-dung-han,/s/,%,2,/,%,4,/' "$T/changed/base/indicators.csv"
changed=$T/changed/base:$T/changed/kon-tum:$T/changed/ba-ria-vung-tau:$T/my
night "$dir" CHISO_CATALOG="$changed" CHISO_NOW=2024-05-05T01:00:00+07:00
like 'a changed definition waits, of the months, too' "$(tr '\n' ' ' <"$dir/page" | tr -s ' ')" \
	'ho-so-thang 2024-02: .* figures of 2024-02 are stale \(scripts/reprocess 2024-02\)'
CATALOG=$changed AT=2024-05-05T02:00:00+07:00 exit_is 'the quarter again' 0 again 2024-Q1
CATALOG=$changed AT=2024-05-05T03:00:00+07:00 exit_is 'and the second' 0 again 2024-Q2
night "$dir" CHISO_CATALOG="$changed" CHISO_NOW=2024-05-06T01:00:00+07:00
unlike 'nothing is stale: months, half-year and nine months followed' "$(tr '\n' ' ' <"$dir/page")" 'stale'

# approved by a named person
# shellcheck disable=SC2317 # exit_is calls it
approve() {
	env CHISO_VAR="$dir" CHISO_NOW=2024-05-07T08:00:00+07:00 CHISO_CATALOG="$changed" CHISO_RETRY_SECONDS=0 \
		"$ROOT/scripts/approve" "$@"
}
exit_is 'what waits in a month' 0 approve 2024-02 --list
like 'the set' "$(tr '\n' ' ' <"$T/out")" 'ho-so-thang'
exit_is 'the month is approved' 0 approve 2024-02 --set ho-so-thang --by 'NGUYỄN VĂN A' --note 'Tờ trình 3'
is 'those figures and no others' "$(on_server "$dir" -c "select string_agg(distinct period || ' ' || state, ', ') from core.indicator_published
	where run_to is null and set = 'ho-so-thang' and state = 'approved'")" '2024-02 approved'
is 'share tells it' "$(on_server "$dir" -c "select hien_thi || ' ' || trang_thai_duyet from share.chi_so where bo_chi_so = 'ho-so-thang' and ky = '2024-02'
	and chi_so = 'hs.tiep-nhan' and co_quan = 'H34'")" '4 đã duyệt'
put "$dir" 0206 0222 0226 0227
night "$dir" CHISO_CATALOG="$changed" CHISO_NOW=2024-05-08T01:00:00+07:00
is 'another number is approved anew' "$(on_server "$dir" -c "select value || ' ' || state from core.indicator_published
	where run_to is null and set = 'ho-so-thang' and period = '2024-02' and indicator = 'hs.tiep-nhan' and agency = 'H34'")" '5 provisional'

# a set that asks for months since: the night tells it, a quarter again computes them
dir=$T/old
own_server "$dir/postgres"
put "$dir" 0101 0110 0112 0114
put "$dir" 0201 0205 0207 0208
sed 's/month quarter half nine-months/quarter/' "$T/my/sets.csv" >"$T/sets"
mkdir "$T/quarterly"
cp "$T/my/set_rows.csv" "$T/quarterly/"
cp "$T/sets" "$T/quarterly/sets.csv"
night "$dir" CHISO_CATALOG="$plain:$T/quarterly" CHISO_NOW=2024-04-01T01:00:00+07:00
is 'nobody asks for months: none is marked, measured or computed' "$(on_server "$dir" -c "select
	(select count(*) from core.measure where period !~ 'Q') + (select count(*) from audit.period where period !~ 'Q')
	+ (select count(*) from core.indicator where period ~ '-[0-9]') + (select count(*) from core.hoso_tthc_version where periods !~ '^2024-Q1$')")" 0
at "$dir" 04-02
like 'one asks since' "$(tr '\n' ' ' <"$dir/page" | tr -s ' ')" \
	'ho-so-thang: chưa bao giờ tính kỳ / never computed: 2024-01, 2024-02, 2024-03, 2024-9M, 2024-H1 \(scripts/reprocess 2024-01\)'
AT=2024-04-02T02:00:00+07:00 exit_is 'the quarter again' 0 again 2024-Q1
is 'its months are there, of records that were read before' "$(value tiep-nhan 2024-01) $(value tiep-nhan 2024-02) $(value tiep-nhan 2024-H1)" '1 1 2'
at "$dir" 04-03
unlike 'and nothing is told' "$(tr '\n' ' ' <"$dir/page" | tr -s ' ')" 'never computed'
done_testing
