#!/bin/bash
# Corrections of 2024-Q4 that come on 15/8/2025, when neither the departments nor the provinces are there any more: they change
# that quarter and its year, and nothing else, whether the old body sends them or who followed it.
# shellcheck source=tests/lib/tap.sh
. "$(dirname "$0")/../lib/tap.sh"
# shellcheck source=tests/lib/night.sh
. "$ROOT/tests/lib/night.sh"

need_night_key
dir=$T/v
own_server "$dir/postgres"
vars=$dir/inbox/bien-so-chi-so reports=$dir/inbox/bao-cao-quy
mkdir -p "$vars" "$reports"
# variables ID SENT PERIOD SENDER A: 3.7 of Kon Tum, A of ten platforms
variables() {
	cat <<-XML
		<GuiBienSo xmlns="http://lris.example/bien-so-chi-so/1.0"><TieuDe><MaBanTin>$1</MaBanTin><ThoiDiemGui>$2</ThoiDiemGui>
		<KyBaoCao>$3</KyBaoCao><DiaBan>H34</DiaBan><DonViGui>$4</DonViGui></TieuDe><DanhSach>
		<BienSo><ChiSo>3.7</ChiSo><Bien>a</Bien><GiaTri>$5</GiaTri><DonViTinh>nền tảng</DonViTinh></BienSo>
		<BienSo><ChiSo>3.7</ChiSo><Bien>b</Bien><GiaTri>10</GiaTri><DonViTinh>nền tảng</DonViTinh></BienSo>
		</DanhSach></GuiBienSo>
	XML
}
# report ID SENT PERIOD SENDER PERCENT: the thirty rows of Bà Rịa - Vũng Tàu, I.3 another
report() {
	sed "s/00000000-0000-4000-8000-000000000004/$1/; s/20240329163000/$2/; s|<bcq:KyBaoCao>[^<]*|<bcq:KyBaoCao>$3|
		s/<bcq:MaDonVi>[^<]*/<bcq:MaDonVi>$4/; s/<bcq:KetQua>72,5%/<bcq:KetQua>$5%/" "$ROOT/samples/bao-cao-quy/2024-Q1.xml"
}
# tonight DAY
tonight() {
	code=0
	night "$dir" CHISO_NOW="$1T01:00:00+07:00" || code=$?
}
# shown SET INDICATOR PERIOD: the value of the province
shown() { on_server "$dir" -c "select value from core.indicator where run_to is null and set = '$1' and indicator = '$2' and period = '$3'
	and agency in ('H34', 'H06')"; }
# what changed in the last night, but for what a quarter or year is compared with
changed() { on_server "$dir" -c "select string_agg(distinct period, ' ' order by period) from core.measure
	where run_from = (select max(run_id) from audit.run)"; }
figures() { on_server "$dir" -c "select period, set, indicator, agency, value, shown from core.indicator where run_to is null
	and period not in ('2024-Q4', '2024') order by 1, 2, 3, 4"; }

variables q3 2024-10-05T08:00:00+07:00 2024-Q3 'Sở Thông tin và Truyền thông' 7 >"$vars/q3.xml"
variables q4 2025-01-05T08:00:00+07:00 2024-Q4 'Sở Thông tin và Truyền thông' 8 >"$vars/q4.xml"
report b-q3 20241005080000 2024-Q3 000.00.00.H06 70 >"$reports/q3.xml"
report b-q4 20250105080000 2024-Q4 000.00.00.H06 71 >"$reports/q4.xml"
tonight 2025-01-10
is 'the quarter in time' "$(shown s003 3.7 2024-Q4) $(shown s004-2024 I.3 2024-Q4)" '80 71'
figures >"$T/figures"

# correction DAY WHO VARIABLES_SENDER REPORT_SENDER A PERCENT
correction() {
	variables "c-$1" "$1T09:00:00+07:00" 'Quý IV năm 2024' "$3" "$5" >"$vars/c-$1.xml"
	report "c-$1" "${1//-/}090000" Q4/2024 "$4" "$6" >"$reports/c-$1.xml"
	tonight "$(date -d "$1 + 1 day" +%F)"
	is "$2: both quarters are corrected" "$(shown s003 3.7 2024-Q4) $(shown s004-2024 I.3 2024-Q4)" "${5}0 $6"
	is 'and the year of Kon Tum' "$(shown s003 3.7 2024)" "${5}0"
	is 'no other quarter was measured' "$(changed)" 2024-Q4
	figures >"$T/figures.now"
	same 'and no other figure is another one' "$T/figures.now" "$T/figures"
	unlike 'none is unknown' "$(on_server "$dir" -c "select string_agg(code, ' ') from audit.reject")" agency
}
correction 2025-08-15 'the old department' 'Sở Thông tin và Truyền thông' 'Sở Thông tin và Truyền thông' 9 72
correction 2025-08-18 'the department that followed it' 'Sở Khoa học và Công nghệ' 'Sở Khoa học và Công nghệ' 6 73
correction 2025-08-21 'the one of the province that followed' 'Sở Khoa học và Công nghệ tỉnh Quảng Ngãi' \
	'Sở Khoa học và Công nghệ Thành phố Hồ Chí Minh' 5 74
correction 2025-08-24 'the province by its code' H34 000.00.00.H06 5 75
correction 2025-08-27 'the province that it became' 'UBND tỉnh Kon Tum' 000.00.00.H29 5 76

# a district of the province reports for itself, not for the province
report d 20250901090000 2024-Q4 'UBND thành phố Vũng Tàu' 99 >"$reports/d.xml"
tonight 2025-09-02
is "a district's report is not the province's" "$(shown s004-2024 I.3 2024-Q4)" 76

# who leads nothing of it changes nothing, and is told
variables n 2025-09-03T09:00:00+07:00 2024-Q4 'Sở Tư pháp' 1 >"$vars/n.xml"
tonight 2025-09-04
is 'who neither leads nor followed changes nothing' "$(shown s003 3.7 2024-Q4)" 50
done_testing
