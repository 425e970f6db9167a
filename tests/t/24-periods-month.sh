#!/bin/bash
# Months, half-years and nine months of a feed that reports by month: what adds is added, a stock is the last one, what did not
# come is missing and never 0. The figures expected here are added up by hand.
# shellcheck source=tests/lib/tap.sh
. "$(dirname "$0")/../lib/tap.sh"

mkdir "$T/my"
cat >"$T/my/sources.csv" <<'END'
source,title,title_en,kind,published,confirm,valid_from,valid_to,note
THU,Bài thử,A test,document,not published,không ai,,,
END
cat >"$T/my/namespaces.csv" <<'END'
prefix,uri,valid_from,valid_to,source
suco,urn:example:su-co,,,THU
END
cat >"$T/my/feeds.csv" <<'END'
feed,title_vi,record,key,message,sent_at,valid_at,territory,cadence,valid_from,valid_to,source
su-co,Sự cố an toàn thông tin,/suco:BanTin/suco:Ky,ky co_quan,,meta arrival,ky,kon-tum,monthly,,,THU
END
cat >"$T/my/fields.csv" <<'END'
feed,field,seq,title_vi,path,type,codes,required,on_error,policy,class,purpose,valid_from,valid_to,source
su-co,ky,10,Kỳ,@ky,period,,1,record,keep,none,khoá,,,THU
su-co,co_quan,20,Cơ quan,@co-quan,agency,,1,record,keep,none,khoá,,,THU
su-co,so,30,Số sự cố,@so,integer,,,blank,keep,none,số liệu,,,THU
su-co,xong,40,Đã khắc phục,@xong,integer,,,blank,keep,none,số liệu,,,THU
su-co,may,50,Số máy,@may,integer,,,blank,keep,none,số liệu,,,THU
END
cat >"$T/my/period_fields.csv" <<'END'
feed,field,calendar,kinds,valid_from,valid_to,source
su-co,ky,duong-lich,month quarter,,,THU
END
cat >"$T/my/units.csv" <<'END'
unit,dimension,title_vi,factor,least,whole,valid_from,valid_to,source
su-co,su-co,sự cố,1,0,1,,,THU
END
cat >"$T/my/measures.csv" <<'END'
measure,feed,kind,value,where,date,agency,item,unit,over_agencies,over_time,calendar,title_vi,valid_from,valid_to,source
sc.may,su-co,last,may,may > 0,ky,co_quan,,may,sum,last,duong-lich,Số máy,,,THU
sc.so,su-co,last,so,so >= 0,ky,co_quan,,su-co,sum,sum,duong-lich,Số sự cố,,,THU
sc.xong,su-co,last,xong,xong >= 0,ky,co_quan,,su-co,sum,sum,duong-lich,Đã khắc phục,,,THU
END
cat >"$T/my/indicators.csv" <<'END'
indicator,title_vi,unit,digits,numerator,denominator,value,period_kind,scope,basis,missing,valid_from,valid_to,source
sc.1,Số sự cố,su-co,0,,,a,month quarter half nine-months year,agency,computed,no source,,,THU
sc.2,Tỷ lệ khắc phục,%,2,b,a,100 * numerator / denominator,month quarter half nine-months year,agency,computed,no source,,,THU
sc.3,Số máy,may,0,,,m,month quarter half nine-months year,agency,computed,no source,,,THU
sc.4,Sự cố trên 100 máy,%,2,a,m,100 * numerator / denominator,month quarter half nine-months year,agency,computed,no source,,,THU
END
cat >"$T/my/variables.csv" <<'END'
indicator,var,measure,item,unit,title_vi,over_time,valid_from,valid_to,source
sc.1,a,sc.so,,su-co,Số sự cố,,,,THU
sc.2,a,sc.so,,su-co,Số sự cố,,,,THU
sc.2,b,sc.xong,,su-co,Đã khắc phục,,,,THU
sc.3,m,sc.may,,may,Số máy,last,,,THU
sc.4,a,sc.so,,su-co,Số sự cố,,,,THU
sc.4,m,sc.may,,may,Số máy,last,,,THU
END
cat >"$T/my/sets.csv" <<'END'
set,title_vi,territory,document,period_kind,due,valid_from,valid_to,source
sc,Sự cố theo tháng,kon-tum,,month quarter half nine-months year,,,2025-06-30,THU
END
cat >"$T/my/set_rows.csv" <<'END'
set,seq,stt,indicator,wording,lead,valid_from,valid_to,source
sc,10,1,sc.1,Số sự cố,Sở Y tế,,2025-06-30,THU
sc,20,2,sc.2,Tỷ lệ khắc phục,Sở Y tế,,2025-06-30,THU
sc,30,3,sc.3,Số máy,Sở Y tế,,2025-06-30,THU
sc,40,4,sc.4,Sự cố trên 100 máy,Sở Y tế,,2025-06-30,THU
END
both=(--catalog "$ROOT/pipeline/catalog" --catalog "$T/my")
ok 'the catalogue is clean' chiso-catalog lint -q "${both[@]}"

