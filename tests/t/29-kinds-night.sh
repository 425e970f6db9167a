#!/bin/bash
# A night of several kinds: dossiers from four systems, enterprises, electricity; a key in two systems is told; a wrong row of one
# feed leaves the figures of its kind as they are.
# shellcheck source=tests/lib/tap.sh
. "$(dirname "$0")/../lib/tap.sh"
# shellcheck source=tests/lib/night.sh
. "$ROOT/tests/lib/night.sh"
need_night_key
dir=$T/v
own_server "$dir/postgres"
# NIGHT_NOW: the samples are of the second of April
NIGHT_NOW=2024-04-06T01:00:00+07:00
put() { # FEED FILE…
	local feed=$1
	shift
	mkdir -p "$dir/inbox/$feed"
	cp -p -- "$@" "$dir/inbox/$feed/"
}
S=$ROOT/samples
put hoso-tthc "$S"/hoso-tthc/01-mot-ho-so_20240116010000.xml
for feed in ho-so-ly-lich-tu-phap ho-so-ho-tich ho-so-giao-thong; do put $feed "$S/$feed"/aside/ho-so_20240402010000.xml; done
put doanh-nghiep "$S"/doanh-nghiep/aside/doanh-nghiep.xml
put dien-nang "$S"/dien-nang/aside/dien-nang.xml
put dan-cu "$S"/dan-cu/aside/cong-dan.xml "$S"/dan-cu/aside/cong-dan.xml.meta
night "$dir"
code=$?
ok 'the night is done' test $code -le 1
is 'every file is loaded' "$(on_server "$dir" -c "select feed, n_kept from audit.load where state = 'ok' order by 1")" \
	"$(printf '%s\n' 'dan-cu|5' 'dien-nang|7' 'doanh-nghiep|5' 'ho-so-giao-thong|4' 'ho-so-ho-tich|4' 'ho-so-ly-lich-tu-phap|5' 'hoso-tthc|1')"
figure() { on_server "$dir" -c "select coalesce(sum(value)::bigint, -1) from core.measure where run_to is null and measure = '$1' and period = '2024-Q1'"; }
months() { on_server "$dir" -c "select coalesce(sum(value)::bigint, -1) from core.measure where run_to is null and measure = '$1' and period in ('2024-01', '2024-02', '2024-03')"; }
is 'dossiers are counted over all systems of the kind' "$(figure received)" 14
is 'so are those that are done' "$(figure resolved)" 7
is 'and the indicator' "$(on_server "$dir" -c "select value::int from core.indicator where run_to is null and indicator = 'hs.tiep-nhan'
	and agency = 'H34' and period = '2024-Q1'")" 14
is 'enterprises' "$(figure dn.thanh-lap)" 3
is 'electricity in watt hours, from kWh, MWh and GWh' "$(months dien.tieu-thu)" 29262600000
is 'by district' "$(on_server "$dir" -c "select agency, value::bigint from core.measure where run_to is null and measure = 'dien.tieu-thu'
	and period = '2024-01' and value > 0 order by 1")" "$(printf '%s\n' 'H34.40|13670500000' 'H34.46|2310400000')"
is 'readers see them' "$(on_server "$dir" -c "select sum(gia_tri_rieng)::bigint from share.he_thong_thong_ke where ma_loai = 'dien-nang' and so_lieu = 'dien.tieu-thu'")" 29262600000
is 'citizens at the end of the quarter' "$(months dc.cuoi-quy)" 5
is 'no mark is left' "$(on_server "$dir" -c 'select count(*) from audit.mark')" 0
like 'the page counts them' "$(cat "$dir/page")" 'Bản ghi: 31 đọc = 31 nhận'
unlike 'nothing is told of keys' "$(tr '\n' ' ' <"$dir/page")" 'keys stand in both feeds'
unlike 'no person in what is published' "$(cat "$dir"/out "$dir"/err; find "$dir/figures" -type f -exec cat {} +)" 'NGUYỄN VĂN BỊA|0999000|0999000002|099900000'

# ---- the second night: a dossier of the one-stop system comes from the civil status system too
sed 's/H34\.45-240220-1002/000.00.19.H34-240115-0007/' "$S"/ho-so-ho-tich/aside/ho-so_20240402010000.xml >"$T/again.xml"
mkdir -p "$dir/inbox/ho-so-ho-tich"
cp "$T/again.xml" "$dir/inbox/ho-so-ho-tich/ho-so_20240405010000.xml"
NIGHT_NOW=2024-04-07T01:00:00+07:00
night "$dir"
is 'it waits for a person' $? 1
like 'one key in two feeds is told, with both' "$(tr '\n' ' ' <"$dir/page" | tr -s ' ')" 'ho-so-ho-tich hoso-tthc: 1 khóa có ở cả hai nguồn cùng loại'
is 'and counted twice' "$(figure received)" 15

# ---- the third: a row of one feed is wrong; the kind keeps its figures, and what comes in others is not lost
cp -R "$ROOT/pipeline/catalog" "$T/catalog"
sed -i '/^ho-so-giao-thong,trang_thai,/s/@TrangThai/@@/' "$T/catalog/base/fields.csv"
mkdir -p "$dir/inbox/hoso-tthc"
good 0042 >"$dir/inbox/hoso-tthc/42_20240406010000.xml"
NIGHT_NOW=2024-04-08T01:00:00+07:00
night "$dir" CHISO_CATALOG="$T/catalog/base:$T/catalog/kon-tum:$T/catalog/ba-ria-vung-tau"
is 'a wrong row of one feed' $? 1
is 'the figures of the kind stay' "$(figure received)" 15
is 'the new dossier is stored' "$(on_server "$dir" -c "select count(*) from core.hoso_tthc where ma_ho_so like '%0042'")" 1
is 'its mark too' "$(on_server "$dir" -c 'select feed, period from audit.mark order by 1, 2')" 'hoso-tthc|2024-Q1'
NIGHT_NOW=2024-04-09T01:00:00+07:00
night "$dir"
is 'mended, it is counted' "$(figure received)" 16
done_testing
