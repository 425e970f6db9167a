#!/bin/bash
# State words of the index are found by their key (case, place of the tone mark, blanks), and by the titles that people use.
. "$(dirname "$0")/../lib/tap.sh"
. "$ROOT/tests/lib/risky.sh"

# said INDICATOR VAR WORDS: the value that comes of the words, else the reason
said() {
	echo "index_variable,$1 $2,H34,2024-Q1,last,,,,\"$3\",,,,,kind=text,2024-01-01|2024-01-01|m|h" | stream bien-so-chi-so >"$T/m"
	with_my chiso-compute --now 2024-07-06 --period 2024-Q1 --set s003 --agency H34 "$T/m" >"$T/got"
	echo "$(cell "$T/got" "$1" value)$(cell "$T/got" "$1" reason)"
}
all() { # VALUE INDICATOR VAR WORDS…
	local value=$1 indicator=$2 var=$3 words
	shift 3
	for words; do is "$indicator: $words" "$(said "$indicator" "$var" "$words")" "$value"; done
}
all 1 1.1 chair 'Bí thư' 'bí thư' 'BÍ  THƯ' 'bi-thu' 'Bí thư Tỉnh ủy' 'Bí thư tỉnh uỷ' 'Chủ tịch' 'Chủ tịch UBND tỉnh' 'chủ tịch ubnd tỉnh Kon Tum' \
	'Chủ tịch Uỷ ban nhân dân tỉnh' 'Phó Bí thư Tỉnh ủy, Chủ tịch UBND tỉnh' $'Chủ\u00a0tịch UBND tỉnh'
all 0.5 1.1 chair 'Phó Bí thư' 'Phó chủ tịch UBND tỉnh' 'Phó Chủ tịch Thường trực UBND tỉnh' 'phó bí thư thường trực tỉnh ủy'
all 0 1.1 chair 'Không có, hoặc không phải lãnh đạo tỉnh' 'Giám đốc Sở Thông tin và Truyền thông'
all 1 6.19 state 'Đã triển khai và có thể cá thể hóa' 'đã triển khai và có thể cá thể hoá' 'Đã triển khai, có cá thể hóa'
all 0.5 6.19 state 'ĐÃ TRIỂN KHAI VÀ CHƯA CÁ THỂ HÓA' 'Đã triển khai, chưa cá thể hoá'
all 0 6.19 state 'Chưa triển khai' 'chưa  triển khai' 'Chưa có'
for words in 'Bi thu Tinh uy' 'Trưởng ban' 'Nguyên Bí thư Tỉnh ủy' 'Bí thư Huyện ủy'; do
	is "$words is no word of the list" "$(said 1.1 chair "$words")" "1.1: 1.1 chair: found \"$words\", expected one of truong-ban-chi-dao"
done

# two agencies that say the same in other words do not differ
two() { # WORDS OF THE PROVINCE, OF THE DEPARTMENT: the flags
	local sender n=0 words
	for sender in H34 H34.10; do
		n=$((n + 1))
		words=$1
		shift
		echo "<GuiBienSo xmlns=\"http://lris.example/bien-so-chi-so/1.0\"><TieuDe><MaBanTin>T$n</MaBanTin><ThoiDiemGui>2024-04-05T08:00:00+07:00</ThoiDiemGui>
			<KyBaoCao>2024-Q1</KyBaoCao><DiaBan>H34</DiaBan><DonViGui>$sender</DonViGui></TieuDe><DanhSach><BienSo><ChiSo>1.1</ChiSo>
			<Bien>chair</Bien><GiaTri>$words</GiaTri></BienSo></DanhSach></GuiBienSo>" >"$T/$n.xml"
	done
	with_my chiso-extract --now 2024-04-06 --feed bien-so-chi-so "$T/1.xml" "$T/2.xml" |
		with_my chiso-normalize --now 2024-04-06 --feed bien-so-chi-so | with_my chiso-aggregate --now 2024-04-06 --feed bien-so-chi-so >"$T/m"
	with_my chiso-compute --now 2024-04-06 --period 2024-Q1 --set s003 --agency H34 "$T/m" >"$T/got"
	cell "$T/got" 1.1 flags | grep -o senders_differ
}
is 'one state in two wordings' "$(two 'Chủ tịch' 'chủ tịch UBND tỉnh')" ''
is 'two states' "$(two 'Chủ tịch' 'Phó Chủ tịch UBND tỉnh')" senders_differ

# every alias is of a code of its list, and no two mean different codes
is 'no alias has two meanings' "$(/usr/bin/python3 - "$ROOT/pipeline/catalog/base" <<'PY'
import csv, sys, unicodedata
rows = lambda t: csv.DictReader(open(f"{sys.argv[1]}/{t}.csv", encoding="utf-8"))
means = {}
for r in rows("codes"):
    means.setdefault((r["list"], r["title_vi"].lower()), set()).add(r["meaning"] if len(r["meaning"]) == 1 else r["code"])
codes = {(r["list"], r["code"]) for r in rows("codes")}
for r in rows("code_aliases"):
    means.setdefault((r["list"], r["alias"].lower()), set()).add(r["code"])
    if (r["list"], r["code"]) not in codes:
        print(r)
print(*[k for k, v in means.items() if len(v) > 1 and k[0] in ("truong-ban-chi-dao", "tro-ly-ao", "trung-tam-du-lieu")])
PY
)" ''
done_testing