# measured: the records on stdin ("KY so xong may", of one agency) as measures in $T/measures
measured() {
	{
		printf '<b:BanTin xmlns:b="urn:example:su-co">'
		while read -r ky so xong may; do
			printf '<b:Ky ky="%s" co-quan="H34.19"' "$ky"
			[ "$so" = - ] || printf ' so="%s"' "$so"
			[ "$xong" = - ] || printf ' xong="%s"' "$xong"
			[ "$may" = - ] || printf ' may="%s"' "$may"
			printf '/>'
		done
		printf '</b:BanTin>'
	} >"$T/su-co.xml"
	chiso-extract -q "${both[@]}" --feed su-co --now 2025-01-02 "$T/su-co.xml" |
		chiso-normalize -q "${both[@]}" --feed su-co --now 2025-01-02 |
		chiso-aggregate -q "${both[@]}" --feed su-co --now 2025-01-02 >"$T/measures"
}
# figure PERIOD INDICATOR: value, and behind a blank its flags or why it has none
figure() {
	chiso-compute -q "${both[@]}" --set sc --period "$1" --now 2025-01-02 "$T/measures" | grep "^indicator,sc,$2,H34," |
		/usr/bin/python3 -c 'import csv, sys
for r in csv.reader(sys.stdin):
    flags = " ".join(w.split(" ", 1)[1] if w.startswith(("flag ", "info ")) else w for w in r[20:23] if w)
    print(r[8] or "-", *([flags] if flags else []), *([r[24]] if r[24] and not r[8] else []))'
}
is_of() { like "$1 of $2" "$(figure "$2" "$1")" "$3"; }

measured <<'END'
2024-01 10 4 100
2024-02 20 10 110
2024-03 30 20 120
2024-04 1 1 130
2024-06 3 2 150
2024-Q3 7 7 160
2024-10 5 5 -
2024-11 6 6 180
2024-12 8 4 190
END
is 'what was sent of a month is measured in its month, of a quarter in its quarter' \
	"$(grep '^measure,sc.so,' "$T/measures" | cut -d, -f5,8 | tr '\n' ' ')" \
	'2024-01,10 2024-02,20 2024-03,30 2024-04,1 2024-06,3 2024-10,5 2024-11,6 2024-12,8 2024-Q3,7 '

# a flow is the sum of the months
is_of sc.1 2024-02 '^20$'
is_of sc.1 2024-Q1 '^60$'
is_of sc.1 2024-Q4 '^19$'
is_of sc.2 2024-02 '^50$'
is_of sc.2 2024-Q1 '^170/3$'
# a stock is that of the last month
is_of sc.3 2024-02 '^110$'
is_of sc.3 2024-Q1 '^120$'
is_of sc.4 2024-Q1 '^50 '

# a month that did not come is missing and is said; its quarter is the sum of the others, and says so
is_of sc.1 2024-05 '^- .*not received'
is_of sc.3 2024-05 '^- .*not received'
is_of sc.1 2024-Q2 '^4 .*months.2/3'
is_of sc.2 2024-Q2 '^75 .*months.2/3'
is_of sc.3 2024-Q2 '^150 .*months.2/3'
# a report of a quarter has no month
is_of sc.1 2024-07 '^- .*not received'
is_of sc.1 2024-Q3 '^7$'
is_of sc.3 2024-Q3 '^160$'
# a half-year and nine months are made of what there is: quarters, or months
is_of sc.1 2024-H1 '^64 .*months.5/6'
is_of sc.1 2024-H2 '^26$'
is_of sc.1 2024-9M '^71 .*months.8/9'
is_of sc.1 2024 '^90 .*months.11/12'
is_of sc.3 2024-H1 '^150 .*months.5/6'
is_of sc.3 2024-9M '^160 .*months.8/9'
is_of sc.3 2024-H2 '^190 .*months.5/6'
is_of sc.2 2024-H2 '^1100/13 .*2024-H1: 57,81'
is_of sc.4 2024-H2 '^260/19 '
is_of sc.1 2023-H2 '^- .*not received'

# a quotient whose parts come from other months has no value, and says which
measured <<'END'
2024-01 10 4 100
2024-02 20 - 110
2024-03 30 20 -
END
is_of sc.1 2024-Q1 '^60$'
is_of sc.2 2024-Q1 '^- .*not the same months: a of 2024-Q1, b of 2024-01 2024-03'
is_of sc.2 2024-02 '^-'
is_of sc.3 2024-Q1 '^110 .*months.2/3'

# a quarter that was reported stands for its months: nothing is counted twice
measured <<'END'
2024-01 10 4 100
2024-02 20 10 110
2024-Q1 61 30 125
2024-04 5 5 90
END
is_of sc.1 2024-Q1 '^61$'
is_of sc.3 2024-Q1 '^125$'
is_of sc.1 2024-01 '^10$'
is_of sc.1 2024-H1 '^66 .*months.4/6'
is_of sc.3 2024-H1 '^90 .*months.4/6'

