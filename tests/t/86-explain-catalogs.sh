#!/bin/bash
# Each figure by the catalogue that it was computed by: after a definition changed, a quarter that waits for its reprocessing is
# explained by the old one, and a year made of quarters of both by each quarter's own.
. "$(dirname "$0")/../lib/tap.sh"
. "$ROOT/tests/lib/night.sh"
need_postgres
need_night_key
fill_inbox "$T/inbox"
sed 's/240115-0007/240115-9007/; s/000000000011/000000008812/
	s|<dvc:NgayHenTra>|<dvc:NgayKetThucXuLy>20240118100000</dvc:NgayKetThucXuLy>&|' \
	"$ROOT/samples/hoso-tthc/01-mot-ho-so_20240116010000.xml" >"$T/inbox/hoso-tthc/thang-mot_20240119010000.xml"
export CHISO_INBOX="$T/inbox" CHISO_VAR="$T/var" CHISO_KEY="$T/key" CHISO_NOW=$NIGHT_NOW CHISO_RETRY_SECONDS=0
"$ROOT/scripts/nightly" >"$T/out" 2>"$T/err"
like 'the first night is done' "$?" '^[01]$'
resolved() { sql "select value from core.indicator where indicator = 'hs.giai-quyet' and agency = 'H34' and period = '$1' and run_to is null"; }
is 'dossiers of state 9 and 10 are resolved' "$(resolved 2024-Q1)" 7

# a catalogue by which state 4 is resolved as well, and a dossier of April in that state
mkdir -p "$T/own"
printf 'setting,value,title_vi,valid_from,valid_to,source\nresolved_states,4 9 10,Trạng thái coi là đã giải quyết,,,QUY-TAC-HO-SO\n' >"$T/own/settings.csv"
folders=$(chiso-catalog show folders 2>/dev/null || true)
[ -n "$folders" ] || folders=$(find "$ROOT/pipeline/catalog" -mindepth 1 -maxdepth 1 -type d ! -name base | sort | paste -s -d :)
export CHISO_CATALOG=$ROOT/pipeline/catalog/base:$folders:$T/own
sed 's/240115-0007/240415-8007/; s/000000000011/000000008811/; s/202401/202404/g
	s|<dvc:NgayHenTra>|<dvc:NgayKetThucXuLy>20240418100000</dvc:NgayKetThucXuLy>&|' \
	"$ROOT/samples/hoso-tthc/01-mot-ho-so_20240116010000.xml" >"$T/inbox/hoso-tthc/thang-tu_20240419010000.xml"
CHISO_NOW=2024-07-02T01:00:00+07:00 "$ROOT/scripts/nightly" >"$T/out" 2>"$T/err"
like 'the second night is done' "$?" '^[01]$'
is 'the first quarter waits for its reprocessing' "$(resolved 2024-Q1)" 7
like 'the second has a dossier of state 4' "$(resolved 2024-Q2)" '^[1-9]'
is 'catalogues of both are kept' "$(sql 'select count(*) from audit.catalog')" 2
is 'the year is of the second run' "$(sql "select max(run_from) = 2 from core.indicator where indicator = 'hs.giai-quyet' and agency = 'H34' and period = '2024' and run_to is null")" t

for period in 2024-Q1 2024-Q2 2024; do
	exit_is "$period is verified" 0 chiso-explain --all --verify --period $period
	like '  every figure' "$(cat "$T/out")" 'other=0 held=0$'
done
exit_is 'a year alone' 0 chiso-explain hs.giai-quyet --period 2024 --verify --records
like '  the first quarter by its own catalogue' "$(cat "$T/out")" '2024-Q1 = 7'
exit_is 'the first quarter' 0 chiso-explain hs.giai-quyet --period 2024-Q1
like '  by the settings of then' "$(cat "$T/out")" 'resolved_states = 9 10'
like '  and that the catalogue of today is another' "$(tr -s ' \n' ' ' <"$T/out")" 'Danh mục hôm nay đã khác'
exit_is 'the second' 0 chiso-explain hs.giai-quyet --period 2024-Q2
like '  by those of today' "$(cat "$T/out")" 'resolved_states = 4 9 10'

# after the reprocessing there is a value before, and why it moved
CHISO_NOW=2024-07-03T01:00:00+07:00 "$ROOT/scripts/reprocess" 2024-Q1 >"$T/out" 2>"$T/err"
like 'the first quarter is reprocessed' "$?" '^[01]$'
exit_is 'it is explained by the new catalogue' 0 chiso-explain hs.giai-quyet --period 2024-Q1 --verify --format json
is '  with every value and its reason' "$(/usr/bin/python3 -c 'import json, sys
f = json.load(sys.stdin)["figures"][0]
h = f["history"]
print(len(h), h[1]["shown"], h[0]["shown"], h[0]["run_kind_en"], bool(h[0].get("why_catalog") or h[0].get("why")), h[1]["why_en"])' <"$T/out")" \
	'2 7 8 reprocessing True recorded for the first time'
for period in 2024-Q1 2024-Q2 2024; do
	exit_is "$period is verified again" 0 chiso-explain --all --verify --period $period
done
done_testing
