#!/bin/bash
# October 2026 of the two provinces of today, each in a data centre of its own: dossiers, procedures and index variables of invented
# senders; every row of the index has its value or its reason, and says what it assumes.
# long
# shellcheck source=tests/lib/tap.sh
. "$(dirname "$0")/../lib/tap.sh"
# shellcheck source=tests/lib/night.sh
. "$ROOT/tests/lib/night.sh"

need_night_key
today() { /usr/bin/python3 "$ROOT/tests/gen/province_today.py" "$@"; }
catalog=$ROOT/pipeline/catalog
tonight() { # TERRITORY ROOT SEED
	dir=$T/$1 root=$2
	own_server "$dir/postgres"
	today write "$catalog" "$1" "$3" "$T/world-$1"
	mkdir -p "$dir/inbox"
	cp -R "$T/world-$1"/*/ "$dir/inbox/"
	code=0
	night "$dir" CHISO_NOW=2026-11-01T01:00:00+07:00 CHISO_CATALOG="$catalog/base:$catalog/$1" || code=$?
}
rows() { on_server "$dir" -c "select $1 from core.indicator where run_to is null and $2"; }

while read -r territory root seed communes; do
	tonight "$territory" "$root" "$seed"
	is "$territory: the night is done, and nothing waits" "$code" 0
	is "$territory: no file is held back" "$(on_server "$dir" -c 'select count(*) from audit.quarantine')" 0
	ok "$territory: 120 rows of the index and the dossier figures are the truth's, to the last digit, or say why" \
		today compare "$T/world-$territory/truth.csv" "$dir"/figures/2026-Q3.csv "$dir"/figures/2026-Q4.csv
	tap_note "$(tail -n 3 "$T/out")"
	is "$territory: they are in the warehouse" "$(rows 'count(*)' "set = 'chi-so-$territory' and period = '2026-Q3' and agency = '$root'")" 120
	is "$territory: none without a value is without its reason" "$(rows 'count(*)' "agency = '$root' and value is null and coalesce(reason, '') = ''")" 0
	is "$territory: each says that the index is an assumption" "$(rows 'count(*)' "set = 'chi-so-$territory' and period = '2026-Q3'
		and agency = '$root' and rules not like '%(assumed):%CHI-SO-TIEP%'")" 0
	is "$territory: every commune that received dossiers is found by its code" \
		"$(rows 'count(*)' "set = 'ho-so-$territory' and indicator = 'hs.tiep-nhan' and period = '2026-Q4' and agency like '%/%' and agency !~ '/so-'")" \
		"$communes"
	is "$territory: nobody is unknown" "$(on_server "$dir" -c 'select count(*) from audit.reject')" 0
	is "$territory: what divides is the resolution's number" "$(rows "split_part(denominator, '/', 1)" "set = 'chi-so-$territory'
		and indicator = '3.4' and period = '2026-Q3'")" "$communes"
	like "$territory: a denominator that nobody sent and nobody entered is named" \
		"$(rows reason "set = 'chi-so-$territory' and indicator = '3.2' and period = '2026-Q3'")" "3\.2 b not received, nor is ho entered for $territory"
	unlike "$territory: no person is in anything that was published" "$(cat "$dir"/publish/*.csv "$dir"/figures/*.csv "$dir/out" "$dir/page")" 'BỊA|09990'
done <<'END'
quang-ngai H48 7 96
ho-chi-minh H29 8 168
END

is 'a target of the city of June that nobody sent figures for is overdue' "$(on_server "$T/ho-chi-minh" -c "select ma_trang_thai_theo_han
	from share.den_han where chi_so = 'kh31.1' order by ky desc limit 1")" overdue

dir=$T/ho-chi-minh
is 'its target of online procedures is held against the list that its departments sent, as 6.8 is' \
	"$(rows "string_agg(numerator || ' ' || denominator, ' ' order by indicator)" "indicator in ('6.8', 'kh60.1') and period = '2026-Q3' and agency = 'H29' and set ~ '^(chi-so|ke-hoach)'")" \
	"$(rows "numerator || ' ' || denominator || ' ' || numerator || ' ' || denominator" "indicator = '6.8' and period = '2026-Q3' and agency = 'H29' and set ~ '^chi-so'")"
is 'and has its day' "$(on_server "$dir" -c "select han from share.den_han where chi_so = 'kh60.2' order by ky desc limit 1")" 2026-12-31

# the targets of the plan of Kon Tum that fall due after its end: who took them over, and what became of them
dir=$T/quang-ngai
is 'a target of Kon Tum is followed on, by who took it over' "$(on_server "$dir" -c "select ma_trang_thai_theo_han || ' ' || chu_tri
	from share.den_han where bo_chi_so = 'chi-so-quang-ngai' and chi_so = '6.6' order by ky desc limit 1")" 'overdue Sở Khoa học và Công nghệ tỉnh Quảng Ngãi'
like 'and says that nobody decided it yet' "$(rows rules "set = 'chi-so-quang-ngai' and indicator = '5.3' and period = '2026-Q3'")" 'CHI-TIEU-TIEP'
like 'one that counts from a level of the old province is held against nothing' \
	"$(chiso-catalog show targets --catalog "$catalog/base" --catalog "$catalog/quang-ngai" | grep '^chi-so-quang-ngai,3\.1,')" 'mức nền là của tỉnh Kon Tum cũ'
done_testing