# what is compared with the period before: months with months, half-years with half-years
cat >"$T/my/checks.csv" <<'END'
check,set,indicator,kind,params,severity,message_vi,valid_from,valid_to,source
nhay,sc,sc.1,jump,times 3 su-co,flag,gấp trên 3 lần kỳ trước,,,THU
END
measured <<'END'
2023-Q3 1 1 1
2023-Q4 1 1 1
2024-01 2 1 1
2024-02 10 1 1
2024-03 12 1 1
2024-Q2 1 1 1
END
is_of sc.1 2024-02 '2024-01: 2'
is_of sc.1 2024-03 '^12$'
is_of sc.1 2024-H1 '2023-H2: 2'

# the calendar that closes on the 14th
sed -i 's/duong-lich,month quarter/ky-bao-cao-15,month quarter/' "$T/my/period_fields.csv"
sed -i 's/,duong-lich,/,ky-bao-cao-15,/' "$T/my/measures.csv"
rm "$T/my/checks.csv"
ok 'months of the second calendar: the catalogue is clean' chiso-catalog lint -q "${both[@]}"
measured <<'END'
2024-01 10 4 100
2024-02 20 10 110
2024-03 30 20 120
END
like 'by it' "$(chiso-compute -q "${both[@]}" --calendar ky-bao-cao-15 --set sc --period 2024-Q1 --now 2025-01-02 "$T/measures" |
	grep '^indicator,sc,sc.1,H34,' | cut -d, -f9)" '^60$'
like 'and its half-year' "$(chiso-compute -q "${both[@]}" --calendar ky-bao-cao-15 --set sc --period 2024-H1 --now 2025-01-02 "$T/measures" |
	grep '^indicator,sc,sc.1,H34,')" ',60,.*months.3/6'
is_of sc.1 2024-Q1 '^- .*counted by calendar ky-bao-cao-15, not duong-lich'

# what lint knows of the kinds that a set asks for
lint_says() {
	sed "s/^sc,.*/sc,Sự cố,kon-tum,,$2,,,2025-06-30,THU/" -i "$T/my/sets.csv"
	chiso-catalog lint "${both[@]}" >"$T/out" 2>&1
	like "$1" "$(cat "$T/out")" "$3"
}
lint_says 'a kind that is none' 'month fortnight' 'sets.csv:2: column period_kind: found fortnight'
printf 'kind,title_vi,title_en,months,valid_from,valid_to,source\nfortnight,nửa tháng,a fortnight,1,,,THU\n' >"$T/my/period_kinds.csv"
lint_says 'a kind that the calendar of reports has none of' 'month fortnight' \
	'sets.csv:2: column period_kind: found fortnight, expected a kind of period that the calendar of reports has'
sed -i 's/^sc.1,\(.*\),month quarter/sc.1,\1,quarter/' "$T/my/indicators.csv"
lint_says 'indicators of other kinds are told' 'month quarter' 'note .*set_rows.csv:2: set sc asks for the kind month: 1 of its 4 indicators .* sc\.1'
sed -i 's/month quarter/quarter/' "$T/my/period_fields.csv"
lint_says 'a feed that reports by quarter is told' month 'set sc asks for a month, feed su-co reports by: quarter; of a month nothing is received'

# Days lie in a month only where a set asks for it
dossiers() {
	chiso-aggregate -q "$@" --feed hoso-tthc --now 2024-04-01 --join "danh-muc-tthc=$T/list.csv" "$T/dossiers.csv"
}
(umask 077 && printf 'test %064d\n' 7 >"$T/key")
chiso-extract -q --feed hoso-tthc --key "$T/key" --now 2024-04-01 "$ROOT"/samples/hoso-tthc/0[1-5]*.xml |
	chiso-normalize -q --feed hoso-tthc --now 2024-04-01 >"$T/dossiers.csv" 2>/dev/null
chiso-extract -q --feed danh-muc-tthc --now 2024-04-01 "$ROOT"/samples/danh-muc-tthc/*.xml |
	chiso-normalize -q --feed danh-muc-tthc --now 2024-04-01 >"$T/list.csv" 2>/dev/null
dossiers >"$T/quarters.csv"
is 'no set asks: no month' "$(grep -c ',2024-0[1-9],' "$T/quarters.csv")" 0
rm -r "$T/my"
mkdir "$T/my"
printf 'set,title_vi,territory,period_kind,valid_to,source\nho-so-thang,Hồ sơ theo tháng,kon-tum,month,2024-02-15,MOT-CUA\n' >"$T/my/sets.csv"
dossiers "${both[@]}" >"$T/months.csv"
like 'a set in force at the end of January asks' "$(cut -d, -f5 "$T/months.csv" | sort -u | tr '\n' ' ')" '2024-01 2024-Q1'
unlike 'and of no later month' "$(cut -d, -f5 "$T/months.csv" | sort -u | tr '\n' ' ')" '2024-02'
grep -v ',2024-01,' "$T/months.csv" | grep ^measure >"$T/months.quarters"
grep ^measure "$T/quarters.csv" >"$T/quarters.rows"
same 'the quarters are what they were' "$T/months.quarters" "$T/quarters.rows"
done_testing
