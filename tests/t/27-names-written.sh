#!/bin/bash
# A body's name in every usual way of writing: with the territory behind it, abbreviated, with other joints, marks and spellings.
. "$(dirname "$0")/../lib/tap.sh"
cd "$ROOT" || exit 1

# read_as EXPECTED TEXT [TERRITORY [DATE]]: ids as find prints them, "-" when nobody is known by it, "? ids" when a person has to say
read_as() {
	local got
	got=$(chiso-catalog find agency "$2" --territory "${3:-kon-tum}" --at "${4:-2024-02-01}" 2>&1 | cut -f 1 | paste -sd ' ' -)
	is "$2" "${got:--}" "$1"
}

# the territory's name belongs to the name
for text in 'Sở Y tế Kon Tum' 'Sở Y tế, tỉnh Kon Tum' 'Sở Y tế (tỉnh Kon Tum)' 'Sở Y tế - Tỉnh Kon Tum' 'Sở Y tế tỉnh Kon Tum' \
	'SỞ Y TẾ TỈNH KON TUM' 'Sở Y tế T. Kon Tum' 'Sở Y tế tỉnh' 'Sở Y tế; tỉnh Kon Tum' 'Sở Y tế (Kon Tum)' 'Sở Y tế của tỉnh Kon Tum' \
	'Sở Y tế.' 'Sở Y-tế' '"Sở Y tế"' $'Sở Y tế\u200d' $'Sở Y\u00a0tế' 'S. Y tế' 'S.Y.Tế' 'SYT' 'Tỉnh Kon Tum - Sở Y tế'; do
	read_as H34.15 "$text"
done
read_as 'H34.15 H34.19' 'Sở Y tế tỉnh Kon Tum, Sở Tư pháp tỉnh Kon Tum'
read_as 'H34.15 H34.19' 'Sở Y tế, Sở Tư pháp - tỉnh Kon Tum'
for text in 'NHNN chi nhánh tỉnh Kon Tum' 'Ngân hàng Nhà nước Việt Nam chi nhánh Kon Tum' 'Ngân hàng Nhà nước - Chi nhánh tỉnh Kon Tum' \
	'Ngân hàng Nhà nước Việt Nam - CN tỉnh Kon Tum'; do
	read_as H34.29 "$text"
done
read_as H34.22 'Cục Thuế Kon Tum'
read_as H34.25 'BHXH Kon Tum'
read_as - 'Kon Tum'
read_as - 'Sở Y tế thành phố Kon Tum'
read_as - 'Sở Y tế tỉnh Gia Lai'
read_as - 'Sở Y tế Kon Tum' ba-ria-vung-tau
exit_is 'of no body of the nation' 1 chiso-catalog find agency 'Bộ Y tế tỉnh Kon Tum' --territory kon-tum --at 2024-02-01
for text in 'Sở Y tế BR-VT' 'Sở Y tế, tỉnh Bà Rịa - Vũng Tàu' 'Sở Y tế - BRVT' 'Sở Y tế; tỉnh Bà Rịa-Vũng Tàu' 'Tỉnh Bà Rịa - Vũng Tàu: Sở Y tế'; do
	read_as ba-ria-vung-tau/so-y-te "$text" ba-ria-vung-tau
done
read_as - 'Bà Rịa - Vũng Tàu' ba-ria-vung-tau
for text in 'Sở Y tế TP.HCM' 'Sở Y tế TPHCM' 'Sở Y tế TP. Hồ Chí Minh' 'Sở Y tế Thành phố'; do
	read_as ho-chi-minh/so-y-te "$text" ho-chi-minh 2025-08-01
done
read_as kon-tum/kon-ray/phong-y-te 'Phòng Y tế huyện Kon Rẫy, tỉnh Kon Tum' kon-tum/kon-ray
read_as H34.15 'Sở Y tế tỉnh Kon Tum' kon-tum/kon-ray
exit_is 'the name of another territory does not' 1 chiso-catalog find agency 'Sở Y tế huyện Kon Rẫy' --territory kon-tum/kon-ray

# abbreviations compose
for text in 'Sở TT&TT' 'Sở TTTT' 'S. TTTT' 'STTTT' 'Sở TT và TT' 'Sở TT-TT' 'Sở Thông tin & Truyền thông' 'Sở Thông tin - TT' \
	'Sở Thông tin, Truyền thông' 'Sở TT&TT Kon Tum' 'SỞ TT & TT TỈNH KON TUM'; do
	read_as H34.10 "$text"
