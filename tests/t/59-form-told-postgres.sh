#!/bin/bash
# A target without a figure says who has to send which rows of the form, and by which feed what is counted would come.
# shellcheck source=tests/lib/tap.sh
. "$(dirname "$0")/../lib/tap.sh"
need_postgres
# shellcheck source=tests/lib/warehouse.sh
. "$ROOT/tests/lib/warehouse.sh"

ok 'the warehouse is filled' warehouse
reason() { sql "select ly_do from share.den_han where chi_so = '$1' and cap = 'tỉnh' and phan is null"; }
is 'the ways in stand in it' "$(sql 'select count(*) from core.target_entry')" "$(($(chiso-catalog show entries -q | wc -l) - 1))"
a='Số thuê bao điện thoại di động sử dụng điện thoại thông minh (s000.V.18 a)'
b='Tổng số thuê bao điện thoại di động (s000.V.18 b)'
is 'who has to send what' "$(reason s000.V.18)" \
	"chưa có số liệu: Sở Thông tin và Truyền thông tỉnh Kon Tum chưa gửi $a; $b, biểu bien-so-chi-so"
like 'of a district its own departments, by the row that is the same' "$(reason s001.24)" \
	'^chưa có số liệu: Phòng Giáo dục và Đào tạo huyện Kon Rẫy chưa gửi Số lượng các cơ sở giáo dục .* \(4\.13 a\); Tổng số .* \(4\.13 b\), biểu bien-so-chi-so$'
like 'what is counted: the feed that did not come, beside the form' "$(reason s001.8)" ', biểu bien-so-chi-so; chưa nhận được nguồn giao-nhan-du-lieu$'
is 'what has no formula: the reason of the catalogue' "$(reason 8.8.2)" 'chưa có số liệu: không so sánh được: dòng nhóm, không có công thức'
is 'nobody reads that a feed is missing when a department is' "$(sql "select count(*) from share.den_han where ly_do like '%nguồn bien-so-chi-so%'")" 0
is 'a target without a result has a reason' "$(sql "select count(*) from share.den_han where hien_thi is null and coalesce(ly_do, '') = ''
	and trang_thai is distinct from 'tạm giữ, chờ duyệt'")" 0

# one of two was sent, then the other
# shellcheck disable=SC2317 # ok calls it
send() { # MINUTE ROW=VALUE…
	"$ROOT/scripts/form" H34.10 2024-Q1 >"$T/blank.csv" 2>>"$T/log"
	/usr/bin/python3 - "$T/blank.csv" "$T/filled.csv" "${@:2}" <<'PY'
import csv, sys
values = dict(text.split("=") for text in sys.argv[3:])
rows = list(csv.reader(open(sys.argv[1], encoding="utf-8-sig", newline=""), delimiter=";"))
for r in rows[1:-1]:
    r[8] = values.get(f"{r[2][3:]} {r[3]}", "")
csv.writer(open(sys.argv[2], "w", encoding="utf-8", newline=""), delimiter=";", lineterminator="\r\n").writerows(rows)
PY
	"$ROOT/scripts/form" --read "$T/filled.csv" --now "2024-03-30T08:$1:00" -o "$T/sent.$1.xml" &&
		chiso-ingest -q --now "$NOW" --feed bien-so-chi-so "$T/sent.$1.xml" >/dev/null
}
ok 'one is sent' send 10 's000.V.18 a=95'
is 'the other is asked for' "$(reason s000.V.18)" "chưa có số liệu: Sở Thông tin và Truyền thông tỉnh Kon Tum chưa gửi $b, biểu bien-so-chi-so"
ok 'both are sent' send 20 's000.V.18 a=95' 's000.V.18 b=100'
is 'then the figure waits for its computation' "$(reason s000.V.18)" 'chưa có số liệu: bộ chỉ tiêu chưa được tính cho kỳ nào'
like "the district's is still asked for" "$(sql "select ly_do from share.den_han where chi_so = 's002.V.14'")" \
	'^chưa có số liệu: Phòng Văn hóa và Thông tin huyện biên giới .* chưa gửi Số thuê bao'

# a target that no feed can answer is a finding, unless it says why
mkdir "$T/my"
printf 'indicator,title_vi,unit,digits,period_kind,scope,basis,missing,source\nmy.1,Tỷ lệ,%%,2,year,territory,computed,no source,CHISO test\n' >"$T/my/indicators.csv"
printf 'set,seq,stt,indicator,wording,lead,source\ns000,9000,33,my.1,Tỷ lệ,Sở Y tế,CHISO test\n' >"$T/my/set_rows.csv"
printf 'set,indicator,level,year,text,kind,comparator,low,unit,due,source\ns000,my.1,province,2024,5%%,level,ge,5,%%,2024-12-31,CHISO test\n' >"$T/my/targets.csv"
exit_is 'a target without a way in is a finding' 78 chiso-catalog lint --catalog "$ROOT/pipeline/catalog" --catalog "$T/my"
like 'that names it' "$(cat "$T/out")" '/targets\.csv:2: my\.1: found no variable that a feed brings, expected one, or a reason'
printf 'indicator,var,measure,item,unit,title_vi,source\nmy.1,a,index_variable,my.1 a,%%,Tỷ lệ,CHISO test\n' >"$T/my/variables.csv"
exit_is 'with one it is none' 0 chiso-catalog lint --catalog "$ROOT/pipeline/catalog" --catalog "$T/my"
done_testing
