#!/bin/bash
# What is counted a year is counted by the night from the year's first quarter on, and follows when that one is corrected.
# shellcheck source=tests/lib/tap.sh
. "$(dirname "$0")/../lib/tap.sh"
# shellcheck source=tests/lib/night.sh
. "$ROOT/tests/lib/night.sh"

need_night_key
dir=$T/v
own_server "$dir/postgres"
mkdir -p "$dir/inbox/bien-so-chi-so"
message() { # QUARTER SENT EXERCISES
	printf '<b:GuiBienSo xmlns:b="http://lris.example/bien-so-chi-so/1.0"><b:TieuDe><b:MaBanTin>%s-%s</b:MaBanTin><b:KyBaoCao>%s</b:KyBaoCao>' \
		"$1" "$2" "$1" >"$dir/inbox/bien-so-chi-so/$1-$2.xml"
	printf '<b:DiaBan>H34</b:DiaBan><b:DonViGui>H34.19</b:DonViGui><b:ThoiDiemGui>%s</b:ThoiDiemGui></b:TieuDe><b:DanhSach><b:BienSo>' \
		"$2" >>"$dir/inbox/bien-so-chi-so/$1-$2.xml"
	printf '<b:ChiSo>5.9</b:ChiSo><b:Bien>n</b:Bien><b:GiaTri>%s</b:GiaTri><b:DonViTinh>cuộc</b:DonViTinh></b:BienSo></b:DanhSach></b:GuiBienSo>\n' \
		"$3" >>"$dir/inbox/bien-so-chi-so/$1-$2.xml"
}
figure() { # PERIOD
	on_server "$dir" -c "select concat_ws(' ', value, status, due_status) from core.indicator where set = 's003' and indicator = '5.9'
		and agency = 'H34' and period = '$1' and run_to is null"
}

message 2024-Q1 20240403100000 1
message 2024-Q2 20240703100000 0
message 2024-Q3 20241003100000 0
NIGHT_NOW=2024-10-04T01:00:00+07:00
night "$dir"
is 'one exercise in the first quarter' "$(figure 2024-Q1)" '1 reached on_course'
is 'is enough for the third, which had none' "$(figure 2024-Q3)" '0 reached on_course'
message 2024-Q1 20241004100000 0
NIGHT_NOW=2024-10-05T01:00:00+07:00
night "$dir"
is 'the first quarter is corrected' "$(figure 2024-Q1)" '0 not_reached not_due'
is 'the third follows, though nobody sent it again' "$(figure 2024-Q3)" '0 not_reached not_due'
is 'and the year' "$(figure 2024)" '0 not_reached not_due'
done_testing