done
for text in 'Sở NN&PTNT' 'Sở NN & PT NT' 'Sở Nông nghiệp & PTNT' 'Sở Nông nghiệp và Phát triển NT' 'Sở NNPTNT'; do
	read_as H34.06 "$text"
done
for text in 'Sở KH&ĐT' 'Sở KHĐT' 'Sở KH và ĐT' 'Sở KH-ĐT' 'Sở Kế hoạch & ĐT'; do
	read_as H34.04 "$text"
done
for text in 'Sở LĐTB&XH' 'Sở LĐ-TB&XH' 'Sở LĐ, TB và XH' 'Sở LĐTBXH' 'Sở Lao động - TB&XH' 'Sở Lao động, Thương binh & Xã hội' 'Sở LDTBXH'; do
	read_as H34.11 "$text"
done
for text in 'Sở VH,TT&DL' 'Sở VH, TT và DL' 'Sở VHTT&DL' 'Sở VHTTDL' 'Sở VH-TT-DL' 'Sở Văn hóa, TT&DL' 'Sở Văn hoá - Thể thao & Du lịch'; do
	read_as H34.12 "$text"
done
read_as H34.13 'Sở KH&CN'
read_as H34.14 'Sở GD-ĐT'
read_as H34.09 'Sở TN & MT'
read_as H34.07 'Sở GTVT'
read_as kon-tum/kon-ray/phong-giao-duc-va-dao-tao 'P. GD&ĐT' kon-tum/kon-ray
read_as kon-tum/kon-ray/phong-van-hoa-va-thong-tin 'Phòng VH-TT' kon-tum/kon-ray
read_as trung-uong/bo-thong-tin-va-truyen-thong 'Bộ TT&TT'
read_as ho-chi-minh/so-van-hoa-va-the-thao 'Sở VH&TT' ho-chi-minh 2025-08-01
for text in 'VP UBND tỉnh' 'VP. UBND tỉnh' 'VPUBND tỉnh' 'Văn phòng UBND tỉnh Kon Tum' 'Văn phòng Uỷ ban nhân dân T. Kon Tum'; do
	read_as H34.01 "$text"
done
for text in 'UBND H. Kon Rẫy' 'UBND H.Kon Rẫy' 'UBND huyện Kon Rẫy, tỉnh Kon Tum' 'Uỷ ban nhân dân H. Kon Rẫy'; do
	read_as H34.45 "$text"
done
read_as H34.40 'UBND TP. Kon Tum'
read_as H34.40 'UBND TP.Kon Tum, tỉnh Kon Tum'
read_as ba-ria-vung-tau/thi-xa-phu-my 'UBND TX. Phú Mỹ' ba-ria-vung-tau
read_as H34.40.01 'UBND P. Quang Trung, TP. Kon Tum'
read_as '? H34.13' 'Sở KH' # science or planning: nobody can say

# communes: the district behind, apostrophes, the double spellings of the statistics office
for text in 'UBND xã Đắk Tơ Lung, huyện Kon Rẫy' 'UBND X. Đăk Tơ Lung, H. Kon Rẫy, T. Kon Tum' 'UBND xã Đak Tơ Lung (huyện Kon Rẫy)' \
	'UBND xã Đăk Tơ Lung - huyện Kon Rẫy - tỉnh Kon Tum' 'Uỷ ban nhân dân xã Đăk Tơ Lung'; do
	read_as H34.45.03 "$text"
done
read_as H34.41.01 'UBND TT. Đăk Glei, huyện Đăk Glei'
for text in "UBND huyện Ia H'Drai" "UBND huyện Ia H' Drai" $'UBND huyện Ia H\u2019Drai' 'UBND huyện Ia H`Drai' 'UBND huyện Ia HDrai'; do
	read_as H34.49 "$text"
done
read_as H34.40.13 'UBND xã Ngọc Bay'
read_as H34.40.13 'UBND xã Ngok Bay, TP Kon Tum'
read_as H34.46.03 'UBND xã Đăk Long, huyện Đắk Hà'
read_as H34.41.10 'UBND xã Đăk Long, huyện Đăk Glei'
read_as '? H34.46.03 ? H34.41.10' 'UBND xã Đak Long' # in two districts
exit_is 'a near miss is suggested' 1 chiso-catalog find agency 'Sở Y té Kon Tum' --territory kon-tum --at 2024-02-01
is 'the nearest first, with the territory left aside' "$(head -n 1 "$T/out" | cut -f 1)" '? H34.15'

