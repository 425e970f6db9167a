#!/bin/bash
# What the documents say beyond their targets, where readers see it: guidance and results word for word, a section that has lost
# its rows, and what becomes of targets that are due after their set ended.
# shellcheck source=tests/lib/tap.sh
. "$(dirname "$0")/../lib/tap.sh"
# shellcheck source=tests/lib/warehouse.sh
. "$ROOT/tests/lib/warehouse.sh"
need_postgres

ok 'the schema' chiso-load migrate -q --now $NOW
ok 'what the night lays down' lists
ok 'once more' lists

is 'every row of every set is a row' "$(sql 'select count(*) from share.van_ban')" "$(($(chiso-catalog show documents -q | /usr/bin/python3 -c 'import csv, sys
print(sum(1 for _ in csv.reader(sys.stdin)))') - 1))"
is '113 of the 120 rows have guidance, 104 a result of 2023' "$(sql "select count(*), count(huong_dan), count(ket_qua) filter (where nam_ket_qua = 2023)
	from share.van_ban where bo_chi_so = 's003'")" '120|113|104'
is 'the twelve results of rows without a target in its cell' "$(sql "select string_agg(v.chi_so || ' ' || v.ket_qua, '; ' order by v.thu_tu) from share.van_ban v
	where v.bo_chi_so = 's003' and v.ket_qua is not null and v.ket_qua not like 'Hiện chưa thống kê%'
	and not exists (select from core.target_due d where d.set = v.bo_chi_so and d.indicator = v.chi_so and d.part = '')")" \
	'3.4 Đã đạt; 4.3 Đã hoàn thành; 4.4 Đã hoàn thành; 7.2 23 doanh nghiệp; 8.6 Chưa có; 8.7 Chưa có'
is 'six of them are feedback that was not counted yet' "$(sql "select string_agg(chi_so, ' ' order by thu_tu) from share.van_ban
	where bo_chi_so = 's003' and ket_qua = 'Hiện chưa thống kê được (hầu hết người dân phản ánh qua Cổng dịch vụ công)'")" \
	'8.8.2.2 8.8.2.3 8.8.2.4 8.8.3.2 8.8.3.3 8.8.3.4'
is 'guidance keeps the words, and the slips' "$(sql "select huong_dan from share.van_ban where bo_chi_so = 's003' and chi_so = '8.3'")" \
	'a = Số người có chữ ký số hoặc chữ ký điện tử; b = Tổng dân số từ 15 tuổi trở ên; - Tỷ lệ = a/b - Điểm: + Tỷ lệ >= 50%: Điểm tối đa; + Tỷ lệ < 50%: Tỷ lệ/50%*Điểm tối đa'
# the formulas are a reading of the guidance: each threshold stands in its row's own words
is 'every threshold of a share is one that the guidance words' "$(chiso-catalog show indicators -q >"$T/indicators" && sql "\copy (select chi_so, huong_dan
	from share.van_ban where bo_chi_so = 's003') to stdout csv" | /usr/bin/python3 -c 'import csv, re, sys
from fractions import Fraction
words = dict(csv.reader(sys.stdin))
n = 0
for r in csv.DictReader(open(sys.argv[1], encoding="utf-8")):
    for t in re.findall(r"ratio (?:>=|/) ([0-9.]+)", r["score"]):
        n += 1
        said = [Fraction(x.replace(",", ".")) / 100 for x in re.findall(r"([0-9.,]*[0-9]) *%", words[r["indicator"]])]
        if Fraction(t) not in said:
            print(r["indicator"], t, words[r["indicator"]])
print(n > 30)' "$T/indicators")" True

is 'a section that announces six rows has one' "$(sql "select muc, tieu_de_muc, so_dong_neu, so_dong_co, ghi_chu from share.van_ban
	where bo_chi_so = 's004-2024' and ghi_chu is not null")" \
	'II|Kinh tế số (06 chỉ tiêu):|6|1|tiêu đề mục nêu 6 dòng, văn bản nhận được có 1'
is 'fifteen are fifteen' "$(sql "select distinct so_dong_neu, so_dong_co from share.van_ban where bo_chi_so = 's004-2024' and muc = 'I'")" '15|15'
like 'lint tells it too' "$(chiso-catalog lint 2>&1)" 'section II of s004-2024: its heading announces 6 rows, found 1: Kinh tế số \(06 chỉ tiêu\):'

# after the end of Kon Tum
due() { sql "select $1 from share.den_han where bo_chi_so = 's003' and chi_so = '$2' and phan is null"; }
like 'a target due after 30/6/2025 says what becomes of it' "$(due sau_khi_het_hieu_luc 6.6)" 'nhập vào tỉnh Quảng Ngãi: chỉ tiêu đến hạn sau 30/6/2025 dừng ở'
is 'one due before does not' "$(due sau_khi_het_hieu_luc 6.11)" ''
is 'in 2024 it is not due yet' "$(due ma_trang_thai_theo_han 6.6)" not_due
NOW=2025-06-30T01:00:00+07:00
ok 'the last day' lists
is 'on it neither' "$(due ma_trang_thai_theo_han 6.6)" not_due
for NOW in 2025-07-01T01:00:00+07:00 2026-02-01T01:00:00+07:00; do
	ok "${NOW%%T*}" lists
	is 'from then on its set has ended: nobody is behind or overdue' "$(due 'ma_trang_thai_theo_han, trang_thai' 6.6)" 'ended|bộ chỉ tiêu hết hiệu lực trước hạn'
	is 'what was due before is as it was' "$(due ma_trang_thai_theo_han 6.11)" overdue
done
is 'every target that outlives its set says so' "$(sql "select count(*) from share.den_han d join core.set_end e on e.set = d.bo_chi_so
	where d.han::text > e.ends_on and d.sau_khi_het_hieu_luc is null")" 0
mkdir "$T/silent"
chiso-catalog show sets | sed -n '1p;/^s003,/p' | /usr/bin/python3 -c 'import csv, sys
rows = list(csv.DictReader(sys.stdin)); w = csv.DictWriter(sys.stdout, rows[0].keys(), lineterminator="\n"); w.writeheader(); w.writerow(dict(rows[0], after_end=""))' \
	>"$T/silent/sets.csv"
like 'lint names one that does not' "$(chiso-catalog lint --catalog "$ROOT/pipeline/catalog" --catalog "$T/silent" 2>&1)" \
	'ended 6\.6: due 2025-12-31, and set s003 ends on 2025-06-30 without a word \(after_end\)'
printf 'set,seq,part,year,text,source\ns003,11,guidance,,x,CHISO test\n' >"$T/silent/set_texts.csv"
exit_is 'a text of a row that is not there is a finding' 78 chiso-catalog lint --catalog "$ROOT/pipeline/catalog" --catalog "$T/silent"
like 'by its row' "$(cat "$T/out")" 'set_texts.csv:2: found s003 11, expected a row of set_rows.csv'
done_testing