read_as H34.10 'Sở Thông tin và Truyền thông (Sở TT&TT)'
read_as 'H34.10 H34.15' 'Sở TT&TT; Sở Y tế; Sở TTTT'
read_as H34.15 'Sở Y tế tỉnh Kontum'
read_as H34.20 'Ban QL Khu kinh tế tỉnh'
read_as H34.28 'Đài PT-TH Kon Tum'
read_as H34.26 'TT CNTT&TT'
exit_is 'a keyboard without marks is suggested, not read' 1 chiso-catalog find agency 'So Y te Kon Tum' --territory kon-tum --at 2024-02-01
is 'as what it wanted' "$(head -n 1 "$T/out" | cut -f 1)" '? H34.15'

# what the night reads is what find shows
printf '%s\n' 'Sở Y tế Kon Tum' 'Sở TT&TT, tỉnh Kon Tum' 'UBND X. Đăk Tơ Lung, H. Kon Rẫy' 'Sở Y té' 'VP. UBND T. Kon Tum' 'Sở KH' >"$T/names"
/usr/bin/python3 - samples/hoso-tthc/01-mot-ho-so_20240116010000.raw.csv "$T/names" >"$T/raw.csv" <<'PY'
import csv, sys
rows = list(csv.reader(open(sys.argv[1], encoding="utf-8")))
out = csv.writer(sys.stdout, lineterminator="\n")
out.writerow(rows[0])
key, name, number = (rows[0].index(c) for c in ("ma_ho_so", "don_vi_xu_ly", "_record"))
for n, text in enumerate(open(sys.argv[2], encoding="utf-8").read().splitlines(), 1):
    row = list(rows[1])
    row[key], row[name], row[number] = f"000.00.19.H34-240115-{n:04}", text, str(n)
    out.writerow(row)
out.writerows(rows[2:])
PY
chiso-normalize -q --feed hoso-tthc --now 2024-04-01 <"$T/raw.csv" >"$T/clean.csv"
while IFS= read -r text; do
	chiso-catalog find agency "$text" --territory kon-tum --at 2024-01-15 | grep -v '^?' | cut -f 1 | grep . || echo 'H34.?'
done <"$T/names" >"$T/found"
is 'six names through the feed of the dossiers' "$(/usr/bin/python3 -c 'import csv, sys
print(*(r["don_vi_xu_ly"] for r in csv.DictReader(open(sys.argv[1], encoding="utf-8")) if r["_kind"] == "clean"))' "$T/clean.csv")" \
	'H34.15 H34.10 H34.45.03 H34.? H34.01 H34.?'
is 'are what find shows' "$(paste -sd ' ' "$T/found")" 'H34.15 H34.10 H34.45.03 H34.? H34.01 H34.?'

# the words
mkdir "$T/over"
both=(--catalog pipeline/catalog --catalog "$T/over")
words() { # WHAT ROW EXPECTED
	printf 'word,means,kind,valid_from,valid_to,source\n%s,CHISO test\n' "$2" >"$T/over/agency_words.csv"
	exit_is "$1" 78 chiso-catalog lint "${both[@]}"
	like "$1: said" "$(cat "$T/out")" "/over/agency_words.csv:2: $3"
}
words 'an abbreviation of nothing' 'zz,,short,,' "word 'zz': found no meaning"
words 'an abbreviation of two words' 'z z,thử,short,,' "word 'z z': found several words"
words 'a joint that means something' 'zz,thử,joint,,' "word 'zz': found a meaning"
printf 'word,means,kind,valid_from,valid_to,source\nzz,y tế,short,,,CHISO test\n' >"$T/over/agency_words.csv"
ok 'a row more' chiso-catalog find agency 'Sở ZZ' --territory kon-tum --at 2024-02-01 "${both[@]}"
is 'and its word is read' "$(cut -f 1 "$T/out")" H34.15

# a name that another one hides by marks and joints alone
mkdir "$T/hidden"
printf 'territory,alias,agencies,context,valid_from,valid_to,source\nkon-tum,Sở Y-tế.,H34.19,,,,CHISO test\n' >"$T/hidden/agency_aliases.csv"
exit_is 'one name of two bodies' 78 chiso-catalog lint --catalog pipeline/catalog --catalog "$T/hidden"
like 'is told' "$(cat "$T/out")" 'Sở Y-tế'

# find
exit_is 'an unknown territory is a wrong question' 64 chiso-catalog find agency 'Sở Y tế' --territory kontum
like 'it is named, with those that there are' "$(cat "$T/err")" "--territory: found 'kontum', expected one of .* kon-tum"
done_testing
